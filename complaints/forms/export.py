"""What an officer says before cases leave as rows: what for, and whether with identity."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import NEEDS_IDENTITY, ExportReason
from .review import DeedForm


class ExportForm(DeedForm):
    """``may_name``: whether identity is offered at all. ``saringan``: the list's filters, as its address."""

    reason = forms.ChoiceField(
        label=_("Untuk apa?"),
        choices=[("", _("Pilih tujuan")), *ExportReason.choices],
        error_messages={"required": _("Pilih dulu tujuannya.")},
    )
    identity = forms.BooleanField(
        label=_("Dengan nama dan nomor orangnya"),
        required=False,
        help_text=_("Hanya dari kasus yang sedang terbuka bagi Ibu/Bapak; tercatat pada tiap kasus."),
    )
    saringan = forms.CharField(required=False, max_length=2_000, widget=forms.HiddenInput)

    def __init__(self, *args, may_name: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_name:
            del self.fields["identity"]

    def clean(self) -> dict:
        told = super().clean()
        if told.get("identity") and told.get("reason") and told["reason"] not in NEEDS_IDENTITY:
            self.add_error("identity", _("Untuk tujuan ini nama tidak diperlukan. Kosongkan pilihan ini."))
        return told
