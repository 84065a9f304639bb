"""What a village has beside its figures: the proposals for its next budget, and what its groups did."""

from dataclasses import dataclass, field

from django.utils import timezone

from complaints.statistics import VillageTotals

from .activities_told import ToldLine, activities_told, attended_in_words, total
from .models import Proposal
from .results import Year, by_year


@dataclass(frozen=True)
class Planned:
    """``year`` of the budget that is asked for now; ``history`` of all years, the newest first; ``disabled``:
    how many of those who came to ``activities`` have a disability, in words; "" where nothing was told.
    """

    year: int
    proposals: list[Proposal] = field(default_factory=list)
    history: list[Year] = field(default_factory=list)
    activities: list[ToldLine] = field(default_factory=list)
    disabled: str = ""

    @property
    def all_activities(self) -> ToldLine:
        return total(self.activities)


def planned(totals: VillageTotals) -> Planned:
    """Beside ``totals``: activities of their year, and exact where they are. Four queries; another where
    several groups have to be named.
    """
    village, exact = totals.village, totals.exact
    budget = timezone.localdate(timezone=village.zone).year + 1
    rows = Proposal.objects.of(village)
    listed = rows.filter(year=budget).select_related("village").in_order()
    lines = activities_told(village, totals.year, exact=exact)
    disabled = str(total(lines).disabled) if exact else attended_in_words(totals.attended)
    return Planned(budget, list(listed), by_year(rows), lines, disabled)
