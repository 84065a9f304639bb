"""Writing and verifying the audit trail.

Each case has a chain of its own; what has no case goes to a chain of its actor. One chain for all
of that would be a queue: a writer holds its chain until its transaction ends, and an import of ten
thousand rows would hold up every login. A person's own requests wait for each other at most.

A service that records on several cases in one transaction does so in the order of their ids:
two that lock in opposite orders would make PostgreSQL end one of them.
"""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from . import crypto
from .chains import START, compute_digest, plain_figures, portal_chain
from .inserting import insert
from .models import AuditEvent
from .verification import verify

__all__ = [
    "Entry",
    "begin",
    "portal_chain",
    "record",
    "record_many",
    "record_once",
    "record_refusal",
    "verify",
]


Head = tuple[int, bytes]  # seq and digest of a chain's last event
NOTHING: Head = (0, START)
BATCH = 500
CODE = re.compile(r"[A-Za-z0-9_.:-]{0,60}")


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

    @property
    def home(self) -> uuid.UUID:
        """The chain it belongs to."""
        return self.chain or portal_chain(self.actor)

    def event(self, chain: uuid.UUID) -> AuditEvent:
        """The event without its place in the chain. Action and reason are codes, never a sentence:
        a sentence would be a person's.
        """
        for code in (self.action, self.reason):
            if not CODE.fullmatch(code):
                raise ValueError("Action and reason of an audit event are short codes.")
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

    The event comes back without its own number.

    ``by`` is a user or None (the system); ``chain`` the case's id; ``figures`` plain codes and
    counts: names of changed fields, filters, numbers of rows, never what a person said or is called.
    """
    entry = Entry(action, by, chain, subject, reason, figures or {})
    return _append(entry)


def record_once(
    *, since: datetime, action: str, by=None, chain: uuid.UUID | None = None, subject=None, figures=None
) -> AuditEvent | None:
    """The same, unless that action on that subject stands in the chain since then: for what may happen any
    number of times without anybody's doing, and must not fill the trail. One query where it stands.

    Asked again once the chain is held, since two may look at the same time.
    """
    entry = Entry(action, by, chain, subject, "", figures or {})
    told = {"chain": entry.home, "at__gte": since, "action": action}
    like = AuditEvent.objects.filter(**told, subject_id=str(subject.pk) if subject is not None else "")
    if like.exists():
        return None
    _require_transaction()
    _lock_head(entry.home)
    return None if like.exists() else _append(entry)


def begin(*, action: str, by=None, chain: uuid.UUID, subject=None, figures=None) -> AuditEvent:
    """The first event of a case that this very transaction makes, for which nobody else can write: one
    query. Arguments as in record(); the database refuses it where the chain has begun.
    """
    _require_transaction()
    (event,) = _link(chain, [Entry(action, by, chain, subject, "", figures or {})], NOTHING)
    insert([event])
    return event


def record_refusal(
    *, action: str, by=None, chain: uuid.UUID | None = None, subject=None, reason: str = "", figures=None
) -> AuditEvent:
    """The same for what was refused, in a transaction of its own: call it after the rollback.
    Inside another transaction it raises, since the event would be rolled back with the deed.
    """
    entry = Entry(action, by, chain, subject, reason, figures or {}, refused=True)
    with transaction.atomic(durable=True):
        return _append(entry)


def record_many(entries: Iterable[Entry]) -> int:
    """Many events at once, for imports, timers and demo data: a few queries, however many cases.

    A case without events counts as made in this very transaction and is not locked; should another
    writer begin its chain at the same time, the database refuses one of the two.
    """
    _require_transaction()
    chains: dict[uuid.UUID, list[Entry]] = {}
    for entry in entries:
        chains.setdefault(entry.home, []).append(entry)
    new = _without_events([chain for chain, first in chains.items() if first[0].chain])
    heads = _lock_heads(sorted(chains.keys() - new))
    events = []
    for chain in sorted(chains):
        events += _link(chain, chains[chain], heads.get(chain, NOTHING))
    AuditEvent.objects.bulk_create(events, batch_size=BATCH)
    return len(events)


def _without_events(chains: list[uuid.UUID]) -> set[uuid.UUID]:
    new = set(chains)
    for start in range(0, len(chains), BATCH):
        begun = AuditEvent.objects.filter(chain__in=chains[start : start + BATCH], seq=1)
        new.difference_update(begun.values_list("chain", flat=True))
    return new


def _append(entry: Entry) -> AuditEvent:
    _require_transaction()
    (event,) = _link(entry.home, [entry], _lock_head(entry.home))
    insert([event])
    return event


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("An audit event commits with its deed: call this inside transaction.atomic().")


def _link(chain: uuid.UUID, entries: list[Entry], head: Head) -> list[AuditEvent]:
    """The entries as events that follow ``head`` in one chain; saved by the caller."""
    seq, digest = head
    key_id, key = crypto.audit_keys().newest
    events = []
    for place, entry in enumerate(entries, start=1):
        event = entry.event(chain)
        event.seq, event.key_id = seq + place, key_id
        event.digest = digest = compute_digest(event, digest, key)
        events.append(event)
    return events


_HEAD = "SELECT seq, digest FROM safeguards_auditevent WHERE chain = %s ORDER BY seq DESC LIMIT 1"
_LOCK = "SELECT pg_advisory_xact_lock(%s);"
_LOCK_MANY = "SELECT count(pg_advisory_xact_lock(chain)) FROM unnest(%s::bigint[]) AS chain"


def _lock_head(chain: uuid.UUID) -> Head:
    """(seq, digest) of the chain's last row, with the chain locked until the transaction ends.

    PostgreSQL: the lock is a statement of its own in the same round trip. Inside the reading
    SELECT it would be worthless: that statement's snapshot is taken before it waits, so it would
    come back with the head of before the wait. SQLite holds its one write lock already (IMMEDIATE).
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"{_LOCK} {_HEAD}", [_lock_of(chain), chain])
        else:
            cursor.execute(_HEAD, [chain.hex])
        row = cursor.fetchone()
    return (row[0], bytes(row[1])) if row else NOTHING


def _lock_of(chain: uuid.UUID) -> int:
    return int.from_bytes(chain.bytes[8:], "big", signed=True)  # the random half


def _lock_heads(chains: list[uuid.UUID]) -> dict[uuid.UUID, Head]:
    """The same for many chains, in the order given; two queries for each BATCH of them."""
    heads: dict[uuid.UUID, Head] = {}
    last = AuditEvent.objects.filter(chain=models.OuterRef("chain")).order_by("-seq").values("seq")[:1]
    for start in range(0, len(chains), BATCH):
        part = chains[start : start + BATCH]
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(_LOCK_MANY, [[_lock_of(chain) for chain in part]])
        rows = AuditEvent.objects.filter(chain__in=part, seq=models.Subquery(last)).order_by()
        heads |= {
            chain: (seq, bytes(digest)) for chain, seq, digest in rows.values_list("chain", "seq", "digest")
        }
    return heads
