"""Totals: the only road by which a count leaves a case, through ``safeguards.disclosure``.

Counted are the cases whose person allowed it, in the year they were received, in the village where the
person lives. Kind A of a village is one number a year; A and B are never added up.

``figures_of_year`` and ``figures_of_quarter`` make what is told of a whole kabupaten, to be kept as
released (planning.Release); ``totals_of`` reads such figures as the lines of a page. Officers get the
same lines exact, of the day: ``exact_totals``.
"""

from .exact import exact_totals, first_year
from .figures import Figures, Table
from .lines import Line, PlaceTotals, ServiceLine, VillageTotals, needs_of, totals_of
from .overview import VillageCounts, counts_by_village
from .releasing import figures_of_quarter, figures_of_year
from .spans import QUARTERS, Span

__all__ = [
    "QUARTERS",
    "Figures",
    "Line",
    "PlaceTotals",
    "ServiceLine",
    "Span",
    "Table",
    "VillageCounts",
    "VillageTotals",
    "counts_by_village",
    "exact_totals",
    "figures_of_quarter",
    "figures_of_year",
    "first_year",
    "needs_of",
    "totals_of",
]
