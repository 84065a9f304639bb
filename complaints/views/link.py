"""`/rujukan/<uuid>/tautan/`: a volunteer makes, shows or revokes the link on which the service answers."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safeguards import audit
from safeguards.models import AuditEvent

from .. import links
from ..errors import CaseError, NotPermitted
from ..letters import identity_told
from ..models import AnswerLink
from ..services import asking_back, linking
from ..submission import submission_key
from ..workflow import RUNNING
from .link_address import link_address
from .referrals import workable


@require_http_methods(["GET", "HEAD", "POST"])
def referral_link(request, pk: uuid.UUID):
    referral = workable(request, pk)
    if request.method == "POST" and _change(request, referral):
        return redirect("complaints:referral-link", pk)
    with transaction.atomic():
        audit.record(action="complaint.read", by=request.user, chain=referral.complaint_id, subject=referral)
        link = links.current(referral)
        context = {
            "referral": referral,
            "complaint": referral.complaint,
            "identity": identity_told(referral),
            "link": link,
            "may_make": referral.state in RUNNING and not referral.complaint.is_closed,
        }
        if link:
            context |= {"address": link_address(request, link), "opened_at": _opened_at(link)}
        return render(request, "complaints/referral_link.html", context)


def _change(request, referral) -> bool:
    """Makes or revokes, as the button says; a refusal is told on the page."""
    try:
        match request.POST.get("aksi"):
            case "buat":
                key = submission_key(request)
                linking.make(referral=referral, by=request.user, submission_key=key)
                messages.success(request, _("Tautan sudah dibuat."))
            case "cabut":
                linking.revoke(referral=referral, by=request.user)
                messages.success(
                    request, _("Tautan sudah dicabut. Siapa pun yang memegangnya tidak bisa membukanya.")
                )
            case _:
                return False
    except NotPermitted as error:
        raise PermissionDenied from error
    except CaseError as error:
        messages.error(request, str(error))
    return True


def _opened_at(link: AnswerLink):
    """When somebody last looked: from the trail, since a GET writes nowhere else."""
    opened = AuditEvent.objects.filter(
        chain=link.referral.complaint_id, action="link.opened", subject_id=str(link.pk)
    )
    return opened.order_by("-seq").values_list("at", flat=True).first()


@require_POST
def referral_request_done(request, pk: uuid.UUID, asked: uuid.UUID):
    referral = workable(request, pk)
    row = get_object_or_404(referral.requests.all(), pk=asked)
    row.referral = referral
    try:
        asking_back.mark_done(request=row, by=request.user)
    except NotPermitted as error:
        raise PermissionDenied from error
    messages.success(request, _("Permintaan layanan ditandai selesai."))
    return redirect(referral)
