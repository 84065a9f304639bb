"""`…/hak/`: what the person asks of what is kept about her; an officer answers in admin."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeguards import audit

from ..forms.rights import RightsForm
from ..kin import with_kin
from ..models import Complaint
from ..services import rights
from ..submission import submission_key, typed_data
from .cases import refused, worked_case


@require_http_methods(["GET", "HEAD", "POST"])
def case_rights(request, number: str):
    complaint = worked_case(request, number, adds=with_kin)
    today = timezone.localdate(timezone=complaint.group.village.zone)
    form = RightsForm(typed_data(request), complaint=complaint, initial={"on": today})
    if request.method == "POST" and form.is_valid():

        def do():
            asked = rights.Asked(**form.values())
            key = submission_key(request)
            rights.record(complaint=complaint, by=request.user, asked=asked, submission_key=key)

        if not refused(form, do):
            messages.success(request, _("Permintaan tersimpan. Petugas menjawab dalam 3 × 24 jam."))
            return redirect("complaints:rights", complaint.number)
    with transaction.atomic():
        return shown(request, complaint, form)


def shown(request, complaint: Complaint, form: RightsForm):
    """What was asked and answered is sealed like any text of the case: a reading."""
    asked = list(complaint.rights.select_related("recorded_by", "ended_by").order_by("-received_at", "-id"))
    for one in asked:
        one.complaint = complaint
    audit.record(action="complaint.read", by=request.user, chain=complaint.pk, subject=complaint)
    return render(request, "complaints/rights.html", {"form": form, "case": complaint, "asked": asked})
