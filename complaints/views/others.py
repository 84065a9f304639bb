"""`…/orang-lain/`: a case each for others with the same need; `…/bersama/`: those recorded together."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ..case_rows import Row
from ..forms.others import MOST, OthersForm, count_of
from ..models import Complaint
from ..search import with_concerned
from ..services.batch import OtherPerson, record_others
from ..submission import submission_key, typed_data
from .cases import refused, worked_case

SHOWN = 100


def social_case(request, number: str, *related: str) -> Complaint:
    """Many people with one need are of kind B: of violence each is asked for herself."""
    complaint = worked_case(request, number, *related)
    if complaint.is_violence:
        raise Http404
    return complaint


@require_http_methods(["GET", "HEAD", "POST"])
def case_others(request, number: str):
    complaint = social_case(request, number)
    form = form_for(request)

    def do():
        people = [OtherPerson(**one) for one in form.people()]
        made = record_others(complaint=complaint, by=request.user, key=submission_key(request), people=people)
        tell(request, len(made))

    if form.is_bound and request.method == "POST" and form.is_valid() and not refused(form, do):
        return redirect("complaints:batch", complaint.number)
    context = {"case": complaint, "form": form, "may_add": form.count < MOST, "most": MOST}
    return render(request, "complaints/others.html", context)


def form_for(request) -> OthersForm:
    """More rows are given without a word about what is not filled in yet."""
    typed = typed_data(request)
    if typed is None:
        return OthersForm()
    if "tambah" in typed:
        return OthersForm(initial=typed.dict(), count=count_of(typed))
    return OthersForm(typed, count=count_of(typed))


def tell(request, number: int) -> None:
    said = ngettext("%(count)d orang tercatat.", "%(count)d orang tercatat.", number)
    messages.success(request, said % {"count": number})


@require_safe
def case_batch(request, number: str):
    """Those of the batch that she works, each with what she knows it by."""
    complaint = social_case(request, number)
    if complaint.batch is None:
        raise Http404
    rows = Complaint.objects.worked_by(request.user).filter(batch=complaint.batch)
    rows = with_concerned(rows.with_lateness().order_by("received_at", "id"))[:SHOWN]
    cases = [Row.of(row) for row in rows]
    context = {"case": complaint, "cases": cases, "may_refer": any(not row.is_closed for row in cases)}
    return render(request, "complaints/batch.html", context)
