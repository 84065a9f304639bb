"""Cells of an imported table, read as people write them; each refusal says what to write instead."""

import datetime

from django.utils.translation import gettext as _
from import_export.widgets import Widget

from .phones import BadPhone, parse_phone, show_phone

DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")


def plain(value) -> str:
    """A cell as text; numbers that a spreadsheet made of digits lose their ".0"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


class Text(Widget):
    def __init__(self, *, required: bool = False):
        super().__init__()
        self.required = required

    def clean(self, value, row=None, **kwargs) -> str:
        if self.required and not plain(value):
            raise ValueError(_("Kolom ini wajib diisi."))
        return plain(value)

    def render(self, value, obj=None, **kwargs) -> str:
        return plain(value)


class Choice(Widget):
    """A label of a closed list ("Pengaduan"), in any case; ``blank`` allows none."""

    def __init__(self, choices, *, blank: bool = False):
        super().__init__()
        self.choices, self.blank = choices, blank

    def clean(self, value, row=None, **kwargs) -> str:
        text = plain(value).casefold()
        if not text and self.blank:
            return ""
        for choice in self.choices:
            if text in {str(choice.label).casefold(), choice.value}:
                return choice.value
        labels = ", ".join(str(label) for label in self.choices.labels)
        raise ValueError(
            _("“%(text)s” tidak dikenal. Pilih: %(labels)s.") % {"text": plain(value), "labels": labels}
        )

    def render(self, value, obj=None, **kwargs) -> str:
        return str(self.choices(value).label) if value else ""


class Day(Widget):
    """A date cell, 2026-01-31, 31/01/2026 or 31-01-2026; leaves as a date."""

    def clean(self, value, row=None, **kwargs) -> datetime.date | None:
        if isinstance(value, datetime.datetime):
            return value.date()
        if isinstance(value, datetime.date) or not plain(value):
            return value or None
        for pattern in DATE_FORMATS:
            try:
                return datetime.datetime.strptime(plain(value), pattern).date()  # noqa: DTZ007 -- a day
            except ValueError:
                continue
        raise ValueError(_("“%s” bukan tanggal. Tulis seperti 2026-01-31.") % plain(value))

    def render(self, value, obj=None, **kwargs):
        if kwargs.get("force_native_type"):
            return value
        return value.isoformat() if value else ""


class Phone(Widget):
    def clean(self, value, row=None, **kwargs) -> str | None:
        text = plain(value)
        if text.isdigit() and text.startswith("8"):
            text = f"0{text}"  # a spreadsheet took the number for a number
        try:
            return parse_phone(text) if text else None
        except BadPhone as problem:
            raise ValueError(str(problem)) from None

    def render(self, value, obj=None, **kwargs) -> str:
        return show_phone(str(value)) if value else ""
