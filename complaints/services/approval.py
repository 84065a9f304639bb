"""An officer's word on the closing of kind A: it is approved, or the case goes back with a question.

The closing stands meanwhile; nobody is made to wait for an office. Neither deed asks for the seal to be
opened: what an officer judges by (outcome, how the person feels, steps, visits, referrals and their
answers) lies open before her. Were every closing to demand an opening, opening would be routine and its
reasons worth nothing. Where the facts leave a doubt she opens the case, or sends it back and asks.
"""

from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from safeguards import audit

from .. import policies
from ..assignees import coordinator
from ..errors import ClosingNotWaiting, OwnClosing, ReasonMissing
from ..models import Complaint, Question
from .closure import APPROVAL, is_accompanied, resume
from .deed import deed, require_version, sent_before
from .marks import OWNER_STOPPED, put_question, raise_flag


def approve_closing(*, complaint: Complaint, by, version: int | None = None) -> Complaint:
    """The case rests closed. A second tap changes nothing, and nobody's form becomes old by it.

    ``version`` is what she judged: a case that was reopened and closed anew since is Stale.
    Raises ClosingNotWaiting, OwnClosing, Stale.
    """
    with deed(complaint=complaint, by=by, action="closing.approved", permit=policies.may_review) as row:
        if row.closing_approved_by_id == by.pk:
            return row
        require_version(row, version)
        _require_waiting(row)
        if row.closed_by_id == by.pk:
            raise OwnClosing
        row.closing_approved_at, row.closing_approved_by = timezone.now(), by
        row.save(update_fields=APPROVAL)
        audit.record(action="closing.approved", by=by, chain=row.pk, subject=row)
        return row


def return_closing(
    *, complaint: Complaint, by, text: str, submission_key: UUID, version: int | None = None
) -> Question:
    """Reopens the case; why is asked of its volunteer, on whose first page it waits.

    The same key again gives the first question and changes nothing. Raises ClosingNotWaiting,
    ReasonMissing, Stale.
    """
    with deed(complaint=complaint, by=by, action="closing.returned", permit=policies.may_review) as row:
        asked = sent_before(Question, submission_key, complaint=row, asked_by=by)
        if asked is not None:
            return asked
        require_version(row, version)
        _require_waiting(row)
        if not text.strip():
            raise ReasonMissing
        _send_back(row, by)
        audit.record(action="closing.returned", by=by, chain=row.pk, subject=row)
        words = _("Penutupan dikembalikan: %(text)s") % {"text": text}
        return put_question(row, words, by=by, submission_key=submission_key)


def _require_waiting(row: Complaint) -> None:
    if not row.closing_waits:
        raise ClosingNotWaiting


def _send_back(row: Complaint, by) -> None:
    """To who accompanied it; where she no longer can, to the coordinator; else an officer names someone."""
    hidden = row.hidings.values_list("user", flat=True)
    heir = coordinator(group=row.group, kind=row.kind, hidden_from=hidden)
    resume(row, by, "", heir=heir)
    if heir is None and not is_accompanied(row):
        raise_flag(row, str(OWNER_STOPPED), by=by)
        row.save(update_fields=["is_flagged"])
