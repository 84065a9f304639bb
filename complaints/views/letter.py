"""`/rujukan/<uuid>/surat/`: the letter, as it is printed and handed over; `…/surat-bersama/`: one letter
with a list, of those that left together. Every look at either is recorded, for each case in it.
"""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from safeguards import audit

from .. import links
from ..directory import ReferralState
from ..letters import identity_told, named_in
from ..models import Referral
from .link_address import link_on_paper
from .referrals import left_together, workable


def letter_context(referral: Referral, writer) -> dict:
    """What every letter about a referral shows; it bears the name of ``writer``, who is called back."""
    return {
        "referral": referral,
        "complaint": referral.complaint,
        "group": referral.complaint.group,
        "sent_on": referral.sent_at.astimezone(referral.complaint.group.village.zone).date(),
        "today": timezone.localdate(),
        "writer": writer,
    }


@require_safe
def referral_letter(request, pk):
    with transaction.atomic():
        referral = workable(request, pk)
        if referral.state == ReferralState.WITHDRAWN:
            messages.warning(request, _("Rujukan ini sudah ditarik. Suratnya tidak dicetak lagi."))
            return redirect(referral)
        told = identity_told(referral)
        on_paper = link_on_paper(request, links.current(referral))
        audit.record(
            action="letter.read",
            by=request.user,
            chain=referral.complaint_id,
            subject=referral,
            figures={"identity": sorted(told)},
        )
        context = {
            **letter_context(referral, referral.sent_by),
            "identity": told,
            "asks_nik": referral.tells_nik and "nik" not in told,
            "asks_name": referral.tells_name and "name" not in told,
            **on_paper,
        }
        return render(request, "complaints/referral_letter.html", context)


@require_safe
def referral_letter_of_all(request, pk):
    """Numbers, and names only of those who agreed to that; nobody who has been taken back."""
    with transaction.atomic():
        referral = workable(request, pk)
        rows = [referral, *left_together(request.user, referral)]
        rows = [row for row in rows if row.state != ReferralState.WITHDRAWN]
        if referral.batch is None or not rows:
            raise Http404
        listed = named_in(sorted(rows, key=lambda row: (row.complaint.received_at, row.pk)))
        for row, name in sorted(listed, key=lambda entry: entry[0].complaint_id):
            figures = {"identity": ["name"] if name else []}
            chain = row.complaint_id
            audit.record(action="letter.read", by=request.user, chain=chain, subject=row, figures=figures)
        context = {**letter_context(referral, referral.sent_by), "listed": listed}
        return render(request, "complaints/referral_letter_of_all.html", context)
