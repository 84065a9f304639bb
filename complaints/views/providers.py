"""`/layanan/`: services near the reader, and one service with how to reach it."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from members.permissions import permission_required
from villages.models import Regency

from .. import matching
from ..directory import ProviderKind
from ..enums import Kind
from ..forms.provider import DirectoryForm
from ..models import Provider

PER_PAGE = 25


@require_safe
@permission_required("provider.list")
@gzip_page
def providers(request):
    villages = own_villages(request.user)
    regencies = _regencies(villages)
    form = DirectoryForm(request.GET, regencies=regencies, home=_home(request.user, villages, regencies))
    chosen = form.chosen()
    found = _matching(chosen["wilayah"], villages, need=chosen["kebutuhan"], service=chosen["layanan"])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    regency = next((row for row in regencies if row.pk == chosen["wilayah"]), None)
    context = {"form": form, "page_obj": page, "regency": regency}
    return render(request, "complaints/providers.html", context)


@require_safe
@permission_required("provider.list")
def provider_detail(request, pk):
    rows = Provider.objects.select_related("district__regency").prefetch_related("regencies")
    return render(request, "complaints/provider_detail.html", {"provider": get_object_or_404(rows, pk=pk)})


def own_villages(user) -> list[str]:
    """Codes of the villages of her groups and of her office, without a query."""
    return [row.village_code for row in user.posts if row.village_code]


def _regencies(villages: list[str]) -> list[Regency]:
    """Regencies that the directory knows of, and her own."""
    named = Provider.regencies.through.objects.values("regency")
    own = {code[:5] for code in villages}
    return list(Regency.objects.filter(Q(pk__in=named) | Q(pk__in=own)).order_by("name"))


def _home(user, villages: list[str], regencies: list[Regency]) -> str:
    """Her own regency, or one that her organisation works in; else the first of the list."""
    if villages:
        return villages[0][:5]
    codes = [regency.pk for regency in regencies]
    own = Regency.objects.filter(pk__in=codes, organisations__in=user.scope.organisations).first()
    return own.pk if own else next(iter(codes), "")


def _matching(regency: str, villages: list[str], *, need: str, service: str) -> list[Provider]:
    """The filtered directory of a regency, nearest first; SAPA 129 is always in it."""
    district = next((code[:8] for code in villages if regency and code.startswith(regency)), None)
    rows = Provider.objects.around(regency).select_related("district")
    found = [row for row in rows if matching.fits_need(row, need) and _gives(row, service)]
    others = [row for row in found if row.kind != ProviderKind.SAPA]
    others = matching.sorted_by_nearness(others, district)
    sapa = [row for row in rows if row.kind == ProviderKind.SAPA]
    return [*sapa, *others] if need in {"", Kind.VIOLENCE} else [*others, *sapa]


def _gives(provider: Provider, service: str) -> bool:
    return not service or service in provider.services
