"""`/rujukan/<uuid>/surat/`: the letter, as it is printed and handed over. Every look at it is recorded."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from safeguards import audit

from ..directory import ReferralState
from ..letters import identity_told
from .referrals import workable


@require_safe
def referral_letter(request, pk):
    with transaction.atomic():
        referral = workable(request, pk)
        if referral.state == ReferralState.WITHDRAWN:
            messages.warning(request, _("Rujukan ini sudah ditarik. Suratnya tidak dicetak lagi."))
            return redirect(referral)
        told = identity_told(referral)
        audit.record(
            action="letter.read",
            by=request.user,
            chain=referral.complaint_id,
            subject=referral,
            figures={"identity": sorted(told)},
        )
        context = {
            "referral": referral,
            "complaint": referral.complaint,
            "group": referral.complaint.group,
            "identity": told,
            "asks_nik": referral.tells_nik and "nik" not in told,
            "asks_name": referral.tells_name and "name" not in told,
            "sent_on": referral.sent_at.astimezone(referral.complaint.group.village.zone).date(),
            "today": timezone.localdate(),
        }
        return render(request, "complaints/referral_letter.html", context)
