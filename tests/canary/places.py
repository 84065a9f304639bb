"""Every place where the portal writes, as bytes by name."""

import io
import pickle
import zipfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.db import connection

from complaints import filestore
from members.models import Session
from members.session_store import SessionStore


def database() -> Iterator[tuple[str, bytes]]:
    """SQLite: the pages themselves, free ones too. PostgreSQL: each table as COPY tells it."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        yield "database", connection.connection.serialize()
        return
    for table in connection.introspection.table_names():
        told = io.BytesIO()
        with connection.cursor() as cursor:
            cursor.copy_expert(f"COPY {connection.ops.quote_name(table)} TO STDOUT", told)
        yield f"table {table}", told.getvalue()


def sessions() -> Iterator[tuple[str, bytes]]:
    """What they hold once unpacked: a row of the table is compressed."""
    for row in Session.objects.all():
        yield "session", repr(SessionStore().decode(row.session_data)).encode()


def mails() -> Iterator[tuple[str, bytes]]:
    for one in mail.outbox:
        yield "mail", one.message().as_bytes() + f"{one.subject}\n{one.body}\n{one.to}".encode()


def cache() -> Iterator[tuple[str, bytes]]:
    for name in settings.CACHES:
        for key, value in getattr(caches[name], "_cache", {}).items():
            yield f"cache {key}", key.encode() + value + repr(pickle.loads(value)).encode()  # noqa: S301 - ours


def files(*folders: Path) -> Iterator[tuple[str, bytes]]:
    """Names and contents; archives unpacked."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            yield f"name of {path}", path.name.encode()
            if path.is_file():
                yield from unpacked(str(path), path.read_bytes())


def unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from ((f"{name}/{part}", archive.read(part)) for part in archive.namelist())


def everywhere(*folders: Path) -> Iterator[tuple[str, bytes]]:
    attachments = Path(filestore.storage().location)
    written = [name for name in (settings.MEDIA_ROOT, settings.STATIC_ROOT, settings.BACKUP_DIR) if name]
    kept = files(attachments, *map(Path, written), *folders)
    for part in (database(), sessions(), mails(), cache(), kept):
        yield from part
