"""What can go wrong with a proposal; each message says what to do, in the reader's words."""

from django.utils.translation import gettext_lazy as _


class ProposalError(Exception):
    """A deed refused; ``str()`` is shown to the person. ``code`` goes into the audit."""

    code = "refused"
    message = _("Belum tersimpan. Isian Ibu/Bapak tidak hilang; coba lagi.")

    def __init__(self, message=None):
        super().__init__(message or self.message)


class NotPermitted(ProposalError):
    code = "not_permitted"
    message = _("Akun ini tidak boleh melakukan langkah ini.")


class NotNow(ProposalError):
    code = "not_now"
    message = _("Langkah ini sudah dicatat, atau belum bisa. Lihat riwayatnya.")


class Settled(ProposalError):
    code = "settled"
    message = _(
        "Usulan ini sudah dibahas dalam musyawarah. Isinya kini hanya diubah sekretaris desa/kelurahan."
    )


class Ended(ProposalError):
    code = "ended"
    message = _("Usulan ini sudah masuk anggaran, terlaksana, atau ditolak. Isinya tidak diubah lagi.")


class Stale(ProposalError):
    code = "stale"
    message = _("Usulan ini baru saja diubah orang lain. Bandingkan kedua versi, lalu simpan lagi.")


class StaysInHistory(ProposalError):
    code = "stays_in_history"
    message = _(
        "Usulan ini sudah dibahas dan tetap ada dalam riwayat. Bila batal, catat “Ditolak” dengan alasannya."
    )


class DoneStays(StaysInHistory):
    message = _("Usulan ini sudah terlaksana, jadi tetap ada dalam riwayat.")


class RefusedStays(StaysInHistory):
    message = _("Usulan ini sudah ditolak dan tetap ada dalam riwayat. Bisa dilanjutkan ke tahun depan.")


class AlreadyProposed(ProposalError):
    code = "already_proposed"

    def __init__(self, other):
        words = _(
            "Kegiatan ini sudah ada di daftar %(year)d, dari %(proposer)s. Buka itu, atau ubah judulnya."
        )
        super().__init__(words % {"year": other.year, "proposer": other.proposer})


class NotRefused(ProposalError):
    code = "not_refused"
    message = _("Hanya usulan yang ditolak bisa dilanjutkan ke tahun berikutnya.")


class VillageGone(ProposalError):
    code = "village_gone"

    def __init__(self, village):
        if village.merged_into:
            words = _("%(name)s sudah bergabung ke %(into)s. Catat usulan baru di sana.")
            super().__init__(words % {"name": village.formal_name, "into": village.merged_into.formal_name})
        else:
            words = _("%(name)s tidak ada lagi dalam daftar resmi. Hubungi petugas program.")
            super().__init__(words % {"name": village.formal_name})


class TooEarly(ProposalError):
    code = "too_early"

    def __init__(self, day: str):
        super().__init__(
            _("Tanggal ini lebih awal daripada langkah sebelumnya (%(day)s). Periksa lagi.") % {"day": day}
        )


class MissingAmount(ProposalError):
    code = "missing_amount"
    message = _("Isi jumlah yang disetujui.")


class MissingReason(ProposalError):
    code = "missing_reason"
    message = _("Tulis alasan penolakannya.")
