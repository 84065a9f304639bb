"""What the groups of a village did in a year, as exact counts: their own public work, nobody's case."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from villages.models import Village

from .activity_kinds import COUNTS, ActivityKind
from .models import Activity


@dataclass(frozen=True)
class ToldLine:
    """Of one kind (``""``: of all): how many activities, and how many people came, counted each time."""

    kind: str
    number: int
    women: int
    men: int
    children: int
    disabled: int
    elderly: int

    @property
    def label(self) -> str:
        return str(ActivityKind(self.kind).label) if self.kind else ""

    @property
    def attendance(self) -> int:
        return self.women + self.men


def activities_told(places: Village | Iterable[Village], year: int) -> list[ToldLine]:
    """A line for each kind that there was, in the order of the list. One query."""
    places = [places] if isinstance(places, Village) else places
    return told(Activity.objects.held_in(year).filter(group__village__in=places))


def told(activities: QuerySet[Activity]) -> list[ToldLine]:
    """The same of any activities."""
    rows = activities.order_by().values("kind").annotate(number=Count("pk"), **_sums())
    found = {row["kind"]: row for row in rows}
    return [ToldLine(**found[kind]) for kind in ActivityKind.values if kind in found]


def total(lines: Iterable[ToldLine]) -> ToldLine:
    lines = list(lines)
    return ToldLine("", *(sum(getattr(line, name) for line in lines) for name in ("number", *COUNTS)))


def _sums() -> dict[str, Sum]:
    return {name: Sum(name) for name in COUNTS}
