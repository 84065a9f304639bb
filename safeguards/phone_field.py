"""A phone number as people type it into a form."""

import re

from django import forms

from .phones import BadPhone, parse_phone, show_phone

E164 = re.compile(r"\+[0-9]{8,15}")


class PhoneField(forms.CharField):
    """Every spelling in, E.164 or ``empty_value`` (None unless given) out; shown as ``0812-3456-7890``."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "off"})

    def __init__(self, **kwargs):
        super().__init__(**{"empty_value": None, "max_length": 40, "required": False, **kwargs})

    def to_python(self, value) -> str | None:
        value = super().to_python(value)
        if value in self.empty_values:
            return self.empty_value
        try:
            return parse_phone(value)
        except BadPhone as problem:
            raise forms.ValidationError(str(problem), code="invalid") from None

    def prepare_value(self, value):
        typed = str(value or "")
        return show_phone(typed) if E164.fullmatch(typed) else value
