"""`/layanan/`: services near the reader, and one service with how to reach it."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, render
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
def providers(request):
    villages = own_villages(request.user)
    form = DirectoryForm(request.GET, regencies=_regencies(villages))
    chosen = form.chosen()
    regency = chosen["wilayah"] or _home(request.user, villages, form)
    district = next((code[:8] for code in villages if regency and code.startswith(regency.pk)), None)
    found = _matching(regency, district, need=chosen["kebutuhan"], service=chosen["layanan"])
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    form.initial["wilayah"] = regency
    filters = {**request.GET.dict(), "wilayah": regency.pk if regency else ""}
    form = DirectoryForm(filters, regencies=form.fields["wilayah"].queryset)
    context = {"form": form, "page_obj": page, "regency": regency, "total": len(found)}
    return render(request, "complaints/providers.html", context)


@require_safe
@permission_required("provider.list")
def provider_detail(request, pk):
    rows = Provider.objects.select_related("district__regency").prefetch_related("regencies")
    return render(request, "complaints/provider_detail.html", {"provider": get_object_or_404(rows, pk=pk)})


def own_villages(user) -> list[str]:
    """Codes of the villages of her groups and of her office, without a query."""
    codes = [
        row.village_id or (row.group.village_id if row.group else "") for row in user.current_assignments
    ]
    return [code for code in codes if code]


def _regencies(villages: list[str]):
    """Regencies that the directory knows of, and her own."""
    named = Provider.regencies.through.objects.values("regency")
    own = {code[:5] for code in villages}
    return Regency.objects.filter(Q(pk__in=named) | Q(pk__in=own)).order_by("name")


def _home(user, villages: list[str], form: DirectoryForm) -> Regency | None:
    """Her own regency, or one that her organisation works in; else the first of the list."""
    options = form.fields["wilayah"].queryset
    own = Q(pk__in=[code[:5] for code in villages]) | Q(organisations__in=user.scope.organisations)
    return options.filter(own).first() or options.first()


def _matching(regency: Regency | None, district: str | None, *, need: str, service: str) -> list[Provider]:
    """The filtered directory of a regency, nearest first; SAPA 129 is always in it."""
    rows = Provider.objects.around(regency.pk if regency else "").select_related("district")
    found = [row for row in rows if matching.fits_need(row, need) and _gives(row, service)]
    found = matching.sorted_by_nearness(found, district)
    sapa = [row for row in rows if row.kind == ProviderKind.SAPA]
    others = [row for row in found if row.kind != ProviderKind.SAPA]
    return [*sapa, *others] if need in {"", Kind.VIOLENCE} else [*others, *sapa]


def _gives(provider: Provider, service: str) -> bool:
    return not service or service in provider.services
