"""What meetings decide: the step of a proposal, or that it was wrong; its place; the next year's list."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from complaints.errors import CaseError
from complaints.submission import submission_key, typed_data
from complaints.views.cases import refused
from members.permissions import permission_required

from ... import workflow
from ...budget import Status
from ...errors import NotNow, TakenBackAlready
from ...forms.proposals import DecisionForm, StepBackForm
from ...models import Proposal, ProposalStep
from ...services.proposals import deciding, leaving, ordering
from .asking import list_address, proposal_of

METHODS = ["GET", "HEAD", "POST"]


@require_http_methods(METHODS)
@permission_required("proposal.edit")
def step(request, pk, to: str):
    proposal, hand = proposal_of(request, pk)
    if to not in Status.values or to == Status.PROPOSED:
        raise Http404
    status = Status(to)
    if not hand.may_decide(status):
        raise PermissionDenied
    if status not in workflow.ahead(proposal.status) and request.method != "POST":
        messages.warning(request, str(NotNow.message))
        return redirect(proposal)
    initial = {"on": timezone.localdate(timezone=proposal.home.zone), "amount": proposal.money}
    form = DecisionForm(typed_data(request), to=status, initial=initial)
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: _take(request, proposal, status, form))
    ):
        word = workflow.word(status, proposal.home)
        messages.success(request, _("Tercatat: %(status)s.") % {"status": word})
        return redirect(proposal)
    context = {"form": form, "proposal": proposal, "to": status}
    return render(request, "planning/proposal_step.html", context)


def _take(request, proposal, status: Status, form: DecisionForm) -> None:
    decision = deciding.Decision(to=status.value, **form.cleaned_data)
    key = submission_key(request)
    deciding.take_step(proposal=proposal, by=request.user, decision=decision, submission_key=key)


@require_http_methods(METHODS)
@permission_required("proposal.edit")
def step_back(request, pk, step):
    """Asks why first."""
    proposal, hand = proposal_of(request, pk)
    one = get_object_or_404(proposal.steps.select_related("by"), pk=step)
    if not hand.may_take_back(one):
        raise PermissionDenied
    form = StepBackForm(typed_data(request))
    if request.method == "POST" and form.is_valid():
        _take_back(request, proposal, one, form.cleaned_data["reason"])
        return redirect(proposal)
    why_not = deciding.why_step_stays(one, list(proposal.steps.all()), proposal.next_one, hand)
    if why_not:
        messages.warning(request, why_not)
        return redirect(proposal)
    context = {"form": form, "proposal": proposal, "step": one}
    return render(request, "planning/proposal_step_back.html", context)


def _take_back(request, proposal: Proposal, step: ProposalStep, reason: str) -> None:
    """Says what came of it: nothing in the form can mend a refusal."""
    try:
        is_done = deciding.take_back(proposal=proposal, by=request.user, step=step, reason=reason)
    except CaseError as error:
        messages.error(request, str(error))
        return
    if is_done:
        word = workflow.word(step.from_status, proposal.home)
        messages.success(request, _("Langkah dibatalkan. Statusnya kembali: %(status)s.") % {"status": word})
    else:
        messages.info(request, TakenBackAlready.message)


@require_POST
@permission_required("proposal.edit")
def reorder(request, pk):
    """``arah``: "naik", else down; ``tempat``: where it stood when she saw it."""
    proposal, hand = proposal_of(request, pk)
    if not hand.may_work:
        raise PermissionDenied
    seen = request.POST.get("tempat", "")
    seen_at = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 5 else None
    up = request.POST.get("arah") == "naik"
    place = ordering.reorder(proposal=proposal, by=request.user, up=up, seen_at=seen_at)
    if place is None:
        messages.info(request, _("Urutannya tidak berubah. Lihat daftar yang terbaru."))
    else:
        messages.success(
            request, _("“%(title)s” kini di urutan %(place)d.") % {"title": proposal.title, "place": place}
        )
    return redirect(f"{list_address(proposal, request.user)}#usulan-{proposal.pk}")


@require_POST
@permission_required("proposal.edit")
def carry(request, pk):
    proposal, hand = proposal_of(request, pk)
    if not hand.may_work:
        raise PermissionDenied
    try:
        new = leaving.carry_over(proposal=proposal, by=request.user)
    except CaseError as error:
        messages.error(request, str(error))
        return redirect(proposal)
    messages.success(request, _("Usulan ini kini ada di daftar %(year)d.") % {"year": new.year})
    return redirect(new if new.village_id == proposal.village_id else proposal)
