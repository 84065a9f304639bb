"""Marks that several deeds put on a locked case: who accompanies it, and that an officer must look."""

import uuid

from django.db.models import Q

from members.models import User
from safeguards import audit
from safeguards.identifiers import time_ordered_uuid

from ..enums import ActionState
from ..models import Complaint, Flag, Handover, PlanAction


def assign_to(
    row: Complaint,
    to: User,
    *,
    by: User | None,
    reason: str = "",
    text: str = "",
    submission_key: uuid.UUID | None = None,
) -> None:
    """``to`` accompanies the case from now on and finds it, with ``text``, on her first page; recorded,
    not yet saved (``assigned_to``).
    """
    figures = {"from": row.assigned_to_id, "to": to.pk}
    row.assigned_to = to
    handover = Handover(id=submission_key or time_ordered_uuid(), complaint=row, to=to, text=text, by=by)
    handover.save(force_insert=True)
    audit.record(
        action="complaint.assigned", by=by, chain=row.pk, subject=row, reason=reason, figures=figures
    )


def raise_flag(
    row: Complaint, text: str, *, by: User, reason: str = "", submission_key: uuid.UUID | None = None
) -> Flag:
    """Puts the case in front of the officers who review it; recorded, not yet saved (``is_flagged``)."""
    flag = Flag(complaint=row, text=text, raised_by=by, submission_key=submission_key or time_ordered_uuid())
    flag.save(force_insert=True)
    row.is_flagged = True
    audit.record(action="complaint.flagged", by=by, chain=row.pk, subject=flag, reason=reason)
    return flag


def pass_actions_on(row: Complaint, whose: Q, *, to: User, by: User | None) -> int:
    """Open actions of the plan that ``whose`` picks go to ``to``: each has somebody who sees it."""
    actions = PlanAction.objects.filter(whose, complaint=row, state=ActionState.OPEN)
    number = actions.exclude(responsible=to).update(responsible=to)
    if number:
        figures = {"actions": number, "to": to.pk}
        audit.record(action="plan.passed_on", by=by, chain=row.pk, subject=row, figures=figures)
    return number
