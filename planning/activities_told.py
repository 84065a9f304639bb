"""What the groups of a village did in a year: exact counts of their own public work, but for how many of
those who came have a disability, which may be one person whom the village knows.

Outside the group that wrote it, that is told of a whole year alone, once, with the year's release, of each
group by itself: counted anew it would step when a single person came, and of a sum of two groups each
would know the other's share.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Sum

from members.models import Group
from safeguards.disclosure import Limits, Released, Rule, release
from villages.models import Village

from .activity_kinds import COUNTS, ActivityKind
from .models import Activity


@dataclass(frozen=True)
class ToldLine:
    """Of one kind (``""``: of all): how many activities, and how many people came, counted each time.
    ``disabled`` None: not for this reader.
    """

    kind: str
    number: int
    women: int
    men: int
    children: int
    disabled: int | None
    elderly: int

    @property
    def label(self) -> str:
        return str(ActivityKind(self.kind).label) if self.kind else ""

    @property
    def attendance(self) -> int:
        return self.women + self.men


def activities_told(places: Village | Iterable[Village], year: int, *, exact: bool = False) -> list[ToldLine]:
    """A line for each kind that there was, in the order of the list. One query."""
    places = [places] if isinstance(places, Village) else places
    return told(Activity.objects.held_in(year).filter(group__village__in=places), exact=exact)


def told(activities: QuerySet[Activity], *, exact: bool) -> list[ToldLine]:
    """The same of any activities. ``exact``: for officers and for the groups that wrote them."""
    rows = activities.order_by().values("kind").annotate(number=Count("pk"), **_sums())
    found = {row["kind"]: row if exact else row | {"disabled": None} for row in rows}
    return [ToldLine(**found[kind]) for kind in ActivityKind.values if kind in found]


def total(lines: Iterable[ToldLine]) -> ToldLine:
    """Of lines for one reader; of none, nothing came and nothing is hidden."""
    lines = list(lines)
    hidden = any(line.disabled is None for line in lines)
    counted = [name for name in ("number", *COUNTS) if name != "disabled" or not hidden]
    sums = {name: sum(getattr(line, name) for line in lines) for name in counted}
    return ToldLine(**{"kind": "", "disabled": None, **sums})


def _sums() -> dict[str, Sum]:
    return {name: Sum(name) for name in COUNTS}


def attended(regency: str, year: int, limits: Limits) -> Mapping[str, Mapping[str, Released]]:
    """By village and group, for the release of a year: how many of those who came have a disability."""
    held = Activity.objects.held_in(year).filter(group__village__district__regency=regency).order_by()
    rows = held.values_list("group__village", "group").annotate(count=Sum("disabled"))
    found: dict[str, dict[str, Released]] = defaultdict(dict)
    for village, group, count in rows:
        found[village][str(group)] = release(count, Rule.VIOLENCE, limits=limits)
    return found


def attended_in_words(released: Mapping[str, Released]) -> str:
    """ "15"; of several groups "KK Teros 15; KK Mekar di bawah 10, bisa nol"; "" where nothing was told."""
    if len(released) < 2:
        return "".join(figure.text for figure in released.values())
    groups = Group.objects.filter(pk__in=released).order_by("name", "pk")
    return "; ".join(f"{group.name} {released[str(group.pk)].text}" for group in groups)
