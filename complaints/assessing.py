"""What a guided conversation asks, and how urgent a case looks from the answers: a proposal, never a score.

Kind A follows what danger assessment asks in practice: Campbell's Danger Assessment and the shorter
Lethality Assessment (Maryland), of which weapons, threats to kill, choking, violence that grows and her
own fear weigh most. Both are guides for people who talk with each other, not scores that decide: here
too nothing is added up, each sign is named, and a person confirms or says why not.

Pure: no database, no model. ``answers`` are keyed by question, what was not asked is left out.
"""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import AssessmentKind, Kind, Safety, Urgency


class Said(TextChoices):
    """To each question she may also say that she does not know, or does not want to say."""

    YES = "yes", _("Ya")
    NO = "no", _("Tidak")
    UNKNOWN = "unknown", _("Belum tahu")
    UNSAID = "unsaid", _("Tidak mau menjawab")


class Sleeps(TextChoices):
    """Where she sleeps tonight."""

    SAFE = "safe", _("Di tempat yang aman")
    WITH_REPORTED = "with_reported", _("Serumah dengan terlapor")
    NOWHERE = "nowhere", _("Belum ada tempat")
    UNKNOWN = "unknown", _("Belum tahu")
    UNSAID = "unsaid", _("Tidak mau menjawab")


class Knows(TextChoices):
    """Who knows that she told somebody."""

    GROUP = "group", _("Hanya kita")
    TRUSTED = "trusted", _("Orang yang ia percaya")
    MANY = "many", _("Tetangga atau banyak orang")
    REPORTED = "reported", _("Terlapor sudah tahu")
    UNKNOWN = "unknown", _("Belum tahu")
    UNSAID = "unsaid", _("Tidak mau menjawab")


class Paper(TextChoices):
    ID_CARD = "id_card", _("KTP-el")
    FAMILY_CARD = "family_card", _("Kartu Keluarga")
    BIRTH_CERTIFICATE = "birth_certificate", _("Akta kelahiran")
    MARRIAGE_BOOK = "marriage_book", _("Buku nikah")
    HEALTH_CARD = "health_card", _("Kartu BPJS/KIS")
    NONE = "none", _("Belum ada satu pun")


class Depends(TextChoices):
    SMALL_CHILD = "small_child", _("Anak kecil")
    ELDERLY = "elderly", _("Orang lanjut usia")
    DISABLED = "disabled", _("Penyandang disabilitas")
    PREGNANT = "pregnant", _("Ibu hamil atau menyusui")
    ILL = "ill", _("Orang sakit")
    NOBODY = "nobody", _("Tidak ada")


class Question(NamedTuple):
    """``choices`` says what can be answered: one of them, or any number of ``several``; None is a text."""

    label: str | Promise
    choices: type[TextChoices] | None = Said
    several: bool = False
    help_text: str | Promise = ""


SAFETY = {
    "danger_now": Question(
        _("Apakah sekarang ada bahaya?"), help_text=_("Terlapor ada di dekatnya, mencarinya, atau mengancam.")
    ),
    "hurt": Question(_("Apakah ia terluka atau butuh obat sekarang?")),
    "sexual_now": Question(
        _("Apakah ada kekerasan seksual dalam 3 hari ini?"),
        help_text=_("72 jam pertama penting untuk obat dan visum."),
    ),
    "weapon": Question(
        _("Apakah pernah diancam atau dilukai dengan senjata?"), help_text=_("Parang, pisau, kayu, apa pun.")
    ),
    "threat_to_kill": Question(
        _("Apakah pernah diancam akan dibunuh?"), help_text=_("Ia sendiri atau anaknya.")
    ),
    "choked": Question(_("Apakah pernah dicekik?")),
    "afraid": Question(_("Apakah ia sendiri takut akan dibunuh atau dilukai berat?")),
    "worse": Question(_("Apakah kekerasannya makin sering atau makin berat?")),
    "self_harm": Question(
        _("Apakah ia ingin menyakiti diri atau mengakhiri hidup?"),
        help_text=_("Bertanya dengan lembut tidak menambah bahaya."),
    ),
    "children": Question(_("Apakah ada anak yang ikut terancam?")),
    "pregnant": Question(_("Apakah ia hamil?")),
    "sleeps": Question(_("Malam ini ia tidur di mana?"), Sleeps),
    "knows": Question(_("Siapa yang tahu bahwa ia bercerita?"), Knows),
    "note": Question(_("Catatan (boleh kosong)"), None),
}

