"""Hiding a case from someone who must not know of it, and showing it to her again."""

from functools import partial

from safeguards import audit

from .. import policies
from ..errors import AnotherAssigneeFirst, HidingRefused, NotNow
from ..models import Complaint, Hiding
from .deed import deed, save


def hide(*, complaint: Complaint, by, user, assign_to=None) -> Hiding:
    """Hides the case from ``user``, a member of the group or an officer of its organisation.

    Hiding it from the one who accompanies it needs ``assign_to``, someone else who may work it: no case
    is without an owner. Twice is once. Raises HidingRefused, AnotherAssigneeFirst.
    """
    permit = partial(policies.may_hide, user=by)
    with deed(complaint=complaint, by=by, action="complaint.hidden", permit=permit) as row:
        if user == by:
            raise HidingRefused
        if row.assigned_to_id == user.pk:
            _hand_over(row, by, assign_to)
        hiding, is_new = Hiding.objects.get_or_create(complaint=row, user=user, defaults={"by": by})
        if is_new:
            save(row, "assigned_to")
            figures = {"user": user.pk}
            audit.record(action="complaint.hidden", by=by, chain=row.pk, subject=hiding, figures=figures)
        return hiding


def _hand_over(row: Complaint, by, to) -> None:
    if to is None or to.pk == row.assigned_to_id:
        raise AnotherAssigneeFirst
    figures = {"from": row.assigned_to_id, "to": to.pk}
    row.assigned_to = to
    row.save(update_fields=["assigned_to"])
    if not Complaint.objects.worked_by(to).filter(pk=row.pk).exists():
        raise NotNow
    audit.record(action="complaint.assigned", by=by, chain=row.pk, subject=row, figures=figures)


def unhide(*, complaint: Complaint, by, user) -> None:
    """Shows the case to ``user`` again; where it is not hidden from her, nothing happens."""
    permit = partial(policies.may_hide, user=by)
    with deed(complaint=complaint, by=by, action="complaint.unhidden", permit=permit) as row:
        gone, _rows = Hiding.objects.filter(complaint=row, user=user).delete()
        if gone:
            save(row)
            audit.record(
                action="complaint.unhidden", by=by, chain=row.pk, subject=row, figures={"user": user.pk}
            )
