"""A case put into words for its reader: lists of (label, value), empty ones left out."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from safeguards.identifiers import mask_digits
from safeguards.phones import show_phone

from .. import assessing, enums, safety_planning
from ..models import Assessment, Complaint, Person
from ..needs import Need, NeedCategory

LABELS = {
    **dict(Need.choices),
    **dict(NeedCategory.choices),
    **dict(enums.ViolenceForm.choices),
}
Facts = list[tuple[str, str]]


def told(values, labels: dict) -> str:
    """Labels of a list of values; one that left the list shows as it is stored."""
    return ", ".join(str(labels.get(value, value)) for value in values)


def moment(value) -> str:
    return date_format(localtime(value), "j M Y, H.i") if value else ""


def yes_or_no(value: bool | None) -> str:
    return "" if value is None else _("ya") if value else _("tidak")


def _filled(*facts: tuple[str, object]) -> Facts:
    return [(label, str(value)) for label, value in facts if value not in (None, "", [])]


def matter(row: Complaint) -> Facts:
    """What it is about; nothing of this is sealed."""
    day = date_format(row.happened_on, "j M Y") if row.happened_on else ""
    return _filled(
        (_("Jenis"), row.get_kind_display()),
        (_("Bentuk") if row.is_violence else _("Kebutuhan"), row.get_category_display()),
        (_("Rincian"), row.get_need_display()),
        (_("Yang lain"), told(row.further, LABELS)),
        (_("Jenis kekerasan seksual"), told(row.sexual_kinds, dict(enums.SexualKind.choices))),
        (_("Dalam rumah tangga (KDRT)"), yes_or_no(row.domestic)),
        (_("Tempat kejadian"), row.get_scene_display()),
        (_("Kapan terjadi"), row.get_happened_display()),
        (_("Tanggal kejadian"), f"{day} ({_('perkiraan')})" if row.happened_on_is_estimate else day),
        (_("Aman sekarang?"), row.get_safety_display()),
        (_("Cara masuk"), row.get_channel_display()),
    )


def standing(row: Complaint, readable: bool) -> Facts:
    """Whose it is, where, and how far it has come."""
    return _filled(
        (_("Tahap"), f"{row.get_stage_display()}, {_('sejak')} {moment(row.stage_since)}"),
        (_("Diterima"), moment(row.received_at)),
        (_("Kelompok"), f"{row.group} ({row.group.partner})"),
        (_("Desa/kelurahan orangnya"), row.village),
        (_("Dusun/lingkungan"), row.hamlet if readable else ""),
        (_("Desa kejadian"), row.event_village),
        (_("Pendamping"), row.assigned_to),
        (_("Dicatat oleh"), row.recorded_by),
        (_("Disembunyikan dari"), ", ".join(str(hiding.user) for hiding in row.hidings.all())),
        (_("Janji berikutnya"), moment(row.next_appointment)),
        (_("Boleh dihitung tanpa nama"), yes_or_no(row.may_be_counted)),
        (_("Hasil"), row.get_outcome_display()),
        (_("Ditutup"), f"{moment(row.closed_at)}, {row.closed_by}" if row.closed_at else ""),
        (_("Perasaan orangnya"), row.get_feeling_display()),
        (_("Penutupan"), _closing(row)),
        (_("Catatan penutup"), row.closing_note if readable else ""),
        (_("Ditinjau"), _by(row.reviewed_at, row.reviewed_by) or _("belum")),
        (_("Dihapus"), f"{moment(row.purged_at)}" if row.purged_at else ""),
    )


def _by(at, who) -> str:
    """By nobody: its time was over before anybody looked."""
    return f"{moment(at)}, {who or _('tidak sempat; isinya sudah dihapus')}" if at else ""


def _closing(row: Complaint) -> str:
    if row.closing_waits:
        return _("menunggu persetujuan")
    if row.closing_approved_at is None:
        return ""
    if row.closing_approved_by is None:
        return _("tidak dinilai; isinya sudah dihapus")
    at = {"at": moment(row.closing_approved_at), "who": row.closing_approved_by}
    return _("disetujui %(at)s, %(who)s") % at


def person(row: Person, readable: bool) -> Facts:
    identity = row.identity if readable else {}
    phone, nik, card = (identity.get(key, "") for key in ("phone", "nik", "family_card"))
    return _filled(
        (_("Nama"), identity.get("name")),
        (_("Telepon"), show_phone(phone) if phone else ""),
        (_("Alamat"), identity.get("address")),
        (_("NIK"), mask_digits(nik) if nik else ""),
        (_("Nomor Kartu Keluarga"), mask_digits(card) if card else ""),
        (_("Jenis kelamin"), row.get_sex_display()),
        (_("Umur"), row.get_age_band_display()),
        (_("Pendidikan"), row.get_education_display()),
        (_("Pekerjaan"), row.get_occupation_display()),
        (_("Status perkawinan"), row.get_marital_status_display()),
        (_("Disabilitas"), told(row.disabilities, dict(enums.Disability.choices))),
        (_("Hubungan dengan korban"), row.get_relation_display()),
    )


def contact(row: Complaint) -> Facts:
    """How to reach her without harm."""
    told_of = row.safe_contact
    return _filled(
        (_("Cara menghubungi yang aman"), _label(enums.ContactWay, told_of.get("way", ""))),
        (_("Nomor orang yang ia percaya"), show_phone(told_of["phone"]) if told_of.get("phone") else ""),
        (_("Waktu yang aman"), _label(enums.ContactHours, told_of.get("hours", ""))),
        (_("Pesan"), told_of.get("note")),
    )


def _label(choices, value: str) -> str:
    return told([value], dict(choices.choices)) if value else ""


def assessment(row: Assessment, readable: bool) -> dict:
    """The urgency with its reasons, which are codes in the clear; answers and words only when opened."""
    told = assessing.said_in_words(row.kind, row.answers) if readable else []
    if readable and row.override_reason:
        told = [(_("Mengapa lain dari usulan"), row.override_reason), *told]
    return {"row": row, "reasons": assessing.in_words(row.reasons), "facts": told}


def safety_plan(row: Complaint, readable: bool) -> dict | None:
    """The newest: that it stands, or that she wants none; its words only when opened."""
    plan = next(reversed(row.safety_plans.all()), None)
    if plan is None:
        return None
    return {"row": plan, "facts": safety_planning.in_words(plan.steps) if readable else []}
