"""Brings rows under the newest key of their family, so that an older one can leave its ring.

Data keys are wrapped anew, digests are made anew from what is sealed; what data keys seal is not touched.
Audit events are never signed again: their old keys stay. It runs beside the portal: a batch is one short
transaction, passes over rows that someone else holds (waiting for them while holding others could end
the other's transaction), and what a batch has done stands. So it may be killed and started again.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from django.db import models, transaction

from . import audit, crypto
from .key_use import Holder, holders
from .models import DataKey
from .rewriting import rewrite

BATCH = 200
LONGEST_PAUSE = 0.25  # seconds between batches, in which others write
PATIENCE, WAIT = 3, 0.5  # passes that may find rows held, and seconds before the next of them
MOST_NAMED = 10


@dataclass
class Turned:
    """What came of one table: ``erased`` rows lost their digests, ``unopened`` ones stay as they were."""

    holder: Holder
    total: int
    done: int = 0
    erased: int = 0
    unopened: int = 0
    left: int = 0  # held by others, or made meanwhile by a process with the old ring
    names: list[str] = field(default_factory=list)  # of some that did not open

    def figures(self) -> dict:
        return {
            "family": self.holder.family,
            "to": self.holder.ring.newest[0],
            "rows": self.total,
            "done": self.done,
            "erased": self.erased,
            "unopened": self.unopened,
        }


Tell = Callable[[Turned], object]


def turning() -> list[Turned]:
    """What there is to do, family by family; the audit trail is none of it."""
    rows = [holder for holder in holders() if holder.family != "AUDIT_KEYS"]
    return [Turned(holder, older(holder).count()) for holder in rows]


def older(holder: Holder) -> models.QuerySet:
    """Rows under another key than the newest. A data key under a master that is gone cannot be brought
    over; digests whose key is gone can: they are made of what is sealed.
    """
    ids = holder.older_ids()
    if holder.model is DataKey:
        ids = [key_id for key_id in ids if key_id in holder.ring.ids]
    return holder.needing(*ids)


def rotate(*, batch: int = BATCH, tell: Tell = lambda turned: None) -> list[Turned]:
    """All that can be brought over, recorded at its beginning and its end, also when it is interrupted."""
    turned = turning()
    _record(turned, action="keys.rotation_begun")
    try:
        for one in turned:
            _turn(one, batch, tell)
    except BaseException:
        _record(turned, action="keys.rotation_stopped")
        raise
    _record(turned, action="keys.rotated")
    return turned


def _record(turned: list[Turned], *, action: str) -> None:
    with transaction.atomic():
        audit.record(action=action, figures={"tables": [one.figures() for one in turned]})


def _turn(turned: Turned, batch: int, tell: Tell) -> None:
    """Pass after pass, until nothing is left that opens; or it does not get less, since somebody holds
    rows, or a process with the old ring writes faster than this ends. What is left then is told.
    """
    idle = 0
    turned.left = turned.total
    while turned.left and idle < PATIENCE:
        before = turned.left
        turned.unopened, turned.names = 0, []
        _walk(turned, batch, tell)
        turned.left = max(0, older(turned.holder).count() - turned.unopened)
        if turned.left > before:
            return
        if turned.left == before:
            idle += 1
            time.sleep(WAIT)


def _walk(turned: Turned, batch: int, tell: Tell) -> None:
    """Once over as many rows as there are now, in the order of their keys."""
    job, last = JOBS[turned.holder.family](turned.holder.model), None
    rows = older(turned.holder).select_related(*job.needs).only(*job.reads).order_by("pk")
    rows = rows.select_for_update(of=("self",), no_key=True, skip_locked=True)
    for _batch_of_them in range(ceil(rows.count() / batch)):
        began = time.monotonic()
        last = _batch(turned, job, (rows if last is None else rows.filter(pk__gt=last))[:batch])
        if last is None:
            return
        tell(turned)
        time.sleep(min(time.monotonic() - began, LONGEST_PAUSE))


def _batch(turned: Turned, job: "_Job", rows: models.QuerySet):
    """One transaction; the key of the last of ``rows``, or None when there are none."""
    with transaction.atomic():
        found = list(rows)
        results = [(row, _renewed(turned, job, row)) for row in found]
        renewed = [row for row, result in results if result]
        rewrite(renewed, job.writes)
    counts = [result for _row, result in results]
    turned.done += counts.count("done")
    turned.erased += counts.count("erased")
    turned.unopened += counts.count("")
    return found[-1].pk if found else None


def _renewed(turned: Turned, job: "_Job", row) -> str:
    """``done``, ``erased``, or nothing when the row did not open; then it is left as it stands."""
    try:
        return job.renew(row)
    except crypto.CannotOpen as error:
        if len(turned.names) < MOST_NAMED:
            turned.names.append(str(error))
        return ""


class _Job:
    """What is read and written of a table, and how a row is brought over."""

    needs: tuple[str, ...] = ()

    def __init__(self, model: type[models.Model]):
        self.model = model


class _Wrapping(_Job):
    reads = ("wrapped", "master_id", "destroyed_at")
    writes = ("wrapped", "master_id")

    def renew(self, row: DataKey) -> str:
        row.rewrap()
        return "done"


class _Digesting(_Job):
    """Of an erased person only the digests are left, and nothing to make them of: they go too."""

    needs = ("data_key",)

    @property
    def reads(self) -> tuple[str, ...]:
        sealed = [f.name for f in self.model._meta.concrete_fields if hasattr(f, "sealed_as")]
        return (*self.writes, *sealed, "data_key")

    @property
    def writes(self) -> tuple[str, ...]:
        return (*self.model.DIGESTS.values(), "digest_key_id")

    def renew(self, row) -> str:
        try:
            row.digest_anew()
        except crypto.Erased:
            row.forget_digests()
            return "erased"
        return "done"


JOBS = {"DATA_KEYS": _Wrapping, "DIGEST_KEYS": _Digesting}
