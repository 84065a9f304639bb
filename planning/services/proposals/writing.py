"""What a proposal says: proposed at the end of its year's list, and changed."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Max
from django.utils import timezone

from complaints.errors import CaseError, NotPermitted
from complaints.services.deed import sent_before
from members.models import Group
from safeguards import audit
from villages.models import Village

from ...budget import Status
from ...errors import AlreadyProposed, Ended, EvidenceStays, Settled, Stale, VillageGone
from ...models import Proposal, ProposalStep
from ...policies.proposals import OPEN_TO_THE_SECRETARY, Hand
from ..deed import deed
from .frame import changing, hold, save

WRITTEN = (
    *("subsector", "title", "problem", "location", "volume", "targets", "women", "men", "children"),
    *("disability", "time", "amount_asked", "fund_source", "implementation"),
)


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where a proposal comes from: ``group`` None is the village's secretary; ``evidence`` as stored;
    ``on`` None is today.
    """

    village: Village
    year: int
    group: Group | None
    evidence: list[dict]
    rule: str = ""
    on: datetime.date | None = None


def propose(*, origin: Origin, by, values: dict, submission_key: uuid.UUID) -> Proposal:
    """Adds it at the end of the year's list. ``values``: what WRITTEN names. A resend finds the first."""
    figures = {"village": origin.village.pk, "year": origin.year}
    with deed(action="proposal.made", by=by, figures=figures):
        hold(origin.village)
        if origin.village.withdrawn_on:
            raise VillageGone(origin.village)
        _require_proposer(origin, by)
        first = sent_before(Proposal, submission_key, created_by=by)
        if first:
            return first
        require_new(origin.village, origin.year, values["title"])
        told = {"village": origin.village, "year": origin.year, "group": origin.group}
        told |= {"evidence": origin.evidence, "rule": origin.rule}
        row = Proposal(**told, **values)
        return add_to_list(row, by=by, submission_key=submission_key, on=origin.on)


def _require_proposer(origin: Origin, by) -> None:
    hand = Hand.of(by, origin.village)
    if origin.group not in hand.groups and not (origin.group is None and hand.is_secretary):
        raise NotPermitted


def require_new(village: Village, year: int, title: str, but: Proposal | None = None) -> None:
    """Two groups of a village may think of the same: it stands in their list once."""
    rows = Proposal.objects.of(village).ranked_in(year).filter(title__iexact=title)
    other = rows.exclude(pk=but.pk if but else None).select_related("group", "village").first()
    if other:
        raise AlreadyProposed(other)


def add_to_list(row: Proposal, *, by, submission_key: uuid.UUID, on: datetime.date | None = None) -> Proposal:
    last = Proposal.objects.of(row.village).filter(year=row.year).aggregate(last=Max("priority"))["last"]
    row.priority, row.submission_key, row.created_by = (last or 0) + 1, submission_key, by
    row.status_since = on or timezone.localdate(timezone=row.village.zone)
    row.save(force_insert=True)
    told = {"from_status": "", "to_status": Status.PROPOSED, "amount": row.amount_asked}
    ProposalStep.objects.create(proposal=row, on=row.status_since, by=by, **told)
    figures = {"village": row.village_id, "year": row.year, "rule": row.rule}
    audit.record(action="proposal.made", by=by, subject=row, figures=figures)
    return row


def change(*, proposal: Proposal, by, values: dict, version: int) -> list[str]:
    """Writes the ``values`` that differ; returns their names. A second tap changes nothing.

    ``values``: what WRITTEN names, and "evidence" as stored, which is added to what has none.
    """
    with changing(proposal=proposal, by=by, action="proposal.changed") as (row, hand):
        names = changed(row, values)
        if not names:
            return names
        if not hand.may_edit(row):
            raise why_not_edited(row, hand)
        if version != row.version:
            raise Stale
        if "evidence" in names and not hand.may_cite(row):
            raise EvidenceStays
        if "title" in names:
            require_new(row.home, row.year, values["title"], but=row)
        for name in names:
            setattr(row, name, values[name])
        save(row, *names)
        audit.record(action="proposal.changed", by=by, subject=row, figures={"fields": names})
        return names


def changed(row: Proposal, values: dict) -> list[str]:
    names = [name for name in WRITTEN if name in values and getattr(row, name) != values[name]]
    cited = values.get("evidence")  # none chosen takes none away
    return [*names, "evidence"] if cited and cited != row.evidence else names


def why_not_edited(row: Proposal, hand: Hand) -> CaseError:
    if not hand.may_work:
        return NotPermitted()
    return Settled() if row.status in OPEN_TO_THE_SECRETARY else Ended()
