"""`/pengaduan/<number>/rujuk/`: choose a service, ask the person, send. Two pages, whole without script."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from .. import matching, policies
from ..directory import ProviderKind
from ..enums import ConsentDecision
from ..errors import AlreadyReferred, CaseError, NotPermitted
from ..forms.referral import ReferralForm
from ..models import Complaint, Provider
from ..services import referral as services
from ..submission import submission_key, typed_data
from .cases import worked_case

MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
def refer(request, number):
    complaint = worked_case(request, number, "village")
    provider = chosen_provider(request)
    if provider is None:
        return choose_page(request, complaint)
    if request.method == "POST":
        return _send(request, complaint, provider)
    return _ask(request, complaint, provider, _form(complaint, provider, request.kept_fields))


def chosen_provider(request) -> Provider | None:
    """The service that ``layanan`` names; None before one is chosen, 404 for one that serves no more."""
    chosen = (typed_data(request) or request.GET).get("layanan", "")
    if not chosen.isdecimal() or len(chosen) > 9:
        return None
    return get_object_or_404(Provider.objects.active(), pk=chosen)


def fitting_services(complaint: Complaint) -> list[Provider]:
    """Those that a case like this can be referred to, nearest first. ``complaint`` has its village."""
    return matching.fitting_providers(
        kind=complaint.kind,
        category=complaint.category,
        need=complaint.need,
        village=complaint.village,
        sexual=policies.is_sexual(complaint),
    )


def choose_page(request, complaint: Complaint, *, for_all: bool = False):
    """Fitting services, nearest first; others by name or kind, wherever they are. ``for_all``: those
    recorded together with ``complaint`` go there too.
    """
    fitting = fitting_services(complaint)
    waiting = complaint.referrals.waiting().values_list("provider", flat=True)
    text = request.GET.get("cari", "").strip()
    context = {"complaint": complaint, "fitting": fitting, "waiting": set(waiting), "text": text}
    context["for_all"] = for_all
    context["found"] = _others(complaint, text, {row.pk for row in fitting}) if text else []
    return render(request, "complaints/refer_choose.html", context)


def _others(complaint: Complaint, text: str, shown: set[int]) -> list[Provider]:
    kinds = [kind for kind in ProviderKind if text.lower() in str(kind.label).lower()]
    rows = Provider.objects.active().named(text, kinds).exclude(pk__in=shown).prefetch_related("regencies")
    return [row for row in rows[:MOST_FOUND] if services.askable(complaint, row)]


def _form(complaint: Complaint, provider: Provider, data=None) -> ReferralForm:
    return ReferralForm(
        data,
        provider=provider,
        complaint=complaint,
        services=services.askable(complaint, provider),
        is_child=policies.concerns_child(complaint),
        may_be_vital=policies.may_refer_without_consent(complaint),
        offers_move_on=services.may_move_on(complaint),
        offers_again=services.waiting_at(complaint, provider) is not None,
    )


def _ask(request, complaint: Complaint, provider: Provider, form: ReferralForm):
    context = {"complaint": complaint, "provider": provider, "form": form}
    return render(request, "complaints/refer.html", context)


def _send(request, complaint: Complaint, provider: Provider):
    form = _form(complaint, provider, request.POST)
    if not form.is_valid():
        return _ask(request, complaint, provider, form)
    try:
        referral = services.refer(
            complaint=complaint,
            by=request.user,
            submission_key=submission_key(request),
            provider=provider,
            **_told(form.cleaned_data),
        )
    except NotPermitted as error:
        raise PermissionDenied from error
    except CaseError as error:
        form.add_error("again" if isinstance(error, AlreadyReferred) else None, str(error))
        return _ask(request, complaint, provider, form)
    messages.success(request, _("Rujukan tersimpan. Cetak suratnya atau kabari layanan."))
    return redirect(referral)


def _told(data: dict) -> dict:
    agreement = services.Agreement(
        decision=ConsentDecision(data["decision"]),
        given_by=data["given_by"],
        method=data["method"],
        told=data["told"],
        tells_name=data["tells_name"],
        tells_nik=data.get("tells_nik", False),
        reason=data.get("reason", ""),
    )
    return {
        "services": data["services"],
        "agreement": agreement,
        "note": data["note"],
        "move_on": data.get("move_on", False),
        "again": data.get("again", False),
    }
