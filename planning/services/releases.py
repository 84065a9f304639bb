"""Releasing figures: each span once, a week after it ended, a whole kabupaten at a time.

The week leaves time for what was written on paper. What is recorded later goes into the next release:
figures that were told are never told anew. The fourth quarter is released together with its year.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from complaints.models import Complaint
from complaints.statistics import QUARTERS, Figures, Span, Table, figures_of_quarter, figures_of_year
from members.models import Group
from safeguards import audit
from safeguards.disclosure import Released
from villages.models import Regency, Village

from ..activities_told import attended
from ..models import Release
from ..models.release import FIRST_YEAR
from .limits import limits_in_force

WAITS = datetime.timedelta(days=7)


def release_due(now: datetime.datetime | None = None) -> list[tuple[str, Span]]:
    """Releases everything that is due, the oldest first; returns (code of the kabupaten, span) of each."""
    now = now or timezone.now()
    made = []
    for regency in Regency.objects.filter(districts__villages__groups__isnull=False).distinct():
        for span in _due(regency, now):
            if release_span(regency=regency.pk, span=span):
                made.append((regency.pk, span))
    return made


def _due(regency: Regency, now: datetime.datetime) -> Iterator[Span]:
    zone = regency.province.zone
    last = Release.objects.filter(place__startswith=regency.pk).order_by("-year", "-quarter").first()
    first = last.year if last else _first_year(regency, zone)
    for year in range(first, now.astimezone(zone).year + 1):
        done = set(
            Release.objects.filter(place__startswith=regency.pk, year=year).values_list("quarter", flat=True)
        )
        for quarter in (*QUARTERS, 0):
            span = Span(year, zone, quarter)
            if quarter not in done and span.ends + WAITS <= now:
                yield span


def _first_year(regency: Regency, zone: ZoneInfo) -> int:
    cases = Complaint.objects.filter(regency=regency, may_be_counted=True)
    first = cases.order_by("received_at").values_list("received_at", flat=True).first()
    return max(first.astimezone(zone).year if first else timezone.now().astimezone(zone).year, FIRST_YEAR)


@transaction.atomic
def release_span(*, regency: str, span: Span) -> bool:
    """Of one kabupaten with all its villages and kecamatan. A span that was released stays as it was, and
    where no group stood there is nothing to tell: then False.
    """
    Regency.objects.select_for_update(no_key=True).get(pk=regency)  # one release of it at a time
    groups, limits, now = _groups(regency, span), limits_in_force(), timezone.now()
    rows = Release.objects.filter(place__startswith=regency, year=span.year, quarter=span.quarter)
    if not groups or rows.exists():
        return False
    counted = Span(span.year, span.zone, span.quarter, since=_before(regency, span), until=now)
    if span.quarter:
        told = figures_of_quarter(regency, counted, groups, limits)
    else:
        told = figures_of_year(regency, counted, groups, _quarters(regency, span.year), limits)
        told = _with_attended(told, attended(regency, span.year, limits))
    rows = [
        Release(place=place, year=span.year, quarter=span.quarter, stored=figures.as_json(), made_at=now)
        for place, figures in told.items()
    ]
    made = Release.objects.bulk_create(rows)
    figures = {"regency": regency, "year": span.year, "quarter": span.quarter, "places": len(made)}
    audit.record(action="totals.released", by=None, figures=figures)
    return True


def _with_attended(told: Mapping[str, Figures], found: Mapping[str, Mapping[str, Released]]) -> dict:
    return {
        place: replace(figures, tables={**figures.tables, Table.ATTENDED: found.get(place, {})})
        for place, figures in told.items()
    }


def _groups(regency: str, span: Span) -> Mapping[str, int]:
    """How many stood in each village at some time of the span; 0 where the village itself left the list since
    it began, merged into one with a group: its own may have gone over with it. Whether it had a case plays
    no part, or that there are figures would tell of one.
    """
    begins, ends = (moment.astimezone(span.zone).date() for moment in (span.begins, span.ends))
    founded = Q(founded_on__isnull=True) | Q(founded_on__lt=ends)
    stood = Group.objects.filter(founded, Q(ended_on__isnull=True) | Q(ended_on__gt=begins))
    rows = stood.filter(village__district__regency=regency).order_by().values_list("village")
    gone = Village.objects.merged_into(stood.order_by().values("village"))
    gone = gone.filter(district__regency=regency, withdrawn_on__gte=begins).values_list("pk", flat=True)
    return dict.fromkeys(gone, 0) | dict(rows.annotate(number=Count("*")))


def _before(regency: str, span: Span) -> datetime.datetime | None:
    """When the span before was released; None where this is the first."""
    if span.quarter:
        year, quarter = (span.year, span.quarter - 1) if span.quarter > 1 else (span.year - 1, QUARTERS[-1])
    else:
        year, quarter = span.year - 1, 0
    made = Release.objects.filter(place__startswith=regency, year=year, quarter=quarter)
    return made.values_list("made_at", flat=True).first()


def _quarters(regency: str, year: int) -> dict[int, dict[str, Figures]]:
    told: dict[int, dict[str, Figures]] = {}
    for row in Release.objects.filter(place__startswith=regency, year=year, quarter__gt=0):
        told.setdefault(row.quarter, {})[row.place] = row.figures
    return told
