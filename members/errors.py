"""What can go wrong with accounts and groups; each message says what to do, in the reader's words."""

from django.utils.translation import gettext_lazy as _


class MemberError(Exception):
    """A deed refused; ``str()`` is shown to the person. ``code`` goes into the audit."""

    code = "refused"
    message = _("Belum tersimpan. Coba lagi.")

    def __init__(self, message=None):
        super().__init__(message or self.message)


class NotPermitted(MemberError):
    code = "not_permitted"
    message = _("Akun ini di luar wewenang Ibu/Bapak.")


class AccountEnded(MemberError):
    code = "account_ended"
    message = _("Akun ini sudah diakhiri. Buka kembali akunnya dulu.")


class AlreadyLinked(MemberError):
    code = "already_linked"
    message = _("Anggota ini sudah punya akun.")


class AlreadyThere(MemberError):
    """A double tap, or the same person again."""

    code = "already_there"
    message = _(
        "Sudah ada akun bernama ini dengan peran yang sama di tempat ini. Bila kata sandinya tidak sempat "
        "terbaca, buat kata sandi baru di halaman akunnya; bila orangnya berbeda, lengkapi namanya."
    )
