"""All chains' heads in one line: short enough for a mail, a printed page or a message.

It says how the trail stood at a moment: how many chains and rows, and one digest over every head.
A full checkpoint (safeguards.checkpoints) also names the chain that was cut off; it is as long as there
are chains. This one tells only that something that stood is gone, or is another.
"""

import datetime
import hmac
import uuid
from dataclasses import dataclass
from hashlib import sha256

from django.db import connection
from django.utils import timezone

from . import crypto

TITLE = "kk-portal-audit-heads"
PURPOSE = "audit heads"
MARGIN = datetime.timedelta(minutes=1)  # for clocks of several web machines that do not agree
_OLDEST = """
    SELECT min(xact_start) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_xid IS NOT NULL AND pid <> pg_backend_pid()
"""


class BadHeads(ValueError):
    """Not a line of heads, or not signed by a key of AUDIT_KEYS."""


@dataclass(frozen=True)
class Stand:
    """How the trail stood: everything recorded up to ``until``."""

    until: datetime.datetime
    chains: int
    rows: int
    digest: str


class Tally:
    """Sums up, while the trail is walked in the order of its chains, how it stood at ``until``."""

    def __init__(self, until: datetime.datetime):
        self.until = until
        self._chain, self._head = None, None
        self._chains = self._rows = 0
        self._sum = sha256()

    def add(self, chain: uuid.UUID, at: datetime.datetime, seq: int, digest: bytes) -> None:
        if chain != self._chain:
            self._close()
            self._chain, self._head = chain, None
        if at <= self.until:
            self._head = (seq, digest)

    def _close(self) -> None:
        """A head is the last row that was recorded by then, and all before it stood too."""
        if self._head is not None:
            seq, digest = self._head
            self._chains, self._rows = self._chains + 1, self._rows + seq
            self._sum.update(f"{self._chain} {seq} {digest.hex()}\n".encode())

    def stand(self) -> Stand:
        self._close()
        self._head = None
        return Stand(self.until, self._chains, self._rows, self._sum.copy().hexdigest())


def settled() -> datetime.datetime:
    """The moment up to which no more rows can come: what is being written right now bears a time that has
    begun already, and is not there yet.

    PostgreSQL tells since when the oldest transaction that writes runs, of those that this role may see: its
    own.
    """
    until = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_OLDEST)
            until = min(until, cursor.fetchone()[0] or until)
    return (until - MARGIN).replace(microsecond=0)


def signed(stand: Stand) -> str:
    """Four short lines: title, moment and key; chains and rows; digest; signature."""
    key_id, key = crypto.audit_keys().newest
    lines = [
        f"{TITLE} {stand.until.isoformat()} {key_id}",
        f"{stand.chains} chains, {stand.rows} rows",
        stand.digest,
    ]
    return "\n".join([*lines, _signature(lines, key), ""])


def read(text: str) -> Stand:
    """What ``signed`` spelled, or BadHeads. Lines around it, and blanks that a mail adds, do no harm."""
    lines = [line.strip() for line in text.splitlines()]
    try:
        start = next(place for place, line in enumerate(lines) if line.startswith(f"{TITLE} "))
        title, counts, digest, signature = lines[start : start + 4]
        _title, until, key_id = title.split(" ")
        expected = _signature([title, counts, digest], crypto.audit_keys().get(key_id))
        if not hmac.compare_digest(expected, signature):
            raise BadHeads
        chains, rows = (int(part.split(" ")[0]) for part in counts.split(", "))
        return Stand(datetime.datetime.fromisoformat(until), chains, rows, digest)
    except (StopIteration, ValueError, crypto.CannotOpen) as error:
        raise BadHeads("This is not a line of heads signed with one of AUDIT_KEYS.") from error


def _signature(lines: list[str], key: bytes) -> str:
    return hmac.digest(crypto.derive(key, PURPOSE), "\n".join(lines).encode(), "sha256").hex()
