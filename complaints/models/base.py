"""What every row of a case shares: a random key, and the case's data key to seal its texts under."""

from functools import cache

from django.db import models
from django.db.models import Q

from safeguards.identifiers import time_ordered_uuid
from safeguards.models import DataKey


class Worded(models.Model):
    """``get_…_display`` from a table made once: Django makes it anew, with all its words, for each word."""

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: models.Field) -> str:  # noqa: N802 - Django's name for it
        value = getattr(self, field.attname)
        return _words(field).get(value, value)


@cache
def _words(field: models.Field) -> dict[str, str]:
    return {value: str(label) for value, label in field.flatchoices}


class CaseRow(Worded):
    """A row that hangs on a complaint; its sealed fields open with the complaint's key."""

    id = models.UUIDField(primary_key=True, default=time_ordered_uuid, editable=False)

    class Meta:
        abstract = True

    @property
    def sealing_key(self) -> DataKey:
        return self.complaint.data_key


def listed(name: str, field: str, choices, *, blank: bool = False) -> models.CheckConstraint:
    """The database refuses a value that is not on the list."""
    values = ["", *choices.values] if blank else list(choices.values)
    return models.CheckConstraint(name=name, condition=Q(**{f"{field}__in": values}))


def together(name: str, *fields: str) -> models.CheckConstraint:
    """All of these columns are filled, or none is."""
    filled = Q(**{f"{field}__isnull": False for field in fields})
    return models.CheckConstraint(
        name=name, condition=filled | Q(**{f"{field}__isnull": True for field in fields})
    )
