"""Fields that several forms of a case share; each refuses with words that say what to do."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from safeguards import phone_field
from safeguards.identifiers import BadNumber, parse_case_number, parse_family_card, parse_nik
from safeguards.texts import PlainLineField, PlainTextField

EARLIEST = datetime.date(1945, 1, 1)


class DayInput(forms.DateInput):
    def __init__(self, **attrs):
        super().__init__(attrs={"type": "date", **attrs}, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A day as the browser's own calendar gives it (ISO); under ``id`` Django would also read m/d/Y."""

    def __init__(self, **kwargs):
        kwargs = {"widget": DayInput(), "input_formats": ["%Y-%m-%d"], **kwargs}
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Tanggal ini tidak terbaca. Contoh: 2026-11-22.")


class PastDayField(DayField):
    """Today at the latest, on the clock of the place where the person works."""

    def validate(self, value) -> None:
        super().validate(value)
        if value is None:
            return
        if value > timezone.localdate():
            raise ValidationError(_("Tanggal ini belum tiba."), code="future")
        if value < EARLIEST:
            raise ValidationError(_("Tanggal ini terlalu lama. Periksa tahunnya."), code="too_old")


class _NumberField(forms.CharField):
    """A number that is read by ``parse``, whose refusal is shown as it is."""

    def __init__(self, **kwargs):
        super().__init__(max_length=40, required=False, **kwargs)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def parse(self, value: str) -> str:
        raise NotImplementedError

    def clean(self, value) -> str:
        value = super().clean(value)
        try:
            return self.parse(value) if value else ""
        except BadNumber as error:
            raise ValidationError(str(error), code="invalid") from None


class NikField(_NumberField):
    def parse(self, value: str) -> str:
        return parse_nik(value).digits


class FamilyCardField(_NumberField):
    def parse(self, value: str) -> str:
        return parse_family_card(value)


class PhoneField(phone_field.PhoneField):
    """``""`` where nothing was typed: identities hold text alone."""

    def __init__(self, **kwargs):
        super().__init__(**{"empty_value": "", **kwargs})


class CaseNumberField(forms.CharField):
    """Cleans to the eight characters of a case number in any spelling, or ``""``."""

    def __init__(self, **kwargs):
        super().__init__(max_length=20, required=False, **kwargs)

    def clean(self, value) -> str:
        value = super().clean(value)
        number = parse_case_number(value) if value else ""
        if number is None:
            raise ValidationError(_("Ini bukan nomor kasus. Contoh: K7Q2-M9XD."), code="invalid")
        return number


class TooLong(MaxLengthValidator):
    message = format_lazy(
        "{} {}",
        _("Paling panjang %(limit_value)d huruf, ini %(show_value)d."),
        _("Singkatkan dulu; yang sudah ditulis tidak hilang."),
    )


def text_field(max_length: int, *, rows: int = 3, validators=(), **kwargs) -> PlainTextField:
    """Longer text. No ``maxlength`` on the control: browsers would cut what is pasted, silently."""
    validators = [TooLong(max_length), *validators]
    return PlainTextField(widget=forms.Textarea({"rows": rows}), validators=validators, **kwargs)


def line_field(max_length: int, **kwargs) -> PlainLineField:
    kwargs.setdefault("required", False)
    return PlainLineField(
        max_length=max_length, widget=forms.TextInput({"autocomplete": "off"}), strip=True, **kwargs
    )


def choice_field(choices, label, **kwargs) -> forms.ChoiceField:
    """A list that may be left empty; ``choices`` is a TextChoices."""
    kwargs.setdefault("required", False)
    return forms.ChoiceField(choices=[("", _("Belum diisi")), *choices.choices], label=label, **kwargs)


def several_field(choices, label, **kwargs) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=choices.choices, label=label, required=False, widget=forms.CheckboxSelectMultiple, **kwargs
    )
