"""Under which letter each person of a case stands on redacted paper: Orang A, Orang B, …

A letter belongs to the case, not to one paper: it follows from when somebody first came into the case
(the person herself is always A), so that two papers with different parts tell of the same people. Who came
and is named nowhere yet holds her letter too: she takes nobody's when she is.
"""

import datetime
import string
import uuid
from collections.abc import Iterable, Iterator

from django.db.models import Min
from django.utils.translation import gettext as _

from members.models import Assignment, Member, User
from safeguards.models import AuditEvent

from .enums import PersonRole
from .masking import Cover
from .models import Complaint
from .told import PEOPLE, TOLD_BY_AUDIT

# Who did what: relations of a case whose rows ``hanging.load`` has read, and others.
READ = {
    "notes": ("by",),
    "stage_changes": ("by",),
    "consents": ("recorded_by",),
    "referrals": ("sent_by",),
    "questions": ("asked_by", "answered_by"),
    "rights": ("recorded_by", "ended_by"),
    "holds": ("by", "ended_by"),
}
UNREAD = {"assessments": ("by",), "safety_plans": ("by",), "actions": ("by", "responsible", "ended_by")}
OWN = ("recorded_by", "assigned_to", "closed_by", "reviewed_by")
NUMBERS = ("phone", "nik", "family_card")


def cover_of(complaint: Complaint, reader: User, now: datetime.datetime) -> Cover:
    """``complaint`` with its rows read (``hanging.load``). ``reader`` is who prints it at ``now``."""
    colleagues = User.objects.in_bulk(_colleagues(complaint) | {reader.pk})
    first = _first_deeds(complaint)
    arrivals = [(first.get(pk, now), pk, str(colleagues.get(pk, ""))) for pk in {*colleagues, *first}]
    arrivals += [(_made(row.pk), 0, name) for row, name in _others_named(complaint)]
    hers = [row.name for row in complaint.persons.all() if row.role == PersonRole.CONCERNED]
    return Cover(
        dict(_lettered([*hers, *(name for *_rank, name in sorted(arrivals))])),
        others=_around(complaint),
        phrases=[phrase for phrase in _places(complaint) if phrase],
        numbers=[number for number in _numbers(complaint, colleagues.values()) if number],
    )


def cover_of_others(complaint: Complaint) -> Cover:
    """For the paper that she herself gets: she stands by her name, who else is named does not, and whoever
    worked on her case stands by that. ``complaint`` with its rows read.
    """
    persons = complaint.persons.all()
    others = [person for person in persons if person.role != PersonRole.CONCERNED]
    colleagues = list(User.objects.filter(pk__in=_colleagues(complaint)))
    hers = [person.name for person in persons if person.role == PersonRole.CONCERNED and person.name]
    numbers = [person.identity.get(name, "") for person in others for name in NUMBERS]
    numbers += [str(colleague.phone or "") for colleague in colleagues]
    return Cover(
        {
            **{name: [name] for name in hers},
            str(_("orang lain")): [name for _row, name in _others_named(complaint)],
            str(_("pendamping atau petugas")): [str(colleague) for colleague in colleagues],
        },
        others=_around(complaint),
        phrases=[address for person in others if (address := person.identity.get("address"))],
        numbers=[number for number in numbers if number],
        any_number=False,
    )


def letter(place: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = string.ascii_uppercase
    return letters[place] if place < 26 else letter(place // 26 - 1) + letters[place % 26]


def _lettered(names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """Each holds a letter, named or not; the same name is the same person."""
    tidy = [" ".join(name.split()) for name in names]
    for place, name in enumerate(dict.fromkeys(name or place for place, name in enumerate(tidy))):
        if isinstance(name, str):
            yield _("Orang %(letter)s") % {"letter": letter(place)}, [name]


def _made(key: uuid.UUID) -> datetime.datetime:
    """When the row of a time-ordered key (identifiers.time_ordered_uuid) was made."""
    return datetime.datetime.fromtimestamp((key.int >> 80) / 1000 % 10**10, datetime.UTC)


def _others_named(complaint: Complaint):
    """Reporter and reported, whose names may come later, and witnesses: each with her row."""
    for person in complaint.persons.all():
        if person.role != PersonRole.CONCERNED:
            yield person, person.name
    for consent in complaint.consents.all():
        if consent.witness:
            yield consent, consent.witness.partition(",")[0].partition("(")[0].strip()


def _colleagues(complaint: Complaint) -> set[int]:
    found = {getattr(complaint, f"{name}_id") for name in OWN}
    for relation, names in READ.items():
        found |= {getattr(row, f"{name}_id") for row in getattr(complaint, relation).all() for name in names}
    found |= {step.by_id for referral in complaint.referrals.all() for step in referral.steps.all()}
    for relation, names in UNREAD.items():
        for keys in getattr(complaint, relation).order_by().values_list(*names):
            found.update(keys)
    told = AuditEvent.objects.filter(chain=complaint.pk, action__in=TOLD_BY_AUDIT, refused=False)
    for actor, figures in told.values_list("actor", "figures"):
        found |= {actor, *(figures.get(name) for name in PEOPLE)}
    return {key for key in found if isinstance(key, int)}


def _first_deeds(complaint: Complaint) -> dict[int, datetime.datetime]:
    """From the trail, in which nothing changes any more."""
    deeds = AuditEvent.objects.filter(chain=complaint.pk, actor__isnull=False)
    return dict(deeds.order_by().values("actor").annotate(first=Min("at")).values_list("actor", "first"))


def _around(complaint: Complaint) -> Iterator[str]:
    """Members of the group and officers of its partner, whom a text may name though they did nothing."""
    yield from Member.objects.filter(group=complaint.group_id).values_list("full_name", flat=True)
    officers = Assignment.objects.filter(organisation=complaint.group.partner_id)
    yield from officers.values_list("user__full_name", flat=True)


def _places(complaint: Complaint) -> Iterator[str]:
    yield from (complaint.hamlet, complaint.reminder, complaint.group.name)
    for village in (complaint.village, complaint.event_village, complaint.group.village):
        yield village.name if village else ""
    yield from (person.identity.get("address", "") for person in complaint.persons.all())


def _numbers(complaint: Complaint, colleagues: Iterable[User]) -> Iterator[str]:
    for person in complaint.persons.all():
        yield from (person.identity.get(name, "") for name in NUMBERS)
    for colleague in colleagues:
        yield str(colleague.phone or "")
    for referral in complaint.referrals.all():
        yield from (referral.provider.phone, referral.provider.whatsapp)
