"""The totals of one village and year: as a page, and as a workbook to take along.

Officers of all its groups read the cases of the day, exact; everybody else what was released.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from complaints.statistics import VillageTotals, exact_totals, first_year
from members.models import User
from members.permissions import permission_required
from safeguards import audit
from safeguards.spreadsheets import download as download_file
from villages.models import Village

from .. import charts, reach, workbook
from .. import told as released
from ..messages import spoken
from ..models.release import FIRST_YEAR
from ..nearby import missing_services
from ..planned import planned
from ..services.limits import limits_in_force
from ..workbook.page import notations, span_of
from .choosing import village_of, year_of


@dataclass(frozen=True)
class AskedTotals:
    """``year`` None: nothing was released of this village yet."""

    village: Village
    year: int | None
    villages: list[Village]
    years: list[int]  # the newest first
    exact: bool
    exact_regency: bool
    user: User
    compared: bool  # with its kecamatan and kabupaten, which take longer to count
    told_year: int | None  # of the file and the board that may be shown: the nearest that was released

    @property
    def totals(self) -> VillageTotals:
        if not self.exact:
            return released.totals_told(self.village, self.year)
        return exact_totals(user=self.user, village=self.village, year=self.year, with_regency=self.compared)


def _asked(request, *, may_be_exact: bool = True) -> AskedTotals | None:
    """What the query string asks for, or her first village and newest year; None when she has no village.
    Where hers was merged into another, that one.
    """
    villages = reach.villages_told(request.user)
    if not villages:
        return None
    village = village_of(request, villages, reach.first_of(villages).successor.pk)
    rounded = not may_be_exact or request.GET.get("angka") == "bulat"
    exact = not rounded and reach.sees_exact(request.user, village)
    exact_regency = exact and reach.sees_exact_regency(request.user, village)
    this_year = timezone.localtime(timezone=village.zone).year
    years_told = released.years_told(village)
    years = list(range(this_year, first_year(village, request.user) - 1, -1)) if exact else years_told
    compared = exact_regency and request.GET.get("pembanding") == "ya"
    year, told_year = (_year(request, found, this_year) for found in (years, years_told))
    told = {"exact": exact, "exact_regency": exact_regency, "compared": compared, "user": request.user}
    return AskedTotals(
        village=village, year=year, told_year=told_year, villages=villages, years=years, **told
    )


def _year(request, years: list[int], this_year: int) -> int | None:
    """The year asked for; where this village has none of it, the nearest it has: the year stays chosen
    while the village changes.
    """
    asked = year_of(request, range(FIRST_YEAR, this_year + 1), this_year)
    return min(years, key=lambda year: abs(year - asked), default=None)


@require_safe
@permission_required("totals.view")
@gzip_page
def summary(request) -> HttpResponse:
    asked = _asked(request)
    if asked is None:
        return render(request, "planning/summary_empty.html")
    quarters = [] if asked.exact else released.newest_quarters(asked.village)
    context = {"asked": asked, "quarters": quarters, "quarter_rows": released.by_category(quarters)}
    if asked.year is None:
        context |= notations(limits_in_force())
        return render(request, "planning/summary_waiting.html", context)
    totals, missing = asked.totals, missing_services(asked.village)
    context |= {
        **notations(totals.limits),
        "before": asked.year - 1,
        "totals": totals,
        "bars": charts.of(totals),
        "places": charts.above(totals),
        "span": span_of(totals),
        "missing": missing,
        "planned": planned(totals),
        "lists_proposals": "proposal.list" in request.user.permissions,
        "spoken": spoken(totals, missing),
        "may_download": reach.may_download(request.user, asked.village),
    }
    return render(request, "planning/summary.html", context)


@require_safe
@permission_required("totals.view")
def board(request) -> HttpResponse:
    """For the wall and the screen of the village hall: what was released, of officers too."""
    asked = _asked(request, may_be_exact=False)
    if asked is None or asked.year is None:
        raise Http404
    totals = asked.totals
    context = {
        "asked": asked,
        "before": asked.year - 1,
        "totals": totals,
        "bars": charts.of(totals),
        "spoken": spoken(totals, missing_services(asked.village)),
        **notations(totals.limits),
    }
    return render(request, "planning/board.html", context)


@require_safe
@permission_required("totals.view")
def download(request) -> HttpResponse:
    asked = _asked(request)
    if asked is None or not reach.may_download(request.user, asked.village):
        raise PermissionDenied
    if asked.year is None:
        raise Http404
    with transaction.atomic():
        totals, missing = asked.totals, missing_services(asked.village)
        paper = workbook.Paper.F4 if request.GET.get("kertas") == "f4" else workbook.Paper.A4
        content = workbook.build(
            totals=totals,
            groups=asked.village.groups.active(),
            planned=planned(totals),
            spoken=spoken(totals, missing),
            missing=missing,
            quarters=[] if asked.exact else released.newest_quarters(asked.village),
            paper=paper,
        )
        figures = {"village": asked.village.pk, "year": asked.year, "paper": paper.name}
        figures |= {"exact": asked.exact, "compared": asked.compared}
        audit.record(action="totals.downloaded", by=request.user, figures=figures)
    warning = "-jangan-dibagikan" if asked.exact else ""
    name = f"ringkasan-{asked.village.search_name}-{asked.year}-{paper.name.lower()}{warning}.xlsx"
    return download_file(content, name)