NEEDS = {
    "food_today": Question(_("Apakah hari ini ada makanan di rumahnya?")),
    "ill_now": Question(_("Apakah ada yang sakit dan harus segera diobati?")),
    "in_hospital": Question(_("Apakah ada yang sedang dirawat dan jaminannya tidak aktif?")),
    "has_deadline": Question(
        _("Apakah ada batas waktunya?"),
        help_text=_("Misalnya pendaftaran sekolah, sidang, atau batas rumah sakit."),
    ),
    "deadline": Question(_("Sampai tanggal berapa?"), None),
    "papers": Question(_("Surat apa yang sudah ada?"), Paper, several=True),
    "depends": Question(_("Siapa yang bergantung padanya?"), Depends, several=True),
    "can_go": Question(
        _("Apakah ia bisa mengurus sendiri ke kantornya?"), help_text=_("Jarak, ongkos, kesehatan, membaca.")
    ),
    "note": Question(_("Apa lagi yang dibutuhkan? (boleh kosong)"), None),
}

QUESTIONS: dict[str, dict[str, Question]] = {AssessmentKind.SAFETY: SAFETY, AssessmentKind.NEEDS: NEEDS}
KIND_FOR = {Kind.VIOLENCE: AssessmentKind.SAFETY, Kind.SOCIAL: AssessmentKind.NEEDS}
SOON, NEAR = 3, 14  # days to a deadline that make a need of kind B urgent, and worth naming

# What each reason says; the codes alone are stored and audited.
REASONS = {
    "danger_now": _("Sekarang ada bahaya"),
    "hurt": _("Terluka atau butuh obat sekarang"),
    "weapon": _("Pernah diancam atau dilukai dengan senjata"),
    "threat_to_kill": _("Pernah diancam akan dibunuh"),
    "choked": _("Pernah dicekik"),
    "afraid": _("Takut akan dibunuh atau dilukai berat"),
    "self_harm": _("Ingin menyakiti diri atau mengakhiri hidup"),
    "children": _("Ada anak yang ikut terancam"),
    "nowhere": _("Malam ini belum ada tempat tidur yang aman"),
    "several_signs": _("Beberapa tanda muncul bersama"),
    "sexual_now": _("Kekerasan seksual dalam 72 jam ini: perlu Puskesmas atau rumah sakit hari ini juga"),
    "with_reported": _("Malam ini serumah dengan terlapor"),
    "worse": _("Kekerasannya makin sering atau makin berat"),
    "pregnant": _("Sedang hamil"),
    "reported_knows": _("Terlapor sudah tahu bahwa ia bercerita"),
    "danger_unknown": _("Belum diketahui apakah sekarang aman"),
    "ill_now": _("Ada yang sakit dan harus segera diobati"),
    "hungry_dependants": _("Tidak ada makanan, dan ada yang lemah di rumahnya"),
    "no_food": _("Hari ini tidak ada makanan"),
    "in_hospital": _("Sedang dirawat dan jaminannya tidak aktif"),
    "deadline_passed": _("Batas waktunya sudah lewat"),
    "deadline_soon": _("Batas waktunya paling lama 3 hari lagi"),
    "deadline_near": _("Batas waktunya paling lama 2 minggu lagi"),
    "cannot_go": _("Tidak bisa mengurus sendiri, perlu ditemani"),
}

# What can be done about a reason today, before anything is written.
ACTS = {
    "danger_now": _("Ajak ia ke tempat yang aman, lalu telepon. Jangan hadapi terlapor sendirian."),
    "hurt": _("Antar ke Puskesmas atau rumah sakit sekarang. Ambulans 119."),
    "sexual_now": _(
        "Antar ke Puskesmas atau rumah sakit hari ini juga. Pakaian waktu itu disimpan, jangan dicuci."
    ),
    "choked": _("Minta diperiksa juga bila tampak baik: akibat cekikan bisa muncul berhari-hari kemudian."),
    "self_harm": _("Temani, jangan tinggalkan sendirian. Jauhkan obat dan benda tajam. Telepon 119."),
    "nowhere": _("Tanyakan tempat aman untuk malam ini ke UPTD PPA atau SAPA 129."),
    "children": _("Pastikan anak ikut ke tempat yang aman."),
    "ill_now": _("Antar ke Puskesmas atau rumah sakit sekarang. Ambulans 119."),
    "hungry_dependants": _("Carikan makanan untuk hari ini lewat kelompok, tetangga, atau kantor desa."),
    "no_food": _("Carikan makanan untuk hari ini lewat kelompok, tetangga, atau kantor desa."),
    "in_hospital": _("Tanyakan hari ini juga ke rumah sakit sampai kapan jaminannya bisa diurus."),
}

