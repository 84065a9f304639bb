"""What she does when danger comes, in her words; nothing in it is compulsory, and she can want none.

The questions stand in complaints.safety_planning.
"""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..errors import NothingPlanned
from ..safety_planning import PARTS
from .fields import text_field


def _part(name: str, help_text="") -> forms.Field:
    return text_field(1_000, rows=2, label=PARTS[name], help_text=help_text, required=False)


class SafetyPlanForm(forms.Form):
    is_refused = forms.BooleanField(label=_("Ia tidak mau membuat rencana sekarang"), required=False)
    places = _part("places", _("Siang dan malam. Alamat rumah aman jangan ditulis."))
    people = _part("people")
    signal = _part(
        "signal",
        _("Kata di WhatsApp, kain di jendela, anak ke rumah bibi."),
    )
    bag = _part("bag", _("Baju, obat, kunci, surat."))
    children = _part("children", _("Siapa yang menjemput, apa yang mereka tahu."))
    papers = _part("papers", _("Fotokopi KTP, Kartu Keluarga, akta, buku nikah."))
    phone = _part("phone", _("Nomor darurat dihafal; pesan dihapus; lokasi dimatikan."))

    def parts(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name != "is_refused"]

    def steps(self) -> dict[str, str]:
        return {
            part.name: self.cleaned_data[part.name] for part in self.parts() if self.cleaned_data[part.name]
        }

    def clean(self) -> dict:
        told = super().clean()
        if not self.errors and not told["is_refused"] and not self.steps():
            self.add_error(None, NothingPlanned.message)
        return told
