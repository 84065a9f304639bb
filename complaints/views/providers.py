"""`/layanan/`: services near the reader, and one service with how to reach it."""

from django.db.models import Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from members.permissions import permission_required
from villages.models import Regency
from villages.names import district_of, regency_of

from .. import matching
from ..forms.provider import DirectoryForm
from ..models import Provider
from ..paging import page_of


@require_safe
@permission_required("provider.list")
@gzip_page
def providers(request):
    villages = own_villages(request.user)
    regencies = _regencies(villages)
    form = DirectoryForm(request.GET, regencies=regencies, home=_home(request.user, villages, regencies))
    chosen = form.chosen()
    found = matching.providers_around(
        chosen["wilayah"],
        district=_district(villages, chosen["wilayah"]),
        need=chosen["kebutuhan"],
        service=chosen["layanan"],
    )
    regency = next((row for row in regencies if row.pk == chosen["wilayah"]), None)
    context = {"form": form, "page_obj": page_of(found, request.GET.get("page")), "regency": regency}
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
    own = {regency_of(code) for code in villages}
    return list(Regency.objects.filter(Q(pk__in=named) | Q(pk__in=own)).order_by("name"))


def _home(user, villages: list[str], regencies: list[Regency]) -> str:
    """Her own regency, or one that her organisation works in; else the first of the list."""
    if villages:
        return regency_of(villages[0])
    codes = [regency.pk for regency in regencies]
    own = Regency.objects.filter(pk__in=codes, organisations__in=user.scope.organisations).first()
    return own.pk if own else next(iter(codes), "")


def _district(villages: list[str], regency: str) -> str | None:
    """Her own kecamatan, where it lies in ``regency``."""
    return next((district_of(code) for code in villages if regency_of(code) == regency), None)
