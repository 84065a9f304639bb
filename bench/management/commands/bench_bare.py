"""Opens every sealed value of a database of invented cases, for a server that seals nothing."""

from collections.abc import Iterator
from itertools import islice

from django.apps import apps
from django.core.management import BaseCommand
from django.db import models

from safeguards.crypto import VERSION
from safeguards.fields import Ciphertext, SealedField, ciphertext
from safeguards.models import DataKey

BATCH = 500


class Command(BaseCommand):
    help = "Replaces every sealed value, and every data key, by what it seals."

    def handle(self, **options) -> None:
        for model, fields in _sealed():
            for rows in _batches(model._base_manager.all()):
                for row in rows:
                    _open(row, fields)
                with ciphertext():
                    model._base_manager.bulk_update(rows, [field.name for field in fields])
        for keys in _batches(DataKey.objects.filter(destroyed_at=None)):
            for key in keys:
                key.wrapped = VERSION + key._key()
            DataKey.objects.bulk_update(keys, ["wrapped"])


def _sealed() -> Iterator[tuple[type[models.Model], list[SealedField]]]:
    for model in apps.get_models():
        fields = [field for field in model._meta.concrete_fields if isinstance(field, SealedField)]
        if fields:
            yield model, fields


def _batches(rows: models.QuerySet) -> Iterator[list[models.Model]]:
    found = rows.order_by("pk").iterator(BATCH)
    while batch := list(islice(found, BATCH)):
        yield batch


def _open(row: models.Model, fields: list[SealedField]) -> None:
    for field in fields:
        stored = row.__dict__[field.attname]
        if stored:
            row.__dict__[field.attname] = Ciphertext(VERSION + field.open(row, stored).plain)
