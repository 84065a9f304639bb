"""`…/rencana-keselamatan/`: what she does when danger comes; the newest holds."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeguards import audit

from ..forms.safety_plan import SafetyPlanForm
from ..models import Complaint, SafetyPlan
from ..services.safety_plan import keep_safety_plan
from ..submission import posted_version, submission_key, typed_data, version_to_send
from .cases import refused, worked_case


@require_http_methods(["GET", "HEAD", "POST"])
def case_safety_plan(request, number: str):
    complaint = worked_case(request, number)
    if not complaint.is_violence:
        raise Http404
    holding = holding_of(complaint)
    form = SafetyPlanForm(typed_data(request), initial=first_values(holding))
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: keep(request, complaint, form))
    ):
        messages.success(request, _("Tersimpan. Jangan tinggalkan salinannya di rumah."))
        return redirect(f"{complaint.get_absolute_url()}#rencana")
    is_stale = getattr(form, "is_stale", False)
    if is_stale:  # what was read above may be of a moment before the other one was saved
        complaint = worked_case(request, number)
        holding = holding_of(complaint)
    context = {
        "form": form,
        "case": complaint,
        "holding": holding,
        "newest": told(form, holding) if is_stale else [],
        "versi": version_to_send(request, complaint, form),
    }
    with transaction.atomic():
        audit.record(action="complaint.read", by=request.user, chain=complaint.pk, subject=complaint)
        return render(request, "complaints/safety_plan.html", context)


def holding_of(complaint: Complaint) -> SafetyPlan | None:
    """The one that holds now."""
    plan = complaint.safety_plans.order_by("-at", "-id").first()
    if plan is not None:
        plan.complaint = complaint
    return plan


def first_values(holding: SafetyPlan | None) -> dict:
    if holding is None:
        return {}
    return {**holding.steps, "is_refused": holding.is_refused}


def told(form: SafetyPlanForm, holding: SafetyPlan | None) -> list[tuple[str, str]]:
    """What is saved now, to compare with what she typed."""
    steps = holding.steps if holding else {}
    return [(part.label, steps[part.name]) for part in form.parts() if part.name in steps]


def keep(request, complaint: Complaint, form: SafetyPlanForm) -> None:
    keep_safety_plan(
        complaint=complaint,
        by=request.user,
        submission_key=submission_key(request),
        steps=form.steps(),
        is_refused=form.cleaned_data["is_refused"],
        version=posted_version(request),
    )