WEAK = frozenset({Depends.SMALL_CHILD, Depends.ELDERLY, Depends.DISABLED, Depends.PREGNANT, Depends.ILL})
_ALARMING = ("danger_now", "hurt", "weapon", "threat_to_kill", "choked", "afraid", "self_harm", "children")
_SIGNS = ("with_reported", "worse", "pregnant", "reported_knows")  # two of them together alarm


class Proposal(NamedTuple):
    """``reasons`` are codes of REASONS, the weightiest first."""

    urgency: Urgency
    reasons: tuple[str, ...] = ()

    @property
    def words(self) -> list[str | Promise]:
        return in_words(self.reasons)


def propose(kind: str, answers: dict, *, today: datetime.date) -> Proposal:
    """How urgent the answers make a case of AssessmentKind ``kind`` look, and why."""
    judge = _safety if kind == AssessmentKind.SAFETY else _needs
    found = list(judge(answers, today))
    urgency = next((level for level in Urgency if any(one[0] == level for one in found)), Urgency.NORMAL)
    ranked = [reason for level in Urgency for one, reason in found if one == level]
    return Proposal(urgency, tuple(ranked))


def in_words(reasons) -> list[str | Promise]:
    """A code that an older version wrote stands as it is."""
    return [REASONS.get(code, code) for code in reasons]


def acts(reasons) -> list[str | Promise]:
    """What to do now, each once."""
    return list(dict.fromkeys(ACTS[code] for code in reasons if code in ACTS))


def said_in_words(kind: str, answers: dict) -> list[tuple[str | Promise, str]]:
    """(question, answer) of what was asked, as a person reads it."""
    asked = QUESTIONS[kind]
    return [(asked[key].label, _words(asked[key], answers[key])) for key in asked if answers.get(key)]


def _words(question: Question, answer) -> str:
    if question.choices is None:
        return str(answer)
    labels = dict(question.choices.choices)
    return ", ".join(str(labels.get(one, one)) for one in (answer if question.several else [answer]))


def safety_of(answers: dict) -> Safety | None:
    """What the answers of kind A say of her safety now; None where they leave it open."""
    danger, sleeps = answers.get("danger_now"), answers.get("sleeps")
    if danger == Said.YES or sleeps in {Sleeps.NOWHERE, Sleeps.WITH_REPORTED}:
        return Safety.UNSAFE
    if danger == Said.NO and sleeps == Sleeps.SAFE:
        return Safety.SAFE
    return Safety.UNKNOWN if danger in {Said.UNKNOWN, Said.UNSAID} else None


def _safety(answers: dict, today: datetime.date) -> Iterator[tuple[Urgency, str]]:
    for key in _ALARMING:
        if answers.get(key) == Said.YES:
            yield Urgency.EMERGENCY, key
    if answers.get("sleeps") == Sleeps.NOWHERE:
        yield Urgency.EMERGENCY, "nowhere"
    if answers.get("sexual_now") == Said.YES:
        yield Urgency.URGENT, "sexual_now"
    signs = [key for key in _SIGNS if _shows(key, answers)]
    if len(signs) > 1:
        yield Urgency.EMERGENCY, "several_signs"
    for key in signs:
        yield Urgency.URGENT, key
    if answers.get("danger_now") not in {Said.YES, Said.NO}:
        yield Urgency.URGENT, "danger_unknown"


def _shows(sign: str, answers: dict) -> bool:
    match sign:
        case "with_reported":
            return answers.get("sleeps") == Sleeps.WITH_REPORTED
        case "reported_knows":
            return answers.get("knows") == Knows.REPORTED
    return answers.get(sign) == Said.YES


def _needs(answers: dict, today: datetime.date) -> Iterator[tuple[Urgency, str]]:
    if answers.get("ill_now") == Said.YES:
        yield Urgency.EMERGENCY, "ill_now"
    if answers.get("food_today") == Said.NO:
        weak = WEAK & set(answers.get("depends", ()))
        yield (Urgency.EMERGENCY, "hungry_dependants") if weak else (Urgency.URGENT, "no_food")
    if answers.get("in_hospital") == Said.YES:
        yield Urgency.URGENT, "in_hospital"
    if answers.get("deadline"):
        yield from _deadline((datetime.date.fromisoformat(answers["deadline"]) - today).days)
    if answers.get("can_go") == Said.NO:
        yield Urgency.NORMAL, "cannot_go"


def _deadline(days: int) -> Iterator[tuple[Urgency, str]]:
    if days < 0:
        yield Urgency.URGENT, "deadline_passed"
    elif days <= SOON:
        yield Urgency.URGENT, "deadline_soon"
    elif days <= NEAR:
        yield Urgency.NORMAL, "deadline_near"
