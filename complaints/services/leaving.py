"""When someone leaves: what she accompanied goes to her group's coordinator, in the same transaction,
and what she was to do in a plan to the one who accompanies that case.

No case is without an owner. Where nobody of the group may take a case over, it keeps the name of who
left, is flagged, and the officer names someone.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils.translation import gettext as _

from members.models import Assignment, Member, User
from members.roles import Role
from members.services import accounts

from ..assignees import by_duty
from ..enums import ActionState
from ..models import Complaint, Hiding, PlanAction
from .deed import save
from .marks import assign_to, raise_flag
from .plan import pass_on

OWNER_LEFT = "owner_left"  # why, in the audit trail


@dataclass(frozen=True)
class HandedOver:
    """Cases that went on to somebody, and those for which there was nobody."""

    moved: tuple[Complaint, ...] = ()
    left: tuple[Complaint, ...] = ()


def end_account(*, by: User, user: User) -> HandedOver:
    """Ends the account at once and hands over every open case it accompanied."""
    return accounts.end_account(by=by, user=user, hand_over=lambda row: _hand_over(by=by, user=row))


def end_role(*, by: User, assignment: Assignment, ends_on) -> HandedOver:
    """Sets the last day of an assignment; once that day has come, her cases of that group go on."""

    def hand_over(user: User) -> HandedOver:
        return _hand_over(by=by, user=user) if assignment.role == Role.VOLUNTEER else HandedOver()

    return accounts.end_role(by=by, assignment=assignment, ends_on=ends_on, hand_over=hand_over)


def sweep() -> HandedOver:
    """Hands over what belongs to people whose time has run out by the calendar; for a daily timer."""
    with transaction.atomic():
        gone = User.objects.filter(_owns_without_role() | _acts_without_role())
        results = [_hand_over(by=None, user=user) for user in gone]
    moved = tuple(row for result in results for row in result.moved)
    return HandedOver(moved, tuple(row for result in results for row in result.left))


def _owns_without_role() -> Exists:
    return Exists(_orphaned().filter(assigned_to=OuterRef("pk")))


def _acts_without_role() -> Exists:
    return Exists(_abandoned().filter(responsible=OuterRef("pk")))


def _serving(user: str, group: str):
    """Lasting assignments as volunteer of a group; both are names of the outer query's columns."""
    return Assignment.objects.lasting().filter(
        role=Role.VOLUNTEER, user__is_active=True, user=OuterRef(user), group=OuterRef(group)
    )


def _orphaned():
    """Open cases whose owner is no longer an active volunteer of their group."""
    return Complaint.objects.open().filter(~Exists(_serving("assigned_to", "group")))


def _abandoned():
    """Open actions of open cases that somebody sees to who is no longer an active volunteer there, though
    somebody else accompanies the case.
    """
    rows = PlanAction.objects.filter(state=ActionState.OPEN, complaint__in=Complaint.objects.open())
    rows = rows.exclude(responsible=F("complaint__assigned_to"))
    return rows.filter(~Exists(_serving("responsible", "complaint__group")))


def _hand_over(*, by: User | None, user: User) -> HandedOver:
    """Moves the orphaned cases of ``user`` and her abandoned actions, in the order of the cases' ids
    (audit locks chain by chain).
    """
    owned = set(_orphaned().filter(assigned_to=user).values_list("pk", flat=True))
    acted = set(_abandoned().filter(responsible=user).values_list("complaint", flat=True))
    found = Complaint.objects.select_for_update(of=("self",)).filter(pk__in=owned | acted)
    rows = list(found.order_by("pk"))
    seats = {group: _seats(group) for group in {row.group_id for row in rows if row.pk in owned}}
    moved, left = [], []
    for row in rows:
        if row.pk in owned:
            successor = _successor(row, seats[row.group_id])
            (moved if successor else left).append(row)
            _give(row, by, successor)
        if pass_on(row, user, by=by):
            save(row)
    return HandedOver(tuple(moved), tuple(left))


def _give(row: Complaint, by: User | None, successor: User | None) -> None:
    if successor:
        _assign(row, by, successor)
    elif by is not None:
        _flag(row, by)


def _seats(group_id: int) -> list[Member]:
    """Who may take over cases of the group, those whose duty it is first. Holders of a public post are
    named by a person or not at all.
    """
    serving = Assignment.objects.lasting().filter(
        role=Role.VOLUNTEER, group=group_id, user__is_active=True, user=OuterRef("user")
    )
    seats = Member.objects.current().with_standing().filter(Exists(serving), group=group_id)
    return by_duty(seats.filter(is_in_post=False).select_related("user").order_by("pk"))


def _successor(row: Complaint, seats: Iterable[Member]) -> User | None:
    hidden = set(Hiding.objects.filter(complaint=row).values_list("user", flat=True))
    for seat in seats:
        barred = seat.user_id in hidden or seat.user_id == row.assigned_to_id
        if not barred and not (row.is_violence and seat.user.scope.is_secretary):
            return seat.user
    return None


def _assign(row: Complaint, by: User | None, to: User) -> None:
    assign_to(row, to, by=by, reason=OWNER_LEFT)
    save(row, "assigned_to")


def _flag(row: Complaint, by: User) -> None:
    if row.is_flagged:
        return
    raise_flag(row, _("Pendampingnya berhenti. Tunjuk pendamping baru."), by=by, reason=OWNER_LEFT)
    save(row, "is_flagged")
