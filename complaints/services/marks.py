"""What several deeds put on a locked case: who accompanies it, that an officer must look, what she asks."""

import uuid

from members.models import User
from safeguards import audit
from safeguards.identifiers import time_ordered_uuid

from ..models import Complaint, Flag, Question


def assign_to(row: Complaint, to: User, *, by: User | None, reason: str = "") -> None:
    """``to`` accompanies the case from now on; recorded, not yet saved (``assigned_to``)."""
    figures = {"from": row.assigned_to_id, "to": to.pk}
    row.assigned_to = to
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
