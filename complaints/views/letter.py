"""`/rujukan/<uuid>/surat/`: the letter, as it is printed and handed over. Every look at it is recorded."""

from django.db import transaction
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from safeguards import audit

from .. import links
from ..letters import identity_told, qr_of
from .link_address import link_address
from .referrals import workable


@require_safe
def referral_letter(request, pk):
    with transaction.atomic():
        referral = workable(request, pk)
        told = identity_told(referral)
        link = links.current(referral)
        address = link_address(request, link)
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
            "link": link,
            "address": address,
            "qr": qr_of(address) if address else "",
        }
        return render(request, "complaints/referral_letter.html", context)
