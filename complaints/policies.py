"""What a user may read and do of a case she sees.

Every function takes a case that came from ``Complaint.objects.visible_to(user).with_access(user)``: the
database has already said whether she works it, reviews it, or has opened its seal.
"""

from collections.abc import Iterable

from .enums import PersonRole, Relation, Safety, Urgency, ViolenceForm
from .models import Complaint, Person


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


def may_work_or_review(complaint: Complaint) -> bool:
    """Revoke an answer link, say whether two cases are one."""
    return may_work(complaint) or may_review(complaint)


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


def may_hand_over(complaint: Complaint, user) -> bool:
    """Name who accompanies the case, or offer it to another group: its assignee and the coordinator, and
    whoever reviews it.
    """
    own = user.pk == complaint.assigned_to_id or complaint.group_id in user.scope.coordinated_groups
    return complaint.is_reviewed or (complaint.is_worked and own)


def may_remove_file(complaint: Complaint, added_by: int, user) -> bool:
    """For good: whoever added it (``added_by``), the assignee and the coordinator."""
    own = user.pk in {added_by, complaint.assigned_to_id}
    return complaint.is_worked and (own or complaint.group_id in user.scope.coordinated_groups)


def is_sexual(complaint: Complaint) -> bool:
    """Sexual violence, as its main form, a further one, or by its kind under UU 12/2022 Ps 4."""
    forms = {complaint.category, *complaint.further}
    return complaint.is_violence and (ViolenceForm.SEXUAL in forms or bool(complaint.sexual_kinds))


def may_refer_without_consent(complaint: Complaint) -> bool:
    """Kepentingan vital (UU 27/2022 Ps 20): life is at risk, or the one who would consent for a child
    (Ps 25) is the alleged offender. Reads ``complaint.persons`` only where the rest does not decide.
    """
    at_risk = complaint.urgency == Urgency.EMERGENCY or complaint.safety == Safety.UNSAFE
    return at_risk or (complaint.is_violence and guardian_is_reported(complaint))


def concerns_child(complaint: Complaint) -> bool:
    """Whether a parent or guardian consents for the person (UU 27/2022 Ps 25)."""
    return is_child_among(complaint.persons.all())


def is_child_among(persons: Iterable[Person]) -> bool:
    """The same of persons that are read already."""
    return any(person.role == PersonRole.CONCERNED and person.is_child for person in persons)


def guardian_is_reported(complaint: Complaint) -> bool:
    """Whether the one who would consent for a child may be the alleged offender."""
    persons = complaint.persons.all()
    near = any(person.relation in {Relation.PARENT, Relation.FAMILY} for person in persons)
    return near and concerns_child(complaint)


def may_keep_provider(provider, user) -> bool:
    """Change an entry of the directory: those who look after it; national ones only who sees everywhere."""
    if user.scope.everywhere:
        return True
    return not provider.is_national and provider.kept_by_id in user.scope.organisations
