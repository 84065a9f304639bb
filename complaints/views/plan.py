"""`…/rencana/`: what is going to be done, by whom and by when; from a standard plan or one's own."""

import datetime
import uuid

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from safeguards import audit

from ..assignees import workers
from ..enums import ActionState
from ..errors import CaseError
from ..forms.plan import ActionForm, EndForm, StandardPlanForm
from ..models import Complaint, PlanAction
from ..plans import offered_plans
from ..services import plan as services
from ..submission import posted_version, submission_key, typed_data, version_to_send
from .cases import refused, worked_case

A_WEEK = datetime.timedelta(days=7)


@require_safe
def case_plan(request, number: str):
    complaint = worked_case(request, number)
    rows = list(complaint.actions.select_related("responsible", "ended_by"))
    for row in rows:
        row.complaint = complaint
    context = {
        "waiting": [row for row in rows if row.state == ActionState.OPEN],
        "ended": [row for row in rows if row.state != ActionState.OPEN],
        "offered": [] if complaint.is_closed else offered_plans(complaint),
        "today": timezone.localdate(),
    }
    return _shown(request, complaint, "complaints/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_standard(request, number: str):
    """The standard plan that fits best, or another one, by ``baku``."""
    complaint = worked_case(request, number)
    offered = offered_plans(complaint)
    wanted = (typed_data(request) or request.GET).get("baku", "")
    chosen = next((row for row in offered if str(row.pk) == wanted), offered[0] if offered else None)
    if chosen is None:
        return redirect("complaints:plan-add", complaint.number)
    form = StandardPlanForm(
        typed_data(request), plan=chosen, people=workers(complaint), initial=_first_values(request)
    )
    if request.method == "POST" and form.is_valid():
        taken = form.taken()
        if not refused(form, lambda: _add(request, complaint, form, taken)):
            return _back(request, complaint, len(taken))
    context = {"form": form, "chosen": chosen, "others": [row for row in offered if row != chosen]}
    return _shown(request, complaint, "complaints/plan_standard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_add(request, number: str):
    complaint = worked_case(request, number)
    initial = _first_values(request) | {"due_on": timezone.localdate() + A_WEEK}
    form = ActionForm(typed_data(request), people=workers(complaint), initial=initial)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("text", "due_on", "need")}
        if not refused(form, lambda: _add(request, complaint, form, [told])):
            return _back(request, complaint, 1)
    return _shown(request, complaint, "complaints/plan_action.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def plan_action(request, number: str, pk: uuid.UUID):
    """Changing an action that is still open."""
    complaint = worked_case(request, number)
    action = _action(complaint, pk)
    held = {name: getattr(action, name) for name in ("need", "text", "due_on")}
    initial = held | {"responsible": action.responsible_id}
    form = ActionForm(
        typed_data(request), people=workers(complaint), initial=initial, unchanged=action.due_on
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: _change(request, action, form))
    ):
        messages.success(request, _("Langkah diperbarui."))
        return redirect("complaints:plan", complaint.number)
    context = {"form": form, "action": action, "versi": version_to_send(request, complaint, form)}
    return _shown(request, complaint, "complaints/plan_action.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_end(request, number: str, pk: uuid.UUID):
    """Done, or not possible; and for an ended one, open again."""
    complaint = worked_case(request, number)
    action = _action(complaint, pk)
    if request.method == "POST" and "buka" in request.POST:
        return _reopen(request, complaint, action)
    form = EndForm(typed_data(request), initial={"result": action.result})
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: _end(request, action, form))
    ):
        messages.success(request, _("Langkah ditandai."))
        return redirect("complaints:plan", complaint.number)
    return _shown(request, complaint, "complaints/plan_end.html", {"form": form, "action": action})


def _shown(request, complaint: Complaint, template: str, context: dict):
    """Every page of a plan tells of the case: a reading, and recorded as one."""
    with transaction.atomic():
        audit.record(action="complaint.read", by=request.user, chain=complaint.pk, subject=complaint)
        return render(request, template, {"case": complaint, **context})


def _first_values(request) -> dict:
    return {"responsible": request.user.pk}


def _action(complaint: Complaint, pk: uuid.UUID) -> PlanAction:
    action = get_object_or_404(complaint.actions.select_related("responsible", "ended_by"), pk=pk)
    action.complaint = complaint
    return action


def _add(request, complaint: Complaint, form, told: list[dict]) -> None:
    services.add_actions(
        complaint=complaint,
        by=request.user,
        submission_key=submission_key(request),
        actions=[services.NewAction(**one) for one in told],
        responsible=form.cleaned_data["responsible"],
    )


def _back(request, complaint: Complaint, number: int):
    text = ngettext("%(number)d langkah direncanakan.", "%(number)d langkah direncanakan.", number)
    messages.success(request, text % {"number": number})
    return redirect("complaints:plan", complaint.number)


def _change(request, action: PlanAction, form: ActionForm) -> None:
    services.change_action(
        action=action, by=request.user, version=posted_version(request), **form.cleaned_data
    )


def _end(request, action: PlanAction, form: EndForm) -> None:
    services.end_action(action=action, by=request.user, **form.cleaned_data)


def _reopen(request, complaint: Complaint, action: PlanAction):
    try:
        services.reopen_action(action=action, by=request.user)
    except CaseError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Langkah dibuka lagi."))
    return redirect("complaints:plan", complaint.number)
