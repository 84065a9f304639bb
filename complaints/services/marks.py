"""What several deeds put on a locked case: who accompanies it, that an officer must look, what she asks."""

import uuid

from django.db.models import Q
from django.utils.translation import gettext_lazy

from members.models import User
from safeguards import audit
from safeguards.identifiers import time_ordered_uuid

from ..enums import ActionState
from ..models import Complaint, Flag, Handover, PlanAction, Question

OWNER_STOPPED = gettext_lazy("Pendampingnya berhenti. Tunjuk pendamping baru.")  # what a flag asks


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
    row: Complaint, text: str, *, by: User | None, reason: str = "", submission_key: uuid.UUID | None = None
) -> Flag:
    """Puts the case in front of the officers who review it; recorded, not yet saved (``is_flagged``)."""
    flag = Flag(complaint=row, text=text, raised_by=by, submission_key=submission_key or time_ordered_uuid())
    flag.save(force_insert=True)
    row.is_flagged = True
    audit.record(action="complaint.flagged", by=by, chain=row.pk, subject=flag, reason=reason)
    return flag


def raise_flags(told: list[tuple[Complaint, str]], *, reason: str) -> list[audit.Entry]:
    """The same by the timer for many locked cases, saved; what to record of it, for the caller to record."""
    flags = Flag.objects.bulk_create(Flag(complaint=row, text=text) for row, text in told)
    Complaint.objects.filter(pk__in={row.pk for row, _text in told}).update(is_flagged=True)
    return [
        audit.Entry("complaint.flagged", chain=flag.complaint_id, subject=flag, reason=reason)
        for flag in flags
    ]


def put_question(row: Complaint, text: str, *, by: User, submission_key: uuid.UUID) -> Question:
    """Asks the volunteer of the case, on whose first page it waits; recorded."""
    asked = Question(complaint=row, text=text, asked_by=by, submission_key=submission_key)
    asked.save(force_insert=True)
    audit.record(action="question.asked", by=by, chain=row.pk, subject=asked)
    return asked


def pass_actions_on(row: Complaint, whose: Q, *, to: User, by: User | None) -> int:
    """Open actions of the plan that ``whose`` picks go to ``to``: each has somebody who sees it."""
    actions = PlanAction.objects.filter(whose, complaint=row, state=ActionState.OPEN)
    number = actions.exclude(responsible=to).update(responsible=to)
    if number:
        figures = {"actions": number, "to": to.pk}
        audit.record(action="action.passed", by=by, chain=row.pk, subject=row, figures=figures)
    return number
