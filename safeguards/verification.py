"""Walks the audit trail and names the first row that is not what was written."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from . import crypto
from .chains import FIELDS, START, canonical, digest_of
from .heads import Tally
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


class _Row(NamedTuple):
    """The columns of an event in the order that digest_of() takes, and the digest that was stored."""

    chain: uuid.UUID
    at: object
    seq: int
    actor: int | None
    action: str
    subject_type: str
    subject_id: str
    reason: str
    figures: str
    refused: bool
    key_id: str
    digest: bytes


def _rows() -> Iterator[_Row]:
    """Bare columns, in the order of the chains: a model for each would take most of the time. Figures
    come as the text that is stored.
    """
    text = Cast("figures", TextField())
    columns = ("chain", "at", *(text if name == "figures" else name for name in FIELDS), "digest")
    rows = AuditEvent.objects.order_by("chain", "seq").values_list(*columns)
    return map(_Row._make, rows.iterator(chunk_size=CHUNK))


class _Walk:
    """The chain under the walker's feet: where it stands and what must come next."""

    def __init__(self, heads: Heads, on_head: Callable[[uuid.UUID, int, bytes], None], tally: Tally | None):
        self.heads, self.on_head, self.report = heads, on_head, Report()
        self.chain, self.seq, self.digest = None, 0, START
        self.tally = tally

    def step(self, row: _Row) -> BadRow | None:
        if row.chain != self.chain:
            bad = self.leave()
            if bad:
                return bad
            self.chain, self.seq, self.digest = row.chain, 0, START
            self.report.chains += 1
        self.report.rows += 1
        return self._check(row)

    def _check(self, row: _Row) -> BadRow | None:
        if row.seq != self.seq + 1:
            return BadRow(row.chain, self.seq + 1, "missing")
        try:
            key = crypto.audit_keys().get(row.key_id)
        except crypto.CannotOpen:
            return BadRow(row.chain, row.seq, "unknown_key")
        stored = bytes(row.digest)
        told = (*row[:8], canonical(row.figures), *row[9:11])
        if stored != digest_of(*told, self.digest, key):
            return BadRow(row.chain, row.seq, "changed")
        self.seq, self.digest = row.seq, stored
        if self.heads and self.heads.get(row.chain) == (row.seq, stored):
            del self.heads[row.chain]
        if self.tally:
            self.tally.add(row.chain, row.at, row.seq, stored)
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
    heads: Heads | None = None,
    on_head: Callable[[uuid.UUID, int, bytes], None] | None = None,
    tally: Tally | None = None,
) -> Report:
    """Reads every row once, in chunks. Finds rows that were changed, moved, or removed from the middle.

    ``heads`` of a checkpoint (safeguards.checkpoints) also show what was cut off the end since;
    ``on_head`` is called with (chain, seq, digest) at the end of each sound chain; ``tally`` sums up how
    all heads stood at its moment (safeguards.heads).
    """
    walk = _Walk(dict(heads or {}), on_head or (lambda chain, seq, digest: None), tally)
    for row in _rows():
        walk.report.bad = walk.step(row)
        if walk.report.bad:
            return walk.report
    walk.report.bad = walk.leave()
    if walk.heads and not walk.report.bad:  # a chain that the checkpoint knew and of which no row is left
        walk.report.bad = BadRow(min(walk.heads), 1, "cut_off")
    return walk.report
