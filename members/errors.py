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
        "Sudah ada akun bernama ini dengan peran yang sama di tempat ini. Bila tautannya tidak sempat "
        "terkirim, buat undangan baru di halaman akunnya; bila orangnya berbeda, lengkapi namanya."
    )


class WrongCode(MemberError):
    code = "wrong_code"
    message = _(
        "Kode ini tidak cocok atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu coba lagi."
    )


class WrongPasskey(WrongCode):
    message = _("Kunci sandi ini tidak cocok. Coba sekali lagi, atau pakai kode.")


class NoFactor(MemberError):
    code = "no_factor"
    message = _("Langkah kedua ini sudah tidak ada.")


class LastFactor(MemberError):
    code = "last_factor"
    message = _(
        "Ini langkah kedua yang terakhir, dan tugas Ibu/Bapak mewajibkannya. Tambahkan dulu yang lain."
    )


class InvitationOver(MemberError):
    code = "invitation_over"
    message = _("Undangan ini sudah tidak berlaku. Minta yang baru kepada petugas program.")


class NoInvitation(MemberError):
    code = "no_invitation"
    message = _("Tidak ada undangan yang masih berlaku untuk akun ini.")
