"""Plain text that people type: one spelling of newlines and letters, no control characters."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# C0 without tab and newline, DEL, C1, and halves of characters that no encoding can store.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def tidy(text: str) -> str:
    """Newlines as ``\\n``, letters composed (NFC): the same words are the same bytes."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


# What copying from a chat or a contact brings along: zero-width and direction marks.
INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def visible(text: str) -> str:
    """``text`` without marks that nobody sees; for numbers, where they are never meant."""
    return INVISIBLE.sub("", text)


def refuse_control_characters(text: str) -> None:
    if FORBIDDEN.search(text):
        raise ValidationError(
            _("Ada tanda yang tidak bisa disimpan. Hapus tanda aneh itu atau ketik ulang bagian ini."),
            code="control_characters",
        )


class PlainTextField(forms.CharField):
    """A form's text field under the same rules; emoji are fine, length counts characters."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.validators = [refuse_control_characters, *self.validators[:-1]]

    def to_python(self, value) -> str:
        return tidy(super().to_python(value))
