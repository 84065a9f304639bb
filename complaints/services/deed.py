"""The frame of every write to a case: lock, permit, compare, save and record, or a recorded refusal."""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import models, transaction
from django.utils import timezone

from safeguards import audit

from .. import policies
from ..errors import CaseError, NotPermitted, Stale
from ..models import Complaint

__all__ = ["deed", "require_version", "save", "sent_before"]


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
    try:
        with transaction.atomic():
            row = _lock(complaint, by, within)
            if not permit(row):
                raise NotPermitted
            require_version(row, version)
            yield row
    except CaseError as error:
        audit.record_refusal(action=action, by=by, chain=complaint.pk, subject=complaint, reason=error.code)
        raise


def _lock(complaint: Complaint, by, within) -> Complaint:
    rows = within(by).with_access(by).select_related("data_key", "group")
    row = rows.select_for_update(of=("self",)).filter(pk=complaint.pk).first()
    if row is None:
        raise NotPermitted
    return row


def require_version(row: Complaint, version: int | None) -> None:
    """Raise Stale when ``version`` (None: none was given) is not the newest of a locked case.

    A deed that must first look whether it is done already asks in its body instead of by argument.
    """
    if version is not None and version != row.version:
        raise Stale


def sent_before(model: type[models.Model], submission_key: uuid.UUID, **whose: models.Model):
    """A resend's first result, or None. A key that belongs to another case or person (``whose``: the
    row's foreign keys) was made up: NotPermitted.
    """
    first = model.objects.filter(submission_key=submission_key).first()
    if first and any(getattr(first, f"{name}_id") != row.pk for name, row in whose.items()):
        raise NotPermitted
    return first


def save(complaint: Complaint, *fields: str) -> None:
    """Save ``fields`` of a locked case, count the version up and note that something happened."""
    complaint.version += 1
    complaint.last_entry_at = timezone.now()
    complaint.save(update_fields=[*fields, "version", "last_entry_at"])
