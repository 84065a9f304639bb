"""Signed lists of all chains' heads, kept off the host: what is cut off later shows against them.

A file of lines: when it was taken and under which audit key; ``chain seq digest`` each; the HMAC of
all that. Its memory is one entry per chain, not per row.
"""

import datetime
import hmac
import os
import uuid
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from django.utils import timezone

from . import crypto
from .verification import Heads

TITLE = "kk-portal-audit-checkpoint"
PURPOSE = "audit checkpoint"


class BadCheckpoint(ValueError):
    """Not a checkpoint, or not signed by a key of AUDIT_KEYS."""


class Lines:
    """Spells a checkpoint line by line to ``write``; ``end`` signs it."""

    def __init__(self, write: Callable[[str], object]):
        key_id, key = crypto.audit_keys().newest
        self._mac, self._write = hmac.new(crypto.derive(key, PURPOSE), digestmod=sha256), write
        self._line(f"{TITLE} {timezone.now().isoformat()} {key_id}")

    def add(self, chain: uuid.UUID, seq: int, digest: bytes) -> None:
        self._line(f"{chain} {seq} {digest.hex()}")

    def _line(self, line: str) -> None:
        self._mac.update(f"{line}\n".encode())
        self._write(f"{line}\n")

    def end(self) -> None:
        self._write(f"{self._mac.hexdigest()}\n")


class Writer:
    """Collects heads into a file that appears whole, or not at all, when the block ends well."""

    def __init__(self, path: Path):
        self.path, self.draft = path, path.with_name(f"{path.name}.{os.getpid()}")

    def __enter__(self) -> "Writer":
        self._file = os.fdopen(os.open(self.draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w")
        self._lines = Lines(self._file.write)
        self.add = self._lines.add
        return self

    def __exit__(self, error, *rest) -> None:
        self._lines.end()
        self._file.close()
        if error is None:
            self.draft.replace(self.path)
        else:
            self.draft.unlink()


def read(path: Path) -> tuple[datetime.datetime, Heads]:
    """(when it was taken, its heads), or BadCheckpoint."""
    try:
        title, *lines, signature = path.read_text().splitlines()
        name, at, key_id = title.split(" ")
        if name != TITLE:
            raise BadCheckpoint(name)
        _check_signature([title, *lines], signature, crypto.audit_keys().get(key_id))
        heads = (line.split(" ") for line in lines)
        taken = {uuid.UUID(chain): (int(seq), bytes.fromhex(digest)) for chain, seq, digest in heads}
    except (ValueError, crypto.CannotOpen) as error:
        raise BadCheckpoint(f"{path} is not a checkpoint signed with one of AUDIT_KEYS.") from error
    return datetime.datetime.fromisoformat(at), taken


def _check_signature(lines: list[str], signature: str, key: bytes) -> None:
    mac = hmac.new(crypto.derive(key, PURPOSE), "".join(f"{line}\n" for line in lines).encode(), sha256)
    if not hmac.compare_digest(mac.hexdigest(), signature):
        raise BadCheckpoint("wrong signature")
