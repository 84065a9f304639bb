"""The heads of all audit chains: told in a backup as a signed checkpoint, and compared after a restore."""

import uuid
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from django.db import connections

from safeguards import checkpoints
from safeguards.verification import BadRow, Report, verify

# Read in the order in which the trail is walked, so that neither side is ever held in memory.
HEADS = """
    SELECT last.chain, last.seq, event.digest
    FROM (SELECT chain, max(seq) AS seq FROM safeguards_auditevent GROUP BY chain) last
    JOIN safeguards_auditevent event ON event.chain = last.chain AND event.seq = last.seq
    ORDER BY last.chain
"""


def write(alias: str, sink: BinaryIO) -> int:
    """A checkpoint of the snapshot; how many chains."""
    lines, chains = checkpoints.Lines(lambda line: sink.write(line.encode())), 0
    with connections[alias].chunked_cursor() as cursor:
        cursor.execute(HEADS)
        for chain, seq, digest in cursor:
            lines.add(uuid.UUID(str(chain)), seq, bytes(digest))
            chains += 1
    lines.end()
    return chains


def check(checkpoint: BinaryIO) -> Report:
    """Walks the restored trail; its chains must end where, and only where, the checkpoint says."""
    told = _heads(checkpoint)
    apart: list[BadRow] = []

    def compare(chain: uuid.UUID, seq: int, digest: bytes) -> None:
        head = next(told, None)
        if head != (chain, seq, digest) and not apart:
            apart.append(BadRow(head[0] if head else chain, head[1] if head else seq, "cut_off"))

    report = verify(on_head=compare)
    left = None if report.bad else next(told, None)
    report.bad = report.bad or next(iter(apart), None) or (left and BadRow(left[0], left[1], "cut_off"))
    return report


def _heads(lines: Iterable[bytes]) -> Iterator[tuple[uuid.UUID, int, bytes]]:
    """Without the title and the signature; what they would prove, the signed manifest has proved."""
    for line in lines:
        words = line.decode().split()
        if len(words) == 3 and words[0] != checkpoints.TITLE:
            yield uuid.UUID(words[0]), int(words[1]), bytes.fromhex(words[2])
