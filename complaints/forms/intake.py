"""What both kinds of complaint ask when they are recorded, and what each asks by itself.

Forms only validate. Which question follows which answer stands in ``conditions``, once for the page
(data-show-when) and for the server.
"""

from collections.abc import Callable

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from safeguards.texts import PlainTextField
from villages.forms import VillageField
from villages.models import Village

from .. import enums
from ..needs import CATEGORY_OF, NEEDS, Need, NeedCategory
from .fields import PhoneField, line_field, several_field
from .steps import LIST, NEED_LISTS, TILES, Step, SteppedForm

YES, NO, VITAL, NOBODY = "yes", "no", "vital", "none"
RECORDED = "may_record!=no"
CHILD = "age_band=" + "|".join(band for band in enums.AgeBand if band in enums.CHILD_BANDS)
# The parent who would have to agree is the one said to have done it (UU 27/2022 Ps 20 and 25).
GUARDIAN_IS_REPORTED = f"may_record=yes&{CHILD}&relation=parent"
CHOOSE = _("Pilih salah satu.")
READ_OUT = _("Bacakan dulu kepadanya:")
PHONE_HINT = _("Contoh: 0812 3456 7890.")
STORY_LENGTH = 20_000


def choice(label, choices, **kwargs) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, required=False, **kwargs)


class TooLong(MaxLengthValidator):
    message = format_lazy(
        "{} {}",
        _("Paling panjang %(limit_value)d huruf, ini %(show_value)d."),
        _("Singkatkan dulu; yang sudah ditulis tidak hilang."),
    )


def passage(label, max_length: int, rows: int = 3, **kwargs) -> PlainTextField:
    """Longer text. No ``maxlength`` on the control: browsers would cut what is pasted, silently."""
    return PlainTextField(
        label=label,
        widget=forms.Textarea({"rows": rows}),
        validators=[TooLong(max_length)],
        required=False,
        **kwargs,
    )


