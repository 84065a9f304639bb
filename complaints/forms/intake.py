"""What both kinds of complaint ask when they are recorded, and what each asks by itself.

Forms only validate. Which question follows which answer stands in ``conditions``, once for the page
(data-show-when) and for the server.
"""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext_lazy as _

from villages.forms import VillageField
from villages.models import Village
from villages.names import regency_of

from .. import enums
from .fields import line_field, text_field
from .steps import Step, SteppedForm

YES, NO, VITAL, NOBODY = "yes", "no", "vital", "none"
RECORDED = "may_record!=no"
CHILD = "age_band=" + "|".join(band for band in enums.AgeBand if band in enums.CHILD_BANDS)
CHOOSE = _("Pilih salah satu.")
READ_OUT = _("Bacakan dulu kepadanya:")
STORY_LENGTH = 20_000


def choice(label, choices, **kwargs) -> forms.ChoiceField:
    kwargs.setdefault("widget", forms.RadioSelect)
    return forms.ChoiceField(label=label, choices=choices, required=False, **kwargs)


class Tiles(forms.RadioSelect):
    """Radio buttons with a picture and, for a word that few know, everyday examples under it."""

    def __init__(self, examples: dict[str, str]):
        super().__init__()
        self.examples = examples

    def create_option(self, name, value, *args, **kwargs) -> dict:
        option = super().create_option(name, value, *args, **kwargs)
        option["example"] = self.examples.get(value, "")
        if option["example"] and "id" in option["attrs"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_example"
        return option


class HomeVillageField(VillageField):
    """The group's own village, which nearly all cases have, is known to exist: no need to look it up."""

    def to_python(self, value) -> Village | None:
        return Village(pk=value) if value and value == self.widget.held else super().to_python(value)


class ColleaguesField(forms.MultipleChoiceField):
    """Names are read only when one is ticked: nearly always the answer is nobody."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: list[str]) -> None:
        if set(value) != {NOBODY}:
            super().validate(value)


class IntakeForm(SteppedForm):
    """``colleagues`` is called when the names are needed: (account's key, name) of who may be kept out."""

    may_record = choice(
        _("Boleh dicatat?"), [(YES, _("Ya, boleh dicatat")), (NO, _("Tidak, hanya bertanya"))]
    )
    may_count = choice(
        _("Boleh ikut dihitung tanpa nama?"),
        [(YES, _("Ya, boleh dihitung")), (NO, _("Jangan dihitung"))],
        help_text=_("Hanya jumlah, untuk musyawarah desa. Jumlah kecil disembunyikan."),
    )
    name = line_field(120, label=_("Nama panggilan"))
    sex = choice(_("Perempuan atau laki-laki?"), enums.Sex.choices)
    age_band = choice(_("Umurnya berapa?"), enums.AgeBand.choices, help_text=_("Perkiraan boleh."))
    village = HomeVillageField(label=_("Desa atau kelurahan tempat tinggalnya"))
    narrative = text_field(
        STORY_LENGTH,
        rows=5,
        label=_("Apa yang terjadi? Tulis seperlunya"),
        required=False,
        help_text=_("Boleh dikosongkan, boleh ditambah nanti."),
    )
    hidden_from = ColleaguesField(
        label=_("Siapa di kelompok yang tidak boleh tahu?"),
        help_text=_("Misalnya kerabat terlapor. Kasus ini tidak akan tampak baginya."),
        required=False,
    )
    answer = text_field(
        5_000,
        label=_("Apa yang Ibu/Bapak sampaikan?"),
        required=False,
        help_text=_("Boleh dikosongkan. Jangan tulis nama."),
    )

    answer_step = Step(
        ("answer",),
        title=_("Bila tidak dicatat"),
        hint=_(
            "Tidak ada yang disimpan tentang orangnya: hanya jenis kebutuhan, perempuan atau laki-laki, "
            "dan jawaban Ibu/Bapak."
        ),
        condition="may_record=no",
    )

    # When a parent or guardian must agree instead of the person herself.
    guardian_consents = f"may_record={YES}&{CHILD}"

    def __init__(self, *args, group, colleagues: Callable[[], list[tuple]], **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group
        self.fields["village"].initial = group.village_id
        self.fields["village"].regencies = [regency_of(group.village_id)]
        self.fields["hidden_from"].choices = colleagues

    @property
    def is_refused(self) -> bool:
        return self.cleaned_data.get("may_record") == NO

    def inquiry(self) -> dict:
        """What remains when she does not want to be recorded; it counts where the group is."""
        said = self.cleaned_data
        return {
            "kind": self.kind,
            "group": self.group,
            "village": self.group.village,
            "sex": said["sex"],
            "answer": said.get("answer", ""),
        }

    def case(self) -> dict:
        """The answers as services.intake.Intake names them; what was not asked is left out."""
        said = self.cleaned_data
        told = {name: said[name] for name in self.kept if said.get(name)}
        return told | {
            "kind": self.kind,
            "group": self.group,
            "village": said["village"],
            "may_count": said.get("may_count") == YES,
            "hidden_from": frozenset(int(pk) for pk in said.get("hidden_from", []) if pk != NOBODY),
        }
