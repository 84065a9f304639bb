"""The frame of every write to accounts and groups: one transaction, or a recorded refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import models, transaction

from safeguards import audit

from ..errors import MemberError, NotPermitted


@contextmanager
def deed(*, action: str, by, subject: models.Model | None = None, permitted: bool) -> Iterator[None]:
    """Everything inside commits together; a MemberError rolls back and is recorded on its own."""
    try:
        with transaction.atomic():
            if not permitted:
                raise NotPermitted
            yield
    except MemberError as error:
        audit.record_refusal(action=action, by=by, subject=subject, reason=error.code)
        raise
