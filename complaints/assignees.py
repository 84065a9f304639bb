"""Who accompanies a new case, and who is told of it: one of the group's people, by her seat."""

from collections.abc import Collection, Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from members.enums import Division, Position
from members.models import Assignment, Group, Member, User
from members.roles import Role

from .enums import Kind
from .models import Complaint, Hiding


def assignee(*, by: User, group: Group, kind: str, hidden_from: Collection[int] = ()) -> User:
    """The recorder, unless she could not work it as such.

    Whoever holds a public post works only what she is assigned by name, and a village secretary no
    kind A at all: then the coordinator takes it, else the chair; nobody from whom it is hidden.
    """
    may_keep = kind != Kind.VIOLENCE or not by.scope.is_secretary
    if may_keep and not by.scope.holds_public_post:
        return by
    seats = _takers(group, kind, hidden_from)
    return next((seat.user for seat in seats if _leads(seat) or not may_keep), by)


def coordinator(*, group: Group, kind: str, hidden_from: Collection[int] = ()) -> User | None:
    """Koordinator Pengaduan, else ketua; None when the case is hidden from both."""
    seats = _takers(group, kind, hidden_from)
    return next((seat.user for seat in seats if _leads(seat)), None)


def colleagues(*, group: Group, by: User) -> list[tuple[int, str]]:
    """(account's key, name) of the group's members who have one, but for ``by``; in the order of names."""
    seats = Member.objects.acting().filter(group=group).exclude(user=by.pk)
    return list(seats.values_list("user", "full_name"))


def workers(complaint: Complaint) -> QuerySet[User]:
    """Who works this case today, by name: all for whom ``Complaint.objects.worked_by`` has it.

    The same rule read from the other side; a test holds the two together.
    """
    seats = Member.objects.current().with_standing().filter(user=OuterRef("pk"))
    here = seats.filter(group=complaint.group_id)
    in_post = Exists(seats.filter(is_in_post=True))
    of_group = Assignment.objects.current().filter(role=Role.VOLUNTEER, group=complaint.group_id)
    hidden = Hiding.objects.filter(complaint=complaint.pk, user=OuterRef("pk"))
    by_seat = Q(pk=complaint.recorded_by_id) | Exists(here.filter(_reads(complaint.kind)))
    rows = User.objects.active().filter(pk__in=of_group.values("user")).exclude(Exists(hidden))
    rows = rows.filter(Q(pk=complaint.assigned_to_id) | by_seat & ~in_post)
    if complaint.is_violence:
        rows = rows.exclude(pk__in=User.objects.secretaries().values("pk"))
    return rows.order_by("full_name", "pk")


def _reads(kind: str) -> Q:
    """Seats whose holders read every case of ``kind`` in their group."""
    if kind == Kind.SOCIAL:
        return Q(division=Division.COMPLAINTS)
    coordinator = Q(position=Position.COORDINATOR, division=Division.COMPLAINTS)
    return coordinator | Q(position=Position.CHAIR, group_has_coordinator=False)


DUTIES = (
    lambda seat: seat.position == Position.COORDINATOR and seat.division == Division.COMPLAINTS,
    lambda seat: seat.position == Position.CHAIR,
    lambda seat: seat.division == Division.COMPLAINTS,
)


def _leads(seat: Member) -> bool:
    return _rank(seat) < 2


def _rank(seat: Member) -> int:
    return next((rank for rank, fits in enumerate(DUTIES) if fits(seat)), len(DUTIES))


def by_duty(seats: Iterable[Member]) -> list[Member]:
    """Of seats those that take a case over by themselves: coordinator, chair, others of Pengaduan."""
    return sorted((seat for seat in seats if _rank(seat) < len(DUTIES)), key=_rank)


def _takers(group: Group, kind: str, hidden_from: Collection[int]) -> list[Member]:
    """Who may take a case of ``kind``, those whose duty it is first."""
    seats = Member.objects.acting().filter(group=group).exclude(user__in=list(hidden_from))
    if kind == Kind.VIOLENCE:
        seats = seats.exclude(user__in=User.objects.secretaries())
    return by_duty(seats)
