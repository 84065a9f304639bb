"""Sealed bytes under names that say nothing, in the storage "attachments"; never at a public address.

Each file is AES-256-GCM under the case's data key, bound to model, field and row like a sealed column: moved
to another row, or with one bit turned, it does not open. Versioned by its first byte, as columns are.
"""

import os
import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils import timezone

from safeguards.crypto import CannotOpen
from safeguards.models import DataKey

FIELDS = ("original", "shown")
NAME = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}")


def storage() -> Storage:
    return storages["attachments"]


def place_of(row, field: str) -> bytes:
    """What is bound to the bytes of ``field`` of an Attachment."""
    return f"complaints.Attachment|{field}|{row}".encode()


@contextmanager
def written(*, key: DataKey, row: uuid.UUID, **files: bytes) -> Iterator[dict[str, str]]:
    """Names of the sealed files, by field, for the body to save. When it raises, they are gone again;
    what it leaves behind in an outer transaction that is rolled back later, ``sweep`` finds.
    """
    names: dict[str, str] = {}
    try:
        for field, data in files.items():
            names[field] = _put(key.seal(data, place_of(row, field)))
        yield names
    except BaseException:
        drop(*names.values())
        raise


def read(*, key: DataKey, row: uuid.UUID, field: str, name: str) -> bytes:
    """The bytes; CannotOpen when the file is missing, changed or its key destroyed."""
    try:
        with storage().open(name) as file:
            sealed = file.read()
    except OSError as error:
        raise CannotOpen(f"no file: {place_of(row, field).decode()}") from error
    return key.unseal(sealed, place_of(row, field))


def sealed(name: str) -> bytes | None:
    """The file as it lies there, for a backup; None where it is not (any more)."""
    try:
        with storage().open(name) as file:
            return file.read()
    except FileNotFoundError:
        return None


def put_back(name: str, data: bytes) -> None:
    """What ``sealed`` gave, under the same name, on the disk when this returns; ValueError where another
    file has that name, or where the name is none of ours.
    """
    if not NAME.fullmatch(name) or storage().exists(name):
        raise ValueError(f"cannot put back a file as {name!r}")
    storage().save(name, ContentFile(data))
    _settle(name)


def is_empty() -> bool:
    """Whether nothing at all is kept."""
    try:
        return not any(storage().listdir(""))
    except FileNotFoundError:
        return True


def drop(*names: str) -> None:
    for name in names:
        storage().delete(name)


def stored(before: datetime) -> Iterator[tuple[str, list[str]]]:
    """(folder, names in it) of files older than ``before``, folder by folder."""
    disk = storage()
    try:
        folders, _files = disk.listdir("")
    except FileNotFoundError:  # nothing was ever kept
        return
    for folder in sorted(folders):
        names = (f"{folder}/{name}" for name in disk.listdir(folder)[1])
        yield folder, [name for name in names if _age(disk, name) < before]


def _age(disk: Storage, name: str) -> datetime:
    try:
        return disk.get_modified_time(name)
    except FileNotFoundError:  # removed meanwhile
        return timezone.now()


def _put(sealed: bytes) -> str:
    name = uuid.uuid4().hex
    stored_as = storage().save(f"{name[:2]}/{name}", ContentFile(sealed))
    _settle(stored_as)
    return stored_as


def _settle(name: str) -> None:
    """On the disk before the row that names it commits: a power cut must not leave a row without its file."""
    try:
        path = Path(storage().path(name))
    except NotImplementedError:  # object storage answers when it holds the file
        return
    for part in (path, path.parent):
        handle = os.open(part, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
