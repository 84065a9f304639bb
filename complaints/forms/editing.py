"""One form per group of fields of a case (complaints.sections); nothing in them is compulsory."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.phone import HINT
from safeguards.identifiers import Nik, mask_digits, nik_warnings
from villages.forms import VillageField

from .. import enums
from ..needs import CATEGORY_OF, NEEDS, Need, NeedCategory
from ..sections import Section
from .fields import (
    FamilyCardField,
    NikField,
    PastDayField,
    PhoneField,
    choice_field,
    line_field,
    several_field,
    text_field,
)

YES_NO = {"yes": True, "no": False}


class SectionForm(forms.Form):
    """``folded`` fields are long lists, shown closed; ``shown_when`` holds conditions of portal.js."""

    folded: ClassVar[tuple[str, ...]] = ()
    shown_when: ClassVar[dict[str, str]] = {}

    def __init__(self, *args, complaint, section: Section, held: dict, **kwargs):
        """``held`` is what ``sections.read`` gave."""
        self.complaint, self.section, self.held = complaint, section, held
        super().__init__(*args, initial=self.first_values(), **kwargs)

    def first_values(self) -> dict:
        return dict(self.held)

    def values(self) -> dict:
        """What ``editing.change`` takes; a field that was not asked is not in it."""
        return {name: self.cleaned_data[name] for name in self.held if name in self.cleaned_data}

    def parts(self) -> list[dict]:
        return [
            {"field": self[name], "condition": self.shown_when.get(name, ""), "folded": name in self.folded}
            for name in self.shown_fields()
        ]

    def shown_fields(self) -> list[str]:
        return list(self.fields)


class EventForm(SectionForm):
    category = forms.ChoiceField(label=_("Yang paling utama"), choices=enums.ViolenceForm)
    further = several_field(enums.ViolenceForm, _("Yang lain"))
    sexual_kinds = several_field(enums.SexualKind, _("Jenis kekerasan seksual"))
    domestic = forms.ChoiceField(
        label=_("Kekerasan dalam rumah tangga?"),
        required=False,
        choices=[("", _("Belum diisi")), ("yes", _("Ya")), ("no", _("Tidak"))],
    )
    scene = choice_field(enums.Scene, _("Tempat kejadian"))
    happened = choice_field(enums.When, _("Kapan terjadi?"))
    happened_on = PastDayField(label=_("Tanggal kejadian (boleh kosong)"), required=False)
    happened_on_is_estimate = forms.BooleanField(label=_("Tanggal ini perkiraan"), required=False)
    event_village = VillageField(label=_("Desa tempat kejadian (boleh kosong)"), required=False)
    safety = choice_field(enums.Safety, _("Apakah sekarang aman?"))
    urgency = forms.ChoiceField(label=_("Kedaruratan"), choices=enums.Urgency)

    folded = ("further", "sexual_kinds", "event_village")

    def __init__(self, *args, complaint, **kwargs):
        super().__init__(*args, complaint=complaint, **kwargs)
        self.fields["event_village"].regencies = [complaint.regency_id]

    def first_values(self) -> dict:
        return self.held | {"domestic": {True: "yes", False: "no"}.get(self.held["domestic"], "")}

    def clean_domestic(self) -> bool | None:
        return YES_NO.get(self.cleaned_data["domestic"])

    def clean(self) -> dict:
        told = super().clean()
        further = [one for one in told.get("further", []) if one != told.get("category")]
        dated = bool(told.get("happened_on"))
        estimate = dated and told.get("happened_on_is_estimate", False)
        return told | {"further": further, "happened_on_is_estimate": estimate}


def _grouped(with_category: bool) -> list:
    """Needs under their categories; with the category itself for who knows no more than that."""
    return [
        (
            category.label,
            [*([(category.value, _("Belum jelas yang mana"))] if with_category else [])]
            + [(need.value, need.label) for need in NEEDS[category]],
        )
        for category in NeedCategory
    ]


class NeedForm(SectionForm):
    what = forms.ChoiceField(label=_("Kebutuhan utama"), choices=_grouped(with_category=True))
    further = forms.MultipleChoiceField(
        label=_("Kebutuhan yang lain"),
        choices=_grouped(with_category=False),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    urgency = forms.ChoiceField(label=_("Kedaruratan"), choices=enums.Urgency)

    folded = ("further",)

    def first_values(self) -> dict:
        return self.held | {"what": self.held["need"] or self.held["category"]}

    def clean(self) -> dict:
        told = super().clean()
        what = told.get("what", "")
        need = what if what in Need.values else ""
        further = [one for one in told.get("further", []) if one != need]
        return told | {"category": CATEGORY_OF.get(need, what), "need": need, "further": further}


class PersonForm(SectionForm):
    name = line_field(120, label=_("Nama"))
    phone = PhoneField(label=_("Telepon/WhatsApp"))
    sex = choice_field(enums.Sex, _("Perempuan atau laki-laki"))
    age_band = choice_field(enums.AgeBand, _("Umur"))
    address = line_field(300, label=_("Alamat"))
    education = choice_field(enums.Education, _("Pendidikan"))
    occupation = choice_field(enums.Occupation, _("Pekerjaan"))
    marital_status = choice_field(enums.MaritalStatus, _("Status perkawinan"))
    disabilities = several_field(enums.Disability, _("Penyandang disabilitas"))
    need_nik = forms.BooleanField(label=_("Perlu NIK untuk surat?"), required=False)
    nik = NikField(label=_("NIK (boleh dikosongkan)"))
    nik_checked = forms.BooleanField(label=_("Sudah saya periksa. Simpan NIK ini."), required=False)
    family_card = FamilyCardField(label=_("Nomor Kartu Keluarga (boleh dikosongkan)"))
    forget = forms.BooleanField(label=_("Hapus NIK dan Nomor Kartu Keluarga yang tersimpan"), required=False)

    folded = ("disabilities",)
    NUMBERS = ("nik", "family_card")

    def __init__(self, *args, complaint, **kwargs):
        super().__init__(*args, complaint=complaint, **kwargs)
        self.warned = False
        stored = [name for name in self.NUMBERS if self.held[name]]
        for name in stored:
            self.fields[name].help_text = _("Tersimpan: %(number)s. Kosongkan bila tidak diganti.") % {
                "number": mask_digits(self.held[name])
            }
        if not stored:
            del self.fields["forget"]
        if complaint.is_violence:
            self.shown_when = dict.fromkeys((*self.NUMBERS, "nik_checked", "forget"), "need_nik=*")
        else:
            del self.fields["need_nik"]

    def first_values(self) -> dict:
        """The numbers themselves are never sent to the page again."""
        return {name: value for name, value in self.held.items() if name not in self.NUMBERS}

    def shown_fields(self) -> list[str]:
        return [name for name in self.fields if name != "nik_checked" or self.warned]

    def clean(self) -> dict:
        told = super().clean()
        self._warn(told)
        if self.complaint.is_violence and not told.get("need_nik") and any(map(told.get, self.NUMBERS)):
            self.add_error(
                "need_nik", _("Centang ini bila memang perlu untuk surat, atau kosongkan nomornya.")
            )
        for name in self.NUMBERS:
            if told.get("forget") and not told.get(name):
                told[name] = ""
            elif not told.get(name):
                told.pop(name, None)
        return told

    def _warn(self, told: dict) -> None:
        """What disagrees is said once; it is saved when she says that she has looked."""
        typed = told.get("nik")
        if not typed or typed == self.held["nik"]:
            return
        found = nik_warnings(
            Nik(typed),
            regency_code=self.complaint.regency_id,
            sex=told.get("sex") or None,
            age_band=told.get("age_band") or None,
        )
        self.warned = bool(found)
        if found and not told.get("nik_checked"):
            for message in found:
                self.add_error("nik", message)


class ContactForm(SectionForm):
    way = choice_field(enums.ContactWay, _("Bagaimana cara menghubunginya yang aman?"))
    phone = PhoneField(label=_("Nomor orang yang ia percaya (boleh dikosongkan)"), help_text=HINT)
    hours = choice_field(enums.ContactHours, _("Jam yang aman"))
    note = line_field(200, label=_("Catatan"), help_text=_("Misalnya: jangan telepon siang hari."))

    shown_when = {"phone": f"way={enums.ContactWay.TRUSTED}"}


class PlaceForm(SectionForm):
    village = VillageField(label=_("Desa/kelurahan tempat tinggalnya"))
    hamlet = line_field(80, label=_("Dusun/lingkungan (boleh kosong)"))

    def __init__(self, *args, complaint, **kwargs):
        super().__init__(*args, complaint=complaint, **kwargs)
        self.fields["village"].regencies = [complaint.regency_id]


class StoryForm(SectionForm):
    reminder = line_field(
        60,
        label=_("Tanda pengingat"),
        help_text=_("Kata rahasia Ibu/Bapak sendiri untuk mengenali kasus ini, misalnya “pagar hijau”."),
    )
    narrative = text_field(20_000, rows=8, label=_("Apa yang terjadi? Tulis seperlunya"), required=False)


class ReporterForm(SectionForm):
    channel = forms.ChoiceField(label=_("Cara masuk"), choices=enums.Channel, required=False)
    name = line_field(120, label=_("Nama pelapor"))
    phone = PhoneField(label=_("Telepon/WhatsApp"))
    sex = choice_field(enums.Sex, _("Perempuan atau laki-laki"))
    age_band = choice_field(enums.AgeBand, _("Umur"))
    address = line_field(300, label=_("Alamat"))

    def clean(self) -> dict:
        """A case always came in some way: one that is not said leaves the known one."""
        told = super().clean()
        if not told.get("channel"):
            told.pop("channel", None)
        return told


class ReportedForm(SectionForm):
    relation = choice_field(enums.Relation, _("Hubungannya dengan orang yang kita dampingi"))
    name = line_field(120, label=_("Nama yang diduga melakukan (boleh kosong)"))
    sex = choice_field(enums.Sex, _("Perempuan atau laki-laki"))
    age_band = choice_field(enums.AgeBand, _("Umur"))
    education = choice_field(enums.Education, _("Pendidikan"))
    occupation = choice_field(enums.Occupation, _("Pekerjaan"))
    address = line_field(300, label=_("Alamat"))


FORMS: dict[str, type[SectionForm]] = {
    "kejadian": EventForm,
    "kebutuhan": NeedForm,
    "orangnya": PersonForm,
    "kontak": ContactForm,
    "tempat": PlaceForm,
    "cerita": StoryForm,
    "pelapor": ReporterForm,
    "terlapor": ReportedForm,
}
