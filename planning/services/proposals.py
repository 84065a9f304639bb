"""Every write to a proposal: proposed, changed, put in order, moved on, taken back, carried over."""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from complaints.errors import CaseError, NotPermitted
from complaints.services.deed import sent_before
from members.models import Group
from safeguards import audit
from safeguards.identifiers import time_ordered_uuid
from villages.models import Village

from .. import workflow
from ..budget import Status
from ..errors import (
    AlreadyProposed,
    DoneStays,
    Ended,
    MissingAmount,
    MissingReason,
    NotRefused,
    RefusedStays,
    Settled,
    Stale,
    StaysInHistory,
    TooEarly,
    VillageGone,
)
from ..models import Proposal, ProposalStep
from ..policies.proposals import OPEN_TO_THE_SECRETARY, Hand
from .deed import deed

WRITTEN = (
    *("subsector", "title", "problem", "location", "volume", "targets", "women", "men", "children"),
    *("disability", "time", "amount_asked", "fund_source", "implementation"),
)
CARRIED = (*(name for name in WRITTEN), "evidence", "rule", "group")


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
        _hold(origin.village)
        if origin.village.withdrawn_on:
            raise VillageGone(origin.village)
        _require_proposer(origin, by)
        first = sent_before(Proposal, submission_key, created_by=by)
        if first:
            return first
        _require_new(origin.village, origin.year, values["title"])
        told = {"village": origin.village, "year": origin.year, "group": origin.group}
        told |= {"evidence": origin.evidence, "rule": origin.rule}
        row = Proposal(**told, **values)
        return _add(row, by=by, submission_key=submission_key, on=origin.on)


def _require_proposer(origin: Origin, by) -> None:
    hand = Hand.of(by, origin.village)
    if origin.group not in hand.groups and not (origin.group is None and hand.is_secretary):
        raise NotPermitted


def _require_new(village: Village, year: int, title: str, but: Proposal | None = None) -> None:
    """Two groups of a village may think of the same: it stands in their list once."""
    rows = Proposal.objects.of(village).filter(year=year, title__iexact=title).exclude(status=Status.REFUSED)
    other = rows.exclude(pk=but.pk if but else None).select_related("group", "village").first()
    if other:
        raise AlreadyProposed(other)


def _add(row: Proposal, *, by, submission_key: uuid.UUID, on: datetime.date | None = None) -> Proposal:
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
    """Writes the ``values`` that differ; returns their names. A second tap changes nothing."""
    with _changing(proposal=proposal, by=by, action="proposal.changed") as (row, hand):
        names = changed(row, values)
        if not names:
            return names
        if not hand.may_edit(row):
            raise why_not_edited(row, hand)
        if version != row.version:
            raise Stale
        if "title" in names:
            _require_new(row.home, row.year, values["title"], but=row)
        for name in names:
            setattr(row, name, values[name])
        _save(row, *names)
        audit.record(action="proposal.changed", by=by, subject=row, figures={"fields": names})
        return names


def changed(row: Proposal, values: dict) -> list[str]:
    return [name for name in WRITTEN if name in values and getattr(row, name) != values[name]]


