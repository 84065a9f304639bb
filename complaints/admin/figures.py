"""`angka/`: the figures of the work in a period, on the page and as a workbook to take away."""

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

from ..exports.figures import workbook
from ..figures import figures as figures_of
from ..forms.review import PeriodForm
from ..models import Complaint
from ..periods import Period

TEMPLATE = "admin/complaints/complaint/figures.html"


@require_http_methods(["GET", "HEAD", "POST"])
def figures(request):
    if not request.user.has_perm("case.review"):
        raise PermissionDenied
    if request.method == "POST":
        return _taken(request)
    asked = request.GET if "year" in request.GET else None
    return _shown(request, PeriodForm(asked if request.kept_fields is None else request.kept_fields))


def _shown(request, form: PeriodForm):
    """The chosen period, or this year so far; none while the form must be corrected."""
    chosen = None if form.is_bound and not form.is_valid() else getattr(form, "cleaned_data", form.initial)
    context = {
        "title": _("Angka kerja"),
        "form": form,
        "figures": figures_of(request.user, Period(**chosen)) if chosen else None,
        "may_export": request.user.has_perm("case.export"),
        "opts": Complaint._meta,
    }
    return render(request, TEMPLATE, {**admin.site.each_context(request), **context})


def _taken(request):
    """Made and recorded together: no workbook leaves unrecorded."""
    if not request.user.has_perm("case.export"):
        raise PermissionDenied
    form = PeriodForm(request.POST)
    if not form.is_valid():
        return _shown(request, form)
    return proof.ask(request) or _file(request.user, Period(**form.cleaned_data))


def _file(user, period: Period) -> HttpResponse:
    span = {"year": period.year, "first": period.first, "last": period.last}
    with transaction.atomic():
        content = workbook(user, figures_of(user, period))
        audit.record(action="export.made", by=user, reason="work_figures", figures=span)
    return download(content, f"angka-kerja-{period.year}-{period.first:02}-{period.last:02}.xlsx")
