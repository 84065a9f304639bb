"""The trail in words, of what is done with plans and totals; added to those of complaints."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "activity.changed": _("Kegiatan kelompok diubah"),
    "activity.photo_read": _("Foto kegiatan dilihat"),
    "activity.recorded": _("Kegiatan kelompok dicatat"),
    "activity.removed": _("Kegiatan kelompok dihapus"),
    "planningstep.kept": _("Tanggal tahun perencanaan diubah"),
    "totals.released": _("Angka dirilis"),
    "totals.limits_changed": _("Batas angka diubah"),
    "proposal.carried": _("Usulan yang ditolak dilanjutkan ke tahun depan"),
    "proposal.changed": _("Usulan diubah"),
    "proposal.exported": _("Daftar usulan diunduh"),
    "proposal.made": _("Usulan dicatat"),
    "proposal.moved": _("Keputusan atas usulan dicatat"),
    "proposal.reordered": _("Urutan prioritas usulan diubah"),
    "proposal.step_taken_back": _("Keputusan atas usulan dibatalkan: salah catat"),
    "proposal.withdrawn": _("Usulan dihapus"),
    "proposalrule.changed": _("Aturan saran usulan diubah"),
    "totals.downloaded": _("Rekap diunduh"),
}
# Refusals: codes of planning.errors.
REASONS = {
    "activity_ahead": _("Tanggal kegiatan belum tiba"),
    "activity_changed": _("Kegiatan baru saja diubah"),
    "activity_gone": _("Kegiatan atau fotonya sudah tidak ada"),
    "activity_old": _("Kegiatan dicatat lebih dari 90 hari lalu"),
    "already_proposed": _("Sudah ada di daftar usulan"),
    "ended": _("Usulan sudah berakhir"),
    "evidence_stays": _("Bukti tidak diubah lagi"),
    "missing_amount": _("Jumlah belum diisi"),
    "missing_reason": _("Alasan belum ditulis"),
    "not_refused": _("Usulan tidak ditolak"),
    "settled": _("Usulan sudah dibahas"),
    "stays_in_history": _("Tetap ada dalam riwayat"),
    "step_stays": _("Langkah tidak bisa dibatalkan"),
    "too_early": _("Tanggalnya terlalu awal"),
    "village_gone": _("Desanya tidak ada lagi"),
}
FIGURES = {
    "amount": _("jumlah rupiah"),
    "place": _("urutan"),
    "rule": _("saran"),
    "up": _("naik"),
    "held_on": _("tanggal kegiatan"),
    "photo": _("foto"),
    "quarter": _("triwulan"),
    "compared": _("dengan kecamatan dan kabupaten"),
}
