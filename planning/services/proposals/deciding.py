"""What a meeting decided about a proposal, how far it came and for how much; and when that was a mistake."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format

from complaints.errors import NotPermitted
from complaints.services.deed import sent_before
from safeguards import audit

from ... import workflow
from ...budget import Status
from ...errors import (
    CarriedOn,
    FirstStepStays,
    MissingAmount,
    MissingReason,
    MissingWhy,
    RecordedStepGone,
    StepStays,
    TakenBackAlready,
    TooEarly,
    WrittenSince,
)
from ...models import Proposal, ProposalStep
from ...policies.proposals import Hand
from .frame import changing, save
from .writing import require_new


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a meeting decided on ``on``. ``amount`` in whole rupiah, ``reason`` for a refusal."""

    to: str
    on: datetime.date
    amount: int | None = None
    reason: str = ""


def take_step(*, proposal: Proposal, by, decision: Decision, submission_key: uuid.UUID) -> ProposalStep:
    """Raises NotNow, TooEarly, MissingAmount, MissingReason. A resend finds the first step, or, where that
    was taken back, RecordedStepGone.
    """
    figures = {"to": decision.to}
    with changing(proposal=proposal, by=by, action="proposal.moved", figures=figures) as (row, hand):
        first = sent_before(ProposalStep, submission_key, proposal=row, by=by)
        if first and not first.stands:
            raise RecordedStepGone
        if first:
            return first
        if not hand.may_decide(decision.to):
            raise NotPermitted
        workflow.check(row.status, decision.to)
        _require_whole(row, decision)
        amount, before = _amount_of(row, decision), row.status
        _move(row, decision)
        told = {"from_status": before, "to_status": row.status, "on": decision.on, "amount": amount}
        told |= {"reason": row.reason, "at": row.updated_at}
        step = ProposalStep.objects.create(proposal=row, by=by, submission_key=submission_key, **told)
        figures = {"from": before, "to": row.status, "amount": amount}
        audit.record(action="proposal.moved", by=by, subject=row, figures=figures)
        return step


def _require_whole(row: Proposal, decision: Decision) -> None:
    meetings = row.steps.standing().exclude(from_status="")  # when it was written down may be later
    last = meetings.order_by("-on").values_list("on", flat=True).first()
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
    return row.money if decision.amount is None else decision.amount


def _move(row: Proposal, decision: Decision) -> None:
    refused = decision.to == Status.REFUSED
    row.status, row.status_since = decision.to, decision.on
    row.reason = decision.reason if refused else ""
    if refused:
        row.amount_granted = None
    elif decision.to in {Status.RKPDES, Status.APBDES}:
        row.amount_granted = decision.amount
    save(row, "status", "status_since", "reason", "amount_granted")


def take_back(*, proposal: Proposal, by, step: ProposalStep, reason: str) -> bool:
    """The last step that stands was recorded by mistake: the proposal is as before it, the row says why.

    False where it was taken back already: a second tap, or somebody else was quicker. Raises StepStays,
    AlreadyProposed, MissingWhy.
    """
    told = {"action": "proposal.step_taken_back", "figures": {"from": step.to_status}}
    with changing(proposal=proposal, by=by, **told) as (row, hand):
        one = row.steps.filter(pk=step.pk).first()
        if one is None or not hand.may_take_back(one):
            raise NotPermitted
        if not one.stands:
            return False
        _require_nothing_followed(row, one, hand)
        if not reason:
            raise MissingWhy
        one.taken_back_at, one.taken_back_by, one.taken_back_reason = timezone.now(), by, reason
        one.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_reason"])
        _stand_as_before(row)
        figures = {"from": one.to_status, "to": row.status}
        audit.record(action="proposal.step_taken_back", by=by, subject=row, figures=figures)
        return True


def _require_nothing_followed(row: Proposal, step: ProposalStep, hand: Hand) -> None:
    refusal = why_step_stays(step, list(row.steps.all()), row.next_one, hand)
    if refusal:
        raise refusal
    if step.to_status == Status.REFUSED:  # what was refused comes back into the list
        require_new(row.home, row.year, row.title, but=row)


def why_step_stays(
    step: ProposalStep, steps: Sequence[ProposalStep], next_one: Proposal | None, hand: Hand
) -> StepStays | None:
    """Why a step cannot be taken back; None where it can. ``steps``: all of its proposal, in their order;
    ``next_one``: that to which the proposal was carried over; ``hand``: of whom takes it back.
    """
    if not step.stands:
        return TakenBackAlready()
    if step.is_first:
        return FirstStepStays()
    if step != workflow.last_standing(steps):
        return StepStays()
    if next_one:
        return CarriedOn(next_one)
    return None if hand.may_undo_writing_since(step) else WrittenSince()


def _stand_as_before(row: Proposal) -> None:
    """As the last step that stands left it. What a plan did not say stands as it was known then."""
    last = workflow.last_standing(list(row.steps.all()))
    row.status, row.status_since, row.reason = last.to_status, last.on, last.reason
    row.amount_granted = last.amount if last.to_status in {Status.RKPDES, Status.APBDES} else None
    save(row, "status", "status_since", "reason", "amount_granted")
