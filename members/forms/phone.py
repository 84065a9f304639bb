"""A phone number as people type it."""

from django import forms
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import PhoneNumber

from safeguards.phones import BadPhone, parse_phone, show_phone

HINT = _("Contoh: 0812 3456 7890.")
LOGIN_HINT = _("Bisa dipakai untuk masuk. Contoh: 0812 3456 7890.")


class PhoneField(forms.CharField):
    """Every spelling in, E.164 or None out; shown as ``0812-3456-7890``."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def __init__(self, **kwargs):
        super().__init__(**{"empty_value": None, "max_length": 30, "required": False, **kwargs})

    def to_python(self, value) -> str | None:
        value = super().to_python(value)
        if value is None:
            return None
        try:
            return parse_phone(value)
        except BadPhone as problem:
            raise forms.ValidationError(str(problem)) from None

    def prepare_value(self, value):
        return show_phone(value.as_e164) if isinstance(value, PhoneNumber) and value.is_valid() else value
