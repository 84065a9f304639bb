"""Which services fit a case in a village, nearest first: for the record page, the list and referring."""

from dataclasses import dataclass
from enum import IntEnum

from .directory import SOCIAL_SERVICES, VIOLENCE_SERVICES, ProviderKind, Service
from .enums import Kind, ViolenceForm
from .models import Provider
from .needs import CATEGORY_OF, Need, NeedCategory


class Reach(IntEnum):
    """How near a provider is to a village, nearest first."""

    DISTRICT = 0  # its office stands in the same kecamatan
    REGENCY = 1  # it serves this kabupaten/kota alone
    OTHER_DISTRICT = 2  # of the same kabupaten, but there for another kecamatan
    REGENCIES = 3  # several
    NATION = 4


# Their service area is a kecamatan (or less), whatever kabupaten they stand in.
OF_A_DISTRICT = frozenset(
    {ProviderKind.PUSKESMAS, ProviderKind.KUA, ProviderKind.PATBM, ProviderKind.POSYANDU}
)


@dataclass(frozen=True)
class Fit:
    """What is asked for, and of whom, best first. Kinds not named serve too if they give the service,
    unless ``only`` these are competent (a KUA issues no KTP)."""

    services: tuple[Service, ...]
    kinds: tuple[ProviderKind, ...] = ()
    only: bool = False

    def admits(self, provider: Provider) -> bool:
        if self.only and provider.kind not in (*self.kinds, ProviderKind.OTHER):
            return False
        return bool(set(self.services) & set(provider.services))

    def preference(self, provider: Provider) -> int:
        return self.kinds.index(provider.kind) if provider.kind in self.kinds else len(self.kinds)


P = ProviderKind
_VIOLENCE = (P.UPTD_PPA, P.POLICE_PPA, P.PUSKESMAS, P.HOSPITAL, P.LEGAL_AID, P.PATBM, P.SHELTER, P.LPSK)
# Care and proof first: within 72 hours both can be lost.
_BODILY = (P.PUSKESMAS, P.HOSPITAL, P.UPTD_PPA, P.POLICE_PPA, P.LEGAL_AID, P.PATBM, P.SHELTER, P.LPSK)
_DOCUMENTS = (Service.CIVIL_DOCUMENTS,)
_ASSISTANCE = (Service.SOCIAL_ASSISTANCE,)

BY_CATEGORY: dict[NeedCategory, Fit] = {
    NeedCategory.CIVIL: Fit(_DOCUMENTS, (P.DUKCAPIL,), only=True),
    NeedCategory.MARRIAGE: Fit(_DOCUMENTS, (P.KUA, P.RELIGIOUS_COURT, P.DUKCAPIL), only=True),
    NeedCategory.ASSISTANCE: Fit(_ASSISTANCE, (P.PUSKESOS, P.SOCIAL_OFFICE)),
    NeedCategory.DTSEN: Fit(_ASSISTANCE, (P.PUSKESOS, P.SOCIAL_OFFICE)),
    NeedCategory.HEALTH: Fit((Service.HEALTH_INSURANCE,), (P.BPJS, P.SOCIAL_OFFICE, P.PUSKESMAS)),
    NeedCategory.EDUCATION: Fit((Service.EDUCATION,), (P.EDUCATION_OFFICE, P.PKBM)),
    NeedCategory.WORK: Fit((Service.BUSINESS,), (P.COOPERATIVES, P.DPMPTSP, P.BP3MI)),
}
# Where a need asks for something else than the rest of its category.
BY_NEED: dict[Need, Fit] = {
    Need.DIVORCE_CERTIFICATE: Fit(_DOCUMENTS, (P.RELIGIOUS_COURT, P.DUKCAPIL), only=True),
    Need.DISABILITY_AID: Fit((*_ASSISTANCE, Service.SOCIAL_REHABILITATION), (P.SOCIAL_OFFICE, P.PUSKESOS)),
    Need.ODGJ: Fit(
        (Service.HEALTH, Service.HEALTH_INSURANCE, Service.SOCIAL_REHABILITATION),
        (P.PUSKESMAS, P.HOSPITAL, P.SOCIAL_OFFICE, P.BPJS),
    ),
    Need.MIGRANT_WORKER: Fit(
        (Service.BUSINESS, Service.REPATRIATION, Service.COMPLAINT), (P.BP3MI,), only=True
    ),
    Need.BUSINESS_PERMIT: Fit((Service.BUSINESS,), (P.DPMPTSP, P.COOPERATIVES)),
}


