"""The ledger of destroyed data keys beside backups: one of before an erasure still holds the key, and who
restores it must destroy it anew. Ids and moments, nothing of a person; each line is signed for itself.
"""

import fcntl
import hmac
import os
import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings

from . import crypto

NAME = "erasures.txt"
PURPOSE = "erasure ledger"
Erasures = dict[uuid.UUID, datetime]


class BadLedger(ValueError):
    """A line is not signed with a key of AUDIT_KEYS; the message gives its number."""


def path() -> Path:
    return Path(settings.BACKUP_DIR) / NAME


def note(key: uuid.UUID, at: datetime) -> None:
    """One more line, on the disk when this returns."""
    add({key: at}, path())


def add(erased: Erasures, ledger: Path) -> None:
    """Writes those that ``ledger`` does not know yet at its end. Raises BadLedger, OSError."""
    ledger.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(ledger, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        text = file.read()
        known = _parse(text, ledger)
        file.truncate(len(text[: text.rfind("\n") + 1].encode()))  # a line cut by a power failure
        file.writelines(f"{_line(key, at)}\n" for key, at in erased.items() if key not in known)
        file.flush()
        os.fsync(file.fileno())


def read(ledgers: Iterable[Path]) -> Erasures:
    """Of all of them together. Raises BadLedger, OSError."""
    erased: Erasures = {}
    for ledger in ledgers:
        erased |= _parse(ledger.read_text(), ledger)
    return erased


def _parse(text: str, ledger: Path) -> Erasures:
    """A last line without its end was being written when the power went: it is not counted."""
    erased: Erasures = {}
    for number, line in enumerate(text.split("\n")[:-1], start=1):
        try:
            key, at = _signed(line)
        except (ValueError, crypto.CannotOpen) as error:
            raise BadLedger(f"{ledger}, line {number}: not signed with one of AUDIT_KEYS.") from error
        erased[key] = at
    return erased


def _line(key: uuid.UUID, at: datetime) -> str:
    key_id, secret = crypto.audit_keys().newest
    told = f"{key} {at.isoformat()} {key_id}"
    return f"{told} {_mac(told, secret)}"


def _signed(line: str) -> tuple[uuid.UUID, datetime]:
    told, _space, signature = line.rpartition(" ")
    key, at, key_id = told.split(" ")
    if not hmac.compare_digest(_mac(told, crypto.audit_keys().get(key_id)), signature):
        raise ValueError("wrong signature")
    return uuid.UUID(key), datetime.fromisoformat(at)


def _mac(told: str, secret: bytes) -> str:
    return hmac.digest(crypto.derive(secret, PURPOSE), told.encode(), "sha256").hex()
