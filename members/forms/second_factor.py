"""Codes and passkeys as they are typed or sent, and what proves afresh who she is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguards.texts import PlainLineField

from ..enums import FactorResetReason
from .account import is_own_password, password_field

LONGEST_ANSWER = 20_000


def _code_field(label: str, *, required: bool = True, help_text: str = "", figures: bool = False):
    attrs = {"autocomplete": "one-time-code", "spellcheck": "false", "autocapitalize": "characters"}
    if figures:
        attrs["inputmode"] = "numeric"
    return forms.CharField(
        label=label,
        max_length=40,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": _("Tulis kodenya.")},
    )


class CodeForm(forms.Form):
    """The second step of the login: a code, or the answer of a passkey."""

    kode = _code_field(
        _("Kode"), required=False, help_text=_("Enam angka dari aplikasi kode, atau satu kode cadangan.")
    )
    kunci = forms.CharField(required=False, max_length=LONGEST_ANSWER, widget=forms.HiddenInput)

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors and not data.get("kode") and not data.get("kunci"):
            self.add_error("kode", _("Tulis kodenya."))
        return data


class AppForm(forms.Form):
    kode = _code_field(
        _("Kode dari aplikasi"), help_text=_("Enam angka; berganti setiap setengah menit."), figures=True
    )


class PasskeyForm(forms.Form):
    nama = PlainLineField(
        label=_("Nama kunci"),
        max_length=60,
        initial=_("Perangkat ini"),
        help_text=_("Misalnya HP saya, atau laptop kantor."),
        error_messages={"required": _("Beri nama, supaya mudah dikenali nanti.")},
    )
    kunci = forms.CharField(
        max_length=LONGEST_ANSWER,
        widget=forms.HiddenInput,
        error_messages={"required": _("Kunci sandi belum dibuat. Tekan tombolnya lagi.")},
    )


class ProofForm(forms.Form):
    """The password, or a code where she has a second factor."""

    password = password_field(_("Kata sandi"), "current-password", _("Tulis kata sandinya."))
    kode = _code_field(
        _("Atau kode"),
        required=False,
        help_text=_("Enam angka dari aplikasi kode, atau satu kode cadangan."),
    )

    def __init__(self, *args, request, has_factor: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.fields["password"].required = not has_factor
        if not has_factor:
            del self.fields["kode"]

    def clean(self) -> dict:
        """A wrong password counts as one at the login does, in the same place."""
        data = super().clean()
        if self.errors or data.get("kode"):
            return data
        if not data.get("password"):
            self.add_error("password", _("Tulis kata sandi atau kode."))
        elif not is_own_password(self.request, data["password"]):
            self.add_error("password", _("Kata sandi ini tidak cocok. Ketik lagi."))
        return data


class FactorResetForm(forms.Form):
    reason = forms.ChoiceField(label=_("Alasan"), choices=FactorResetReason)
