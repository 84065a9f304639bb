"""What a guided conversation found out: the answers, the urgency they propose, and the one a person chose."""

import datetime
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from safeguards import audit
from villages.zones import zone_of

from .. import assessing, errors
from ..enums import AssessmentKind, Stage, Urgency
from ..models import Assessment, Complaint
from ..workflow import TRANSITIONS
from .deed import deed, require_version, save, sent_before
from .followup import move
from .marks import raise_flag

CHANGED = ("urgency", "safety", "safe_contact", "stage", "stage_since", "is_flagged")


def assess(
    *,
    complaint: Complaint,
    by,
    submission_key: uuid.UUID,
    answers: dict,
    urgency: str,
    override_reason: str = "",
    contact: dict | None = None,
    version: int | None = None,
) -> Assessment:
    """The answers with the urgency that ``by`` chose; the same key again gives the first one.

    ``contact`` (way, hours, note), if told, is the safe way to reach her from now on. Raises Stale,
    CaseClosed, and ReasonMissing where she chose another urgency than the answers propose, and not why.
    """
    with deed(complaint=complaint, by=by, action="assessment.made") as row:
        first = sent_before(Assessment, submission_key, complaint=row, by=by)
        if first:
            return first
        require_version(row, version)
        if row.is_closed:
            raise errors.CaseClosed
        made = _build(row, by, submission_key, answers, urgency, override_reason)
        made.save(force_insert=True)
        _tell_officer(row, made, by)
        _take_over(row, made, contact or {})
        _move_on(row, by)
        save(row, *CHANGED)
        figures = {name: getattr(made, name) for name in ("kind", "proposed", "urgency", "reasons")}
        audit.record(action="assessment.made", by=by, chain=row.pk, subject=made, figures=figures)
        return made


def today_of(complaint: Complaint) -> datetime.date:
    """The day it is where the group works: deadlines are counted from it."""
    return timezone.localdate(timezone=zone_of(complaint.group.village_id))


def _build(row: Complaint, by, key, answers: dict, urgency: str, reason: str) -> Assessment:
    kind = assessing.KIND_FOR[row.kind]
    proposal = assessing.propose(kind, answers, today=today_of(row))
    is_overridden = urgency != proposal.urgency
    if is_overridden and not reason.strip():
        raise errors.ReasonMissing(_("Tulis dulu mengapa kedaruratannya lain dari usulan."))
    return Assessment(
        id=key,
        complaint=row,
        kind=kind,
        answers=answers,
        proposed=proposal.urgency,
        reasons=list(proposal.reasons),
        urgency=urgency,
        override_reason=reason if is_overridden else "",
        by=by,
    )


def _tell_officer(row: Complaint, made: Assessment, by) -> None:
    """When it becomes an emergency; and when the answers say emergency and the volunteer does not."""
    if made.urgency == Urgency.EMERGENCY:
        if row.urgency != Urgency.EMERGENCY:
            raise_flag(row, _("Asesmen: darurat. Mohon segera dilihat."), by=by, reason="became_emergency")
    elif made.proposed == Urgency.EMERGENCY:
        text = _("Jawaban asesmen menunjuk darurat, relawan memilih lain dengan alasan. Mohon dilihat.")
        raise_flag(row, text, by=by, reason="emergency_overridden")


def _take_over(row: Complaint, made: Assessment, contact: dict) -> None:
    """What the case says from now on; nothing said leaves what was known."""
    row.urgency = made.urgency
    if made.kind == AssessmentKind.SAFETY:
        row.safety = assessing.safety_of(made.answers) or row.safety
    if any(contact.values()):
        row.safe_contact = {name: value for name, value in contact.items() if value}


def _move_on(row: Complaint, by) -> None:
    if Stage.ASSESSED in TRANSITIONS[row.kind][row.stage]:
        move(row, Stage.ASSESSED, by=by)
