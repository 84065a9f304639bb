"""How a proposal leaves its list: deleted before it is discussed, or carried over into the next year's."""

from django.utils import timezone

from complaints.errors import NotPermitted
from safeguards import audit
from safeguards.identifiers import time_ordered_uuid

from ...budget import Status
from ...errors import DoneStays, NotRefused, RefusedStays, StaysInHistory, StepsStay
from ...models import Proposal
from .frame import changing
from .writing import WRITTEN, add_to_list, require_new

CARRIED = (*WRITTEN, "evidence", "rule", "group")


def withdraw(*, proposal: Proposal, by) -> None:
    """Deletes it, while no step was recorded; later it stays in the history (StaysInHistory)."""
    with changing(proposal=proposal, by=by, action="proposal.withdrawn") as (row, hand):
        refusal = why_it_stays(row)
        if refusal:
            raise refusal
        if not hand.may_withdraw(row):
            raise NotPermitted
        figures = {"village": row.village_id, "year": row.year}
        audit.record(action="proposal.withdrawn", by=by, subject=row, figures=figures)
        row.delete()


def why_it_stays(row: Proposal) -> StaysInHistory | None:
    """None while no step was recorded. One that was taken back is no step, but it is on record."""
    if row.status != Status.PROPOSED:
        return {Status.DONE: DoneStays, Status.REFUSED: RefusedStays}.get(row.status, StaysInHistory)()
    return StepsStay() if row.steps.exclude(from_status="").exists() else None


def carry_over(*, proposal: Proposal, by) -> Proposal:
    """Proposes what was refused again for the next year whose list is open. Once: a second time finds
    the first.
    """
    with changing(proposal=proposal, by=by, action="proposal.carried") as (row, _hand):
        if not row.is_refused:
            raise NotRefused
        if next_one := row.next_one:
            return next_one
        year = max(row.year, timezone.localdate(timezone=row.home.zone).year) + 1
        require_new(row.home, year, row.title)
        values = {name: getattr(row, name) for name in CARRIED}
        new = Proposal(village=row.home, year=year, carried_from=row, **values)
        add_to_list(new, by=by, submission_key=time_ordered_uuid())
        audit.record(action="proposal.carried", by=by, subject=row, figures={"year": year})
        return new
