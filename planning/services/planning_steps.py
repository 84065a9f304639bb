"""Dates of the planning year, kept by an administrator."""

from django.db import transaction

from safeguards import audit

from ..models import PlanningStep


def keep_step(*, by, step: PlanningStep, changed: list[str]) -> None:
    """Saves what a form of admin has checked."""
    with transaction.atomic():
        step.save()
        audit.record(action="planningstep.kept", by=by, subject=step, figures={"fields": sorted(changed)})
