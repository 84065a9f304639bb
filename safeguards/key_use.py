"""Which keys the rows of the database need, by id: told from indexes, so that every start can ask."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models

from . import crypto
from .models import AuditEvent, DataKey, Digested


@dataclass(frozen=True)
class Holder:
    """A table each of whose rows needs a key of one family: the one whose id stands in ``column``."""

    family: str
    model: type[models.Model]
    column: str

    @property
    def ring(self) -> crypto.KeyRing:
        return crypto.ring(self.family)

    def rows(self) -> models.QuerySet:
        """Those that need a key at all, in the words of the index on ``column``."""
        rows = self.model._default_manager.order_by()
        if self.model is DataKey:
            return rows.filter(destroyed_at__isnull=True)
        return rows.exclude(digest_key_id="") if issubclass(self.model, Digested) else rows

    def needing(self, *key_ids: str) -> models.QuerySet:
        return self.rows().filter(**{f"{self.column}__in": key_ids})

    def key_ids(self) -> list[str]:
        """Each id that some row names: one look into the index for each, however many rows there are."""
        return list(self._steps())

    def _steps(self) -> Iterator[str]:
        rows, last = self.rows().order_by(self.column), None
        while True:
            beyond = rows if last is None else rows.filter(**{f"{self.column}__gt": last})
            last = beyond.values_list(self.column, flat=True).first()
            if last is None:
                return
            yield last

    def older_ids(self) -> list[str]:
        """Those that are not the newest of the ring, in it or not."""
        newest, _key = self.ring.newest
        return [key_id for key_id in self.key_ids() if key_id != newest]


def digested_models() -> list[type[Digested]]:
    return [model for model in apps.get_models() if issubclass(model, Digested)]


def holders() -> list[Holder]:
    """All tables whose rows need a key for as long as they stand. What lives an hour is not among them."""
    return [
        Holder("DATA_KEYS", DataKey, "master_id"),
        *(Holder("DIGEST_KEYS", model, "digest_key_id") for model in digested_models()),
        Holder("AUDIT_KEYS", AuditEvent, "key_id"),
    ]
