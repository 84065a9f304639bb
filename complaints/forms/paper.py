"""What of a case goes on paper, why, and in which form."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import PaperPart, PrintReason

WHOLE, REDACTED = "whole", "redacted"


class PaperForm(forms.Form):
    parts = forms.MultipleChoiceField(
        label=_("Apa yang dicetak?"),
        choices=PaperPart,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Pilih hanya yang perlu. Rencana keselamatan sebaiknya tidak dicetak."),
        error_messages={"required": _("Pilih paling sedikit satu bagian.")},
    )
    reason = forms.ChoiceField(
        label=_("Untuk apa dicetak?"),
        choices=PrintReason,
        widget=forms.RadioSelect,
        help_text=_("Alasannya tercatat."),
        error_messages={"required": _("Pilih alasannya.")},
    )
    form = forms.ChoiceField(
        label=_("Nama orang dan tempat"),
        choices=[
            (REDACTED, _("Disamarkan: Orang A, Orang B, tanpa nomor dan alamat")),
            (WHOLE, _("Ditulis lengkap")),
        ],
        initial=REDACTED,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pilih salah satu.")},
    )

    def clean(self) -> dict:
        told = super().clean()
        return told | {"redacted": told.get("form") != WHOLE}
