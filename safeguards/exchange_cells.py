"""Cells of an imported table, read as people write them; each refusal says what to write instead."""

import datetime
from collections.abc import Callable

from django.utils.translation import gettext as _
from import_export.widgets import Widget

from .phones import BadPhone, parse_phone, show_phone
from .texts import FORBIDDEN, tidy

LONGEST_SHORT_CODE = 5  # "15000"
DATE_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")


def plain(value) -> str:
    """A cell as text; numbers that a spreadsheet made of digits lose their ".0"."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(tidy(str(value)).split())


class Text(Widget):
    """Text without signs that no database can store; with ``lines`` its line breaks stay."""

    def __init__(self, *, required: bool = False, lines: bool = False):
        super().__init__()
        self.required, self.lines = required, lines

    def clean(self, value, row=None, **kwargs) -> str:
        text = tidy(value).strip() if self.lines and isinstance(value, str) else plain(value)
        if self.required and not text:
            raise ValueError(_("Kolom ini wajib diisi."))
        if FORBIDDEN.search(text):
            raise ValueError(_("Ada tanda yang tidak bisa disimpan. Hapus tanda aneh itu."))
        return text

    def render(self, value, obj=None, **kwargs) -> str:
        return "" if value is None else str(value)


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
    """Any spelling in, E.164 or ``empty`` kept, as people write it out. ``parse`` may take short codes."""

    def __init__(self, *, parse: Callable[[str], str] = parse_phone, empty: str | None = None):
        super().__init__()
        self.parse, self.empty = parse, empty

    def clean(self, value, row=None, **kwargs) -> str | None:
        text = plain(value)
        if text.isdigit() and text.startswith("8") and len(text) > LONGEST_SHORT_CODE:
            text = f"0{text}"  # a spreadsheet took the number for a number
        try:
            return self.parse(text) if text else self.empty
        except BadPhone as problem:
            raise ValueError(str(problem)) from None

    def render(self, value, obj=None, **kwargs) -> str:
        return show_phone(str(value)) if value else ""
