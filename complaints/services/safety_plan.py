"""The safety plan of kind A: what she does when danger comes, or that she wants none."""

import uuid

from safeguards import audit

from .. import errors
from ..models import Complaint, SafetyPlan
from .deed import deed, require_version, save, sent_before


def keep_safety_plan(
    *,
    complaint: Complaint,
    by,
    submission_key: uuid.UUID,
    steps: dict[str, str],
    is_refused: bool = False,
    version: int | None = None,
) -> SafetyPlan:
    """A new plan, which holds from now on; earlier ones stay. The same key again gives the first one.

    Her refusal is kept like a plan, and without words. Raises NotPermitted for kind B, Stale, CaseClosed,
    NothingPlanned.
    """
    with deed(complaint=complaint, by=by, action="safetyplan.kept") as row:
        first = sent_before(SafetyPlan, submission_key, complaint=row, by=by)
        if first:
            return first
        require_version(row, version)
        if not row.is_violence:
            raise errors.NotPermitted
        if row.is_closed:
            raise errors.CaseClosed
        told = {} if is_refused else {name: text for name, text in steps.items() if text.strip()}
        if not told and not is_refused:
            raise errors.NothingPlanned
        plan = SafetyPlan(id=submission_key, complaint=row, is_refused=is_refused, steps=told, by=by)
        plan.save(force_insert=True)
        save(row)
        figures = {"refused": is_refused}
        audit.record(action="safetyplan.kept", by=by, chain=row.pk, subject=plan, figures=figures)
        return plan
