"""Invented proposals, activities and releases."""

from collections.abc import Sequence

from django.utils import timezone

from complaints.statistics import Span
from members.models import (
    Group,
    User,
)
from planning.models import Activity, ActivityPhoto, Proposal, ProposalRule, ProposalStep
from planning.services.releases import release_span
from safeguards.models import DataKey

from . import people
from .cases import PHOTO
from .places import LAST_YEAR, TEROS, make_village


def proposal(by: User | None = None, **fields) -> Proposal:
    """Of her group for next year, with the step it begins with."""
    by = by or people.volunteer()
    place = fields.pop("group", None) or by.current_assignments[0].group
    fields = {
        "village": place.village,
        "group": place,
        "year": timezone.localdate().year + 1,
        "subsector": "1.3",
        "title": f"Kegiatan contoh {next(people.counter)}",
        "problem": "Masalah contoh.",
        "created_by": by,
        **fields,
    }
    row = Proposal.objects.create(**fields)
    proposal_step(row, row.status, reason=row.reason, amount=row.amount_granted)
    return row


def proposal_step(proposal: Proposal, to: str, **fields) -> ProposalStep:
    told = {"to_status": to, "on": timezone.localdate(), "by": proposal.created_by, **fields}
    return ProposalStep.objects.create(proposal=proposal, **told)


def proposal_rule(code: str = "", **fields) -> ProposalRule:
    """It looks at the need for civil documents, from 5 on."""
    code = code or f"aturan-{next(people.counter)}"
    fields = {
        "keys": ["need.civil"],
        "subsector": "1.3",
        "title": "Saran contoh",
        "problem": "Contoh.",
        **fields,
    }
    return ProposalRule.objects.create(code=code, **fields)


def release(year: int = LAST_YEAR, *, village: str = TEROS, quarters: Sequence[int] = ()) -> None:
    """The figures of a year (or of some of its quarters) of the village's whole kabupaten."""
    zone = make_village(village).zone
    for quarter in quarters or (0,):
        release_span(regency=village[:5], span=Span(year, zone, quarter))


def activity(group: Group | None = None, *, title: str = "Sosialisasi contoh", **fields) -> Activity:
    """Of today, with 14 people; recorded by somebody of the group."""
    place = group or people.group()
    by = fields.pop("recorded_by", None) or people.volunteer(group=place)
    fields = {"kind": "outreach", "held_on": timezone.localdate(), "women": 10, "men": 4, **fields}
    row = Activity(group=place, recorded_by=by, data_key=DataKey.objects.make(), **fields)
    row.title = title
    row.save(force_insert=True)
    return row


def activity_photo(row: Activity | None = None, content: bytes = PHOTO) -> ActivityPhoto:
    row = row or activity()
    photo = ActivityPhoto(activity=row, data_key=DataKey.objects.make(), by=row.recorded_by)
    photo.content = content
    photo.save(force_insert=True)
    return photo
