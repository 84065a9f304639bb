"""What is read by many holds nobody's number."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from safeguards.texts import visible

BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s().\-‐-―/]+(?=[\d(])|[()]")
OF_A_PERSON = re.compile(r"(?<!\d)(?:\+?62|0)8\d{7,}|(?<!\d)\d{15,17}(?!\d)")  # a phone, a NIK
NAMELESS = _("Tulis dalam jumlah saja, tanpa nama, NIK, atau nomor HP siapa pun.")


def refuse_a_persons_number(text: str) -> None:
    """However its digits are set apart."""
    if OF_A_PERSON.search(BETWEEN_DIGITS.sub("", visible(text))):
        raise ValidationError(_("Ada nomor HP atau NIK di sini. Hapus dulu: ini dibaca banyak orang."))
