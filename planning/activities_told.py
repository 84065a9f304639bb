"""What the groups of a village did in a year: exact counts of their own public work, but for how many of
those who came have a disability, which may be one person whom the village knows.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from safeguards.disclosure import Limits, Released, Rule, release
from villages.models import Village

from .activity_kinds import COUNTS, ActivityKind
from .models import Activity


@dataclass(frozen=True)
class ToldLine:
    """Of one kind (``""``: of all): how many activities, and how many people came, counted each time.
    ``limits``: as of ``told``. What is printed of ``disabled`` is ``disabled_told``.
    """

    kind: str
    number: int
    women: int
    men: int
    children: int
    disabled: int
    elderly: int
    limits: Limits | None

    @property
    def label(self) -> str:
        return str(ActivityKind(self.kind).label) if self.kind else ""

    @property
    def attendance(self) -> int:
        return self.women + self.men

    @property
    def disabled_told(self) -> Released:
        return disabled_told(self.disabled, self.limits)


def disabled_told(count: int, limits: Limits | None) -> Released:
    """How many of those who came have a disability, as one who reads under ``limits`` is told."""
    return release(count, Rule.EXACT) if limits is None else release(count, Rule.VIOLENCE, limits=limits)


def activities_told(places: Village | Iterable[Village], year: int, limits: Limits | None) -> list[ToldLine]:
    """A line for each kind that there was, in the order of the list. One query."""
    places = [places] if isinstance(places, Village) else places
    return told(Activity.objects.held_in(year).filter(group__village__in=places), limits)


def told(activities: QuerySet[Activity], limits: Limits | None) -> list[ToldLine]:
    """The same of any activities. ``limits`` None: exact, for officers and for the groups that wrote them."""
    rows = activities.order_by().values("kind").annotate(number=Count("pk"), **_sums())
    found = {row["kind"]: row for row in rows}
    return [ToldLine(**found[kind], limits=limits) for kind in ActivityKind.values if kind in found]


def total(lines: Iterable[ToldLine]) -> ToldLine:
    """Of lines under the same limits; of none, nothing came and nothing is hidden."""
    lines = list(lines)
    sums = (sum(getattr(line, name) for line in lines) for name in ("number", *COUNTS))
    return ToldLine("", *sums, limits=lines[0].limits if lines else None)


def _sums() -> dict[str, Sum]:
    return {name: Sum(name) for name in COUNTS}
