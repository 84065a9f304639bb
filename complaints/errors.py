"""What can go wrong when a case is worked; each message says what to do, in the reader's words."""

from django.utils.translation import gettext_lazy as _


class CaseError(Exception):
    """A deed refused; ``str()`` is shown to the person. ``code`` goes into the audit."""

    code = "refused"
    message = _("Belum tersimpan. Isian Ibu/Bapak tidak hilang; coba lagi.")

    def __init__(self, message=None):
        super().__init__(message or self.message)


class NotPermitted(CaseError):
    code = "not_permitted"
    message = _("Akun ini tidak boleh melakukan langkah ini.")


class NotNow(CaseError):
    code = "not_now"
    message = _("Langkah ini belum bisa pada tahap kasus sekarang.")


class NotHeld(NotNow):
    code = "not_held"
    message = _("Penghapusan kasus ini tidak sedang ditahan.")


class CaseHeld(NotNow):
    code = "case_held"
    message = _("Penghapusan kasus ini sedang ditahan. Lepas dulu, atau tolak permintaannya dengan alasan.")


class RightEnded(NotNow):
    code = "right_ended"
    message = _("Permintaan ini sudah dijawab.")


class IdentityNotChecked(CaseError):
    code = "identity_not_checked"
    message = _("Pastikan dulu siapa yang meminta, lalu pilih caranya.")


class NotShownYet(NotNow):
    code = "not_shown_yet"
    message = _("Buat dulu salinannya, serahkan langsung kepada orangnya, lalu catat di sini.")


class NotWithdrawnYet(NotNow):
    code = "not_withdrawn_yet"
    message = _("Catat dulu penarikannya di halaman persetujuan kasus ini.")


class OwnRequest(CaseError):
    """Four eyes: who wrote down that a case is to be erased is not who erases it."""

    code = "own_request"
    message = _("Permintaan ini Ibu/Bapak sendiri yang mencatat. Minta petugas lain menghapusnya.")


class NotSure(CaseError):
    code = "not_sure"
    message = _("Menghapus tidak bisa dibatalkan. Centang dulu bahwa Ibu/Bapak yakin.")


class CasePurged(NotNow):
    code = "case_purged"
    message = _("Isi kasus ini sudah dihapus. Tidak ada lagi yang bisa diubah atau dibuka.")


class Stale(CaseError):
    """Someone saved in between; the view shows both versions."""

    code = "stale"
    message = _("Kasus ini baru saja diubah orang lain. Bandingkan, lalu simpan lagi.")


class ConsentMissing(CaseError):
    code = "consent_missing"
    message = _("Tanpa persetujuan, kasus belum bisa dirujuk. Bila nyawa terancam, telepon 129.")


class LifeNotAtRisk(CaseError):
    code = "life_not_at_risk"
    message = _(
        "Merujuk tanpa persetujuan hanya bila nyawa terancam. "
        "Catat dulu di kasusnya bahwa keadaannya darurat atau tidak aman."
    )


class NothingToWithdraw(CaseError):
    code = "nothing_to_withdraw"
    message = _("Belum ada persetujuan yang bisa ditarik. Bila ia tidak mau, pilih “Tidak setuju”.")


class GuardianNeeded(CaseError):
    code = "guardian_needed"
    message = _("Untuk anak, yang menyetujui orang tua atau walinya. Tanyakan juga kemauan anaknya.")


class GuardianIsReported(CaseError):
    """The one who would consent for a child may be the one who is reported (UU 27/2022 Ps 20, 25)."""

    code = "guardian_is_reported"
    message = _(
        "Terlapor tidak boleh menjawab untuk anak ini. Centang bila walinya orang lain; "
        "bila tidak ada wali yang aman, pilih “demi keselamatan” dan tulis alasannya."
    )


class AskerIsReported(GuardianIsReported):
    """The same of who asks for what is kept about a child: an officer makes sure, or refuses."""

    message = _(
        "Walinya mungkin terlapor. Centang “Walinya bukan terlapor” bila sudah dipastikan; "
        "bila tidak, tolak permintaannya."
    )


class AlreadyReferred(CaseError):
    code = "already_referred"
    message = _(
        "Kasus ini sudah dirujuk ke layanan ini dan belum dijawab. Centang bila tetap ingin dikirim lagi."
    )


class NotItsService(CaseError):
    code = "not_its_service"
    message = _("Pilih layanan yang memang diberikan di sana dan sesuai dengan kasusnya.")


class WrongDate(CaseError):
    """The date that someone gave cannot be; the message says why."""

    code = "wrong_date"


class AnsweredMeanwhile(CaseError):
    code = "answered_meanwhile"
    message = _(
        "Jawaban rujukan ini baru saja dicatat orang lain. "
        "Lihat keadaannya sekarang; isian Ibu/Bapak belum disimpan."
    )


class LinkEnded(CaseError):
    code = "link_ended"
    message = _("Tautan ini tidak berlaku lagi. Hubungi pendamping yang namanya ada di surat atau pesan.")


class TooManyRequests(CaseError):
    code = "too_many_requests"
    message = _("Masih ada lima permintaan yang belum dibalas kelompok. Tunggu, atau telepon pendampingnya.")


class ReasonMissing(CaseError):
    code = "reason_missing"
    message = _("Tulis alasannya dulu.")


