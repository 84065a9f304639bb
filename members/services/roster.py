"""Organisations, groups and their members: saved with a trace, and what a member says of herself."""

from django.db import models, transaction

from safeguards import audit
from safeguards.models import DataKey

from ..enums import Inclusion
from ..models import Member
from .frame import deed

REASONS = ("told", "corrected", "withdrawn")


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
        seal_inclusion(row, values)
        row.save(update_fields=["data_key", "inclusion"])
        audit.record(action=action, by=by, subject=row, reason=reason)


def seal_inclusion(member: Member, values: list[str]) -> None:
    """Sets the values on the instance, with a key of its own when first needed. Saves no member."""
    if values and member.data_key is None:
        member.data_key = DataKey.objects.make()
    member.inclusion = [value for value in Inclusion.values if value in values]
