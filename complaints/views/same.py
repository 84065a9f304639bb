"""`…/sama/<id>/`: two cases side by side, and whether they are one; the showing of both is recorded."""

from dataclasses import dataclass

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeguards import audit

from ..facts import Fact, facts
from ..forms.sameness import SameForm
from ..kin import Hint, hint_of
from ..models import Complaint
from ..naming import read_names
from ..sections import sections_for
from ..services.sameness import judge
from ..submission import typed_data
from .cases import refused, with_persons, worked_case

COMPARED = {"kejadian", "kebutuhan", "orangnya", "tempat"}


@dataclass(frozen=True)
class Side:
    case: Complaint
    facts: list[Fact]


@require_http_methods(["GET", "HEAD", "POST"])
def case_same(request, number: str, pk: int):
    complaint = worked_case(request, number)
    readable = Complaint.objects.worked_by(request.user).select_related("data_key")
    hint = hint_of(complaint, pk, readable)
    if hint is None:
        raise Http404
    form = SameForm(typed_data(request))

    def do():
        judge(complaint=complaint, by=request.user, hint=hint.row, is_same=form.is_same)

    if request.method == "POST" and form.is_valid() and not refused(form, do):
        messages.success(request, said(form.is_same))
        return redirect(complaint)
    with transaction.atomic():
        return render(request, "complaints/same.html", shown(request, complaint, hint, form))


def said(is_same: bool) -> str:
    if is_same:
        return _("Tercatat: kasus yang sama. Petugas program yang menggabungkannya.")
    return _("Tercatat: bukan kasus yang sama.")


def shown(request, complaint: Complaint, hint: Hint, form: SameForm) -> dict:
    for case in sorted((complaint, hint.other), key=lambda case: case.pk):
        audit.record(action="complaint.read", by=request.user, chain=case.pk, subject=hint.row)
    sides = [side(complaint), side(hint.other)]
    return {"case": complaint, "hint": hint, "form": form, "sides": sides}


def side(case: Complaint) -> Side:
    read_names(case)
    with_persons(case)
    parts = (facts(case, part) for part in sections_for(case) if part.slug in COMPARED)
    return Side(case, [fact for part in parts for fact in part])
