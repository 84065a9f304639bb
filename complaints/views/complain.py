"""`/rujukan/<uuid>/adukan/`: the road by which a stalled service is complained of, if the person agrees."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeguards import audit

from .. import policies
from ..chasing import complain_until, may_be_complained_of
from ..consenting import last_word
from ..directory import ComplaintRoute
from ..enums import ConsentDecision, ConsentPurpose
from ..forms.chasing import ComplainForm
from ..letters import addressee, identity_told
from ..models import Consent, Referral
from ..services.chasing import agree_to_complain
from ..submission import submission_key, typed_data
from .cases import refused
from .letter import letter_context
from .referrals import workable
from .remind import by_hand


@require_http_methods(["GET", "HEAD", "POST"])
def referral_complain(request, pk):
    referral = workable(request, pk)
    form = ComplainForm(typed_data(request), is_child=policies.concerns_child(referral.complaint))

    def do():
        agree_to_complain(
            referral=referral, by=request.user, submission_key=submission_key(request), **form.cleaned_data
        )

    if request.method == "POST" and form.is_valid() and not refused(form, do):
        messages.success(request, _("Jawabannya tersimpan."))
        return redirect("complaints:referral-complain", referral.pk)
    zone = referral.complaint.group.village.zone
    may = may_be_complained_of(referral, zone)
    until = complain_until(referral, zone) if may else None
    context = {
        "referral": referral,
        "form": form,
        "may": may,
        "until": until,
        "is_over": may and until < timezone.localdate(timezone=zone),
        "consent": said(referral),
        "routes": [(route, addressee(referral, route)) for route in ComplaintRoute],
    }
    return render(request, "complaints/referral_complain.html", context)


def said(referral: Referral) -> Consent | None:
    """Her last word on complaining of this service."""
    return last_word(referral.complaint, ConsentPurpose.COMPLAIN, referral.provider)


@require_safe
def referral_complaint_letter(request, pk):
    """Without her yes there is no letter, only the question. Her name goes to the service alone, which
    she agreed to be named to; to nobody else.
    """
    with transaction.atomic():
        referral = workable(request, pk)
        consent, route = said(referral), _route(request)
        agreed = consent is not None and consent.decision == ConsentDecision.GIVEN
        if not agreed or not may_be_complained_of(referral, referral.complaint.group.village.zone):
            return redirect("complaints:referral-complain", referral.pk)
        told = identity_told(referral) if route == ComplaintRoute.PROVIDER else {}
        audit.record(
            action="letter.read",
            by=request.user,
            chain=referral.complaint_id,
            subject=referral,
            reason="complaint",
            figures={"identity": sorted(told), "to": str(route)},
        )
        context = {
            **letter_context(referral, request.user),
            "reminded": by_hand(referral),
            "name": told.get("name", ""),
            "addressee": addressee(referral, route),
            "is_own": route == ComplaintRoute.PROVIDER,
        }
        return render(request, "complaints/referral_complaint_letter.html", context)


def _route(request) -> ComplaintRoute:
    asked = request.GET.get("kepada", "")
    return ComplaintRoute(asked) if asked in ComplaintRoute.values else ComplaintRoute.PROVIDER
