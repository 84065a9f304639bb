"""Logging in, and what a person keeps of her own account."""

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from safeguards.phone_field import PhoneField
from safeguards.texts import PlainLineField

from ..models import User
from .phone import LOGIN_HINT

WRONG = _("Nama, nomor, atau kata sandi tidak cocok. Periksa lagi, lalu coba sekali lagi.")


def is_own_password(request, password: str) -> bool:
    """A wrong one counts as one at the login does, in the same place: an open phone is no place to guess."""
    user = request.user
    return authenticate(request, username=user.username, password=password) == user


def password_field(label: str, autocomplete: str, missing: str, help_text: str = "") -> forms.CharField:
    """``data-reveal``: reveal.js adds a button that shows what is typed."""
    attrs = {"autocomplete": autocomplete, "data-reveal": _("Lihat kata sandi")}
    return forms.CharField(
        label=label,
        strip=False,
        widget=forms.PasswordInput(attrs=attrs),
        help_text=help_text,
        error_messages={"required": missing},
    )


def _new_passwords() -> tuple[forms.CharField, forms.CharField]:
    """As long as she likes, typed or pasted."""
    first = password_field(
        _("Kata sandi baru"),
        "new-password",
        _("Tulis kata sandi yang baru."),
        _("Sedikitnya 12 huruf. Beberapa kata yang mudah diingat lebih baik daripada satu kata sulit."),
    )
    return first, password_field(
        _("Kata sandi baru, sekali lagi"), "new-password", _("Tulis lagi kata sandi yang baru.")
    )


MISMATCH = _("Kedua kata sandi baru belum sama. Ketik lagi.")


class LoginForm(AuthenticationForm):
    """One answer for an unknown name, a wrong password and an ended account."""

    password = password_field(_("Kata sandi"), "current-password", _("Tulis kata sandinya."))
    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = _("Nama pengguna atau nomor HP")
        self.fields["username"].error_messages["required"] = _("Tulis nama pengguna atau nomor HP.")
        self.fields["username"].widget.attrs["spellcheck"] = "false"


class OwnAccountForm(forms.ModelForm):
    phone = PhoneField(label=_("Nomor HP"), help_text=LOGIN_HINT)

    class Meta:
        model = User
        fields = ["full_name", "phone"]
        field_classes = {"full_name": PlainLineField}
        error_messages = {"full_name": {"required": _("Tulis nama lengkapnya.")}}


class ToldTogether:
    """Mixin of a SetPasswordForm: all that is wrong with a new password is told under it, and that it was not
    typed the same way again under the second field. Django tells the one only where the other is mended.
    """

    @sensitive_variables("password")
    def validate_password_for_user(self, user, *_field):
        password = self.cleaned_data.get("new_password1")
        super().validate_password_for_user(user, "new_password1")
        if password:
            self.check_new(password)

    def check_new(self, password: str) -> None:
        """What else a form asks of it; adds its errors to ``new_password1``."""


class OwnPasswordForm(ToldTogether, PasswordChangeForm):
    def __init__(self, *args, request, **kwargs):
        super().__init__(request.user, *args, **kwargs)
        self.request = request

    old_password = password_field(
        _("Kata sandi sekarang"), "current-password", _("Tulis kata sandi yang sekarang.")
    )
    new_password1, new_password2 = _new_passwords()
    error_messages = {
        "password_mismatch": MISMATCH,
        "password_incorrect": _("Kata sandi sekarang tidak cocok. Ketik lagi."),
    }

    def clean_old_password(self) -> str:
        password = self.cleaned_data["old_password"]
        if not is_own_password(self.request, password):
            raise forms.ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        return password

    def check_new(self, password: str) -> None:
        if self.user.check_password(password):
            self.add_error(
                "new_password1", _("Kata sandi baru masih sama dengan yang lama. Pilih yang lain.")
            )


class InvitedPasswordForm(ToldTogether, SetPasswordForm):
    """The first password of her own, or the next one; there is no old one to ask for."""

    new_password1, new_password2 = _new_passwords()
    error_messages = {"password_mismatch": MISMATCH}
