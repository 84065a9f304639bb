"""Erasures done anew in what was restored: a backup of before them still held the keys."""

from django.db import transaction

from complaints.models import Person
from planning.models import Activity, ActivityPhoto
from safeguards import audit
from safeguards.erasures import Erasures
from safeguards.models import DataKey

BATCH = 500


def reapply(erased: Erasures) -> int:
    """How many keys stood again and were destroyed anew, with the digests that led to those people."""
    ids, done = sorted(erased), 0
    for start in range(0, len(ids), BATCH):
        with transaction.atomic():
            found = DataKey.objects.filter(pk__in=ids[start : start + BATCH], destroyed_at=None)
            keys = list(found.select_for_update().order_by("pk"))
            for key in keys:
                key.destroy(erased[key.pk])
            _empty_digests(keys)
            _remove_activities(keys)
            done += len(keys)
    if done:
        with transaction.atomic():
            audit.record(action="erasure.reapplied", figures={"keys": done})
    return done


def _empty_digests(keys: list[DataKey]) -> None:
    for person in Person.objects.filter(data_key__in=keys):
        person.forget_digests()
        person.save(update_fields=[*Person.DIGESTS.values(), "digest_key_id"])


def _remove_activities(keys: list[DataKey]) -> None:
    """They were removed with their keys; nothing but a row that cannot be opened came back."""
    ActivityPhoto.objects.filter(data_key__in=keys).delete()
    Activity.objects.filter(data_key__in=keys).delete()
