"""The totals of one village and year: as a page, and as a workbook to take along."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from complaints.statistics import VillageTotals, village_totals, years_with_cases
from members.permissions import permission_required
from safeguards import audit
from safeguards.spreadsheets import download as download_file
from villages.models import Village

from . import charts, reach, workbook


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
    exact = reach.sees_exact(request.user, village)
    years = list(years_with_cases(village, exact=exact))
    year = request.GET.get("tahun") or str(timezone.localtime(timezone=village.zone).year)
    if year not in map(str, years):
        raise Http404
    exact_regency = reach.sees_exact_regency(request.user, village)
    return Asked(village, int(year), villages, years[::-1], exact, exact_regency)


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
        content = workbook.build(totals=totals, group=asked.village.groups.first(), paper=paper)
        figures = {"village": asked.village.pk, "year": asked.year, "exact": asked.exact, "paper": paper.name}
        audit.record(action="totals.downloaded", by=request.user, figures=figures)
    name = f"ringkasan-{asked.village.search_name}-{asked.year}-{paper.name.lower()}.xlsx"
    return download_file(content, name)
