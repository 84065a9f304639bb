"""What is read by many holds nobody's number."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

OF_A_PERSON = re.compile(r"(?<!\d)(?:\+?62|0)8(?:[ -]?\d){7,}|(?<!\d)\d{15,17}(?!\d)")  # a phone, a NIK
NAMELESS = _("Tulis dalam jumlah saja, tanpa nama, NIK, atau nomor HP siapa pun.")


def refuse_a_persons_number(text: str) -> None:
    if OF_A_PERSON.search(text):
        raise ValidationError(_("Ada nomor HP atau NIK di sini. Hapus dulu: ini dibaca banyak orang."))
