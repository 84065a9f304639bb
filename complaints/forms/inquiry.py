"""Someone only asked: kind of need, sex, the answer; nothing about the person."""

from django.utils.translation import gettext_lazy as _

from villages.forms import VillageField
from villages.names import regency_of

from .. import enums
from ..needs import NeedCategory
from .conditional import ConditionalForm
from .fields import text_field
from .intake import CHOOSE, choice


class InquiryForm(ConditionalForm):
    conditions = {"category": "kind=social"}
    needed = {"kind": CHOOSE, "category": _("Pilih kebutuhannya."), "sex": CHOOSE}

    kind = choice(_("Tentang apa?"), enums.Kind.choices)
    category = choice(_("Kebutuhan yang mana?"), NeedCategory.choices)
    sex = choice(_("Perempuan atau laki-laki?"), enums.Sex.choices)
    answer = text_field(
        5_000,
        label=_("Apa yang Ibu/Bapak sampaikan?"),
        required=False,
        help_text=_("Jangan tulis nama."),
    )
    village = VillageField(label=_("Desa atau kelurahan"))

    def __init__(self, *args, group, **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group
        self.fields["village"].initial = group.village_id
        self.fields["village"].regencies = [regency_of(group.village_id)]

    def inquiry(self) -> dict:
        """As services.intake.Question names it."""
        said = self.cleaned_data
        kept = {name: said.get(name, "") for name in ("kind", "category", "sex", "answer")}
        return kept | {"group": self.group, "village": said["village"]}
