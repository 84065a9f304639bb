"""A form with every kind of control, shown on the style guide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguards.identifiers import BadNumber, parse_nik


class SampleForm(forms.Form):
    name = forms.CharField(label=_("Nama panggilan"), help_text=_("Boleh nama samaran."))
    nik = forms.CharField(label=_("NIK (boleh dikosongkan)"), required=False, initial="123")
    date = forms.DateField(
        label=_("Kapan? (perkiraan boleh)"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    division = forms.ChoiceField(
        label=_("Divisi"), choices=[("", _("Pilih…")), ("a", _("Pengaduan")), ("b", _("Humas"))]
    )
    safe = forms.ChoiceField(
        label=_("Apakah sekarang aman?"),
        choices=[("yes", _("Ya, aman")), ("no", _("Tidak, butuh pertolongan segera"))],
        widget=forms.RadioSelect,
    )
    forms_of_violence = forms.MultipleChoiceField(
        label=_("Apa yang terjadi?"),
        choices=[
            ("physical", _("Fisik")),
            ("psychological", _("Psikis")),
            ("sexual", _("Seksual")),
            ("exploitation", _("Eksploitasi")),
            ("trafficking", _("Perdagangan orang")),
            ("neglect", _("Penelantaran")),
            ("other", _("Lainnya")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    story = forms.CharField(
        label=_("Ceritakan seperlunya"), widget=forms.Textarea({"rows": 4}), required=False
    )
    agrees = forms.BooleanField(
        label=_("Ibu/Bapak setuju dicatat"), help_text=_("Boleh berubah pikiran kapan saja.")
    )

    def clean_nik(self) -> str:
        nik = self.cleaned_data["nik"]
        try:
            return parse_nik(nik).digits if nik else ""
        except BadNumber as error:
            raise forms.ValidationError(str(error)) from None
