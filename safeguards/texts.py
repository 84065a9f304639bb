"""Plain text that people type: one spelling of newlines and letters, nothing in it that cannot be seen."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# C0 without tab and newline, DEL, C1, halves of characters that no encoding can store, what XML (and so a
# workbook) cannot hold, and the mark that decoders put where the bytes were no UTF-8.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\uffff]")
# Marks that turn the direction of what follows, or take no room: what is read must be what is stored.
# The joiners U+200C and U+200D stay: scripts and emoji are spelt with them.
HIDDEN = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)
NEWLINE = re.compile("\r\n|[\r\u2028\u2029]")
BLANK = re.compile(r"[\t\n]+")


def tidy(text: str) -> str:
    """Newlines as ``\\n``, letters composed (NFC), no hidden marks: the same words are the same bytes."""
    return unicodedata.normalize("NFC", HIDDEN.sub("", NEWLINE.sub("\n", text)))


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


class PlainLineField(PlainTextField):
    """The same on one line: a name holds no newline."""

    widget = forms.TextInput

    def to_python(self, value) -> str:
        text = BLANK.sub(" ", super().to_python(value))
        return text.strip() if self.strip else text
