"""The codes of the audit trail in words; a code that has none yet shows as it is stored."""

from django.utils.translation import gettext_lazy as _

from members.enums import InclusionReason
from members.models import Member
from members.roles import Role

from ..directory import RefusalReason
from ..enums import OpeningReason
from ..models import Provider

ACTIONS = {
    "account.changed": _("Akun diubah"),
    "account.created": _("Akun dibuat"),
    "account.ended": _("Akun diakhiri"),
    "account.reopened": _("Akun diaktifkan lagi"),
    "assignment.changed": _("Penugasan diubah"),
    "attachment.added": _("Lampiran ditambahkan"),
    "attachment.downloaded": _("Lampiran asli diunduh"),
    "attachment.read": _("Lampiran dilihat"),
    "attachment.removed": _("Lampiran dihapus"),
    "cases.handed_over": _("Semua kasus diserahkan"),
    "complaint.assigned": _("Pendamping diganti"),
    "complaint.changed": _("Kasus diubah"),
    "complaint.closed": _("Kasus ditutup"),
    "complaint.flagged": _("Kasus ditandai"),
    "complaint.hidden": _("Kasus disembunyikan"),
    "complaint.opened": _("Segel dibuka"),
    "complaint.read": _("Kasus dibaca"),
    "complaint.recorded": _("Kasus dicatat"),
    "complaint.reopened": _("Kasus dibuka lagi"),
    "complaint.reviewed": _("Kasus ditinjau"),
    "complaint.unhidden": _("Kasus diperlihatkan lagi"),
    "consent.refused": _("Persetujuan ditolak"),
    "demo.loaded": _("Data contoh dimuat"),
    "export.made": _("Berkas diunduh"),
    "flag.resolved": _("Tanda diselesaikan"),
    "group.added": _("Kelompok ditambahkan"),
    "group.changed": _("Kelompok diubah"),
    "import.made": _("Berkas diimpor"),
    "inquiry.recorded": _("Pertanyaan warga dicatat"),
    "letter.read": _("Surat rujukan dibuka"),
    "member.added": _("Anggota ditambahkan"),
    "member.changed": _("Anggota diubah"),
    "member.inclusion": _("Keterangan inklusi diubah"),
    "note.added": _("Tindak lanjut ditulis"),
    "organisation.added": _("Lembaga ditambahkan"),
    "organisation.changed": _("Lembaga diubah"),
    "password.changed": _("Kata sandi diganti"),
    "password.reset": _("Kata sandi diatur ulang"),
    "plan.passed_on": _("Langkah rencana dialihkan"),
    "provider.changed": _("Layanan diubah"),
    "question.answered": _("Pertanyaan petugas dijawab"),
    "question.asked": _("Petugas bertanya"),
    "referral.answered": _("Jawaban layanan dicatat"),
    "referral.sent": _("Rujukan dikirim"),
    "referral.withdrawn": _("Rujukan ditarik"),
    "stage.changed": _("Tahap berpindah"),
    "totals.downloaded": _("Rekap diunduh"),
    "transfer.accepted": _("Pelimpahan diterima"),
    "transfer.declined": _("Pelimpahan tidak diterima"),
    "transfer.offered": _("Kasus ditawarkan ke kelompok lain"),
    "transfer.read": _("Tawaran pelimpahan dibaca"),
    "transfer.taken_back": _("Tawaran pelimpahan ditarik"),
    "village.changed": _("Desa/kelurahan diubah"),
}
REASONS = {
    **dict(RefusalReason.choices),
    **dict(OpeningReason.choices),
    **dict(InclusionReason.choices),
    "life_at_risk": _("Nyawa terancam"),
    "monthly": _("Tabel bulanan"),
    "owner_left": _("Pendamping berhenti"),
    "owner_away": _("Pendamping cuti"),
    # Refusals: codes of complaints.errors and members.errors.
    "account_ended": _("Akun sudah diakhiri"),
    "already_linked": _("Sudah punya akun"),
    "already_there": _("Sudah ada"),
    "already_reviewed": _("Sudah ditinjau"),
    "answered_meanwhile": _("Sudah dijawab"),
    "already_answered": _("Sudah dijawab"),
    "already_referred": _("Sudah dirujuk"),
    "already_offered": _("Sudah ditawarkan"),
    "agreement_missing": _("Orangnya belum setuju"),
    "file_gone": _("Berkas rusak atau hilang"),
    "file_removed": _("Berkas sudah dihapus"),
    "not_there": _("Kelompok tidak bisa menerima"),
    "offer_gone": _("Tawaran sudah dijawab"),
    "too_many_files": _("Lampiran terlalu banyak"),
    "another_assignee_first": _("Belum ada pendamping lain"),
    "cannot_be_assigned": _("Tidak bisa mendampingi"),
    "case_closed": _("Kasus sudah ditutup"),
    "consent_missing": _("Belum ada persetujuan"),
    "duplicate_of_which": _("Kasus kembarnya belum disebut"),
    "hiding_refused": _("Tidak bisa disembunyikan"),
    "life_not_at_risk": _("Nyawa tidak terancam"),
    "not_flagged": _("Tidak sedang ditandai"),
    "not_its_service": _("Bukan layanannya"),
    "not_now": _("Belum waktunya"),
    "not_permitted": _("Tidak berhak"),
    "open_referrals": _("Masih ada rujukan"),
    "reason_missing": _("Tanpa alasan"),
    "refused": _("Ditolak"),
    "stale": _("Didahului orang lain"),
    "wrong_date": _("Tanggal keliru"),
}
FIGURES = {
    "actions": _("langkah"),
    "admin": _("lewat admin"),
    "agreed": _("orangnya setuju"),
    "bytes": _("besar"),
    "sealed": _("tersegel"),
    "rows": _("baris"),
    "cases": _("kasus"),
    "year": _("tahun"),
    "first": _("dari bulan"),
    "last": _("sampai bulan"),
    "from": _("dari"),
    "to": _("ke"),
    "fields": _("bagian"),
    "section": _("kelompok isian"),
    "flags": _("tanda"),
    "user": _("akun"),
    "role": _("peran"),
    "kind": _("jenis"),
    "outcome": _("hasil"),
    "services": _("layanan"),
    "state": _("keadaan"),
    "village": _("desa"),
    "exact": _("angka sebenarnya"),
    "vital": _("demi keselamatan"),
    "assignments": _("penugasan"),
    "changed": _("diperbarui"),
    "ends_on": _("hari terakhir"),
    "filters": _("saringan"),
    "group": _("kelompok"),
    "identity": _("identitas"),
    "model": _("daftar"),
    "new": _("baru"),
    "organisation": _("lembaga"),
}
CODED = {"model", "role"}  # figures that hold one of these codes
LISTS = {
    **dict(Role.choices),
    **{model._meta.label: model._meta.verbose_name_plural for model in (Member, Provider)},
}


def figures(told: dict) -> str:
    """ "tersegel: ya, lewat admin: ya" of an event's figures."""
    told = {name: LISTS.get(value, value) if name in CODED else value for name, value in told.items()}
    return ", ".join(f"{FIGURES.get(name, name)}: {_plain(value)}" for name, value in sorted(told.items()))


def _plain(value) -> str:
    match value:
        case True:
            return str(_("ya"))
        case False:
            return str(_("tidak"))
        case None:
            return "–"
        case []:
            return "–"
        case list():
            return " ".join(str(item) for item in value)
        case _:
            return str(value)
