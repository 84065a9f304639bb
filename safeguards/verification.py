"""Walks the audit trail and names the first row that is not what was written."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from . import crypto
from .chains import START, compute_digest
from .models import AuditEvent

CHUNK = 2000
Heads = dict[uuid.UUID, tuple[int, bytes]]


@dataclass(frozen=True)
class BadRow:
    """Where the trail breaks: ``code`` is missing, changed, unknown_key or cut_off."""

    chain: uuid.UUID
    seq: int
    code: str


@dataclass
class Report:
    """``bad`` is the first bad row, or None when all is as it was written."""

    rows: int = 0
    chains: int = 0
    bad: BadRow | None = None


class _Walk:
    """The chain under the walker's feet: where it stands and what must come next."""

    def __init__(self, heads: Heads, on_head: Callable[[uuid.UUID, int, bytes], None]):
        self.heads, self.on_head, self.report = heads, on_head, Report()
        self.chain, self.seq, self.digest = None, 0, START

    def step(self, event: AuditEvent) -> BadRow | None:
        if event.chain != self.chain:
            bad = self.leave()
            if bad:
                return bad
            self.chain, self.seq, self.digest = event.chain, 0, START
            self.report.chains += 1
        self.report.rows += 1
        return self._check(event)

    def _check(self, event: AuditEvent) -> BadRow | None:
        if event.seq != self.seq + 1:
            return BadRow(event.chain, self.seq + 1, "missing")
        try:
            key = crypto.audit_keys().get(event.key_id)
        except crypto.CannotOpen:
            return BadRow(event.chain, event.seq, "unknown_key")
        stored = bytes(event.digest)
        if stored != compute_digest(event, self.digest, key):
            return BadRow(event.chain, event.seq, "changed")
        self.seq, self.digest = event.seq, stored
        if self.heads.get(event.chain) == (event.seq, stored):
            del self.heads[event.chain]
        return None

    def leave(self) -> BadRow | None:
        """The chain ends here: did a checkpoint see it longer?"""
        if self.chain is None:
            return None
        if self.chain in self.heads:
            return BadRow(self.chain, self.heads[self.chain][0], "cut_off")
        self.on_head(self.chain, self.seq, self.digest)
        return None


def verify(
    heads: Heads | None = None, on_head: Callable[[uuid.UUID, int, bytes], None] | None = None
) -> Report:
    """Reads every row once, in chunks. Finds rows that were changed, moved, or removed from the middle.

    ``heads`` of a checkpoint (safeguards.checkpoints) also show what was cut off the end since;
    ``on_head`` is called with (chain, seq, digest) at the end of each sound chain.
    """
    walk = _Walk(dict(heads or {}), on_head or (lambda chain, seq, digest: None))
    for event in AuditEvent.objects.order_by("chain", "seq").iterator(chunk_size=CHUNK):
        walk.report.bad = walk.step(event)
        if walk.report.bad:
            return walk.report
    walk.report.bad = walk.leave()
    if walk.heads and not walk.report.bad:  # a chain that the checkpoint knew and of which no row is left
        walk.report.bad = BadRow(min(walk.heads), 1, "cut_off")
    return walk.report
