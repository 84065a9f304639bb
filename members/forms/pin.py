"""Choosing a PIN for this phone, and opening a locked screen with it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import pins
from .account import is_own_password, password_field

FIGURES = _("PIN terdiri dari enam angka.")
EASY = _(
    "PIN ini mudah ditebak. Pilih enam angka lain: jangan berurutan, berulang, tanggal atau tahun lahir, "
    "atau bagian nomor HP."
)


class PinField(forms.CharField):
    """Six figures, typed on the keys for figures, shown only when asked (reveal.js)."""

    def __init__(self, *, label: str, missing: str, autocomplete: str = "off", help_text: str = ""):
        attrs = {"autocomplete": autocomplete, "inputmode": "numeric", "maxlength": pins.LENGTH}
        attrs["data-reveal"] = _("Lihat PIN")
        widget = forms.PasswordInput(attrs=attrs)
        super().__init__(
            label=label, widget=widget, help_text=help_text, error_messages={"required": missing}
        )

    def clean(self, value) -> str:
        pin = super().clean(value)
        if len(pin) != pins.LENGTH or not (pin.isascii() and pin.isdigit()):
            raise forms.ValidationError(FIGURES)
        return pin


class ChoosePinForm(forms.Form):
    """With her password: whoever picks up an open phone must not leave a PIN of his own in it."""

    pin = PinField(
        label=_("PIN baru"),
        missing=_("Tulis enam angka."),
        help_text=_("Enam angka yang tidak mudah ditebak orang di dekat Ibu/Bapak."),
    )
    pin_again = PinField(label=_("PIN baru, sekali lagi"), missing=_("Tulis lagi PIN-nya."))
    password = password_field(
        _("Kata sandi"),
        "current-password",
        _("Tulis kata sandinya."),
        _("Supaya orang lain yang memegang HP ini tidak bisa memasang PIN."),
    )

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request, self.user = request, request.user

    def clean_password(self) -> str:
        if not is_own_password(self.request, self.cleaned_data["password"]):
            raise forms.ValidationError(_("Kata sandi tidak cocok. Ketik lagi."))
        return self.cleaned_data["password"]

    def clean(self) -> dict:
        pin, again = self.cleaned_data.get("pin"), self.cleaned_data.get("pin_again")
        if pin and again and pin != again:
            self.add_error("pin_again", _("Kedua PIN belum sama. Ketik lagi."))
        if pin and pins.is_easy(pin, phone=self.user.phone.as_e164 if self.user.phone else ""):
            self.add_error("pin", EASY)
        return self.cleaned_data


class UnlockForm(forms.Form):
    pin = PinField(label=_("PIN"), missing=_("Tulis PIN enam angka."))
