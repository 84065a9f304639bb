"""The frame of writes that may be refused: one transaction, and a refusal on record after its rollback."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from complaints.errors import CaseError
from safeguards import audit


@contextmanager
def deed(*, action: str, by, subject=None, figures: dict | None = None) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except CaseError as error:
        told = {"subject": subject, "reason": error.code, "figures": figures}
        audit.record_refusal(action=action, by=by, **told)
        raise
