"""`…/cetak/`: the case on paper. What goes in is asked, and why; every showing of it is recorded."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from safeguards import audit

from .. import policies
from ..enums import PrintReason
from ..errors import NotPermitted
from ..forms.paper import PaperForm
from ..models import Complaint
from ..naming import read_names
from ..papers import paper
from ..submission import typed_data
from .cases import visible_case


@require_http_methods(["GET", "HEAD", "POST"])
def case_print(request, number: str):
    """For who may read the person: the volunteers of the case, and officers while it is open to them."""
    complaint = visible_case(request, number)
    if not policies.may_read_person(complaint):
        return sealed(request, complaint)
    form = PaperForm(typed_data(request))
    if request.method == "POST" and form.is_valid():
        return printed(request, number, **form.cleaned_data)
    return render(request, "complaints/print.html", {"form": form, "case": complaint})


def sealed(request, complaint: Complaint):
    """Who reviews it opens the seal first, or once more when its hours passed while the form was open."""
    told = {"chain": complaint.pk, "subject": complaint, "reason": NotPermitted.code}
    audit.record_refusal(action="complaint.printed", by=request.user, **told)
    messages.warning(request, _("Belum dicetak: kasus ini tersegel. Buka segelnya dulu, dengan alasan."))
    return redirect("admin:complaints_complaint_change", complaint.pk)


def printed(request, number: str, *, parts: list[str], reason: str, redacted: bool, **form):
    with transaction.atomic():
        complaint = visible_case(request, number)
        if policies.may_read_person(complaint):
            audit.record(
                action="complaint.printed",
                by=request.user,
                chain=complaint.pk,
                subject=complaint,
                reason=reason,
                figures={"parts": sorted(parts), "redacted": redacted},
            )
            read_names(complaint)
            context = {
                "case": complaint,
                "paper": paper(complaint, request.user, parts=parts, redacted=redacted),
                "reason": PrintReason(reason).label,
            }
            return render(request, "complaints/paper.html", context)
    return sealed(request, complaint)
