"""What a village has beside its figures: the proposals for its next budget, and what its groups did."""

from dataclasses import dataclass, field

from django.utils import timezone

from safeguards.disclosure import Limits
from villages.models import Village

from .activities_told import ToldLine, activities_told, total
from .models import Proposal
from .results import Year, by_year


@dataclass(frozen=True)
class Planned:
    """``year`` of the budget that is asked for now; ``history`` of all years, the newest first."""

    year: int
    proposals: list[Proposal] = field(default_factory=list)
    history: list[Year] = field(default_factory=list)
    activities: list[ToldLine] = field(default_factory=list)

    @property
    def all_activities(self) -> ToldLine:
        return total(self.activities)


def planned(village: Village, year: int, limits: Limits | None) -> Planned:
    """``year``: of the activities; ``limits``: under which they are told. Four queries."""
    budget = timezone.localdate(timezone=village.zone).year + 1
    rows = Proposal.objects.of(village)
    listed = rows.filter(year=budget).select_related("village").in_order()
    return Planned(budget, list(listed), by_year(rows), activities_told(village, year, limits))
