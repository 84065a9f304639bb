"""What officers do with a case: open its seal, assign it (as those nearest to it do), mark it reviewed,
ask, flag.

Only assigning counts the case's version up: the others change nothing that a volunteer may be
editing at that moment, nor are they an entry about the person that would make a stale case look alive.
"""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Assignment, User
from members.roles import Role
from safeguards import audit

from .. import policies
from ..assignees import workers
from ..enums import OpeningReason
from ..errors import AlreadyReviewed, CannotBeAssigned, NotFlagged, ReasonMissing
from ..models import Complaint, Flag, Handover, Hiding, Opening, Question
from .deed import deed, require_version, save, sent_before
from .marks import assign_to, pass_actions_on, put_question, raise_flag


def volunteers_for(complaint: Complaint) -> QuerySet[User]:
    """Who can be named to walk with a case: current volunteers of its group from whom it is not hidden.

    Holders of a public post are among them (naming one is the only way she gets a case), but no
    secretary for a case of violence, by office or by post.
    """
    of_group = Assignment.objects.current().filter(role=Role.VOLUNTEER, group=complaint.group_id)
    hidden = Hiding.objects.filter(complaint=complaint.pk, user=OuterRef("pk"))
    rows = User.objects.active().filter(pk__in=of_group.values("user")).exclude(Exists(hidden))
    if complaint.is_violence:
        rows = rows.exclude(pk__in=User.objects.secretaries().values("pk"))
    return rows.order_by("full_name", "pk")


def open_seal(*, complaint: Complaint, by, reason: str, text: str = "") -> Opening:
    """Open identity and story to ``by`` for OPENING_HOURS; one that is still open is given back."""
    with deed(complaint=complaint, by=by, action="complaint.opened", permit=policies.may_open_seal) as row:
        now = timezone.now()
        opened = row.openings.filter(user=by, ends_at__gt=now).first()
        if opened is not None:
            return opened
        if reason == OpeningReason.OTHER and not text.strip():
            raise ReasonMissing
        ends_at = now + timedelta(hours=settings.OPENING_HOURS)
        opened = Opening(complaint=row, user=by, reason=reason, text=text, at=now, ends_at=ends_at)
        opened.save(force_insert=True)
        audit.record(action="complaint.opened", by=by, chain=row.pk, subject=row, reason=reason)
        return opened


def assign(
    *,
    complaint: Complaint,
    by,
    to: User,
    text: str = "",
    submission_key: UUID | None = None,
    version: int | None = None,
) -> Complaint:
    """Name the volunteer who walks with the person from now on, with a word for her (``text``).

    Whoever has it already keeps it, and the same key again changes nothing. Who had it before keeps what
    she was to do in its plan, unless she no longer works the case. Raises CannotBeAssigned, Stale, and
    NotPermitted for a key that handed over another case.
    """
    permit = partial(policies.may_hand_over, user=by)
    with deed(complaint=complaint, by=by, action="complaint.assigned", permit=permit) as row:
        sent_already = submission_key and sent_before(Handover, submission_key, complaint=row)
        if sent_already or row.assigned_to_id == to.pk:
            return row
        require_version(row, version)
        if not volunteers_for(row).filter(pk=to.pk).exists():
            raise CannotBeAssigned
        before = row.assigned_to
        assign_to(row, to, by=by, text=text, submission_key=submission_key)
        if not workers(row).filter(pk=before.pk).exists():
            pass_actions_on(row, Q(responsible=before), to=to, by=by)
        save(row, "assigned_to")
        return row


def mark_reviewed(*, complaint: Complaint, by) -> Complaint:
    """Note that an officer has looked at the case; the first who did so stands."""
    with deed(complaint=complaint, by=by, action="complaint.reviewed", permit=policies.may_review) as row:
        if row.reviewed_at is not None:
            raise AlreadyReviewed
        row.reviewed_at, row.reviewed_by = timezone.now(), by
        row.save(update_fields=["reviewed_at", "reviewed_by"])
        audit.record(action="complaint.reviewed", by=by, chain=row.pk, subject=row)
        return row


def ask(*, complaint: Complaint, by, text: str, submission_key: UUID) -> Question:
    """Ask the volunteer of the case; it waits on her first page until she answers."""
    with deed(complaint=complaint, by=by, action="question.asked", permit=policies.may_review) as row:
        asked = sent_before(Question, submission_key, complaint=row, asked_by=by)
        if asked is not None:
            return asked
        if not text.strip():
            raise ReasonMissing(_("Tulis pertanyaannya dulu."))
        return put_question(row, text, by=by, submission_key=submission_key)


def flag(*, complaint: Complaint, by, text: str, submission_key: UUID) -> Flag:
    """Flag the case, with a reason, for whoever reviews it next."""
    with deed(complaint=complaint, by=by, action="complaint.flagged", permit=policies.may_review) as row:
        raised = sent_before(Flag, submission_key, complaint=row, raised_by=by)
        if raised is not None:
            return raised
        if not text.strip():
            raise ReasonMissing
        raised = raise_flag(row, text, by=by, submission_key=submission_key)
        row.save(update_fields=["is_flagged"])
        return raised


def resolve_flags(*, complaint: Complaint, by, text: str) -> int:
    """What was flagged is settled, and ``text`` says how: all open flags of the case; how many there were.

    The same words again, while nothing new was flagged, are a second tap. Raises NotFlagged, ReasonMissing.
    """
    with deed(complaint=complaint, by=by, action="flag.resolved", permit=policies.may_review) as row:
        if not row.is_flagged:
            return _settled_so(row, by, text)
        if not text.strip():
            raise ReasonMissing(_("Tulis bagaimana ini diselesaikan."))
        number = _settle(row, by, text)
        row.is_flagged = False
        row.save(update_fields=["is_flagged"])
        audit.record(action="flag.resolved", by=by, chain=row.pk, subject=row, figures={"flags": number})
        return number


def _settle(row: Complaint, by, text: str) -> int:
    standing, now = list(row.flags.filter(resolved_at__isnull=True)), timezone.now()
    for raised in standing:
        raised.complaint = row
        raised.resolution, raised.resolved_by, raised.resolved_at = text, by, now
        raised.save(update_fields=["resolution", "resolved_by", "resolved_at"])
    return len(standing)


def _settled_so(row: Complaint, by, text: str) -> int:
    last = row.flags.exclude(resolved_at=None).order_by("-resolved_at").first()
    if last is not None:
        last.complaint = row
    if last is None or (last.resolved_by_id, last.resolution) != (by.pk, text):
        raise NotFlagged
    return row.flags.filter(resolved_at=last.resolved_at).count()
