"""What is done about a case: notes with the next appointment, and the steps from stage to stage."""

import datetime
import uuid

from django.utils import timezone

from safeguards import audit

from ..enums import Stage
from ..errors import CaseClosed, NotNow
from ..models import Complaint, Note, StageChange
from ..workflow import check_stage
from .deed import deed, require_version, save, sent_before


def add_note(
    *,
    complaint: Complaint,
    by,
    submission_key: uuid.UUID,
    kind: str,
    text: str,
    happened_on: datetime.date,
    next_appointment: datetime.datetime | None = None,
    stage: str = "",
) -> Note:
    """The note, and with it the case's next appointment (None: there is none) and, if given, its ``stage``.

    The same key again gives the first note and changes nothing. Raises CaseClosed, NotNow.
    """
    with deed(complaint=complaint, by=by, action="note.added") as row:
        first = sent_before(Note, submission_key, complaint=row, by=by)
        if first:
            return first
        if row.is_closed:
            raise CaseClosed
        note = Note.objects.create(
            complaint=row,
            submission_key=submission_key,
            kind=kind,
            text=text,
            happened_on=happened_on,
            next_appointment=next_appointment,
            by=by,
        )
        if stage and stage != row.stage:
            move(row, stage, by=by)
        row.next_appointment = next_appointment
        save(row, "next_appointment", "stage", "stage_since")
        audit.record(action="note.added", by=by, chain=row.pk, subject=note, figures={"kind": kind})
        return note


def change_stage(*, complaint: Complaint, by, to: str, version: int | None = None) -> Complaint:
    """Moves an open case forward; where it already stands there, nothing happens.

    Closing and reopening are deeds of their own (``closure``). Raises CaseClosed, NotNow, Stale.
    """
    with deed(complaint=complaint, by=by, action="stage.changed") as row:
        if row.stage == to:
            return row
        require_version(row, version)
        if row.is_closed:
            raise CaseClosed
        move(row, to, by=by)
        save(row, "stage", "stage_since")
        return row


def move(row: Complaint, to: str, *, by) -> None:
    """One step of a locked, open case, recorded but not yet saved."""
    if to == Stage.CLOSED:
        raise NotNow
    check_stage(row.kind, row.stage, to)
    step = change_of(row, to, by=by)
    audit.record(
        action="stage.changed", by=by, chain=row.pk, subject=step, figures={"from": step.from_stage, "to": to}
    )


def change_of(row: Complaint, to: str, *, by, **details) -> StageChange:
    """The row of the step, with the case moved but not yet saved."""
    step = StageChange.objects.create(
        complaint=row, from_stage=row.stage, to_stage=to, by=by, at=timezone.now(), **details
    )
    row.stage, row.stage_since = to, step.at
    return step
