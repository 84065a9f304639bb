"""A file that appears whole, under its name, or not at all; one backup at a time in a folder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from .errors import BackupError

PARTIAL = ".partial"


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """No second backup into this folder meanwhile; what one that was killed left half-written goes."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(f"Another backup into {folder} is running.") from None
        for old in folder.glob(f".*{PARTIAL}"):
            old.unlink()
        yield
    finally:
        os.close(handle)


class Draft:
    """A file under a temporary name in the folder of ``path``; gone when the block does not ``publish``."""

    def __init__(self, path: Path):
        self.path, self._draft = path, path.with_name(f".{path.name}{PARTIAL}")

    def __enter__(self) -> "Draft":
        if self.path.exists():
            raise BackupError(f"{self.path} is there already and is not overwritten.")
        self.file: BinaryIO = os.fdopen(
            os.open(self._draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb"
        )
        return self

    def publish(self) -> int:
        """On the disk first, then under its name; its bytes."""
        self.file.flush()
        os.fsync(self.file.fileno())
        size = self.file.tell()
        self._draft.rename(self.path)
        handle = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        return size

    def __exit__(self, error, *rest) -> None:
        try:
            self.file.close()
        except OSError:  # a full disk: what was held could not be written, and is not wanted
            if error is None:
                raise
        finally:
            self._draft.unlink(missing_ok=True)
            if error is not None:
                self.path.unlink(missing_ok=True)