def fit_for(*, kind: str, category: str = "", need: str = "", sexual: bool = False) -> Fit:
    """What a case of this kind asks for; ``sexual`` also when the main form is another."""
    if kind == Kind.VIOLENCE:
        bodily = sexual or category in {ViolenceForm.SEXUAL, ViolenceForm.PHYSICAL}
        return Fit(VIOLENCE_SERVICES, _BODILY if bodily else _VIOLENCE)
    if need in BY_NEED:
        return BY_NEED[Need(need)]
    return BY_CATEGORY[NeedCategory(category or CATEGORY_OF[Need(need)])]


def services_asked(provider: Provider, fit: Fit, *, kind: str) -> list[Service]:
    """What ``provider`` gives of what cases of ``kind`` ask for: first what this one needs, then the rest."""
    of_kind = VIOLENCE_SERVICES if kind == Kind.VIOLENCE else SOCIAL_SERVICES
    wanted = dict.fromkeys((*fit.services, *of_kind))
    return [service for service in wanted if service in provider.services]


def reach_of(provider: Provider, district: str | None) -> Reach:
    """How near ``provider`` (of ``ProviderQuerySet.around``, which counts its regencies) is."""
    if provider.is_national:
        return Reach.NATION
    if provider.district_id is not None and provider.district_id == district:
        return Reach.DISTRICT
    if provider.regency_count > 1:
        return Reach.REGENCIES
    if provider.kind in OF_A_DISTRICT and provider.district_id is not None:
        return Reach.OTHER_DISTRICT
    return Reach.REGENCY


def fits_need(provider: Provider, need: str) -> bool:
    """Whether it serves "violence" or a category of kind B at all; everything for an empty ``need``."""
    if not need:
        return True
    kind = Kind.VIOLENCE if need == Kind.VIOLENCE else Kind.SOCIAL
    fit = fit_for(kind=kind, category="" if kind == Kind.VIOLENCE else need)
    finer = [BY_NEED[row] for row in BY_NEED if kind == Kind.SOCIAL and CATEGORY_OF[row] == need]
    return any(one.admits(provider) for one in (fit, *finer))


def providers_around(
    regency: str, *, district: str | None = None, need: str = "", service: str = ""
) -> list[Provider]:
    """The directory of a regency for ``need`` and ``service`` (empty: any), nearest first. SAPA 129 is
    always in it, last where violence is not what is asked for.
    """
    rows = Provider.objects.around(regency).select_related("district")
    sapa = [row for row in rows if row.kind == ProviderKind.SAPA]
    others = [row for row in rows if row.kind != ProviderKind.SAPA and fits_need(row, need)]
    others = [row for row in others if not service or service in row.services]
    others = sorted_by_nearness(others, district)
    return [*sapa, *others] if need in {"", Kind.VIOLENCE} else [*others, *sapa]


def fitting_providers(
    *, kind: str, category: str, need: str = "", village, sexual: bool = False, limit: int | None = None
) -> list[Provider]:
    """Services that fit, nearest first, in one query; SAPA 129 on top of every case of violence.

    ``village`` is where the person lives; ``sexual`` puts care and visum first.
    """
    fit = fit_for(kind=kind, category=category, need=need, sexual=sexual)
    nearby = Provider.objects.around(village.regency_code)
    fitting = [row for row in nearby if fit.admits(row)]
    return sorted_by_nearness(fitting, village.district_id, fit=fit)[:limit]


def sorted_by_nearness(
    providers: list[Provider], district: str | None, *, fit: Fit | None = None
) -> list[Provider]:
    """SAPA 129 first where it fits, then by reach, then by competence, then by name."""

    def place(row: Provider) -> tuple:
        preference = fit.preference(row) if fit else 0
        return (row.kind != ProviderKind.SAPA, reach_of(row, district), preference, row.name, row.pk)

    return sorted(providers, key=place)
