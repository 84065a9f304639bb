"""The totals of one village and year: as a page, and as a workbook to take along."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from complaints.statistics import VillageTotals, village_totals, years_with_cases
from members.permissions import permission_required
from safeguards import audit
from safeguards.spreadsheets import download as download_file
from villages.models import Village

from . import charts, reach, workbook
from .workbook.page import span_of

FIRST_YEAR = 2014  # the first groups were set up


@dataclass(frozen=True)
class Asked:
    village: Village
    year: int
    villages: list[Village]
    years: list[int]
    exact: bool
    exact_regency: bool

    @property
    def totals(self) -> VillageTotals:
        return village_totals(
            village=self.village, year=self.year, exact=self.exact, exact_regency=self.exact_regency
        )


def _asked(request) -> Asked | None:
    """What the query string asks for, or the first village and this year; None when she has no village."""
    villages = list(reach.villages_for(request.user))
    if not villages:
        return None
    code = request.GET.get("desa") or villages[0].pk
    village = next((row for row in villages if row.pk == code), None)
    if village is None:
        raise Http404
    rounded = request.GET.get("angka") == "bulat"
    exact = not rounded and reach.sees_exact(request.user, village)
    years = years_with_cases(village, exact=exact)
    exact_regency = not rounded and reach.sees_exact_regency(request.user, village)
    return Asked(village, _year(request, years), villages, list(years)[::-1], exact, exact_regency)


def _year(request, years: range) -> int:
    """The year asked for; where this village begins later than the one looked at before, its first."""
    year = request.GET.get("tahun") or str(years[-1])
    if year not in map(str, range(FIRST_YEAR, years.stop)):
        raise Http404
    return max(int(year), years.start)


@require_safe
@permission_required("totals.view")
@gzip_page
def summary(request) -> HttpResponse:
    asked = _asked(request)
    if asked is None:
        return render(request, "planning/summary_empty.html")
    totals = asked.totals
    context = {
        "asked": asked,
        "before": asked.year - 1,
        "totals": totals,
        "bars": charts.of(totals),
        "span": span_of(totals),
        "may_download": reach.may_download(request.user, asked.village),
    }
    return render(request, "planning/summary.html", context)


@require_safe
@permission_required("totals.view")
def download(request) -> HttpResponse:
    asked = _asked(request)
    if asked is None or not reach.may_download(request.user, asked.village):
        raise PermissionDenied
    with transaction.atomic():
        totals = asked.totals
        paper = workbook.Paper.F4 if request.GET.get("kertas") == "f4" else workbook.Paper.A4
        content = workbook.build(totals=totals, groups=asked.village.groups.active(), paper=paper)
        figures = {"village": asked.village.pk, "year": asked.year, "exact": asked.exact, "paper": paper.name}
        audit.record(action="totals.downloaded", by=request.user, figures=figures)
    warning = "-jangan-dibagikan" if asked.exact else ""
    name = f"ringkasan-{asked.village.search_name}-{asked.year}-{paper.name.lower()}{warning}.xlsx"
    return download_file(content, name)
