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
