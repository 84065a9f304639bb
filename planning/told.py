"""What was released of a village, as the lines of a page."""

from dataclasses import dataclass

from complaints.statistics import VillageTotals, needs_of, totals_of
from safeguards.disclosure import Released
from villages.models import Village

from .models import Release


def years_told(village: Village) -> list[int]:
    """The years whose figures were released, the newest first."""
    rows = Release.objects.filter(place=village.pk, quarter=0).order_by("-year")
    return list(rows.values_list("year", flat=True))


def totals_told(village: Village, year: int) -> VillageTotals:
    """The figures of a released year beside those of the year before. One query."""
    places = [village.pk, village.district_id, village.regency_code]
    rows = Release.objects.filter(place__in=places, year__in=[year, year - 1], quarter=0)
    figures = {(row.place, row.year): row.figures for row in rows}
    told = [[figures.get((place, of)) for of in (year, year - 1)] for place in places]
    return totals_of(village=village, year=year, told=told)


@dataclass(frozen=True)
class QuarterTotals:
    """The needs of one quarter, by category."""

    year: int
    quarter: int
    needs: list[tuple[str, Released]]


def newest_quarters(village: Village, number: int = 3) -> list[QuarterTotals]:
    """The last quarters that were told, the newest first."""
    rows = Release.objects.filter(place=village.pk, quarter__gt=0).order_by("-year", "-quarter")[:number]
    return [QuarterTotals(row.year, row.quarter, needs_of(row.figures)) for row in rows]


def by_category(quarters: list[QuarterTotals]) -> list[tuple[str, list[Released]]]:
    """A row for each category, a column for each quarter."""
    columns = [[figure for _label, figure in quarter.needs] for quarter in quarters]
    labels = [label for label, _figure in quarters[0].needs] if quarters else []
    return list(zip(labels, map(list, zip(*columns, strict=True)), strict=True))
