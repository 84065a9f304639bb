"""Brings every data key under the newest master key, so that an older one can leave DATA_KEYS."""

from django.db import transaction

from . import audit, crypto
from .models import DataKey

BATCH = 500


def rewrap_all() -> int:
    """How many keys were rewrapped. What they seal is not touched; run again after an interruption.

    Each batch is locked: a key that is destroyed meanwhile must not come back from the copy read here.
    """
    newest, _key = crypto.data_keys().newest
    stale = DataKey.objects.filter(destroyed_at=None).exclude(master_id=newest)
    done = 0
    while batch := _rewrap(stale):
        done += batch
    return done


def _rewrap(stale) -> int:
    with transaction.atomic():
        keys = list(stale.select_for_update().order_by("pk")[:BATCH])
        for key in keys:
            key.rewrap()
        DataKey.objects.bulk_update(keys, ["wrapped", "master_id"])
        if keys:
            figures = {"keys": len(keys), "key": keys[0].master_id}
            audit.record(action="keys.rewrapped", figures=figures)
    return len(keys)
