"""The frame of every write to a case: lock, permit, compare, save and record, or a recorded refusal."""

import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from safeguards import audit

from .. import links, policies
from ..errors import (
    AnsweredMeanwhile,
    CaseError,
    CaseMerged,
    CasePurged,
    LinkEnded,
    NotPermitted,
    OneRefused,
    Stale,
)
from ..models import AnswerLink, Complaint, Merge, Referral

__all__ = [
    "deed",
    "deed_by_link",
    "locked_referral",
    "require_in_force",
    "require_version",
    "save",
    "sent_before",
    "together",
]

# What may still be done to a case that was merged into another: what keeps people safe, what was asked
# of it before, and what merging itself does.
WHILE_MERGED = (
    "closing.approved",
    "complaint.assigned",
    "complaint.hidden",
    "complaint.merged",
    "complaint.opened",
    "complaint.unhidden",
    "complaint.unmerged",
    "consent.",
    "hold.",
    "question.answered",
)
# What may still be done to a case of which nothing but figures is left: say who must not see even those.
WHILE_PURGED = ("complaint.hidden", "complaint.unhidden")
_several: ContextVar[bool] = ContextVar("several", default=False)  # inside of together()


@contextmanager
def deed(
    *,
    complaint: Complaint,
    by,
    action: str,
    permit: Callable[[Complaint], bool] = policies.may_work,
    version: int | None = None,
    within: Callable[[object], models.QuerySet] = Complaint.objects.visible_to,
) -> Iterator[Complaint]:
    """Yield the case locked and fresh, to be changed, saved with ``save`` and recorded with ``audit.record``.

    ``within`` gives the cases that ``by`` acts on, where these are not the ones she sees. Raises
    NotPermitted when ``by`` may not, Stale when ``version`` (what her form was made from) is not the
    newest. A refusal, here or in the body, rolls everything back and is recorded on its own.
    """
    with _refusals_recorded(complaint=complaint, by=by, action=action), transaction.atomic():
        row = _lock(complaint, by, within)
        if not permit(row):
            raise NotPermitted
        if row.is_purged and action not in WHILE_PURGED:
            raise CasePurged
        if row.is_merged and not action.startswith(WHILE_MERGED):
            raise CaseMerged
        require_version(row, version)
        yield row


@contextmanager
def deed_by_link(*, link: AnswerLink, action: str) -> Iterator[AnswerLink]:
    """The same for a service, which has no account: its link, in force, is all that permits it.

    Yields the link afresh, with its referral and case, locked; whether it is in force, the body asks by
    ``require_in_force``, after it has looked for a resend: a link ends with the answer that it brings.
    """
    complaint = link.referral.complaint
    told = {"by": None, "figures": {"link": True}}
    with _refusals_recorded(complaint=complaint, action=action, **told), transaction.atomic():
        cases = Complaint.objects.select_related("data_key", "group").select_for_update(of=("self",))
        case = cases.get(pk=complaint.pk)
        fresh = AnswerLink.objects.get(pk=link.pk)
        fresh.referral = locked_referral(link.referral_id, case)
        yield fresh


def locked_referral(pk: uuid.UUID, case: Complaint) -> Referral:
    """The referral as it is now, locked after its case."""
    row = Referral.objects.select_related("provider").select_for_update(of=("self",)).get(pk=pk)
    row.complaint = case
    return row


def require_in_force(link: AnswerLink) -> None:
    """Raise AnsweredMeanwhile where the service itself ended the referral on this very link, which then
    may be said to it; LinkEnded otherwise.
    """
    if links.is_in_force(link):
        return
    referral = link.referral
    ended = referral.steps.filter(link=link, state=referral.state).exists() and referral.ended_at
    raise AnsweredMeanwhile if ended else LinkEnded


@contextmanager
def _refusals_recorded(*, complaint: Complaint, **told) -> Iterator[None]:
    try:
        yield
    except CaseError as error:
        if _several.get():
            error.refused = getattr(error, "refused", (told["action"], complaint))
            raise
        audit.record_refusal(chain=complaint.pk, subject=complaint, reason=error.code, **told)
        raise


def _lock(complaint: Complaint, by, within) -> Complaint:
    merges = Merge.objects.in_force().filter(complaint=OuterRef("pk"))
    rows = within(by).with_access(by).annotate(is_merged=Exists(merges))
    rows = rows.select_related("data_key", "group").select_for_update(of=("self",))
    row = rows.filter(pk=complaint.pk).first()
    if row is None:
        raise NotPermitted
    return row


@contextmanager
def together(*, complaints: Iterable[Complaint], by) -> Iterator[None]:
    """Several deeds that stand or fall as one: the body does a deed for each, in the order of their ids.

    The cases are locked first, always in that order. What one of them refuses rolls all back and is
    recorded on that case alone; OneRefused names it.
    """
    inside = _several.set(True)
    try:
        with transaction.atomic():
            keys = [row.pk for row in complaints]
            list(Complaint.objects.select_for_update().filter(pk__in=keys).order_by("pk").only("pk"))
            yield
    except CaseError as error:
        action, case = error.refused
        audit.record_refusal(action=action, by=by, chain=case.pk, subject=case, reason=error.code)
        raise OneRefused(case, error) from error
    finally:
        _several.reset(inside)


def require_version(row: Complaint, version: int | None) -> None:
    """Raise Stale when ``version`` (None: none was given) is not the newest of a locked case.

    A deed that must first look whether it is done already asks in its body instead of by argument.
    """
    if version is not None and version != row.version:
        raise Stale


def sent_before(model: type[models.Model], submission_key: uuid.UUID, **whose: models.Model | None):
    """A resend's first result, or None. A key that belongs to another case or person (``whose``: the
    row's foreign keys) was made up: NotPermitted. A model without ``submission_key`` takes it as its id.
    """
    column = "submission_key" if hasattr(model, "submission_key") else "pk"
    first = model.objects.filter(**{column: submission_key}).first()
    if first and any(getattr(first, f"{name}_id") != (row and row.pk) for name, row in whose.items()):
        raise NotPermitted
    return first


def save(complaint: Complaint, *fields: str) -> None:
    """Save ``fields`` of a locked case, count the version up and note that something happened."""
    complaint.version += 1
    complaint.last_entry_at = timezone.now()
    complaint.save(update_fields=[*fields, "version", "last_entry_at"])
