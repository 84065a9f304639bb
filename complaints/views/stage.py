"""`…/tahap/`: the case moves on, to the next step or over some of them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ..forms.followup import StageForm
from ..services import followup
from ..submission import posted_version, typed_data, version_to_send
from ..workflow import next_stage
from .cases import refused, worked_case


@require_http_methods(["GET", "HEAD", "POST"])
def case_stage(request, number: str):
    complaint = worked_case(request, number)
    offered = next_stage(complaint.kind, complaint.stage)
    form = StageForm(typed_data(request), complaint=complaint, initial={"to": offered})
    if request.method == "POST":
        if already_there(form, complaint):
            return redirect(complaint)
        if form.is_valid() and not refused(form, lambda: move(request, complaint, form)):
            messages.success(request, _("Tahap kasus diperbarui."))
            return redirect(complaint)
    context = {"form": form, "case": complaint, "versi": version_to_send(request, complaint, form)}
    return render(request, "complaints/stage.html", context)


def already_there(form: StageForm, complaint) -> bool:
    """The second tap of two: the case stands where it was to go."""
    return form.data.get("to") == complaint.stage


def move(request, complaint, form: StageForm) -> None:
    to = form.cleaned_data["to"]
    followup.change_stage(complaint=complaint, by=request.user, to=to, version=posted_version(request))
