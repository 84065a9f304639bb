"""`…/persetujuan/`: what may be done with the case, all that was said on it, and a new word."""

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeguards import audit

from .. import errors, policies
from ..consenting import is_stopped, topics
from ..directory import ReferralState
from ..forms.consent import ConsentForm
from ..models import Complaint, Provider
from ..services import consent
from ..submission import posted_version, submission_key, typed_data, version_to_send
from .cases import with_persons, worked_case
from .refer import fitting_services

FIELD_OF = {
    errors.NothingToWithdraw: "decision",
    errors.LifeNotAtRisk: "decision",
    errors.GuardianNeeded: "given_by",
    errors.GuardianIsReported: "given_by",
    errors.ReasonMissing: "reason",
    errors.WrongDate: "on",
}


@require_safe
def case_consents(request, number: str):
    with transaction.atomic():
        complaint = worked_case(request, number)
        audit.record(action="complaint.read", by=request.user, chain=complaint.pk, subject=complaint)
        told = topics(complaint)
        context = {
            "case": complaint,
            "topics": told,
            "is_stopped": is_stopped(one.current for one in told if one.current),
            "months": settings.RETENTION_MONTHS[complaint.kind],
            "withdrawn": ReferralState.WITHDRAWN,
        }
        return render(request, "complaints/consents.html", context)


@require_safe
def case_consent_reading(request, number: str):
    """To be read out, or signed on paper: of the case its number alone."""
    complaint = worked_case(request, number)
    context = {"case": complaint, "months": settings.RETENTION_MONTHS[complaint.kind]}
    return render(request, "complaints/consent_reading.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def case_consent(request, number: str):
    complaint = worked_case(request, number, "village")
    with_persons(complaint)
    form = form_for(request, complaint)
    if request.method == "POST" and form.is_valid():
        recorded = entered(request, complaint, form)
        if recorded:
            messages.success(request, said_of(recorded))
            return redirect("complaints:consents", complaint.number)
    is_stale = getattr(form, "is_stale", False)
    if is_stale:  # what was read above may be of a moment before the other one was saved
        complaint = worked_case(request, number, "village")
        with_persons(complaint)
    context = {
        "form": form,
        "case": complaint,
        "versi": version_to_send(request, complaint, form),
        "months": settings.RETENTION_MONTHS[complaint.kind],
    }
    if is_stale:
        context["topics"] = topics(complaint)
    return render(request, "complaints/consent.html", context)


def form_for(request, complaint: Complaint) -> ConsentForm:
    asked = {"purpose": request.GET.get("untuk", ""), "provider": request.GET.get("layanan", "")}
    return ConsentForm(
        typed_data(request),
        initial={name: value for name, value in asked.items() if value},
        providers=providers_for(complaint),
        child=policies.concerns_child(complaint),
        guardian_is_reported=policies.guardian_is_reported(complaint),
        may_be_vital=policies.may_refer_without_consent(complaint),
    )


def providers_for(complaint: Complaint) -> list[Provider]:
    """Those that were spoken of, also if they serve no more; then those that fit, nearest first."""
    spoken_of = Provider.objects.filter(pk__in=complaint.consents.values("provider")).order_by("name", "pk")
    return list(dict.fromkeys([*spoken_of, *fitting_services(complaint)]))


def entered(request, complaint: Complaint, form: ConsentForm) -> consent.Recorded | None:
    """None when her word was refused: the form says why, and keeps what was typed."""
    try:
        return consent.record(
            complaint=complaint,
            by=request.user,
            submission_key=submission_key(request),
            word=consent.Word(**form.word()),
            version=posted_version(request),
        )
    except errors.CaseError as error:
        form.is_stale = isinstance(error, errors.Stale)
        field = FIELD_OF.get(type(error))
        form.add_error(field if field in form.fields else None, str(error))
        return None


def said_of(recorded: consent.Recorded) -> str:
    if recorded.stopped:
        return _("Jawaban tersimpan. Rujukan yang berjalan sudah ditarik: kabari layanannya agar berhenti.")
    return _("Jawaban tersimpan.")
