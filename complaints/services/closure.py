"""Closing a case with an outcome, and opening it again with a reason."""

from django.utils.translation import gettext as _

from members.models import User
from safeguards import audit

from ..consenting import may_count
from ..enums import Feeling, Outcome, Stage
from ..errors import DuplicateOfWhich, NotNow, OpenReferrals, ReasonMissing
from ..models import Complaint
from ..workflow import RUNNING, check_stage
from .deed import deed, require_version, save
from .followup import change_of
from .hiding import hides_more
from .linking import end_links_of_case
from .marks import assign_to
from .transfer import end_offer

CLOSING = (
    *("stage", "stage_since", "closed_at", "closed_by", "next_appointment"),
    *("outcome", "feeling", "closing_note", "may_be_counted"),
)
APPROVAL = ("closing_approved_at", "closing_approved_by")


def close(
    *,
    complaint: Complaint,
    by,
    outcome: str,
    feeling: str = "",
    note: str = "",
    duplicate_of: Complaint | None = None,
    leave_referrals: bool = False,
    version: int | None = None,
) -> Complaint:
    """Closes the case; a second tap with the same outcome changes nothing.

    It is closed from now on, also of kind A, where an officer has still to approve it (``approval``). What
    stands offered of it to another group is taken back.
    ``feeling`` is how the person feels about it, empty where she did not say. ``leave_referrals`` says
    that ``by`` knows of referrals that still run. ``duplicate_of`` is a case of the same kind that she may
    read (the number of one of kind A would tell the readers of a case of kind B of it); by that one the
    person is counted, by this one no more.
    Raises NotNow, Stale, OpenReferrals, DuplicateOfWhich.
    """
    with deed(complaint=complaint, by=by, action="complaint.closed") as row:
        if row.is_closed and (row.closed_by_id, row.outcome) == (by.pk, outcome):
            return row
        require_version(row, version)
        check_stage(row.kind, row.stage, Stage.CLOSED)
        if not leave_referrals and row.referrals.filter(state__in=RUNNING).exists():
            raise OpenReferrals
        row.feeling = Feeling(feeling) if feeling else ""
        end(row, by, Outcome(outcome), _with_number(note, outcome, row, duplicate_of))
        return row


def _with_number(note: str, outcome: str, row: Complaint, other: Complaint | None) -> str:
    if outcome != Outcome.DUPLICATE:
        return note
    if other is None or other.pk == row.pk or other.kind != row.kind:
        raise DuplicateOfWhich
    if hides_more(other, row):
        said = _("Sama dengan kasus lain.")  # its number would be read by who must not know of it
        return "\n".join(filter(None, [said, note]))
    return "\n".join(filter(None, [_("Sama dengan kasus %(number)s.") % {"number": other}, note]))


def end(row: Complaint, by, outcome: Outcome, note: str) -> None:
    """Closes a locked case and saves it."""
    step = change_of(row, Stage.CLOSED, by=by, outcome=outcome, reason=note)
    row.closed_at, row.closed_by, row.outcome, row.closing_note = step.at, by, outcome, note
    row.next_appointment = None
    row.may_be_counted = row.may_be_counted and outcome != Outcome.DUPLICATE
    end_links_of_case(row, step.at)
    end_offer(row, by=by)
    save(row, *CLOSING)
    # The case forgets how she felt when it is reopened; the timeline reads it from here.
    told = {"from": step.from_stage, "outcome": outcome} | ({"feeling": row.feeling} if row.feeling else {})
    audit.record(action="complaint.closed", by=by, chain=row.pk, subject=row, figures=told)


def reopen(*, complaint: Complaint, by, reason: str, version: int | None = None) -> Complaint:
    """Back to being accompanied, with the reason kept sealed beside the closing it undoes.

    The one who accompanied it stays, unless she no longer works it: then whoever reopens does.
    Raises NotNow, Stale, ReasonMissing.
    """
    with deed(complaint=complaint, by=by, action="complaint.reopened") as row:
        if _was_reopened_by(row, by):
            return row  # the second tap of two
        require_version(row, version)
        if not row.is_closed:
            raise NotNow(_("Kasus ini tidak sedang ditutup."))
        if not reason.strip():
            raise ReasonMissing
        resume(row, by, reason, heir=by)
        return row


def _was_reopened_by(row: Complaint, by) -> bool:
    steps = row.stage_changes.filter(by=by, from_stage=Stage.CLOSED, at=row.stage_since)
    return not row.is_closed and steps.exists()


def is_accompanied(row: Complaint) -> bool:
    """Whether the one who accompanies it can still work it."""
    return Complaint.objects.worked_by(row.assigned_to).filter(pk=row.pk).exists()


def resume(row: Complaint, by, reason: str, *, heir: User | None) -> None:
    """Reopens a locked case and saves it; ``heir`` takes it over where nobody accompanies it any more."""
    check_stage(row.kind, row.stage, Stage.ASSISTED)
    change_of(row, Stage.ASSISTED, by=by, reason=reason)
    was_duplicate = row.outcome == Outcome.DUPLICATE
    row.closed_at = row.closed_by = None
    row.outcome = row.closing_note = row.feeling = ""
    row.closing_approved_at = row.closing_approved_by = None
    if was_duplicate:
        row.may_be_counted = may_count(row)
    if heir is not None and not is_accompanied(row):
        assign_to(row, heir, by=by)
    save(row, *CLOSING, *APPROVAL, "assigned_to")
    audit.record(action="complaint.reopened", by=by, chain=row.pk, subject=row)
