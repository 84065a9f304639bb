"""An officer holds back the destruction of a case for a while, and lets it go again."""

import datetime
import uuid

from django.utils import timezone
from django.utils.translation import gettext as _

from safeguards import audit

from .. import policies
from ..errors import NotHeld, ReasonMissing, WrongDate
from ..models import Complaint, Hold
from .deed import deed, sent_before

LONGEST = datetime.timedelta(days=3 * 366)  # whoever still needs it then says so anew


def hold(*, complaint: Complaint, by, reason: str, until: datetime.date, submission_key: uuid.UUID) -> Hold:
    """The case is not destroyed before the day after ``until``. Raises ReasonMissing, WrongDate."""
    with deed(complaint=complaint, by=by, action="hold.set", permit=policies.may_review) as row:
        if first := sent_before(Hold, submission_key, complaint=row, by=by):
            return first
        if not reason.strip():
            raise ReasonMissing
        today = timezone.localdate()
        if not today <= until <= today + LONGEST:
            raise WrongDate(_("Pilih tanggal dari hari ini sampai paling lama tiga tahun lagi."))
        made = Hold(id=submission_key, complaint=row, reason=reason, until=until, by=by)
        made.save(force_insert=True)
        figures = {"until": until.isoformat()}
        audit.record(action="hold.set", by=by, chain=row.pk, subject=made, figures=figures)
        return made


def lift(*, complaint: Complaint, by) -> int:
    """All that stand; how many there were. Raises NotHeld."""
    with deed(complaint=complaint, by=by, action="hold.lifted", permit=policies.may_review) as row:
        number = row.holds.in_force().update(ended_at=timezone.now(), ended_by=by)
        if not number:
            raise NotHeld
        audit.record(action="hold.lifted", by=by, chain=row.pk, subject=row)
        return number
