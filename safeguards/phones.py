"""Phone numbers: read in every spelling, kept as E.164, shown as people here write them."""

import re
from urllib.parse import quote

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import PhoneNumberFormat

from .texts import visible

REGION = "ID"
SHORT_CODE = re.compile(r"[1-9][0-9]{2,4}")
WRITTEN = re.compile(r"[0-9+()./\s‐-―-]+")


class BadPhone(ValueError):
    """Not a phone number; the message tells the person what to do."""


def _parse(text: str) -> phonenumbers.PhoneNumber:
    """Letters are refused first: the library would read them as the keys of a telephone."""
    text = visible(text).strip()
    if not WRITTEN.fullmatch(text):
        raise BadPhone(_("Nomor telepon hanya angka, misalnya 0812 3456 7890."))
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        number = None
    if number is None or not phonenumbers.is_valid_number(number):
        raise BadPhone(_("Nomor telepon ini kurang atau lebih angkanya. Contoh: 0812 3456 7890."))
    return number


def parse_phone(text: str) -> str:
    """E.164 (``+628…``) of 0812…, 62812…, +62 812-…, 812…; BadPhone otherwise. Numbers abroad
    need their ``+``: people whose husband works in Malaysia give such a number.
    """
    return phonenumbers.format_number(_parse(text), PhoneNumberFormat.E164)


def parse_service_phone(text: str) -> str:
    """The same for a provider, who may be called by a short code (129, 110, 119)."""
    digits = visible(text).strip()
    return digits if SHORT_CODE.fullmatch(digits) else parse_phone(text)


def show_phone(phone) -> str:
    """``+6281234567890`` as ``0812-3456-7890``, abroad with its country, short codes as they are."""
    phone = str(phone)
    if not phone.startswith("+"):
        return phone
    number = phonenumbers.parse(phone, REGION)
    national = number.country_code == phonenumbers.country_code_for_region(REGION)
    style = PhoneNumberFormat.NATIONAL if national else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)


def tel_link(phone: str) -> str:
    """``tel:+62812…`` or ``tel:129``."""
    return "tel:" + re.sub(r"[^0-9+]", "", str(phone))


def whatsapp_link(phone: str, text: str = "") -> str:
    """``https://wa.me/62812…?text=…``; wa.me wants the number without its plus."""
    link = "https://wa.me/" + parse_phone(str(phone)).removeprefix("+")
    return f"{link}?text={quote(text, safe='')}" if text else link
