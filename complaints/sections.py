"""The groups of fields in which a case is edited, none compulsory: what each holds, and its values."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import Kind, PersonRole
from .models import Complaint, Person

BOTH = frozenset(Kind)
A = frozenset({Kind.VIOLENCE})
B = frozenset({Kind.SOCIAL})
COUNTED = ("sex", "age_band", "education", "occupation")
CONTACT = ("way", "phone", "hours", "note")  # keys of Complaint.safe_contact; phone: of whom she trusts


@dataclass(frozen=True, kw_only=True)
class Section:
    """Fields of the case, and of the person in ``role`` (columns, and keys of her identity)."""

    slug: str
    label: str | Promise
    kinds: frozenset[Kind] = BOTH
    case: tuple[str, ...] = ()
    contact: tuple[str, ...] = ()
    role: PersonRole | None = None
    person: tuple[str, ...] = ()
    identity: tuple[str, ...] = ()


SECTIONS = {
    section.slug: section
    for section in (
        Section(
            slug="kejadian",
            label=_("Apa yang terjadi"),
            kinds=A,
            case=(
                "category",
                "further",
                "sexual_kinds",
                "domestic",
                "scene",
                "happened",
                "happened_on",
                "happened_on_is_estimate",
                "event_village",
                "urgency",
                "safety",
            ),
        ),
        Section(
            slug="kebutuhan",
            label=_("Kebutuhan"),
            kinds=B,
            case=("category", "need", "further", "urgency"),
        ),
        Section(
            slug="orangnya",
            label=_("Orang yang kita dampingi"),
            role=PersonRole.CONCERNED,
            person=(*COUNTED, "marital_status", "disabilities"),
            identity=("name", "phone", "nik", "family_card", "address"),
        ),
        Section(slug="kontak", label=_("Cara menghubungi yang aman"), contact=CONTACT),
        Section(slug="tempat", label=_("Tempat tinggal"), case=("village", "hamlet")),
        Section(slug="cerita", label=_("Cerita dan tanda pengingat"), case=("reminder", "narrative")),
        Section(
            slug="pelapor",
            label=_("Pelapor dan cara masuk"),
            case=("channel",),
            role=PersonRole.REPORTER,
            person=("sex", "age_band"),
            identity=("name", "phone", "address"),
        ),
        Section(
            slug="terlapor",
            label=_("Terlapor"),
            kinds=A,
            role=PersonRole.REPORTED,
            person=("relation", *COUNTED),
            identity=("name", "address"),
        ),
    )
}


def sections_for(complaint: Complaint) -> list[Section]:
    return [section for section in SECTIONS.values() if complaint.kind in section.kinds]


def person_in(complaint: Complaint, role: PersonRole | None) -> Person | None:
    """The first person in ``role``; reads ``complaint.persons`` (prefetched where it is shown)."""
    if role is None:
        return None
    return next((person for person in complaint.persons.all() if person.role == role), None)


def read(complaint: Complaint, section: Section) -> dict:
    """The section's values by field name; what nobody has said yet is ``None``, ``""`` or a list."""
    person = person_in(complaint, section.role)
    values = {name: getattr(complaint, name) for name in section.case}
    values |= {name: complaint.safe_contact.get(name, "") for name in section.contact}
    identity = person.identity if person else {}
    values |= {name: identity.get(name, "") for name in section.identity}
    return values | {name: getattr(person or Person(), name) for name in section.person}


def changed(complaint: Complaint, section: Section, values: dict) -> list[str]:
    """The names of the fields in which ``values`` differ from what the case holds."""
    held = read(complaint, section)
    return [name for name in held if name in values and not _same(values[name], held[name])]


def _same(one, other) -> bool:
    """Lists are ticks on a page: their order says nothing."""
    if isinstance(one, list) and isinstance(other, list):
        return set(one) == set(other)
    return one == other
