"""What a person asks of what is kept about her (UU 27/2022): recorded by a volunteer, answered by an officer
within 3 × 24 hours, with a record of both.
"""

import datetime
import uuid
from contextlib import nullcontext
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from safeguards import audit
from safeguards.models import AuditEvent

from .. import errors, policies
from ..consenting import HOLDS
from ..enums import Outcome
from ..models import Complaint, Merge, RightsRequest
from ..personal_rights import IdentityCheck, PurgeReason, RightsAsker, RightsKind, RightsRefusal, RightsState
from .closure import end
from .consent import stop_referrals
from .deed import deed, sent_before, together
from .destruction import destroy

ANSWER_WITHIN = datetime.timedelta(hours=72)
SHOWN = "right.shown"  # that the copy for the person was made


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What was asked, by whom, how that was made sure, on which way, when and in which words."""

    kind: RightsKind
    asked_by: RightsAsker
    checked: IdentityCheck
    way: str
    received_at: datetime.datetime
    text: str = ""


def record(*, complaint: Complaint, by, asked: Asked, submission_key: uuid.UUID) -> RightsRequest:
    """Its clock runs from when she asked, not from now; the same key again gives the first request.

    Raises WrongDate.
    """
    with deed(complaint=complaint, by=by, action="right.recorded", permit=policies.may_work_or_review) as row:
        if first := sent_before(RightsRequest, submission_key, complaint=row, recorded_by=by):
            return first
        if asked.received_at > timezone.now():
            raise errors.WrongDate(_("Saat ini belum tiba."))
        made = RightsRequest(
            id=submission_key,
            complaint=row,
            due_at=asked.received_at + ANSWER_WITHIN,
            recorded_by=by,
            **vars(asked),
        )
        made.save(force_insert=True)
        figures = {"kind": str(asked.kind)}
        audit.record(action="right.recorded", by=by, chain=row.pk, subject=made, figures=figures)
        return made


def refuse(*, request: RightsRequest, by, refusal: str, text: str = "") -> RightsRequest:
    """For a reason of the list alone. Raises RightEnded."""
    with deed(complaint=request.complaint, by=by, action="right.refused", permit=policies.may_review) as row:
        asked = _locked(request, row)
        asked.state, asked.refusal, asked.answer = RightsState.REFUSED, RightsRefusal(refusal), text
        _end(asked, by)
        audit.record(action="right.refused", by=by, chain=row.pk, subject=asked, reason=asked.refusal)
        return asked


def fulfil(
    *,
    request: RightsRequest,
    by,
    checked: str = "",
    text: str = "",
    other_guardian: bool = False,
    is_sure: bool = False,
) -> RightsRequest:
    """What was asked is done: said of a copy that was handed over, of a correction and a withdrawal; to
    erase is done here, once ``is_sure``, and takes the cases along that were merged into this one.

    Raises RightEnded, IdentityNotChecked, AskerIsReported, NotShownYet, NotWithdrawnYet, CaseHeld,
    OwnRequest, NotSure.
    """
    erases = request.kind == RightsKind.ERASE
    try:
        with (
            together(complaints=_with_merged(request.complaint), by=by) if erases else nullcontext(),
            deed(complaint=request.complaint, by=by, action="right.done", permit=policies.may_review) as row,
        ):
            asked = _locked(request, row)
            asked.checked = IdentityCheck(checked or asked.checked)
            _require_asker(row, asked, other_guardian)
            DONE[asked.kind](row, asked, by, is_sure)
            asked.state, asked.answer = RightsState.DONE, "" if erases else text
            _end(asked, by)
            figures = {"kind": str(asked.kind)}
            audit.record(action="right.done", by=by, chain=row.pk, subject=asked, figures=figures)
            return asked
    except errors.OneRefused as refusal:
        raise refusal.error from refusal


def _with_merged(complaint: Complaint) -> list[Complaint]:
    merges = Merge.objects.in_force().filter(into=complaint.pk)
    return [complaint, *Complaint.objects.filter(pk__in=merges.values("complaint"))]


def _locked(request: RightsRequest, row: Complaint) -> RightsRequest:
    asked = RightsRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    asked.complaint = row
    if not asked.is_open:
        raise errors.RightEnded
    return asked


def _end(asked: RightsRequest, by) -> None:
    asked.ended_at, asked.ended_by = timezone.now(), by
    asked.save(update_fields=["state", "checked", "refusal", "answer", "ended_at", "ended_by"])


def _require_asker(row: Complaint, asked: RightsRequest, other_guardian: bool) -> None:
    if asked.checked == IdentityCheck.NONE:
        raise errors.IdentityNotChecked
    is_guardian = asked.asked_by == RightsAsker.GUARDIAN
    if is_guardian and policies.guardian_is_reported(row) and not other_guardian:
        raise errors.AskerIsReported


def _handed_over(row: Complaint, asked: RightsRequest, by, is_sure: bool) -> None:
    shown = AuditEvent.objects.filter(chain=row.pk, action=SHOWN, subject_id=str(asked.pk), refused=False)
    if not shown.exists():
        raise errors.NotShownYet


def _corrected(row: Complaint, asked: RightsRequest, by, is_sure: bool) -> None:
    """What was wrong is put right on the page for editing, or found to be right already: ``text`` says."""


def _withdrawn(row: Complaint, asked: RightsRequest, by, is_sure: bool) -> None:
    """The word itself is recorded where all words are."""
    if all(word.decision in HOLDS for word in row.consents.filter(at__gte=asked.received_at)):
        raise errors.NotWithdrawnYet


def _erased(row: Complaint, asked: RightsRequest, by, is_sure: bool) -> None:
    if asked.recorded_by_id == by.pk:
        raise errors.OwnRequest
    if not is_sure:
        raise errors.NotSure
    merged = [one for one in _with_merged(row) if one.pk != row.pk]
    if any(one.holds.in_force().exists() for one in (row, *merged)):
        raise errors.CaseHeld
    stop_referrals(row, by)
    if not row.is_closed:
        end(row, by, Outcome.CHOSE_NOT_TO, "")
    for one in (row, *merged):
        destroy(one, because=PurgeReason.WISH, by=by)
    asked.refresh_from_db(fields=["text", "answer"])


DONE = {
    RightsKind.ACCESS: _handed_over,
    RightsKind.CORRECT: _corrected,
    RightsKind.WITHDRAW: _withdrawn,
    RightsKind.ERASE: _erased,
}
