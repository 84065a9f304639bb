"""Hiding a case from someone who must not know of it, and showing it to her again."""

from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from members.models import Assignment, Member, User
from members.roles import Role
from safeguards import audit

from .. import policies
from ..errors import AnotherAssigneeFirst, CannotBeAssigned, HidingRefused
from ..models import Complaint, Hiding
from .deed import deed, save
from .marks import assign_to, pass_actions_on
from .review import volunteers_for


def people_for(complaint: Complaint) -> QuerySet[User]:
    """From whom a case can be hidden: accounts of the group's members (``is_member``), and officers who
    review it.
    """
    group = complaint.group
    members = Member.objects.current().filter(group=group, user__isnull=False)
    officers = Assignment.objects.current().filter(role=Role.OFFICER)
    officers = officers.filter(Q(organisation=group.partner_id) | Q(organisation__is_lead=True))
    rows = User.objects.active().annotate(is_member=Exists(members.filter(user=OuterRef("pk"))))
    rows = rows.filter(Q(is_member=True) | Q(pk__in=officers.values("user")))
    return rows.order_by("-is_member", "full_name", "pk")


def hides_more(complaint: Complaint, other: Complaint) -> bool:
    """Whether ``other`` could be read by someone who must not know of ``complaint``."""
    hidden = complaint.hidings.exclude(user__in=other.hidings.values("user"))
    return hidden.filter(user__in=people_for(other).values("pk")).exists()


def hide(*, complaint: Complaint, by, user: User, assign_to: User | None = None) -> Hiding:
    """Hides the case from ``user``, one of ``people_for`` it; twice is once.

    Hiding it from the one who accompanies it needs ``assign_to``, someone else who may: no case is
    without an owner. Her open actions of its plan go to the owner. Raises HidingRefused,
    AnotherAssigneeFirst, CannotBeAssigned.
    """
    permit = partial(policies.may_hide, user=by)
    with deed(complaint=complaint, by=by, action="complaint.hidden", permit=permit) as row:
        if user == by:
            raise HidingRefused
        if not people_for(row).filter(pk=user.pk).exists():
            raise HidingRefused(_("Pilih anggota kelompok atau petugas dari daftar."))
        hiding, is_new = Hiding.objects.get_or_create(complaint=row, user=user, defaults={"by": by})
        if is_new:
            if row.assigned_to_id == user.pk:
                _hand_over(row, by, assign_to)
            pass_actions_on(row, Q(responsible=user), to=row.assigned_to, by=by)
            save(row, "assigned_to")
            figures = {"user": user.pk}
            audit.record(action="complaint.hidden", by=by, chain=row.pk, subject=hiding, figures=figures)
        return hiding


def _hand_over(row: Complaint, by, to: User | None) -> None:
    """The case is hidden from its owner already, so that she is not offered as her own heir."""
    if to is None or to.pk == row.assigned_to_id:
        raise AnotherAssigneeFirst
    if not volunteers_for(row).filter(pk=to.pk).exists():
        raise CannotBeAssigned
    assign_to(row, to, by=by)


def unhide(*, complaint: Complaint, by, user: User) -> None:
    """Shows the case to ``user`` again; where it is not hidden from her, nothing happens."""
    permit = partial(policies.may_hide, user=by)
    with deed(complaint=complaint, by=by, action="complaint.unhidden", permit=permit) as row:
        gone, _rows = Hiding.objects.filter(complaint=row, user=user).delete()
        if gone:
            save(row)
            audit.record(
                action="complaint.unhidden", by=by, chain=row.pk, subject=row, figures={"user": user.pk}
            )
