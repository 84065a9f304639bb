"""Kinds of service provider and of service, the rules by which they answer, and what fits a case."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProviderKind(models.TextChoices):
    UPTD_PPA = "uptd_ppa", _("UPTD PPA / Dinas P3A")
    POLICE_PPA = "police_ppa", _("Unit PPA Polres")
    SAPA = "sapa", _("SAPA 129")
    LPSK = "lpsk", _("LPSK")
    LEGAL_AID = "legal_aid", _("LBH/OBH, Posbankum desa")
    PUSKESMAS = "puskesmas", _("Puskesmas")
    HOSPITAL = "hospital", _("Rumah sakit")
    SHELTER = "shelter", _("Rumah aman")
    DUKCAPIL = "dukcapil", _("Dukcapil")
    SOCIAL_OFFICE = "social_office", _("Dinas Sosial")
    PUSKESOS = "puskesos", _("Puskesos-SLRT / TKSK / pendamping PKH")
    BPJS = "bpjs", _("BPJS Kesehatan")
    KUA = "kua", _("KUA")
    RELIGIOUS_COURT = "religious_court", _("Pengadilan Agama")
    EDUCATION_OFFICE = "education_office", _("Dinas Pendidikan")
    PKBM = "pkbm", _("PKBM")
    PATBM = "patbm", _("PATBM")
    BP3MI = "bp3mi", _("BP3MI")
    DPMPTSP = "dpmptsp", _("DPMPTSP")
    COOPERATIVES = "cooperatives", _("Dinas Koperasi")
    POSYANDU = "posyandu", _("Posyandu")
    OTHER = "other", _("Lainnya")


# Kept by associations and foundations, or now by one and now by the other: of these UU 25/2009, which is
# about public services, is not claimed.
NOT_PUBLIC = frozenset(
    {
        ProviderKind.LEGAL_AID,
        ProviderKind.SHELTER,
        ProviderKind.PKBM,
        ProviderKind.PATBM,
        ProviderKind.OTHER,
    }
)


class Service(models.TextChoices):
    COMPLAINT = "complaint", _("Pengaduan")
    HEALTH = "health", _("Kesehatan")
    LEGAL_AID = "legal_aid", _("Bantuan hukum")
    LAW_ENFORCEMENT = "law_enforcement", _("Penegakan hukum")
    SOCIAL_REHABILITATION = "social_rehabilitation", _("Rehabilitasi sosial")
    REINTEGRATION = "reintegration", _("Reintegrasi sosial")
    REPATRIATION = "repatriation", _("Pemulangan")
    FAITH_LEADER = "faith_leader", _("Pendampingan tokoh agama")
    CIVIL_DOCUMENTS = "civil_documents", _("Dokumen kependudukan")
    SOCIAL_ASSISTANCE = "social_assistance", _("Bantuan sosial")
    HEALTH_INSURANCE = "health_insurance", _("Jaminan kesehatan")
    EDUCATION = "education", _("Pendidikan")
    BUSINESS = "business", _("Usaha")


def service_labels(services: Iterable[str]) -> list[str]:
    """The words of services; one that left the list stands as it is stored."""
    labels = dict(Service.choices)
    return [str(labels.get(service, service)) for service in services]


def service_names(services: Iterable[str]) -> str:
    """ "Kesehatan, Bantuan hukum"."""
    return ", ".join(service_labels(services))


VIOLENCE_SERVICES = (
    Service.COMPLAINT,
    Service.HEALTH,
    Service.LEGAL_AID,
    Service.LAW_ENFORCEMENT,
    Service.SOCIAL_REHABILITATION,
    Service.REINTEGRATION,
    Service.REPATRIATION,
    Service.FAITH_LEADER,
)
SOCIAL_SERVICES = (
    Service.CIVIL_DOCUMENTS,
    Service.SOCIAL_ASSISTANCE,
    Service.HEALTH_INSURANCE,
    Service.EDUCATION,
    Service.BUSINESS,
)


class AnswerUnit(models.TextChoices):
    CLOCK_HOURS = "clock_hours", _("jam")
    WORKING_DAYS = "working_days", _("hari kerja")


class ReferralState(models.TextChoices):
    SENT = "sent", _("Belum menjawab")
    ACCEPTED = "accepted", _("Layanan menerima")
    DECLINED = "declined", _("Layanan menolak")
    SERVED = "served", _("Sudah dilayani")
    NOT_SERVED = "not_served", _("Tidak terlayani")
    WITHDRAWN = "withdrawn", _("Rujukan ditarik")


class RefusalReason(models.TextChoices):
    """Why a service did not serve, or why the referral was taken back; different things, kept apart."""

    NOT_COMPETENT = "not_competent", _("Bukan wewenangnya")
    INCOMPLETE_PAPERS = "incomplete_papers", _("Syarat belum lengkap")
    NO_CAPACITY = "no_capacity", _("Layanan penuh atau tidak tersedia")
    NOT_ELIGIBLE = "not_eligible", _("Tidak memenuhi syarat")
    PERSON_CHOSE = "person_chose", _("Orangnya memilih tidak melanjutkan")
    MISTAKE = "mistake", _("Salah kirim")
    OTHER = "other", _("Lainnya")


# The service has had its say: now the person can say whether she was content with it.
JUDGED = (ReferralState.DECLINED, ReferralState.SERVED, ReferralState.NOT_SERVED)

# Three things that are not one another: a service says no; it has no room, or is not there at all; the
# person herself chooses not to go on.
_ENDINGS = {
    (ReferralState.DECLINED, RefusalReason.NO_CAPACITY): _("Layanan tidak tersedia"),
    (ReferralState.NOT_SERVED, RefusalReason.NO_CAPACITY): _("Diterima, lalu layanan tidak tersedia"),
    (ReferralState.WITHDRAWN, RefusalReason.PERSON_CHOSE): _("Orangnya memilih tidak melanjutkan"),
    (ReferralState.WITHDRAWN, RefusalReason.MISTAKE): _("Ditarik: salah kirim"),
}


def standing_in_words(state: str, reason: str = "") -> str:
    """How a referral stands; where it ended without a service, whose choice that was."""
    return str(_ENDINGS.get((state, reason)) or dict(ReferralState.choices).get(state, state))


def step_in_words(state: str, reason: str = "") -> str:
    """The same with the reason, unless the words say it already: "Layanan menolak · Bukan wewenangnya"."""
    words = [standing_in_words(state, reason)]
    if reason and (state, reason) not in _ENDINGS:
        words.append(str(dict(RefusalReason.choices).get(reason, reason)))
    return " · ".join(words)


class ReminderKind(models.TextChoices):
    """Who is reminded of a referral, and when; all but the last come from the timer, once each."""

    BEFORE = "before", _("Sebelum batas jawaban")
    AFTER = "after", _("Batas jawaban lewat")
    ESCALATED = "escalated", _("Diteruskan ke petugas")
    COMPLAIN = "complain", _("Layanan boleh diadukan")  # UU 25/2009
    BY_HAND = "by_hand", _("Layanan diingatkan")


# How far the timer has come with a referral, the last one first.
CHASED = (ReminderKind.COMPLAIN, ReminderKind.ESCALATED, ReminderKind.AFTER, ReminderKind.BEFORE)


class ComplaintRoute(models.TextChoices):
    """To whom a stalled public service is complained of: to itself first, then outside (UU 25/2009)."""

    PROVIDER = "provider", _("Pimpinan layanan itu sendiri")
    OMBUDSMAN = "ombudsman", _("Ombudsman RI (telepon 137)")
    DISTRICT = "district", _("Camat")
    COUNCIL = "council", _("DPRD kabupaten/kota")


class ServiceRequestKind(models.TextChoices):
    """What a service asks of the group through its link."""

    PAPERS = "papers", _("Lengkapi syarat atau surat")
    ACCOMPANY = "accompany", _("Dampingi orangnya ke layanan")
    CONTACT = "contact", _("Hubungi petugas layanan")
    OTHER_PERSON = "other_person", _("Ada orang lain yang perlu didampingi")
    OTHER = "other", _("Lainnya")


# Which of them can be the reason of what; "memilih tidak melanjutkan" is hers, never the service's.
_SERVICE_REASONS = (
    RefusalReason.NOT_COMPETENT,
    RefusalReason.INCOMPLETE_PAPERS,
    RefusalReason.NO_CAPACITY,
    RefusalReason.NOT_ELIGIBLE,
    RefusalReason.OTHER,
)
REASONS: dict[ReferralState, tuple[RefusalReason, ...]] = {
    ReferralState.DECLINED: _SERVICE_REASONS,
    ReferralState.NOT_SERVED: _SERVICE_REASONS,
    ReferralState.WITHDRAWN: (RefusalReason.PERSON_CHOSE, RefusalReason.MISTAKE, RefusalReason.OTHER),
}
