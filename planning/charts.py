"""Bars for the page: lengths in percent of the longest, from released figures only."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from complaints.statistics import Line, PlaceTotals, VillageTotals
from safeguards.disclosure import Released


@dataclass(frozen=True)
class Bar:
    line: Line
    now: int  # percent of the longest bar; 0 where the figure is hidden
    before: int
    beside: Released | None = None  # the kabupaten's figure of the same line


@dataclass(frozen=True)
class PlaceBars:
    """The bars of a kecamatan or kabupaten."""

    totals: PlaceTotals
    needs: list[Bar]
    violence: list[Bar]
    help: list[Bar]


def of(totals: VillageTotals) -> dict[str, list[Bar]]:
    """The bars of the village's tables, the kabupaten's needs beside its own."""
    regency = totals.regency
    return {
        "needs": bars(totals.needs, regency.needs if regency else []),
        "details": bars(totals.largest),
        "work": bars(totals.work),
    }


def above(totals: VillageTotals) -> list[PlaceBars]:
    """The bars of the kecamatan and the kabupaten, where they are told."""
    return [
        PlaceBars(place, bars(place.needs), bars(place.violence), bars(place.help)) for place in totals.above
    ]


def bars(lines: list[Line], beside: Sequence[Line] = ()) -> list[Bar]:
    longest = max((figure.value or 0 for line in lines for figure in (line.now, line.before)), default=0)
    return [
        Bar(
            line,
            _percent(line.now.value, longest),
            _percent(line.before.value, longest),
            other.now if other else None,
        )
        for line, other in zip_longest(lines, beside)
    ]


def _percent(value: int | None, longest: int) -> int:
    return round(100 * value / longest) if value and longest else 0
