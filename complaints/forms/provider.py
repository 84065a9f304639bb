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
    wilayah = forms.ModelChoiceField(
        label=_("Kabupaten/kota"), queryset=Regency.objects.none(), required=False, empty_label=None
    )

    def __init__(self, *args, regencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wilayah"].queryset = regencies

    def chosen(self) -> dict:
        """The valid filters; ``wilayah`` is a Regency or None."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}
