"""Where a user stands: the places of her assignments and her seats in groups, read in two queries.

Every ``visible_to`` filters by this one object, so that a list, a search, an export and an API
cannot disagree about what a person may reach.
"""

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from . import standing
from .enums import Division, Position, PublicPost
from .roles import Role

NOWHERE: frozenset = frozenset()


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Primary keys of places, by what the user may do there today."""

    volunteer_groups: frozenset[int] = NOWHERE
    complaints_groups: frozenset[int] = NOWHERE  # where she sits in the division Pengaduan
    coordinated_groups: frozenset[int] = NOWHERE  # koordinator Pengaduan; ketua where there is none
    chaired_groups: frozenset[int] = NOWHERE  # where she is ketua
    led_groups: frozenset[int] = NOWHERE  # where she is ketua or koordinator of any division
    secretary_villages: frozenset[str] = NOWHERE
    organisations: frozenset[int] = NOWHERE  # where she is programme officer
    leads: bool = False  # officer of the lead organisation
    everywhere: bool = False  # administrator, or officer of the lead organisation
    holds_public_post: bool = False
    is_secretary: bool = False  # of a village, by assignment or by a post noted on her seat

    @property
    def overseen_groups(self) -> frozenset[int]:
        """Where she answers for the cases: as ketua, or as who coordinates them."""
        return self.chaired_groups | self.coordinated_groups

    @property
    def reviews(self) -> bool:
        return self.everywhere or bool(self.organisations)

    def accompanied(self, prefix: str = "") -> Q:
        """Groups this officer or administrator reviews; ``prefix`` leads to the group ("group__")."""
        if self.everywhere:
            return Q(**{f"{prefix}pk__isnull": False})
        return Q(**{f"{prefix}partner__in": self.organisations})

    def groups(self, prefix: str = "") -> Q:
        """Groups she acts in as a volunteer, or reviews."""
        return Q(**{f"{prefix}pk__in": self.volunteer_groups}) | self.accompanied(prefix)


def read(user) -> Scope:
    """The scope of ``user`` (a members.User) today; empty for an ended account."""
    if not user.is_active:
        return Scope()
    rows = user.posts
    groups = _places(rows, Role.VOLUNTEER, "group_id")
    seats = standing.seats(user.pk, timezone.localdate())
    secretary_of = _places(rows, Role.SECRETARY, "village_id")
    leads = any(row.organisation_is_lead for row in rows if row.role == Role.OFFICER)
    return Scope(
        volunteer_groups=groups,
        complaints_groups=_groups(seats, groups, lambda seat: seat.division == Division.COMPLAINTS),
        coordinated_groups=_groups(seats, groups, _coordinates),
        chaired_groups=_groups(seats, groups, lambda seat: seat.position == Position.CHAIR),
        led_groups=_groups(seats, groups, _leads),
        secretary_villages=secretary_of,
        organisations=_places(rows, Role.OFFICER, "organisation_id"),
        leads=leads,
        everywhere=leads or any(row.role == Role.ADMINISTRATOR for row in rows),
        holds_public_post=any(seat.is_in_post for seat in seats),
        is_secretary=bool(secretary_of) or any(_is_secretary(seat) for seat in seats),
    )


def _places(rows, role: Role, place: str) -> frozenset:
    return frozenset(getattr(row, place) for row in rows if row.role == role)


def _groups(seats, groups: frozenset[int], fits) -> frozenset[int]:
    """A seat counts only beside an assignment as volunteer of the same group."""
    return frozenset(seat.group_id for seat in seats if seat.group_id in groups and fits(seat))


def _is_secretary(seat) -> bool:
    return seat.is_in_post and seat.public_post == PublicPost.SECRETARY


def _leads(seat) -> bool:
    return seat.position in (Position.CHAIR, Position.COORDINATOR)


def _coordinates(seat) -> bool:
    if seat.position == Position.COORDINATOR:
        return seat.division == Division.COMPLAINTS
    return seat.position == Position.CHAIR and not seat.group_has_coordinator
