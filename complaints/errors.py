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


class Stale(CaseError):
    """Someone saved in between; the view shows both versions."""

    code = "stale"
    message = _("Kasus ini baru saja diubah orang lain. Bandingkan, lalu simpan lagi.")


class ConsentMissing(CaseError):
    code = "consent_missing"
    message = _("Tanpa persetujuan, kasus belum bisa dirujuk. Bila nyawa terancam, telepon 129.")


class ReasonMissing(CaseError):
    code = "reason_missing"
    message = _("Tulis alasannya dulu.")
