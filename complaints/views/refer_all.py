"""`…/rujuk-semua/`: one service for all who were recorded together, of whom each is asked."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..enums import ConsentDecision, ConsentGiver, ConsentMethod
from ..errors import CaseError, NotPermitted
from ..forms.refer_all import ReferAllForm
from ..models import Complaint, Provider
from ..search import with_concerned
from ..services import batch
from ..services.referral import Agreement, askable
from ..submission import submission_key, typed_data
from .others import social_case
from .refer import choose_page, chosen_provider


@require_http_methods(["GET", "HEAD", "POST"])
def refer_all(request, number: str):
    complaint = social_case(request, number, "village")
    if complaint.batch is None:
        raise Http404
    provider = chosen_provider(request)
    if provider is None:
        return choose_page(request, complaint, for_all=True)
    cases = cases_of(request.user, complaint)
    form = ReferAllForm(
        typed_data(request),
        services=askable(complaint, provider),
        cases=[(row.number, known_as(row)) for row in cases],
    )
    if request.method == "POST" and form.is_valid():
        answer = send(request, form, provider, cases)
        if answer is not None:
            return answer
    context = {"case": complaint, "provider": provider, "form": form, "cases": cases}
    return render(request, "complaints/refer_all.html", context)


def cases_of(user, complaint: Complaint) -> list[Complaint]:
    """Open ones of the batch that she works; a batch holds a few dozen at most."""
    rows = Complaint.objects.worked_by(user).filter(batch=complaint.batch).open()
    return list(with_concerned(rows).order_by("received_at", "id"))


def known_as(row: Complaint) -> str:
    return f"{row.concerned[0].name} · {row}" if row.concerned and row.concerned[0].name else str(row)


def send(request, form: ReferAllForm, provider: Provider, cases: list[Complaint]):
    """To the letter; None when it was refused, and the form says by which case."""
    told = form.cleaned_data
    errand = batch.Errand(
        provider=provider, **{name: told[name] for name in ("services", "note", "move_on", "again")}
    )
    agreed = {row: agreement(row, told) for row in cases if row.number in told["agreed"]}
    try:
        made = batch.refer_all(agreed=agreed, by=request.user, key=submission_key(request), errand=errand)
    except CaseError as error:
        if error.code == NotPermitted.code:
            raise PermissionDenied from error
        form.add_error(None, str(error))
        return None
    messages.success(request, _("%(count)d rujukan tersimpan. Cetak suratnya.") % {"count": len(made)})
    return redirect("complaints:referral-letter-of-all", made[0].pk)


def agreement(row: Complaint, told: dict) -> Agreement:
    """Her own; a child's comes from a parent or guardian (UU 27/2022 Ps 25)."""
    is_child = any(person.is_child for person in row.concerned)
    return Agreement(
        decision=ConsentDecision.GIVEN,
        given_by=ConsentGiver.GUARDIAN if is_child else ConsentGiver.PERSON,
        method=ConsentMethod(told["method"]),
        told=told["told"],
        tells_name=row.number in told["named"],
    )
