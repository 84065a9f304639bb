"""Writing and verifying the audit trail.

Each case has a chain of its own; what has no case goes to a chain of its actor. One chain for all
of that would be a queue: a writer holds its chain until its transaction ends, and an import of ten
thousand rows would hold up every login. A person's own requests wait for each other at most.

A service that records on several cases in one transaction does so in the order of their ids:
two that lock in opposite orders would make PostgreSQL end one of them.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from . import crypto
from .chains import START, compute_digest, plain_figures, portal_chain
from .models import AuditEvent
from .verification import verify

__all__ = ["Entry", "portal_chain", "record", "record_many", "record_refusal", "verify"]


@dataclass(frozen=True)
class Entry:
    """What one event tells, for record_many(). Arguments as in record()."""

    action: str
    by: Any = None
    chain: uuid.UUID | None = None
    subject: models.Model | None = None
    reason: str = ""
    figures: dict = field(default_factory=dict)
    refused: bool = False

    @property
    def actor(self) -> int | None:
        return getattr(self.by, "pk", None)

    def event(self, chain: uuid.UUID) -> AuditEvent:
        return AuditEvent(
            chain=chain,
            at=timezone.now(),
            actor=self.actor,
            action=self.action,
            subject_type=self.subject._meta.label if self.subject is not None else "",
            subject_id=str(self.subject.pk) if self.subject is not None else "",
            reason=self.reason,
            figures=plain_figures(self.figures or {}),
            refused=self.refused,
        )


def record(
    *, action: str, by=None, chain: uuid.UUID | None = None, subject=None, reason: str = "", figures=None
) -> AuditEvent:
    """Adds one event to the transaction of the deed: both stand or neither. Two queries.

    ``by`` is a user or None (the system); ``chain`` the case's id; ``figures`` plain codes and
    counts: names of changed fields, filters, numbers of rows, never what a person said or is called.
    """
    entry = Entry(action, by, chain, subject, reason, figures or {})
    return _append(chain or portal_chain(entry.actor), [entry])[0]


def record_refusal(
    *, action: str, by=None, chain: uuid.UUID | None = None, subject=None, reason: str = "", figures=None
) -> AuditEvent:
    """The same for what was refused, in a transaction of its own: call it after the rollback.
    Inside another transaction it raises, since the event would be rolled back with the deed.
    """
    entry = Entry(action, by, chain, subject, reason, figures or {}, refused=True)
    with transaction.atomic(durable=True):
        return _append(chain or portal_chain(entry.actor), [entry])[0]


def record_many(entries: Iterable[Entry]) -> int:
    """Many events at once, for imports and demo data: one read and one insert per chain."""
    chains: dict[uuid.UUID, list[Entry]] = {}
    for entry in entries:
        chains.setdefault(entry.chain or portal_chain(entry.actor), []).append(entry)
    return sum(len(_append(chain, chains[chain])) for chain in sorted(chains))


def _append(chain: uuid.UUID, entries: list[Entry]) -> list[AuditEvent]:
    if not connection.in_atomic_block:
        raise RuntimeError("An audit event commits with its deed: call this inside transaction.atomic().")
    seq, digest = _lock_head(chain)
    key_id, key = crypto.audit_keys().newest
    events = []
    for entry in entries:
        event = entry.event(chain)
        event.seq, event.key_id = seq + 1, key_id
        event.digest = compute_digest(event, digest, key)
        seq, digest = event.seq, event.digest
        events.append(event)
    if len(events) == 1:
        events[0].save()
        return events
    return AuditEvent.objects.bulk_create(events, batch_size=500)


_HEAD = "SELECT seq, digest FROM safeguards_auditevent WHERE chain = %s ORDER BY seq DESC LIMIT 1"
_LOCK = "SELECT pg_advisory_xact_lock(%s);"


def _lock_head(chain: uuid.UUID) -> tuple[int, bytes]:
    """(seq, digest) of the chain's last row, with the chain locked until the transaction ends.

    PostgreSQL: the lock is a statement of its own in the same round trip. Inside the reading
    SELECT it would be worthless: that statement's snapshot is taken before it waits, so it would
    come back with the head of before the wait. SQLite holds its one write lock already (IMMEDIATE).
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            lock = int.from_bytes(chain.bytes[:8], "big", signed=True)
            cursor.execute(f"{_LOCK} {_HEAD}", [lock, chain])
        else:
            cursor.execute(_HEAD, [chain.hex])
        row = cursor.fetchone()
    return (row[0], bytes(row[1])) if row else (0, START)