def why_not_edited(row: Proposal, hand: Hand) -> CaseError:
    if not hand.may_work:
        return NotPermitted()
    return Settled() if row.status in OPEN_TO_THE_SECRETARY else Ended()


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a meeting decided on ``on``. ``amount`` in whole rupiah, ``reason`` for a refusal."""

    to: str
    on: datetime.date
    amount: int | None = None
    reason: str = ""


def take_step(*, proposal: Proposal, by, decision: Decision, submission_key: uuid.UUID) -> ProposalStep:
    """Raises NotNow, TooEarly, MissingAmount, MissingReason; a resend finds the first step."""
    figures = {"to": decision.to}
    with _changing(proposal=proposal, by=by, action="proposal.moved", figures=figures) as (row, hand):
        first = sent_before(ProposalStep, submission_key, proposal=row, by=by)
        if first:
            return first
        if not hand.may_decide(decision.to):
            raise NotPermitted
        workflow.check(row.status, decision.to)
        _require_whole(row, decision)
        amount = _amount_of(row, decision)
        told = {"from_status": row.status, "to_status": decision.to, "on": decision.on, "amount": amount}
        told["reason"] = decision.reason if decision.to == Status.REFUSED else ""
        step = ProposalStep.objects.create(proposal=row, by=by, submission_key=submission_key, **told)
        figures = {"from": row.status, "to": decision.to, "amount": amount}
        _move(row, step, decision)
        audit.record(action="proposal.moved", by=by, subject=row, figures=figures)
        return step


def _require_whole(row: Proposal, decision: Decision) -> None:
    meetings = row.steps.exclude(from_status="").order_by("-on")  # when it was written down may be later
    last = meetings.values_list("on", flat=True).first()
    if last and decision.on < last:
        raise TooEarly(date_format(last, "j F Y"))
    if decision.to == Status.APBDES and decision.amount is None:
        raise MissingAmount
    if decision.to == Status.REFUSED and not decision.reason:
        raise MissingReason


def _amount_of(row: Proposal, decision: Decision) -> int | None:
    """What is not said anew is as it was asked, or granted; a refusal grants nothing."""
    if decision.to in {Status.MUSDES, Status.REFUSED}:
        return None
    known = row.amount_asked if row.amount_granted is None else row.amount_granted
    return known if decision.amount is None else decision.amount


def _move(row: Proposal, step: ProposalStep, decision: Decision) -> None:
    row.status, row.status_since, row.reason = decision.to, decision.on, step.reason
    if decision.to == Status.REFUSED:
        row.amount_granted = None
    elif decision.to in {Status.RKPDES, Status.APBDES}:
        row.amount_granted = decision.amount
    _save(row, "status", "status_since", "reason", "amount_granted")


def reorder(*, proposal: Proposal, by, up: bool, seen_at: int | None = None) -> int | None:
    """One place up or down in its year's list, which is numbered anew from 1; returns its new place.

    None where nothing happened: at the end of the list, or when it no longer stands at ``seen_at`` (a
    second tap, or somebody else was quicker).
    """
    with _changing(proposal=proposal, by=by, action="proposal.reordered", figures={"up": up}) as (row, _hand):
        rows = list(ranked(Proposal.objects.of(row.home), row.year).select_for_update(of=("self",)))
        keys = [one.pk for one in rows]
        if row.pk not in keys:
            return None
        place = keys.index(row.pk)
        other = place + (-1 if up else 1)
        if not 0 <= other < len(rows) or seen_at not in {None, place + 1}:
            return None
        rows[place], rows[other] = rows[other], rows[place]
        for number, one in enumerate(rows, start=1):
            if one.priority != number:
                one.priority = number
                one.save(update_fields=["priority"])
        figures = {"up": up, "place": other + 1}
        audit.record(action="proposal.reordered", by=by, subject=row, figures=figures)
        return other + 1


def ranked(proposals: QuerySet, year: int) -> QuerySet:
    """Those of a year that have a place in its order: what was refused has none."""
    return proposals.filter(year=year).exclude(status=Status.REFUSED).order_by("priority", "created_at", "id")


def withdraw(*, proposal: Proposal, by) -> None:
    """Deletes it, while no meeting has discussed it; later it stays in the history (StaysInHistory)."""
    with _changing(proposal=proposal, by=by, action="proposal.withdrawn") as (row, hand):
        if row.status != Status.PROPOSED:
            raise why_it_stays(row)
        if not hand.may_withdraw(row):
            raise NotPermitted
        figures = {"village": row.village_id, "year": row.year}
        audit.record(action="proposal.withdrawn", by=by, subject=row, figures=figures)
        row.delete()


def why_it_stays(row: Proposal) -> StaysInHistory:
    return {Status.DONE: DoneStays, Status.REFUSED: RefusedStays}.get(row.status, StaysInHistory)()


def carry_over(*, proposal: Proposal, by) -> Proposal:
    """Proposes what was refused again for the next year whose list is open. Once: a second time finds
    the first.
    """
    with _changing(proposal=proposal, by=by, action="proposal.carried") as (row, _hand):
        if not row.is_refused:
            raise NotRefused
        next_one = Proposal.objects.filter(carried_from=row).first()
        if next_one:
            return next_one
        year = max(row.year, timezone.localdate(timezone=row.home.zone).year) + 1
        _require_new(row.home, year, row.title)
        values = {name: getattr(row, name) for name in CARRIED}
        new = Proposal(village=row.home, year=year, carried_from=row, **values)
        _add(new, by=by, submission_key=time_ordered_uuid())
        audit.record(action="proposal.carried", by=by, subject=row, figures={"year": year})
        return new


@contextmanager
def _changing(*, proposal: Proposal, by, action: str, figures: dict | None = None) -> Iterator[tuple]:
    """Yield the proposal locked and fresh, and what ``by`` has to do with its village.

    The village is held first: its list has one writer at a time. A refusal is recorded on its own.
    """
    with deed(action=action, by=by, subject=proposal, figures=figures):
        _hold(proposal.home)
        rows = Proposal.objects.visible_to(by).with_place().select_for_update(of=("self",), no_key=True)
        row = rows.filter(pk=proposal.pk).first()
        hand = Hand.of(by, row.home) if row else None
        if hand is None or not hand.may_work:
            raise NotPermitted
        yield row, hand


def _hold(village: Village) -> None:
    Village.objects.select_for_update(no_key=True).filter(pk=village.pk).only("pk").first()


def _save(row: Proposal, *fields: str) -> None:
    row.version += 1
    row.updated_at = timezone.now()
    row.save(update_fields=[*fields, "version", "updated_at"])
