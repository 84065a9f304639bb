"""Invented providers for each demo regency, and SAPA 129, which is everywhere."""

from members.models import Organisation
from villages.models import Regency

from ..directory import AnswerUnit, ProviderKind, Service
from ..models import Provider
from ..services.provider import load_national

LOCAL = [  # kind, services, answer within, unit, what to bring
    (
        ProviderKind.UPTD_PPA,
        [Service.COMPLAINT, Service.LEGAL_AID, Service.SOCIAL_REHABILITATION],
        (24, AnswerUnit.CLOCK_HOURS),
        "Tidak wajib membawa surat.",
    ),
    (
        ProviderKind.POLICE_PPA,
        [Service.LAW_ENFORCEMENT],
        (24, AnswerUnit.CLOCK_HOURS),
        "Bila ada: KTP atau Kartu Keluarga. Tanpa surat pun tetap dilayani.",
    ),
    (ProviderKind.HOSPITAL, [Service.HEALTH], (24, AnswerUnit.CLOCK_HOURS), "Kartu BPJS/KIS bila ada."),
    (ProviderKind.PUSKESMAS, [Service.HEALTH, Service.HEALTH_INSURANCE], (24, AnswerUnit.CLOCK_HOURS), ""),
    (
        ProviderKind.LEGAL_AID,
        [Service.LEGAL_AID],
        (3, AnswerUnit.WORKING_DAYS),
        "Surat keterangan tidak mampu.",
    ),
    (ProviderKind.SHELTER, [Service.SOCIAL_REHABILITATION], (24, AnswerUnit.CLOCK_HOURS), ""),
    (
        ProviderKind.DUKCAPIL,
        [Service.CIVIL_DOCUMENTS],
        (1, AnswerUnit.WORKING_DAYS),
        "Kartu Keluarga asli dan surat pengantar desa. Tidak dipungut biaya.",
    ),
    (
        ProviderKind.SOCIAL_OFFICE,
        [Service.SOCIAL_ASSISTANCE, Service.HEALTH_INSURANCE],
        (5, AnswerUnit.WORKING_DAYS),
        "KTP, Kartu Keluarga, dan surat keterangan desa.",
    ),
    (
        ProviderKind.BPJS,
        [Service.HEALTH_INSURANCE],
        (3, AnswerUnit.WORKING_DAYS),
        "KTP, Kartu Keluarga, kartu lama.",
    ),
    (
        ProviderKind.EDUCATION_OFFICE,
        [Service.EDUCATION],
        (5, AnswerUnit.WORKING_DAYS),
        "Rapor atau surat sekolah.",
    ),
    (
        ProviderKind.KUA,
        [Service.CIVIL_DOCUMENTS],
        (3, AnswerUnit.WORKING_DAYS),
        "KTP, Kartu Keluarga, dan dua saksi.",
    ),
    (
        ProviderKind.BP3MI,
        [Service.REPATRIATION, Service.BUSINESS],
        (3, AnswerUnit.WORKING_DAYS),
        "Paspor bila ada.",
    ),
    (ProviderKind.COOPERATIVES, [Service.BUSINESS], (5, AnswerUnit.WORKING_DAYS), "KTP dan contoh produk."),
]


def make_providers(regencies: list[str], keepers: dict[str, Organisation]) -> dict[str, list[Provider]]:
    """Providers by regency code; ``keepers`` are the partners that look after each entry."""
    names = dict(Regency.objects.filter(pk__in=regencies).values_list("pk", "name"))
    load_national()
    sapa = Provider.objects.get(kind=ProviderKind.SAPA, is_national=True)
    made = {}
    for row, code in enumerate(regencies):
        local = [_provider(kind, code, names[code], row, keepers[code], *rest) for kind, *rest in LOCAL]
        made[code] = Provider.objects.bulk_create(local)
        for provider in made[code]:
            provider.regencies.add(code)
        made[code].append(sapa)
    return made


def _provider(kind, code, regency, row, keeper, services, rule, bring) -> Provider:
    number = row * 20 + [entry[0] for entry in LOCAL].index(kind)
    hidden = kind == ProviderKind.SHELTER
    return Provider(
        name=f"{ProviderKind(kind).label} {regency} (contoh)",
        kind=kind,
        services=services,
        address="" if hidden else f"Jalan Contoh No. {number + 1}",
        hours="24 jam" if rule[1] == AnswerUnit.CLOCK_HOURS else "Senin–Jumat 08.00–15.00",
        phone=f"+62812000{70_000 + number:05d}",
        whatsapp=f"+62812000{70_000 + number:05d}",
        what_to_bring=bring,
        answer_within=rule[0],
        answer_unit=rule[1],
        kept_by=keeper,
    )