class NothingPlanned(CaseError):
    code = "nothing_planned"
    message = _("Isi paling sedikit satu bagian, atau centang bahwa ia tidak mau.")


class ActionMissing(NothingPlanned):
    message = _("Tulis dulu apa yang dilakukan. Satu kalimat cukup.")


class CannotTakeAction(CaseError):
    code = "cannot_take_action"
    message = _("Orang ini tidak bisa membuka kasusnya. Pilih orang lain untuk mengurus langkah ini.")


class ActionEnded(CaseError):
    code = "action_ended"
    message = _("Langkah ini baru saja ditandai orang lain. Lihat keadaannya sekarang.")


class CaseClosed(NotNow):
    code = "case_closed"
    message = _("Kasus ini sudah ditutup. Buka lagi dulu bila perlu ditindaklanjuti.")


class CaseMerged(NotNow):
    code = "case_merged"
    message = _("Kasus ini sudah digabungkan ke kasus lain. Lanjutkan di kasus itu.")


class OneRefused(CaseError):
    """One of several cases refused: nothing was saved. ``case`` is named in the message."""

    def __init__(self, case, error: CaseError):
        self.case, self.error, self.code = case, error, error.code
        text = _("Kasus %(number)s: %(reason)s Tidak ada yang disimpan.")
        super().__init__(text % {"number": case, "reason": error})


class CannotMerge(NotNow):
    """Two cases that cannot become one now; the message says why."""

    code = "cannot_merge"


class NotMerged(NotNow):
    code = "not_merged"
    message = _("Kasus ini tidak sedang digabungkan.")


class OpenReferrals(CaseError):
    code = "open_referrals"
    message = _("Masih ada rujukan yang belum selesai. Isi jawabannya, tarik, atau centang di bawah ini.")


class DuplicateOfWhich(CaseError):
    code = "duplicate_of_which"
    message = _("Tulis nomor kasus yang lain, yang boleh Ibu/Bapak baca.")


class AlreadyAnswered(CaseError):
    code = "already_answered"
    message = _("Pertanyaan ini baru saja dijawab orang lain. Tambahkan lewat tindak lanjut bila perlu.")


class HidingRefused(CaseError):
    code = "hiding_refused"
    message = _("Kasus tidak bisa disembunyikan dari diri sendiri.")


class AnotherAssigneeFirst(CaseError):
    code = "another_assignee_first"
    message = _("Orang ini pendamping kasusnya. Pilih dulu siapa yang mendampingi sesudah ini.")


class CannotBeAssigned(CaseError):
    code = "cannot_be_assigned"
    message = _("Orang ini tidak bisa mendampingi kasus ini. Pilih relawan lain dari kelompoknya.")


class NotFlagged(NotNow):
    code = "not_flagged"
    message = _("Kasus ini tidak sedang ditandai.")


class AlreadyReviewed(NotNow):
    code = "already_reviewed"
    message = _("Kasus ini sudah ditinjau.")


class ReferralEnded(NotNow):
    code = "referral_ended"
    message = _("Rujukan ini sudah selesai. Layanan tidak perlu diingatkan lagi.")


class NotToComplainYet(NotNow):
    code = "not_to_complain_yet"
    message = _("Layanan ini belum bisa diadukan: sudah menjawab, atau waktunya belum lewat.")


class NotEnded(NotNow):
    code = "not_ended"
    message = _("Rujukan ini belum selesai. Catat dulu jawaban layanannya.")


class SaidMeanwhile(CaseError):
    code = "said_meanwhile"
    message = _("Baru saja diisi orang lain. Lihat isinya sekarang, lalu simpan lagi bila perlu diganti.")


class ClosingNotWaiting(NotNow):
    code = "closing_not_waiting"
    message = _("Penutupan kasus ini tidak sedang menunggu persetujuan.")


class OwnClosing(CaseError):
    """Four eyes: who closed a case is not who says that it was well closed."""

    code = "own_closing"
    message = _("Kasus ini Ibu/Bapak sendiri yang menutup. Minta petugas lain menyetujuinya.")


class AlreadyOffered(NotNow):
    code = "already_offered"
    message = _("Kasus ini sudah ditawarkan ke kelompok lain dan belum dijawab. Tarik dulu tawaran itu.")


class NotThere(CaseError):
    code = "not_there"
    message = _("Kelompok ini tidak bisa menerima kasus. Pilih kelompok lain yang masih aktif.")


class AgreementMissing(CaseError):
    code = "agreement_missing"
    message = _("Tanyakan dulu kepada orangnya. Kasus berpindah hanya bila ia atau walinya setuju.")


class OfferGone(NotNow):
    code = "offer_gone"
    message = _("Tawaran ini sudah dijawab atau ditarik. Lihat keadaannya sekarang.")


class FileGone(CaseError):
    code = "file_gone"
    message = _("Berkas ini rusak atau tidak ada lagi di penyimpanan. Beri tahu petugas program.")


class FileRemoved(NotNow):
    code = "file_removed"
    message = _("Lampiran ini sudah dihapus.")


class TooManyFiles(CaseError):
    code = "too_many_files"
    message = _("Lampiran kasus ini sudah terlalu banyak. Hapus dulu yang tidak diperlukan.")
