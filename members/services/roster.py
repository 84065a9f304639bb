"""Organisations, groups and their members: saved with a trace, and what a member says of herself."""

from django.db import models, transaction

from safeguards import audit

from ..models import Member
from .frame import deed


def save(*, by, row: models.Model, changed: list[str]) -> None:
    """Saves an organisation, group or member that a form of admin has checked within its scope."""
    action = f"{row._meta.model_name}.{'added' if row._state.adding else 'changed'}"
    with transaction.atomic():
        row.save()
        audit.record(action=action, by=by, subject=row, figures={"fields": sorted(changed)})


def declare_inclusion(*, by, member: Member, values: list[str], reason: str) -> None:
    """What the member says of herself replaces what she said before. The trail holds no values."""
    action = "member.inclusion"
    permitted = Member.objects.accompanied_by(by).filter(pk=member.pk).exists()
    with deed(action=action, by=by, subject=member, permitted=permitted):
        row = Member.objects.select_for_update().get(pk=member.pk)
        row.tell_inclusion(values)
        row.save(update_fields=["data_key", "inclusion"])
        audit.record(action=action, by=by, subject=row, reason=reason)
