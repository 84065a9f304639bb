"""What a meeting decided about a proposal: how far it came, for how much, or why not."""

import datetime
import uuid
from dataclasses import dataclass

from django.utils.formats import date_format

from complaints.errors import NotPermitted
from complaints.services.deed import sent_before
from safeguards import audit

from ... import workflow
from ...budget import Status
from ...errors import MissingAmount, MissingReason, TooEarly
from ...models import Proposal, ProposalStep
from .frame import changing, save


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
    with changing(proposal=proposal, by=by, action="proposal.moved", figures=figures) as (row, hand):
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
    save(row, "status", "status_since", "reason", "amount_granted")
