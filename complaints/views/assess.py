"""`…/asesmen/`: the guided conversation, and what it came to."""

import uuid

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeguards import audit

from .. import assessing
from ..enums import AssessmentKind, Safety, Urgency
from ..forms.assessment import AssessmentForm, NeedsForm, SafetyForm
from ..models import Assessment, Complaint
from ..services import assessment
from ..submission import posted_version, submission_key, typed_data, version_to_send
from .cases import refused, worked_case


@require_http_methods(["GET", "HEAD", "POST"])
def case_assess(request, number: str):
    """Valid answers come back with the urgency they propose; confirmed, they are saved."""
    complaint = worked_case(request, number)
    typed = typed_data(request)
    form = form_for(complaint, typed)
    offers = typed is not None and form.is_valid()
    if request.method == "POST" and offers and form.is_confirmed:
        made = save(request, complaint, form)
        if made:
            messages.success(request, _("Asesmen tersimpan."))
            return redirect("complaints:assessment", complaint.number, made.pk)
    context = {
        "form": form,
        "case": complaint,
        "versi": version_to_send(request, complaint, form),
        "earlier": complaint.assessments.select_related("by").order_by("-at", "-id"),
        "starts_at_end": offers,
    }
    with transaction.atomic():
        audit.record(action="complaint.read", by=request.user, chain=complaint.pk, subject=complaint)
        return render(request, "complaints/assess.html", context)


def form_for(complaint: Complaint, typed) -> AssessmentForm:
    today = assessment.today_of(complaint)
    if complaint.is_violence:
        return SafetyForm(typed, today=today, contact=complaint.safe_contact)
    return NeedsForm(typed, today=today)


def save(request, complaint: Complaint, form: AssessmentForm) -> Assessment | None:
    """None where it was refused; the form says why."""
    made = []

    def do():
        made.append(
            assessment.assess(
                complaint=complaint,
                by=request.user,
                submission_key=submission_key(request),
                answers=form.answers(),
                urgency=form.cleaned_data["urgency"],
                override_reason=form.cleaned_data.get("override_reason", ""),
                contact=form.contact(),
                version=posted_version(request),
            )
        )

    return None if refused(form, do) else made[0]


@require_safe
def case_assessment(request, number: str, pk: uuid.UUID):
    """One assessment, and what to do now; showing it is recorded."""
    complaint = worked_case(request, number)
    row = get_object_or_404(complaint.assessments.select_related("by"), pk=pk)
    row.complaint = complaint
    context = {
        "case": complaint,
        "assessment": row,
        "is_alarming": row.urgency == Urgency.EMERGENCY or is_unsafe(row),
        "acts": assessing.acts(row.reasons),
        "reasons": assessing.in_words(row.reasons),
        "said": assessing.said_in_words(row.kind, row.answers),
    }
    with transaction.atomic():
        audit.record(action="complaint.read", by=request.user, chain=complaint.pk, subject=row)
        return render(request, "complaints/assessment.html", context)


def is_unsafe(row: Assessment) -> bool:
    return row.kind == AssessmentKind.SAFETY and assessing.safety_of(row.answers) == Safety.UNSAFE