class HomeVillageField(VillageField):
    """The group's own village, which nearly all cases have, is known to exist: no need to look it up."""

    def to_python(self, value) -> Village | None:
        return Village(pk=value) if value and value == self.widget.held else super().to_python(value)


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
    narrative = passage(
        _("Apa yang terjadi? Tulis seperlunya"),
        STORY_LENGTH,
        rows=5,
        help_text=_("Boleh dikosongkan, boleh ditambah nanti."),
    )
    hidden_from = forms.MultipleChoiceField(
        label=_("Siapa di kelompok yang tidak boleh tahu?"),
        help_text=_("Misalnya kerabat terlapor. Kasus ini tidak akan tampak baginya."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    answer = passage(
        _("Apa yang Ibu/Bapak sampaikan?"), 5_000, help_text=_("Boleh dikosongkan. Jangan tulis nama.")
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

    def __init__(self, *args, group, colleagues: Callable[[], list[tuple]], **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group
        self.fields["village"].initial = group.village_id
        self.fields["village"].regencies = [group.village_id[:5]]
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


class ViolenceForm(IntakeForm):
    """Kind A: nine questions."""

    kind = enums.Kind.VIOLENCE
    kept = ("safety", "name", "sex", "age_band", "relation", "happened", "category", "reminder", "narrative")
    looks = {
        "safety": LIST,
        "may_record": LIST,
        "may_count": LIST,
        "teller": LIST,
        "sex": LIST,
        "age_band": LIST,
        "category": TILES,
        "further": LIST,
        "relation": LIST,
        "happened": LIST,
        "contact_way": LIST,
        "contact_hours": LIST,
        "hidden_from": LIST,
    }
    conditions = {
        "vital_reason": "may_record=vital",
        "may_count": "may_record=yes",
        "teller": RECORDED,
        "reporter_name": f"{RECORDED}&teller=other",
        "reporter_phone": f"{RECORDED}&teller=other",
        "age_band": RECORDED,
        "category": RECORDED,
        "further": RECORDED,
        "relation": RECORDED,
        "other_guardian": GUARDIAN_IS_REPORTED,
        "guardian_reason": f"{GUARDIAN_IS_REPORTED}&other_guardian=",
        "happened": RECORDED,
        "village": RECORDED,
        "contact_way": RECORDED,
        "contact_phone": f"{RECORDED}&contact_way=whatsapp|call|trusted",
        "contact_hours": f"{RECORDED}&contact_way=whatsapp|call|visit|trusted",
        "contact_note": RECORDED,
        "hidden_from": RECORDED,
        "name": RECORDED,
        "reminder": RECORDED,
        "narrative": RECORDED,
        "answer": "may_record=no",
    }
    needed = {
        "safety": CHOOSE,
        "may_record": CHOOSE,
        "vital_reason": _("Tulis singkat mengapa nyawanya terancam."),
        "may_count": CHOOSE,
        "teller": CHOOSE,
        "sex": CHOOSE,
        "age_band": _("Pilih umurnya. Perkiraan boleh."),
        "category": _("Pilih yang paling utama."),
        "relation": CHOOSE,
        "guardian_reason": _("Tulis singkat mengapa tetap perlu dicatat."),
        "happened": CHOOSE,
        "contact_way": CHOOSE,
        "hidden_from": _("Pilih namanya, atau pilih Tidak ada."),
    }
    steps = (
        Step(("safety",), after="record_emergency.html"),
        Step(("may_record", "vital_reason", "may_count"), hint=READ_OUT, before="record_consent.html"),
        Step(("teller", "reporter_name", "reporter_phone"), condition=RECORDED),
        Step(("sex", "age_band"), after="record_guardian.html"),
        Step(
            ("category",),
            condition=RECORDED,
            folded=("further",),
            folded_title=_("Ada yang lain juga? (boleh dikosongkan)"),
        ),
        Step(("relation", "other_guardian", "guardian_reason"), condition=RECORDED),
        Step(("happened", "village"), condition=RECORDED),
        Step(("contact_way", "contact_phone", "contact_hours", "contact_note"), condition=RECORDED),
        Step(
            ("hidden_from",),
            condition=RECORDED,
            folded=("name", "reminder", "narrative"),
            folded_title=_("Nama, tanda pengingat, cerita (boleh dikosongkan)"),
        ),
        IntakeForm.answer_step,
    )

    field_order = (
        "safety",
        "may_record",
        "vital_reason",
        "may_count",
        "teller",
        "reporter_name",
        "reporter_phone",
        "sex",
        "age_band",
        "category",
        "further",
        "relation",
        "other_guardian",
        "guardian_reason",
        "happened",
        "village",
    )

    safety = choice(_("Apakah sekarang aman?"), enums.Safety.choices)
    may_record = choice(
        _("Boleh dicatat?"),
        [
            (YES, _("Ya, boleh dicatat")),
            (NO, _("Tidak, hanya bertanya")),
            (VITAL, _("Belum bisa ditanya, nyawanya terancam")),
        ],
    )
    vital_reason = passage(_("Bila nyawanya terancam: mengapa harus dicatat sekarang?"), 2_000)
    teller = choice(
        _("Siapa yang mengadu?"), [("self", _("Ia sendiri")), ("other", _("Orang lain untuknya"))]
    )
    reporter_name = line_field(120, label=_("Nama pelapor (boleh dikosongkan)"))
    reporter_phone = PhoneField(label=_("Nomor HP pelapor (boleh dikosongkan)"), help_text=PHONE_HINT)
    category = choice(_("Apa yang terjadi? Pilih yang paling utama"), enums.ViolenceForm.choices)
    further = several_field(enums.ViolenceForm, _("Bentuk kekerasan yang lain"))
    relation = choice(
        _("Siapa yang diduga melakukan?"),
        enums.Relation.choices,
        help_text=_("Hubungannya dengan orang yang kita dampingi."),
    )
    other_guardian = forms.BooleanField(
        label=_("Orang tua atau wali lain, yang tidak diduga melakukan, setuju dicatat"), required=False
    )
    guardian_reason = passage(
        _("Bila tidak ada wali yang aman: mengapa tetap perlu dicatat?"),
        2_000,
        help_text=_("Anak dilindungi juga tanpa persetujuan orang tua yang diduga melakukan."),
    )
    happened = choice(_("Kapan terjadi?"), enums.When.choices, help_text=_("Perkiraan boleh."))
    contact_way = choice(_("Bagaimana cara menghubunginya yang aman?"), enums.ContactWay.choices)
    contact_phone = PhoneField(
        label=_("Nomor yang aman"), help_text=_("Boleh dikosongkan. Contoh: 0812 3456 7890.")
    )
    contact_hours = choice(_("Jam yang aman (boleh dikosongkan)"), enums.ContactHours.choices)
    contact_note = line_field(
        200,
        label=_("Catatan (boleh dikosongkan)"),
        help_text=_("Misalnya: lewat adiknya, jangan sebut kelompok."),
    )
    reminder = line_field(
        60,
        label=_("Tanda pengingat"),
        help_text=_("Kata rahasia Ibu/Bapak sendiri untuk mengenali kasus ini, misalnya “pagar hijau”."),
    )

    def case(self) -> dict:
        said = self.cleaned_data
        contact = {key: said.get(f"contact_{key}") for key in ("way", "hours", "note")}
        return super().case() | {
            "further": tuple(one for one in said.get("further", []) if one != said["category"]),
            "contact": {key: value for key, value in contact.items() if value},
            "phone": said.get("contact_phone") or "",
            "vital_reason": said.get("vital_reason") or said.get("guardian_reason") or "",
            "told_by_other": said["teller"] == "other",
            "reporter_name": said.get("reporter_name", ""),
            "reporter_phone": said.get("reporter_phone") or "",
        }


class SocialForm(IntakeForm):
    """Kind B: six questions."""

    kind = enums.Kind.SOCIAL
    kept = ("category", "need", "name", "phone", "sex", "age_band", "hamlet", "first_help", "narrative")
    looks = {
        "category": TILES,
        "need": NEED_LISTS,
        "may_record": LIST,
        "may_count": LIST,
        "sex": LIST,
        "age_band": LIST,
        "first_help": LIST,
        "hidden_from": LIST,
    }
    conditions = {
        "need": "category=*",
        "may_count": "may_record=yes",
        "name": RECORDED,
        "phone": RECORDED,
        "age_band": RECORDED,
        "hamlet": RECORDED,
        "village": RECORDED,
        "first_help": RECORDED,
        "narrative": RECORDED,
        "hidden_from": RECORDED,
        "answer": "may_record=no",
    }
    needed = {
        "category": _("Pilih kebutuhannya."),
        "may_record": CHOOSE,
        "may_count": CHOOSE,
        "name": _("Tulis nama panggilannya. Nama samaran boleh."),
        "sex": CHOOSE,
        "age_band": _("Pilih umurnya. Perkiraan boleh."),
        "first_help": CHOOSE,
    }
    steps = (
        Step(("category", "need")),
        Step(("may_record", "may_count", "name"), hint=READ_OUT, before="record_consent.html"),
        Step(("phone",), title=_("Bagaimana menghubunginya?"), condition=RECORDED),
        Step(("sex", "age_band"), after="record_guardian.html"),
        Step(("hamlet", "village"), title=_("Di mana tempat tinggalnya?"), condition=RECORDED),
        Step(
            ("first_help",),
            condition=RECORDED,
            folded=("narrative", "hidden_from"),
            folded_title=_("Cerita, siapa yang tidak boleh tahu (boleh dikosongkan)"),
        ),
        IntakeForm.answer_step,
    )
    field_order = ("category", "need")

    category = choice(_("Apa yang Ibu/Bapak butuhkan?"), NeedCategory.choices)
    need = choice(_("Lebih tepatnya? (boleh dikosongkan)"), Need.choices)
    phone = PhoneField(label=_("Nomor WhatsApp (boleh dikosongkan)"), help_text=PHONE_HINT)
    hamlet = line_field(80, label=_("Dusun atau lingkungan (boleh dikosongkan)"))
    first_help = choice(_("Apa langkah pertama?"), enums.FirstHelp.choices)

    def clean(self) -> dict:
        """A need of another category was ticked before she changed her mind: it does not count."""
        data = super().clean()
        if data.get("need") and CATEGORY_OF[Need(data["need"])] != data.get("category"):
            data["need"] = ""
        return data

    def need_lists(self) -> list[tuple]:
        """(category, its needs as radio buttons) for the template."""
        buttons = {option.data["value"]: option for option in self["need"]}
        return [(category, [buttons[need] for need in needs]) for category, needs in NEEDS.items()]

    def inquiry(self) -> dict:
        return super().inquiry() | {"category": self.cleaned_data["category"]}


BY_KIND = {form.kind: form for form in (ViolenceForm, SocialForm)}
