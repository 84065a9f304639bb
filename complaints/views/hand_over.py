"""`…/pendamping/`: a colleague accompanies the case from now on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import policies
from ..forms.handover import HandOverForm
from ..models import Complaint
from ..services import review
from ..submission import posted_version, submission_key, typed_data, version_to_send
from .cases import refused, worked_case


@require_http_methods(["GET", "HEAD", "POST"])
def case_hand_over(request, number: str):
    complaint = nearest(request, number)
    people = review.volunteers_for(complaint).exclude(pk=complaint.assigned_to_id)
    form = HandOverForm(typed_data(request), people=people)
    if request.method == "POST":
        if already_hers(form, complaint):
            return onward(request, complaint)
        if form.is_valid() and not refused(form, lambda: hand_over(request, complaint, form)):
            messages.success(
                request, _("Pendampingnya sekarang %(name)s.") % {"name": form.cleaned_data["to"]}
            )
            return onward(request, complaint)
    context = {
        "form": form,
        "case": complaint,
        "versi": version_to_send(request, complaint, form),
        "has_people": people.exists(),
    }
    return render(request, "complaints/hand_over.html", context)


def nearest(request, number: str) -> Complaint:
    """A case that she may hand on: 403 for colleagues who only work it too."""
    complaint = worked_case(request, number, "assigned_to")
    if not policies.may_hand_over(complaint, request.user):
        raise PermissionDenied
    return complaint


def already_hers(form: HandOverForm, complaint: Complaint) -> bool:
    """The second tap of two by the coordinator, who still sees the case."""
    return form.data.get("to") == str(complaint.assigned_to_id)


def hand_over(request, complaint: Complaint, form: HandOverForm) -> None:
    review.assign(
        complaint=complaint,
        by=request.user,
        submission_key=submission_key(request),
        version=posted_version(request),
        **form.cleaned_data,
    )


def onward(request, complaint: Complaint):
    """To the case, unless it was hers by name only and has left her list."""
    still = Complaint.objects.worked_by(request.user).filter(pk=complaint.pk).exists()
    return redirect(complaint if still else "complaints:list")
