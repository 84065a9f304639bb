"""The database out of its place as a stream, and back into an empty one: SQLite and PostgreSQL."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from django.db import connection, connections

from . import tools
from .manifest import OMITTED

BLOCK = 1024 * 1024
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory: the copy must not lie readable on a disk


def tool(alias: str) -> str:
    """What makes the dump, and its version; BackupError where it is missing or too old."""
    if connections[alias].vendor == "sqlite":
        return f"SQLite {sqlite3.sqlite_version}, online backup"
    told = tools.version(tools.find("pg_dump"))
    tools.require_as_new(told, connections[alias].connection.info.server_version)
    return told


def dump(alias: str, sink: BinaryIO) -> None:
    """The database as it stands in the snapshot ``alias``."""
    (_dump_sqlite if connections[alias].vendor == "sqlite" else _dump_postgresql)(alias, sink)


def _dump_sqlite(alias: str, sink: BinaryIO) -> None:
    """Through SQLite's online backup, which works on files: one in memory, readable by us alone."""
    home = MEMORY if MEMORY.is_dir() else Path(connections[alias].settings_dict["NAME"]).parent
    with tempfile.TemporaryDirectory(prefix="kk-portal-", dir=home) as folder:
        path = Path(folder) / "copy"
        copy = sqlite3.connect(path)
        try:
            connections[alias].connection.backup(copy)
            copy.executescript("PRAGMA journal_mode=DELETE; PRAGMA secure_delete=ON;")
            for table in OMITTED:
                with suppress(sqlite3.OperationalError):  # not every version of axes has them all
                    copy.execute(f'DELETE FROM "{table}"')  # noqa: S608 - names of ours
            copy.commit()
        finally:
            copy.close()
        with path.open("rb") as file:
            shutil.copyfileobj(file, sink, BLOCK)


def _dump_postgresql(alias: str, sink: BinaryIO) -> None:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        name = cursor.fetchone()[0]
    command = [
        tools.find("pg_dump"),
        "--format=custom",
        "--no-owner",
        "--no-privileges",
        f"--snapshot={name}",
    ]
    command += [f"--exclude-table-data=*.{table}" for table in OMITTED]
    with tools.running(command, connections[alias].settings_dict, stdout=tools.subprocess.PIPE) as process:
        shutil.copyfileobj(process.stdout, sink, BLOCK)


@contextmanager
def loading(begun) -> Iterator[BinaryIO]:
    """A sink for what ``dump`` gave. ``begun(cursor)`` marks the place in the same step in which it stops
    being empty.
    """
    with (_loading_sqlite if connection.vendor == "sqlite" else _loading_postgresql)(begun) as sink:
        yield sink


def partial_path() -> Path:
    path = Path(connection.settings_dict["NAME"])
    return path.with_name(f"{path.name}.restoring")


@contextmanager
def _loading_sqlite(begun) -> Iterator[BinaryIO]:
    draft = partial_path()
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    copy = sqlite3.connect(draft)
    try:
        begun(copy)
        copy.commit()
    finally:
        copy.close()
    connection.close()
    path = Path(connection.settings_dict["NAME"])
    for rest in ("-wal", "-shm"):
        path.with_name(path.name + rest).unlink(missing_ok=True)
    draft.replace(path)


@contextmanager
def _loading_postgresql(begun) -> Iterator[BinaryIO]:
    with connection.cursor() as cursor:
        begun(cursor)
    command = [tools.find("pg_restore"), "--single-transaction", "--exit-on-error", "--no-owner"]
    command += ["--no-privileges", "--no-comments", f"--dbname={connection.settings_dict['NAME']}"]
    with tools.running(command, connection.settings_dict, stdin=tools.subprocess.PIPE) as process:
        yield process.stdin
        process.stdin.close()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
