"""What is known of a case as words for a reader, section by section."""

import datetime
from dataclasses import dataclass
from functools import cache, lru_cache

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safeguards.identifiers import mask_digits
from safeguards.phones import show_phone
from villages.models import Village

from . import enums
from .models import Complaint, Person
from .needs import Need, NeedCategory
from .sections import Section, read

LISTS: dict[str, tuple[type[TextChoices], ...]] = {
    "category": (enums.ViolenceForm, NeedCategory),
    "need": (Need,),
    "further": (enums.ViolenceForm, NeedCategory, Need),
    "sexual_kinds": (enums.SexualKind,),
    "disabilities": (enums.Disability,),
    "way": (enums.ContactWay,),
    "hours": (enums.ContactHours,),
    "scene": (enums.Scene,),
    "happened": (enums.When,),
    "urgency": (enums.Urgency,),
    "channel": (enums.Channel,),
    "safety": (enums.Safety,),
    "sex": (enums.Sex,),
    "age_band": (enums.AgeBand,),
    "education": (enums.Education,),
    "occupation": (enums.Occupation,),
    "marital_status": (enums.MaritalStatus,),
    "relation": (enums.Relation,),
}
WORDS = {
    "further": gettext_lazy("Juga"),
    "name": gettext_lazy("Nama"),
    "phone": gettext_lazy("Telepon/WhatsApp"),
    "nik": gettext_lazy("NIK"),
    "family_card": gettext_lazy("Nomor Kartu Keluarga"),
    "address": gettext_lazy("Alamat"),
    "way": gettext_lazy("Cara"),
    "hours": gettext_lazy("Waktu yang aman"),
    "note": gettext_lazy("Pesan"),
}
MASKED = ("nik", "family_card")


@dataclass(frozen=True)
class Fact:
    name: str
    label: str
    text: str


def facts(complaint: Complaint, section: Section) -> list[Fact]:
    """The section's filled fields; NIK and Kartu Keluarga by their last four digits."""
    shown = ((name, show(name, value)) for name, value in read(complaint, section).items())
    return [Fact(name, label(complaint, name), text) for name, text in shown if text]


def label(complaint: Complaint, name: str) -> str:
    """What a field is called on screen: as the model says, or the word above."""
    if name == "category":
        return _("Bentuk kekerasan") if complaint.is_violence else _("Kebutuhan")
    return _label(name)


@cache
def _label(name: str) -> str:
    for model in () if name in WORDS else (Complaint, Person):
        found = next((field for field in model._meta.fields if field.name == name), None)
        if found is not None:
            words = str(found.verbose_name)
            return words[:1].upper() + words[1:]
    return str(WORDS.get(name, name))


def show(name: str, value) -> str:
    """One value as a person reads it; ``""`` for what nobody has said yet."""
    if value in (None, "", [], False) and name != "domestic":
        return ""
    if name in LISTS:
        return ", ".join(_word(name, one) for one in (value if isinstance(value, list) else [value]))
    if name in MASKED:
        return mask_digits(value)
    if name == "phone":
        return show_phone(value)
    return _plain(value)


def _plain(value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("Ya") if value else _("Tidak")
        case datetime.date():
            return date_format(value, "j F Y")
        case Village():
            return value.full_name
    return str(value)


@lru_cache(maxsize=500)
def _word(name: str, value: str) -> str:
    """The label of a listed value; a value of an older list stands as it is."""
    return next((str(labels(value).label) for labels in LISTS[name] if value in labels.values), str(value))
