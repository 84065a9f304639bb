"""One referral for many cases: the same service and words, and each person's own yes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..directory import Service
from ..enums import ConsentMethod
from .fields import text_field
from .referral import LONGEST


class ReferAllForm(forms.Form):
    """``cases``: (number, what she knows it by) of those that can be referred now."""

    services = forms.MultipleChoiceField(
        label=_("Layanan apa yang diminta?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pilih paling sedikit satu layanan.")},
    )
    agreed = forms.MultipleChoiceField(
        label=_("Siapa yang setuju dirujuk?"),
        help_text=_("Tanyakan satu per satu. Untuk anak, yang menyetujui orang tua atau walinya."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tanpa persetujuan, kasus belum bisa dirujuk.")},
    )
    named = forms.MultipleChoiceField(
        label=_("Nama siapa yang boleh ditulis di surat?"),
        help_text=_("Yang tidak dicentang ditulis nomor kasusnya saja."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    told = text_field(
        LONGEST,
        label=_("Yang boleh diberitahukan (sama untuk semua)"),
        required=False,
        help_text=_("Jangan tulis nama di sini. Boleh dikosongkan."),
    )
    method = forms.ChoiceField(
        label=_("Bagaimana setujunya?"), widget=forms.RadioSelect, choices=ConsentMethod.choices
    )
    note = text_field(
        LONGEST, rows=2, label=_("Catatan untuk kelompok (tidak ikut ke layanan)"), required=False
    )
    move_on = forms.BooleanField(label=_("Tandai kasusnya sedang didampingi"), required=False, initial=True)
    again = forms.BooleanField(
        label=_("Kirim lagi juga bila sudah dirujuk ke layanan ini dan belum dijawab"), required=False
    )

    def __init__(self, *args, services: list[Service], cases: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["services"].choices = [(service.value, service.label) for service in services]
        self.fields["agreed"].choices = self.fields["named"].choices = cases
        self.fields["method"].initial = ConsentMethod.SPOKEN
        if len(services) == 1:
            self.fields["services"].initial = [services[0].value]

    def clean(self) -> dict:
        told = super().clean()
        if set(told.get("named", [])) - set(told.get("agreed", [])) and "agreed" not in self.errors:
            self.add_error("named", _("Nama hanya untuk yang setuju dirujuk. Periksa centangnya."))
        return told
