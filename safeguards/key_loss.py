"""Which keys are gone that rows still need: told by name at every start, before a page fails on it.

Two ways to lose one: its id is no longer in the ring, or another key stands there under its id (a new
``var/keys.env`` beside an old database). The second shows when none of a few rows opens.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning
from django.db import DatabaseError

from . import crypto
from .chains import START, compute_digest
from .key_use import Holder, holders
from .models import AuditEvent, DataKey, Digested
from .models.digested import UNNAMED

PROBES = 3  # rows; one alone could be damaged itself
CONSEQUENCE = {
    "DATA_KEYS": "they open for nobody",
    "DIGEST_KEYS": "they are not found by phone or NIK",
    "AUDIT_KEYS": "they cannot be verified",
}


@dataclass(frozen=True)
class Loss:
    """``another``: the ring holds the id, but not the key that the rows were made with."""

    family: str
    key_id: str
    table: str
    rows: int
    another: bool = False

    @property
    def name(self) -> str:
        """As it is written into LOST_KEYS."""
        return f"{self.family}:{self.key_id}"

    def __str__(self) -> str:
        fault = "holds another key under the id" if self.another else "lacks the key"
        return (
            f"{self.family} {fault} {self.key_id!r}: {self.rows} rows of {self.table} need it, "
            f"{CONSEQUENCE[self.family]}."
        )


def losses() -> list[Loss]:
    """Asked from indexes and a few rows. Nothing while the database is not there, empty or not migrated."""
    found = []
    for holder in holders():
        try:
            found += _losses_of(holder)
        except DatabaseError:
            continue
    return found


def check_key_loss(app_configs=None, **kwargs) -> list[CheckMessage]:
    """A system check of production; on a developer's machine ``serve`` asks, after it has migrated."""
    return [] if settings.LOCAL else messages()


def messages() -> list[CheckMessage]:
    return [_message(loss) for loss in losses()]


def _losses_of(holder: Holder) -> list[Loss]:
    known, found = holder.ring.ids, []
    for key_id in holder.key_ids():
        another = key_id in known and not _proves(holder, key_id)
        if another or key_id not in known:
            rows = holder.needing(key_id).count()
            found.append(Loss(holder.family, key_id, holder.model._meta.label, rows, another))
    return found


def _proves(holder: Holder, key_id: str) -> bool:
    """Whether the key of that id is the one by which rows were made: one that fits is proof."""
    proof = next(prove for model, prove in PROOFS.items() if issubclass(holder.model, model))
    rows = list(holder.needing(key_id)[:PROBES])
    told = [told for row in rows if (told := _told(proof, row, holder.ring.get(key_id))) is not None]
    return any(told) or not told


def _told(proof: Callable[..., bool], row, key: bytes) -> bool | None:
    """None where the row cannot tell, since something else is amiss."""
    try:
        return proof(row, key)
    except crypto.CannotOpen:
        return None


def _wraps(row: DataKey, key: bytes) -> bool:
    try:
        row.require_opens()
    except crypto.CannotOpen:
        return False
    return True


def _signed(row: AuditEvent, key: bytes) -> bool:
    before = AuditEvent.objects.filter(chain=row.chain, seq=row.seq - 1).values_list("digest", flat=True)
    return bytes(row.digest) == compute_digest(row, bytes(before.first() or START), key)


PROOFS: dict[type, Callable[..., bool]] = {
    DataKey: _wraps,
    AuditEvent: _signed,
    Digested: lambda row, key: row.holds_digests_of(key),
}


def _message(loss: Loss) -> CheckMessage:
    if loss.key_id == UNNAMED:
        told = f"{loss.rows} rows of {loss.table} do not say which of DIGEST_KEYS made their digests."
        hint = "`manage.py rotate_keys` makes them anew; until then keep every key of DIGEST_KEYS."
        return Warning(told, hint=hint, id="safeguards.W001")
    if loss.family == "DIGEST_KEYS":
        hint = "Put it back behind the newest, or let `manage.py rotate_keys` make the digests anew."
        return Warning(str(loss), hint=hint, id="safeguards.W002")
    if loss.name in settings.LOST_KEYS:
        return Warning(str(loss), hint="LOST_KEYS says that it is known.", id="safeguards.W003")
    way = "under that id; give the other an id of its own" if loss.another else "behind the newest"
    hint = (
        f"Put it back into {loss.family}, {way}. Only if no copy of it is left: "
        f"LOST_KEYS={loss.name} lets the portal start without it (docs/deployment.md)."
    )
    return Error(str(loss), hint=hint, id="safeguards.E004")
