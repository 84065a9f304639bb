"""What a user may read and do of a case she sees.

Every function takes a case that came from ``Complaint.objects.visible_to(user).with_access(user)``: the
database has already said whether she works it, reviews it, or has opened its seal.
"""

from .directory import ReferralState
from .models import Complaint


def may_read_person(complaint: Complaint) -> bool:
    """Names, numbers, story and every other sealed text of the case."""
    if complaint.is_worked:
        return True
    return complaint.is_reviewed and (complaint.is_opened or complaint.is_unsealed)


def may_work(complaint: Complaint) -> bool:
    """Write notes, refer, move on, close: the volunteers of the case."""
    return complaint.is_worked


def may_review(complaint: Complaint) -> bool:
    """Assign, ask, flag, mark reviewed: the officers of its group, and administrators."""
    return complaint.is_reviewed


def may_open_seal(complaint: Complaint) -> bool:
    """Whoever reviews it and has to give a reason: for kind B an administrator, who is no officer."""
    return complaint.is_reviewed and not complaint.is_unsealed


def may_hide(complaint: Complaint, user) -> bool:
    """Hide the case from someone, and read from whom it is hidden: those nearest to it.

    Others of the division work it too, but a list of who must not know is itself a secret.
    """
    if complaint.is_reviewed:
        return True
    own = user.pk in {complaint.assigned_to_id, complaint.recorded_by_id}
    return complaint.is_worked and (own or complaint.group_id in user.scope.coordinated_groups)


def is_sealed(complaint: Complaint) -> bool:
    """True when this reader must give a reason before she reads identity and story."""
    return not may_read_person(complaint)


def awaits_answer(referral) -> bool:
    return referral.state == ReferralState.SENT
