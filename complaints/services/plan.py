"""The plan of a case: actions with who sees to each and by when, until it is done or cannot be done."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from members.models import User
from safeguards import audit

from .. import errors
from ..assignees import workers
from ..enums import ActionState, Stage
from ..models import Complaint, PlanAction
from ..workflow import TRANSITIONS
from .deed import deed, require_version, save, sent_before
from .followup import move

DETAILS = ("need", "text", "due_on", "responsible")


@dataclass(frozen=True, kw_only=True)
class NewAction:
    text: str
    due_on: datetime.date
    need: str = ""


def add_actions(
    *, complaint: Complaint, by, submission_key: uuid.UUID, actions: list[NewAction], responsible: User
) -> list[PlanAction]:
    """One or several actions that ``responsible`` sees to; the same key again gives the first ones.

    The first of kind A makes the case "rencana layanan", if it may. Raises CaseClosed, ActionMissing,
    CannotTakeAction.
    """
    with deed(complaint=complaint, by=by, action="action.added") as row:
        first = sent_before(PlanAction, submission_key, complaint=row, by=by)
        if first:
            return list(row.actions.filter(at=first.at, by=by))
        if row.is_closed:
            raise errors.CaseClosed
        if not actions or not all(one.text.strip() for one in actions):
            raise errors.ActionMissing
        _require_worker(row, responsible)
        made = list(_build(row, by, submission_key, actions, responsible))
        PlanAction.objects.bulk_create(made)
        if row.is_violence and Stage.PLANNED in TRANSITIONS[row.kind][row.stage]:
            move(row, Stage.PLANNED, by=by)
        save(row, "stage", "stage_since")
        figures = {"actions": len(made), "to": responsible.pk}
        audit.record(action="action.added", by=by, chain=row.pk, subject=made[0], figures=figures)
        return made


def _build(row: Complaint, by, key: uuid.UUID, actions: Iterable[NewAction], responsible: User):
    """All of one moment; the first bears the form's key as its own, which is how a resend is known."""
    now = timezone.now()
    for place, one in enumerate(actions):
        named = {} if place else {"id": key}
        yield PlanAction(
            **named, complaint=row, responsible=responsible, at=now, by=by, **vars(one)
        )  # fmt: skip


def _require_worker(row: Complaint, user: User) -> None:
    if not workers(row).filter(pk=user.pk).exists():
        raise errors.CannotTakeAction


def change_action(*, action: PlanAction, by, version: int | None = None, **told) -> list[str]:
    """Writes those of ``told`` (names of DETAILS) that differ; returns their names.

    When it holds all of them already (a second tap), nothing happens. Raises Stale, CaseClosed,
    ActionEnded, ActionMissing, CannotTakeAction.
    """
    with deed(complaint=action.complaint, by=by, action="action.changed") as case:
        row = _fresh(action, case)
        names = [name for name in DETAILS if name in told and getattr(row, name) != told[name]]
        if not names:
            return names
        require_version(case, version)
        _require_open(case, row)
        if not told.get("text", row.text).strip():
            raise errors.ActionMissing
        if "responsible" in names:
            _require_worker(case, told["responsible"])
        for name in names:
            setattr(row, name, told[name])
        row.save(update_fields=names)
        save(case)
        audit.record(action="action.changed", by=by, chain=case.pk, subject=row, figures={"fields": names})
        return names


def end_action(*, action: PlanAction, by, state: str, result: str = "") -> PlanAction:
    """Done, or not possible and why; a second tap changes nothing.

    Raises CaseClosed, ActionEnded, and ReasonMissing where it says not why it was not possible.
    """
    with deed(complaint=action.complaint, by=by, action="action.ended") as case:
        row = _fresh(action, case)
        if (row.state, row.ended_by_id) == (state, by.pk):
            return row
        _require_open(case, row)
        if state == ActionState.OPEN:
            raise errors.NotNow
        if state == ActionState.NOT_POSSIBLE and not result.strip():
            raise errors.ReasonMissing
        row.state, row.result, row.ended_at, row.ended_by = state, result, timezone.now(), by
        row.save(update_fields=["state", "result", "ended_at", "ended_by"])
        save(case)
        figures = {"state": str(state)}
        audit.record(action="action.ended", by=by, chain=case.pk, subject=row, figures=figures)
        return row


def reopen_action(*, action: PlanAction, by) -> PlanAction:
    """Not ended after all; what was written about its end stays. An open one is left as it is.

    Where who saw to it can do so no longer, it is the business of the one who accompanies the case.
    """
    with deed(complaint=action.complaint, by=by, action="action.reopened") as case:
        row = _fresh(action, case)
        if row.state == ActionState.OPEN:
            return row
        if case.is_closed:
            raise errors.CaseClosed
        row.state, row.ended_at, row.ended_by = ActionState.OPEN, None, None
        if not workers(case).filter(pk=row.responsible_id).exists():
            row.responsible_id = case.assigned_to_id
        row.save(update_fields=["state", "ended_at", "ended_by", "responsible"])
        save(case)
        audit.record(action="action.reopened", by=by, chain=case.pk, subject=row)
        return row


def _fresh(action: PlanAction, case: Complaint) -> PlanAction:
    """The action as it is now that its case is locked."""
    row = PlanAction.objects.select_related("responsible").get(pk=action.pk)
    row.complaint = case
    return row


def _require_open(case: Complaint, row: PlanAction) -> None:
    if case.is_closed:
        raise errors.CaseClosed
    if row.state != ActionState.OPEN:
        raise errors.ActionEnded
