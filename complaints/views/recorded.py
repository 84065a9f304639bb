"""After saving: the number, what to do now, and whom to call."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.models import Group
from safeguards.identifiers import show_case_number
from safeguards.phones import whatsapp_link
from villages.models import Village

from .. import assignees, policies
from ..kin import kin, with_kin
from ..matching import fitting_providers
from ..models import Complaint
from ..querysets import ComplaintQuerySet
from ..receipt import Receipt, receipt_of, remembered

SERVICES_SHOWN = 4


@require_safe
def recorded(request, number: str) -> HttpResponse:
    cases = Complaint.objects.visible_to(request.user).with_access(request.user)
    case = with_kin(cases).prefetch_related("hidings").filter(number=number).first()
    is_hers = case is not None and policies.may_work(case)
    slip = receipt_of(case) if is_hers else remembered(request.session, number)
    if slip is None and case is not None:
        raise PermissionDenied  # she reviews it
    if slip is None:
        raise Http404
    context = {
        "case": case if is_hers else None,
        "receipt": slip,
        "number": show_case_number(number),
        "providers": _providers(slip),
        "tell": _tell(slip, request.user),
        "kin": kin(case, request.user, ComplaintQuerySet.worked_by) if is_hers else None,
    }
    return render(request, "complaints/recorded.html", context)


def _providers(slip: Receipt) -> list:
    return fitting_providers(
        kind=slip.kind,
        category=slip.category,
        need=slip.need,
        village=Village.objects.with_place().get(pk=slip.village),
        sexual=slip.is_sexual,
        limit=SERVICES_SHOWN,
    )


def _tell(slip: Receipt, user) -> dict | None:
    """The coordinator, unless it is she herself or the case is hidden from her: number only."""
    group = Group(pk=slip.group)
    to = assignees.coordinator(group=group, kind=slip.kind, hidden_from=slip.hidden_from)
    if to is None or to.pk == user.pk or not to.phone:
        return None
    text = _("Ada kasus baru: %(number)s. Mohon dilihat di KK Portal. Mohon jangan kirim nama lewat WA.")
    number = show_case_number(slip.number)
    return {"name": to.get_short_name(), "link": whatsapp_link(str(to.phone), text % {"number": number})}
