"""Rupiah as people write it, to whole rupiah and back."""

import re

from django.utils.translation import gettext_lazy as _

from safeguards.texts import visible

LARGEST = 10**12  # rupiah: a thousand times what most villages have in a year
UNITS = {
    **dict.fromkeys(("ribu", "rb"), 10**3),
    **dict.fromkeys(("juta", "jt"), 10**6),
    **dict.fromkeys(("miliar", "milyar", "m"), 10**9),
}
CURRENCY = re.compile(r"^(rp|idr)\.?\s*")
WITH_UNIT = re.compile(rf"([0-9.]+(?:,[0-9]+)?)\s*({'|'.join(UNITS)})")
GROUPED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+")
SHORT_FRACTION = re.compile(r"[0-9]+\.[0-9]{1,2}")  # 1.5 juta
CENTS = re.compile(r",(0{1,2}|-)$")


class BadAmount(ValueError):
    """The text is no amount; the message tells the person what to write."""


UNCLEAR = _("Jumlah ini tidak jelas. Tulis dengan angka, misalnya 1.500.000 atau 1,5 juta.")
TOO_LARGE = _("Jumlah ini terlalu besar. Periksa nolnya.")


def parse_rupiah(text: str) -> int:
    """``Rp 1.500.000,00``, ``1500000``, ``1 500 000`` and ``1,5 juta`` as 1500000.

    BadAmount for what could be read in two ways (``1.500,5``, ``1,500``), is negative or absurd.
    """
    told = " ".join(visible(text).replace("\u00a0", " ").replace("\u202f", " ").lower().split())
    told = CURRENCY.sub("", told)
    unit = WITH_UNIT.fullmatch(told)
    amount = _with_unit(*unit.groups()) if unit else _grouped(CENTS.sub("", told))
    if amount > LARGEST:
        raise BadAmount(TOO_LARGE)
    return amount


def _grouped(told: str) -> int:
    if not GROUPED.fullmatch(told):
        raise BadAmount(UNCLEAR)
    digits = told.replace(".", "").replace(" ", "")
    if len(digits) > len(str(LARGEST)):
        raise BadAmount(TOO_LARGE)
    return int(digits)


def _with_unit(number: str, unit: str) -> int:
    """A part of a rupiah is none: 0,0000001 juta."""
    whole, _comma, fraction = number.partition(",")
    if not fraction and SHORT_FRACTION.fullmatch(whole):
        whole, _dot, fraction = whole.partition(".")
    rupiah, rest = divmod(UNITS[unit] * int(fraction or 0), 10 ** len(fraction))
    if rest:
        raise BadAmount(UNCLEAR)
    return _grouped(whole) * UNITS[unit] + rupiah


def grouped(amount: int) -> str:
    """``1.500.000``"""
    return f"{amount:,}".replace(",", ".")


def show_rupiah(amount: int | None) -> str:
    """``Rp 1.500.000``, with a space that does not break; ``–`` where none is known."""
    return "–" if amount is None else f"Rp\u00a0{grouped(amount)}"
