"""What is taken along: the RKPDes matrix as a workbook, and the sheet of aspirations for a reses."""

from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from members.permissions import permission_required
from safeguards import audit
from safeguards.spreadsheets import download as download_file

from ... import results
from ...budget import BUDGETED
from ...exports import matrix
from ...models import Proposal
from .asking import asked_of


@require_safe
@permission_required("proposal.list")
def download(request):
    asked = asked_of(request)
    with transaction.atomic():
        rows = list(asked.listed)
        told = {"village": asked.village, "year": asked.year, "groups": asked.groups}
        content = matrix.build(proposals=rows, years=results.by_year(asked.rows), **told)
        figures = {"village": asked.village.pk, "year": asked.year, "rows": len(rows), "paper": "matrix"}
        audit.record(action="proposal.exported", by=request.user, figures=figures)
    return download_file(content, f"usulan-{asked.village.search_name}-{asked.year}.xlsx")


@require_safe
@permission_required("proposal.list")
def aspirations(request):
    """What is not in the village's own budget: for a member of the DPRD who visits constituents (reses)."""
    asked = asked_of(request)
    carried = set(
        Proposal.objects.filter(carried_from__in=asked.listed).values_list("carried_from", flat=True)
    )
    rows = [row for row in asked.listed if row.status not in BUDGETED and row.pk not in carried]
    today = timezone.localdate(timezone=asked.village.zone)
    context = {"asked": asked, "proposals": rows, "today": today, "writer": request.user}
    return render(request, "planning/proposal_aspirations.html", context)
