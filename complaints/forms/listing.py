"""Filters and the search of the list of cases."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguards.texts import PlainTextField

from ..enums import Kind, Stage

OPEN = "terbuka"


class FilterForm(forms.Form):
    """From the address: short words, no personal data. What does not fit is ignored."""

    jenis = forms.ChoiceField(label=_("Jenis"), required=False, choices=[("", _("Semua")), *Kind.choices])
    tahap = forms.ChoiceField(
        label=_("Tahap"),
        required=False,
        choices=[("", _("Semua")), (OPEN, _("Belum selesai")), *Stage.choices],
    )
    lewat = forms.BooleanField(label=_("Hanya yang lewat waktu"), required=False)
    tanya = forms.BooleanField(label=_("Hanya yang ditanya petugas"), required=False)
    milik = forms.ChoiceField(
        label=_("Pendamping"), required=False, choices=[("", _("Semua")), ("saya", _("Saya sendiri"))]
    )

    def chosen(self) -> dict:
        """The filters that hold, by name."""
        if not self.data:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def __str__(self) -> str:
        """What the bar is kept by: it looks the same for everybody who chose the same."""
        return "&".join(f"{name}={value}" for name, value in sorted(self.chosen().items()))


class SearchForm(forms.Form):
    """Sent by POST: a name in an address would stay in the browser's history and in logs."""

    cari = PlainTextField(
        label=_("Nomor, nama, atau tanda pengingat"),
        max_length=80,
        widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
        error_messages={"required": _("Tulis nomor, nama, atau tanda pengingatnya.")},
    )
    selesai = forms.BooleanField(label=_("Cari juga di kasus yang sudah selesai"), required=False)
