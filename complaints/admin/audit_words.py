"""The codes of the audit trail in words; a code that has none yet shows as it is stored."""

from django.utils.translation import gettext_lazy as _

from members.enums import InclusionReason
from members.models import Member
from members.roles import Role

from ..directory import RefusalReason
from ..enums import OpeningReason, PrintReason
from ..models import Provider

ACTIONS = {
    "account.changed": _("Akun diubah"),
    "account.created": _("Akun dibuat"),
    "account.ended": _("Akun diakhiri"),
    "account.reopened": _("Akun diaktifkan lagi"),
    "action.added": _("Langkah rencana ditambahkan"),
    "action.changed": _("Langkah rencana diubah"),
    "action.ended": _("Langkah rencana ditandai selesai atau tidak bisa"),
    "action.passed": _("Langkah rencana dialihkan ke pendamping"),
    "action.reopened": _("Langkah rencana dibuka lagi"),
    "assessment.made": _("Asesmen dibuat"),
    "assignment.changed": _("Penugasan diubah"),
    "closing.approved": _("Penutupan disetujui"),
    "closing.returned": _("Penutupan dikembalikan"),
    "batch.recorded": _("Orang lain dengan kebutuhan sama dicatat"),
    "complaint.absorbed": _("Kasus lain digabungkan ke sini"),
    "complaint.assigned": _("Pendamping diganti"),
    "complaint.changed": _("Kasus diubah"),
    "complaint.closed": _("Kasus ditutup"),
    "complaint.flagged": _("Kasus ditandai"),
    "complaint.hidden": _("Kasus disembunyikan"),
    "complaint.merged": _("Kasus digabungkan ke kasus lain"),
    "complaint.opened": _("Segel dibuka"),
    "complaint.printed": _("Kasus dicetak"),
    "complaint.read": _("Kasus dibaca"),
    "complaint.recorded": _("Kasus dicatat"),
    "complaint.released": _("Kasus gabungan dipisahkan lagi"),
    "complaint.reopened": _("Kasus dibuka lagi"),
    "complaint.reviewed": _("Kasus ditinjau"),
    "complaint.unhidden": _("Kasus diperlihatkan lagi"),
    "consent.complain": _("Ditanya: boleh mengadukan layanan?"),
    "consent.recorded": _("Persetujuan dicatat"),
    "complaint.unmerged": _("Kasus dipisahkan dari kasus lain"),
    "consent.refused": _("Persetujuan ditolak"),
    "demo.loaded": _("Data contoh dimuat"),
    "export.made": _("Berkas diunduh"),
    "flag.resolved": _("Tanda diselesaikan"),
    "group.added": _("Kelompok ditambahkan"),
    "group.changed": _("Kelompok diubah"),
    "hint.judged": _("Kesamaan kasus dinilai"),
    "import.made": _("Berkas diimpor"),
    "inquiry.recorded": _("Pertanyaan warga dicatat"),
    "letter.read": _("Surat rujukan dibuka"),
    "link.made": _("Tautan jawaban dibuat"),
    "link.opened": _("Tautan jawaban dibuka"),
    "link.revoked": _("Tautan jawaban dicabut"),
    "member.added": _("Anggota ditambahkan"),
    "member.changed": _("Anggota diubah"),
    "member.inclusion": _("Keterangan inklusi diubah"),
    "note.added": _("Tindak lanjut ditulis"),
    "organisation.added": _("Lembaga ditambahkan"),
    "organisation.changed": _("Lembaga diubah"),
    "password.changed": _("Kata sandi diganti"),
    "password.reset": _("Kata sandi diatur ulang"),
    "provider.changed": _("Layanan diubah"),
    "question.answered": _("Pertanyaan petugas dijawab"),
    "question.asked": _("Petugas bertanya"),
    "referral.answered": _("Jawaban layanan dicatat"),
    "referral.judged": _("Kepuasan atas layanan dicatat"),
    "referral.reminded": _("Pengingat rujukan"),
    "referral.sent": _("Rujukan dikirim"),
    "referral.withdrawn": _("Rujukan ditarik"),
    "request.asked": _("Layanan meminta sesuatu"),
    "request.done": _("Permintaan layanan selesai"),
    "safetyplan.kept": _("Rencana keselamatan dicatat"),
    "stage.changed": _("Tahap berpindah"),
    "standardplan.changed": _("Rencana baku diubah"),
    "totals.downloaded": _("Rekap diunduh"),
    "village.changed": _("Desa/kelurahan diubah"),
}
REASONS = {
    **dict(PrintReason.choices),
    **dict(RefusalReason.choices),
    **dict(OpeningReason.choices),
    **dict(InclusionReason.choices),
    "consent_withdrawn": _("Tidak setuju lagi dicatat"),
    "became_emergency": _("Asesmen: darurat"),
    "emergency_overridden": _("Asesmen menunjuk darurat, relawan memilih lain"),
    "life_at_risk": _("Nyawa terancam"),
    "monthly": _("Tabel bulanan"),
    "work_figures": _("Angka kerja"),
    "owner_left": _("Pendamping berhenti"),
    "no_answer": _("Layanan tidak menjawab"),
    "reminder": _("Surat pengingat"),
    "complaint": _("Surat pengaduan layanan"),
    # Refusals: codes of complaints.errors and members.errors.
    "account_ended": _("Akun sudah diakhiri"),
    "action_ended": _("Langkah sudah ditandai"),
    "already_linked": _("Sudah punya akun"),
    "already_there": _("Sudah ada"),
    "already_reviewed": _("Sudah ditinjau"),
    "answered_meanwhile": _("Sudah dijawab"),
    "already_answered": _("Sudah dijawab"),
    "already_referred": _("Sudah dirujuk"),
    "another_assignee_first": _("Belum ada pendamping lain"),
    "cannot_be_assigned": _("Tidak bisa mendampingi"),
    "cannot_take_action": _("Tidak bisa mengurus langkah ini"),
    "case_closed": _("Kasus sudah ditutup"),
    "closing_not_waiting": _("Tidak menunggu persetujuan"),
    "cannot_merge": _("Tidak bisa digabungkan"),
    "case_merged": _("Sudah digabungkan"),
    "consent_missing": _("Belum ada persetujuan"),
    "duplicate_of_which": _("Kasus kembarnya belum disebut"),
    "guardian_is_reported": _("Walinya terlapor"),
    "guardian_needed": _("Perlu orang tua atau wali"),
    "hiding_refused": _("Tidak bisa disembunyikan"),
    "life_not_at_risk": _("Nyawa tidak terancam"),
    "not_ended": _("Rujukan belum selesai"),
    "link_ended": _("Tautan tidak berlaku lagi"),
    "not_merged": _("Tidak sedang digabungkan"),
    "not_flagged": _("Tidak sedang ditandai"),
    "not_to_complain_yet": _("Belum bisa diadukan"),
    "referral_ended": _("Rujukan sudah selesai"),
    "said_meanwhile": _("Didahului orang lain"),
    "nothing_to_withdraw": _("Tidak ada yang ditarik"),
    "not_its_service": _("Bukan layanannya"),
    "not_now": _("Belum waktunya"),
    "not_permitted": _("Tidak berhak"),
    "nothing_planned": _("Rencana masih kosong"),
    "open_referrals": _("Masih ada rujukan"),
    "own_closing": _("Penutupan sendiri"),
    "reason_missing": _("Tanpa alasan"),
    "refused": _("Ditolak"),
    "stale": _("Didahului orang lain"),
    "too_many_requests": _("Terlalu banyak permintaan"),
    "wrong_date": _("Tanggal keliru"),
}
FIGURES = {
    "admin": _("lewat admin"),
    "sealed": _("tersegel"),
    "rows": _("baris"),
    "cases": _("kasus"),
    "year": _("tahun"),
    "first": _("dari bulan"),
    "last": _("sampai bulan"),
    "from": _("dari"),
    "to": _("ke"),
    "fields": _("bagian"),
    "parts": _("bagian"),
    "redacted": _("disamarkan"),
    "section": _("kelompok isian"),
    "decision": _("jawaban"),
    "satisfaction": _("puas"),
    "flags": _("tanda"),
    "actions": _("langkah"),
    "proposed": _("kedaruratan menurut jawaban"),
    "urgency": _("kedaruratan dipakai"),
    "reasons": _("alasan"),
    "refused": _("tidak mau"),
    "user": _("akun"),
    "role": _("peran"),
    "kind": _("jenis"),
    "link": _("lewat tautan"),
    "purpose": _("untuk"),
    "stopped": _("rujukan ditarik"),
    "outcome": _("hasil"),
    "feeling": _("perasaan"),
    "same": _("kasus yang sama"),
    "services": _("layanan"),
    "state": _("keadaan"),
    "village": _("desa"),
    "exact": _("angka sebenarnya"),
    "vital": _("demi keselamatan"),
    "arose": _("terungkap dari kasus lain"),
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
