"""A member of a group, and what she says of herself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguards.phone_field import PhoneField

from ..enums import Inclusion, InclusionReason
from ..models import Member
from .phone import HINT


class MemberForm(forms.ModelForm):
    phone = PhoneField(label=_("Nomor HP"), help_text=HINT)

    class Meta:
        model = Member
        exclude = ["inclusion"]  # told on a page of its own, and never shown  # noqa: DJ006


class InclusionForm(forms.Form):
    """Starts empty whatever was told before: it is written here and read nowhere, only counted."""

    values = forms.MultipleChoiceField(
        label=_("Menurut anggota sendiri"),
        choices=Inclusion,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tidak wajib. Yang dicentang menggantikan seluruh keterangan sebelumnya."),
    )
    reason = forms.ChoiceField(label=_("Mengapa diubah"), choices=InclusionReason, widget=forms.RadioSelect)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("reason") == InclusionReason.WITHDRAWN and data.get("values"):
            self.add_error("values", _("Keterangan ditarik: kosongkan semua centang."))
        return data
