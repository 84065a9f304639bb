"""Who accompanies a new case, and who is told of it: one of the group's people, by her seat."""

from collections.abc import Collection, Iterable

from members.enums import Division, Position
from members.models import Group, Member, User

from .enums import Kind


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
