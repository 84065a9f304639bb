"""All the villages that an officer accompanies: as a page, and as a file for her own use."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.permissions import permission_required
from safeguards import audit
from safeguards.spreadsheets import download

from .. import overview as told
from .. import reach
from ..models.release import FIRST_YEAR
from .choosing import year_of


@require_safe
@permission_required("totals.exact")
def overview(request) -> HttpResponse:
    years = range(timezone.localdate().year, FIRST_YEAR - 1, -1)
    return render(request, "planning/overview.html", {"told": _asked(request), "years": years})


@require_safe
@permission_required("totals.exact")
def overview_file(request) -> HttpResponse:
    with transaction.atomic():
        asked = _asked(request)
        audit.record(
            action="totals.downloaded",
            by=request.user,
            figures={"year": asked.year, "exact": True, "villages": len(asked.rows)},
        )
        content = told.workbook(asked)
    return download(content, f"semua-desa-{asked.year}-jangan-dibagikan.xlsx")


def _asked(request) -> told.Overview:
    """Of the year asked for, by the clock of the reader."""
    this_year = timezone.localdate().year
    year = year_of(request, range(FIRST_YEAR, this_year + 1), this_year)
    return told.overview(request.user, reach.accompanied_villages(request.user), year)
