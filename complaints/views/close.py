"""`…/tutup/` and `…/buka-lagi/`: the end of a case, and its return."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..forms.followup import CloseForm, ReopenForm
from ..models import Complaint
from ..services import closure
from ..submission import posted_version, typed_data, version_to_send
from ..workflow import RUNNING
from .cases import refused, worked_case


@require_http_methods(["GET", "HEAD", "POST"])
def case_close(request, number: str):
    complaint = worked_case(request, number)
    running = list(complaint.referrals.filter(state__in=RUNNING).select_related("provider"))
    form = CloseForm(typed_data(request), running=bool(running))
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: end(request, complaint, form))
    ):
        messages.success(request, _("Kasus ditutup. Terima kasih sudah mendampingi."))
        return redirect(complaint)
    context = {
        "form": form,
        "case": complaint,
        "versi": version_to_send(request, complaint, form),
        "running": running,
    }
    return render(request, "complaints/close.html", context)


def end(request, complaint: Complaint, form: CloseForm) -> None:
    told = form.cleaned_data
    other = told["duplicate_of"]
    closure.close(
        complaint=complaint,
        by=request.user,
        outcome=told["outcome"],
        feeling=told["feeling"],
        note=told["note"],
        duplicate_of=Complaint.objects.worked_by(request.user).filter(number=other).first()
        if other
        else None,
        leave_referrals=told.get("leave_referrals", False),
        version=posted_version(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def case_reopen(request, number: str):
    complaint = worked_case(request, number)
    form = ReopenForm(typed_data(request))
    if (
        request.method == "POST"
        and form.is_valid()
        and not refused(form, lambda: again(request, complaint, form))
    ):
        messages.success(request, _("Kasus dibuka lagi."))
        return redirect(complaint)
    context = {"form": form, "case": complaint, "versi": version_to_send(request, complaint, form)}
    return render(request, "complaints/reopen.html", context)


def again(request, complaint: Complaint, form: ReopenForm) -> None:
    closure.reopen(
        complaint=complaint,
        by=request.user,
        reason=form.cleaned_data["reason"],
        version=posted_version(request),
    )
