"""The page on which an officer picks a period and takes her monthly table away."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from members import proof
from safeguards import audit
from safeguards.spreadsheets import download

from ..exports.monthly import Period, workbook
from ..forms.review import PeriodForm
from ..models import Complaint
from ..submission import typed_data

TEMPLATE = "admin/complaints/complaint/monthly.html"


@require_http_methods(["GET", "HEAD", "POST"])
def monthly(request):
    if not request.user.has_perm("case.export"):
        raise PermissionDenied
    return proof.ask(request) or _answer(request)


def _answer(request):
    form = PeriodForm(typed_data(request))
    if request.method == "POST" and form.is_valid():
        return _file(request.user, Period(**form.cleaned_data))
    context = {"title": _("Tabel bulanan"), "form": form, "opts": Complaint._meta}
    return render(request, TEMPLATE, {**admin.site.each_context(request), **context})


def _file(user, period: Period) -> HttpResponse:
    """Made and recorded together: no table leaves unrecorded."""
    figures = {"year": period.year, "first": period.first, "last": period.last}
    with transaction.atomic():
        content, rows = workbook(user, period)
        audit.record(action="export.made", by=user, reason="monthly", figures={**figures, "rows": rows})
    return download(content, f"tabel-bulanan-{period.year}-{period.first:02}-{period.last:02}.xlsx")
