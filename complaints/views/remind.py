"""`/rujukan/<uuid>/ingatkan/`: a message or a letter that reminds the service, and that it was reminded."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeguards import audit
from safeguards.phones import whatsapp_link

from .. import links
from ..directory import ReminderKind
from ..forms.chasing import RemindForm
from ..letters import identity_told, message_for
from ..models import Referral
from ..services.chasing import remind_service
from ..submission import typed_data
from ..workflow import RUNNING
from .cases import refused
from .letter import letter_context
from .link_address import link_address, link_on_paper
from .referrals import workable


@require_http_methods(["GET", "HEAD", "POST"])
def referral_remind(request, pk):
    referral = workable(request, pk)
    form = RemindForm(typed_data(request))

    def do():
        remind_service(referral=referral, by=request.user, submission_key=form.cleaned_data["kiriman"])

    if request.method == "POST" and form.is_valid() and not refused(form, do):
        messages.success(request, _("Tercatat: layanan sudah diingatkan."))
        return redirect(referral)
    context = {
        "referral": referral,
        "form": form,
        "is_open": referral.state in RUNNING,
        "reminded": by_hand(referral),
    }
    if referral.provider.whatsapp:
        address = link_address(request, links.current(referral))
        text = message_for(referral, request.user, address, reminds=True)
        context |= {"text": text, "whatsapp": whatsapp_link(referral.provider.whatsapp, text)}
    return render(request, "complaints/referral_remind.html", context)


@require_safe
def referral_reminder_letter(request, pk):
    with transaction.atomic():
        referral = workable(request, pk)
        told = identity_told(referral)
        audit.record(
            action="letter.read",
            by=request.user,
            chain=referral.complaint_id,
            subject=referral,
            reason="reminder",
            figures={"identity": sorted(told)},
        )
        on_paper = link_on_paper(request, links.current(referral))
        context = {**letter_context(referral, request.user), "identity": told, **on_paper}
        return render(request, "complaints/referral_reminder_letter.html", context)


def by_hand(referral: Referral) -> list:
    """How often the service was reminded by a person, oldest first."""
    return list(referral.reminders.filter(kind=ReminderKind.BY_HAND).select_related("by"))
