"""Filters of the directory; a value that is not on a list is no filter, never an error."""

from django import forms
from django.utils.translation import gettext_lazy as _

from villages.models import Regency

from ..directory import Service
from ..enums import Kind
from ..needs import NeedCategory

NEEDS = [
    ("", _("Semua kebutuhan")),
    (Kind.VIOLENCE.value, _("Kekerasan")),
    *((category.value, category.label) for category in NeedCategory),
]


class DirectoryForm(forms.Form):
    kebutuhan = forms.ChoiceField(label=_("Untuk kebutuhan"), choices=NEEDS, required=False)
    layanan = forms.ChoiceField(
        label=_("Jenis layanan"), choices=[("", _("Semua layanan")), *Service.choices], required=False
    )
    wilayah = forms.ChoiceField(label=_("Kabupaten/kota"), required=False)

    def __init__(self, data, *, regencies: list[Regency], home: str):
        """``home`` is the code of the regency that is shown unless another is chosen."""
        codes = {regency.pk for regency in regencies}
        chosen = data.get("wilayah")
        super().__init__({**data.dict(), "wilayah": chosen if chosen in codes else home})
        self.fields["wilayah"].choices = [(regency.pk, regency.name) for regency in regencies]

    def chosen(self) -> dict[str, str]:
        """The valid filters, empty where there is none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}
