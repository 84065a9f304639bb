"""What came as kind B turns out to be violence: a case of its own, of which the first one knows nothing.

The first is never re-kinded: its readers would read on. Nothing is written to it, nor to its trail:
that there is a second case is told on the second alone.
"""

import dataclasses
import uuid

from safeguards import audit

from ..enums import Kind
from ..errors import NotPermitted
from ..models import Complaint
from .intake import Intake, Recorded, record_complaint


def turn(*, complaint: Complaint, by, key: uuid.UUID, intake: Intake) -> Recorded:
    """The new case of kind A, or the one made with this key before; hidden from whom the first one is, too.

    Raises NotPermitted.
    """
    rows = Complaint.objects.worked_by(by).filter(pk=complaint.pk, kind=Kind.SOCIAL)
    if intake.kind != Kind.VIOLENCE or not rows.exists():
        audit.record_refusal(action="complaint.recorded", by=by, reason=NotPermitted.code)
        raise NotPermitted
    hidden_from = intake.hidden_from | set(complaint.hidings.values_list("user", flat=True))
    told = dataclasses.replace(intake, arose_from=complaint, hidden_from=hidden_from)
    return record_complaint(by=by, key=key, intake=told)
