"""When someone leaves, for good or for a while: what she accompanied goes on, in one transaction.

To whom she names, else to her group's coordinator. Her open actions of plans go along; those in cases of
others go to who accompanies the case. No case is without an owner: where nobody of the group may take one
over, it keeps her name, is flagged, and the officer names someone.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from members import reach
from members.models import Assignment, Group, Member, User
from members.roles import Role
from members.services import accounts
from safeguards import audit

from ..assignees import by_duty
from ..enums import ActionState, Kind, Stage
from ..errors import CannotBeAssigned, NotPermitted
from ..models import Complaint, Hiding, PlanAction
from .deed import save
from .marks import OWNER_STOPPED, assign_to, pass_actions_on, raise_flag

OWNER_LEFT, OWNER_AWAY = "owner_left", "owner_away"  # why, in the audit trail


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


def hand_over_all(
    *, by: User, user: User, group: Group, to: User | None = None, other: User | None = None
) -> HandedOver:
    """All open cases of ``user`` in ``group`` to ``to``; what may not go there to ``other``, else to the
    coordinator, who also stands in where nobody was named. Herself, or whoever keeps her account.

    A second time there is nothing left to hand over. Raises NotPermitted, CannotBeAssigned.
    """
    with _leave(by, user, group):
        heirs = _named(group, user, to, other)
        cases = Complaint.objects.open().filter(group=group)
        return _hand_over(by=by, user=user, cases=cases, heirs=heirs, reason=OWNER_AWAY)


@contextmanager
def _leave(by: User, user: User, group: Group):
    try:
        with transaction.atomic():
            own = by.pk == user.pk and group.pk in user.scope.volunteer_groups
            if not own and not (reach.may_manage(by, user) and _reaches(by, group)):
                raise NotPermitted
            yield
    except NotPermitted as error:
        audit.record_refusal(action="cases.handed_over", by=by, subject=user, reason=error.code)
        raise


def _reaches(by: User, group: Group) -> bool:
    return Group.objects.accompanied_by(by).filter(pk=group.pk).exists()


def _named(group: Group, user: User, *named: User | None) -> list[User]:
    """Naming a person is the only way for one in a public post; she must be a volunteer of the group."""
    heirs = [heir for heir in named if heir is not None and heir.pk != user.pk]
    serving = set(heirs_in(group, user).values_list("pk", flat=True))
    if any(heir.pk not in serving for heir in heirs):
        raise CannotBeAssigned
    return heirs


def heirs_in(group: Group, user: User) -> QuerySet[User]:
    """Whom ``user`` can name to take over her cases of ``group``."""
    serving = Assignment.objects.lasting().filter(role=Role.VOLUNTEER, group=group)
    rows = User.objects.active().filter(pk__in=serving.values("user")).exclude(pk=user.pk)
    return rows.order_by("full_name", "pk")


def open_cases(user: User, group: Group) -> QuerySet[Complaint]:
    return Complaint.objects.open().filter(assigned_to=user, group=group)


def cannot_go(user: User, group: Group, to: User | None) -> QuerySet[Complaint]:
    """Of her open cases those that may not go to ``to`` (None: to nobody in particular, so none)."""
    if to is None:
        return Complaint.objects.none()
    barred = Q(Exists(Hiding.objects.filter(complaint=OuterRef("pk"), user=to)))
    if to.scope.is_secretary:
        barred |= Q(kind=Kind.VIOLENCE)
    return open_cases(user, group).filter(barred)


def sweep() -> HandedOver:
    """Hands over what belongs to people whose time has run out by the calendar; for a daily timer."""
    leaving = User.objects.filter(_owns_without_role() | _acts_without_role()).order_by("pk")
    with transaction.atomic():
        results = [_hand_over(by=None, user=user) for user in leaving]
    moved = tuple(row for result in results for row in result.moved)
    return HandedOver(moved, tuple(row for result in results for row in result.left))


def _owns_without_role() -> Q:
    return Q(Exists(_without(_serving("assigned_to")).filter(assigned_to=OuterRef("pk"))))


def _acts_without_role() -> Q:
    actions = PlanAction.objects.filter(state=ActionState.OPEN, responsible=OuterRef("pk"))
    serving = _serving("responsible", "complaint__group")
    return Q(Exists(actions.exclude(complaint__stage=Stage.CLOSED).filter(~Exists(serving))))


def _serving(who, group: str = "group") -> QuerySet[Assignment]:
    """That ``who`` (a user, or a column) is an active volunteer of the group in column ``group``."""
    who = OuterRef(who) if isinstance(who, str) else who
    return Assignment.objects.lasting().filter(
        role=Role.VOLUNTEER, user__is_active=True, user=who, group=OuterRef(group)
    )


def _without(serving: QuerySet) -> QuerySet[Complaint]:
    return Complaint.objects.open().filter(~Exists(serving))


def _hand_over(
    *, by: User | None, user: User, cases: QuerySet | None = None, heirs=(), reason: str = OWNER_LEFT
) -> HandedOver:
    """Moves ``cases`` of ``user`` (None: those of groups where she no longer serves) and her open actions
    in them, in the order of their ids (audit locks chain by chain).
    """
    cases = _without(_serving(user)) if cases is None else cases
    acts = Exists(
        PlanAction.objects.filter(complaint=OuterRef("pk"), state=ActionState.OPEN, responsible=user)
    )
    keys = cases.filter(Q(assigned_to=user) | acts).values("pk")
    rows = list(Complaint.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    seats = {group: _seats(group) for group in {row.group_id for row in rows}}
    moved, left = [], []
    for row in rows:
        if row.assigned_to_id == user.pk:
            heir = _successor(row, [*heirs, *(seat.user for seat in seats[row.group_id])])
            (moved if heir else left).append(row)
            _go_on(row, heir, by=by, reason=reason)
        if row.assigned_to_id != user.pk:
            pass_actions_on(row, Q(responsible=user), to=row.assigned_to, by=by)
    return HandedOver(tuple(moved), tuple(left))


def _go_on(row: Complaint, heir: User | None, *, by: User | None, reason: str) -> None:
    if heir:
        assign_to(row, heir, by=by, reason=reason)
        save(row, "assigned_to")
    elif by is not None:
        _flag(row, by, reason)


def _seats(group_id: int) -> list[Member]:
    """Who may take over cases of the group, those whose duty it is first. Holders of a public post are
    named by a person or not at all.
    """
    seats = Member.objects.current().with_standing().filter(Exists(_serving("user")), group=group_id)
    return by_duty(seats.filter(is_in_post=False).select_related("user").order_by("pk"))


def _successor(row: Complaint, people: Iterable[User]) -> User | None:
    """The first of ``people`` who may have it."""
    hidden = set(Hiding.objects.filter(complaint=row).values_list("user", flat=True))
    for heir in people:
        barred = heir.pk in hidden or heir.pk == row.assigned_to_id
        if not barred and not (row.is_violence and heir.scope.is_secretary):
            return heir
    return None


WHY = {
    OWNER_LEFT: OWNER_STOPPED,
    OWNER_AWAY: _("Pendampingnya cuti dan belum ada penggantinya. Tunjuk pendamping baru."),
}


def _flag(row: Complaint, by: User, reason: str) -> None:
    if row.is_flagged:
        return
    raise_flag(row, str(WHY[reason]), by=by, reason=reason)
    save(row, "is_flagged")
