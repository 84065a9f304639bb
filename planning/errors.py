"""What can go wrong with a proposal or an activity; each message says what to do, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from complaints.errors import CaseError
from complaints.errors import Stale as StaleCase


class NotNow(CaseError):
    code = "not_now"
    message = _("Langkah ini sudah dicatat, atau belum bisa. Lihat riwayatnya.")


class RecordedStepGone(NotNow):
    """The same form again, after what it recorded was taken back."""

    message = _("Langkah dari isian ini sudah dibatalkan. Buka lagi usulannya, lalu catat yang baru.")


class StepStays(NotNow):
    code = "step_stays"
    message = _("Sesudah langkah ini sudah ada langkah lain. Hanya yang terakhir yang bisa dibatalkan.")


class TakenBackAlready(StepStays):
    message = _("Langkah ini sudah dibatalkan. Lihat riwayatnya.")


class FirstStepStays(StepStays):
    message = _("Usulan dimulai dengan langkah ini, jadi tidak bisa dibatalkan.")


class WrittenSince(StepStays):
    message = _(
        "Sesudah langkah ini isinya sudah diubah. Minta ketua kelompok atau sekretaris desa/kelurahan "
        "yang membatalkannya."
    )


class CarriedOn(StepStays):
    def __init__(self, next_one):
        words = _(
            "Usulan ini sudah dilanjutkan ke daftar %(year)d, jadi penolakannya tetap. "
            "Bila lanjutannya belum dibahas, hapus itu dulu."
        )
        super().__init__(words % {"year": next_one.year})


class Settled(CaseError):
    code = "settled"
    message = _(
        "Usulan ini sudah dibahas dalam musyawarah. Isinya kini hanya diubah sekretaris desa/kelurahan."
    )


class Ended(CaseError):
    code = "ended"
    message = _("Usulan ini sudah masuk anggaran, terlaksana, atau ditolak. Isinya tidak diubah lagi.")


class EvidenceStays(CaseError):
    code = "evidence_stays"
    message = _("Bukti hanya dipilih sekali, sebelum usulan dibahas. Yang sudah tersimpan tidak diubah lagi.")


class Stale(StaleCase):
    message = _("Usulan ini baru saja diubah. Bandingkan kedua versi, lalu simpan lagi.")


class StaysInHistory(CaseError):
    code = "stays_in_history"
    message = _(
        "Usulan ini sudah dibahas dan tetap ada dalam riwayat. Bila batal, catat “Ditolak” dengan alasannya."
    )


class DoneStays(StaysInHistory):
    message = _("Usulan ini sudah terlaksana, jadi tetap ada dalam riwayat.")


class RefusedStays(StaysInHistory):
    message = _("Usulan ini sudah ditolak dan tetap ada dalam riwayat. Bisa dilanjutkan ke tahun depan.")


class StepsStay(StaysInHistory):
    message = _(
        "Keputusan tentang usulan ini pernah dicatat lalu dibatalkan, dan itu tetap ada dalam riwayat. "
        "Bila usulannya batal, catat “Ditolak” dengan alasannya."
    )


class AlreadyProposed(CaseError):
    code = "already_proposed"

    def __init__(self, other):
        words = _(
            "Kegiatan ini sudah ada di daftar %(year)d, dari %(proposer)s. Buka itu, atau ubah judulnya."
        )
        super().__init__(words % {"year": other.year, "proposer": other.proposer})


class NotRefused(CaseError):
    code = "not_refused"
    message = _("Hanya usulan yang ditolak bisa dilanjutkan ke tahun berikutnya.")


class VillageGone(CaseError):
    code = "village_gone"

    def __init__(self, village):
        if village.merged_into:
            words = _("%(name)s sudah bergabung ke %(into)s. Catat usulan baru di sana.")
            super().__init__(words % {"name": village.formal_name, "into": village.successor.formal_name})
        else:
            words = _("%(name)s tidak ada lagi dalam daftar resmi. Hubungi petugas program.")
            super().__init__(words % {"name": village.formal_name})


class TooEarly(CaseError):
    code = "too_early"

    def __init__(self, day: str):
        super().__init__(
            _("Tanggal ini lebih awal daripada langkah sebelumnya (%(day)s). Periksa lagi.") % {"day": day}
        )


class MissingAmount(CaseError):
    code = "missing_amount"
    message = _("Isi jumlah yang disetujui.")


class MissingReason(CaseError):
    code = "missing_reason"
    message = _("Tulis alasan penolakannya.")


class MissingWhy(MissingReason):
    message = _("Tulis mengapa langkah ini dibatalkan.")


class ActivityChanged(Stale):
    """Someone saved in between; the view shows what stands now."""

    code = "activity_changed"
    message = _("Kegiatan ini baru saja diubah. Bandingkan, lalu simpan lagi.")


class ActivityAhead(CaseError):
    code = "activity_ahead"
    message = _("Tanggal ini belum tiba. Catat kegiatan sesudah berlangsung.")


class ActivityGone(CaseError):
    code = "activity_gone"
    message = _("Kegiatan ini sudah dihapus.")


class ActivityOld(CaseError):
    code = "activity_old"
    message = _("Kegiatan ini dicatat lebih dari 90 hari lalu. Minta ketua atau koordinator mengubahnya.")
