"""Does the database answer, in time also when nothing comes back; and is there room to write?"""

import os
import select
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
from django.core.files.storage import storages
from django.db import Error as DatabaseError
from django.db import connection
from psycopg2 import extensions

from .backups import unfinished

SECONDS = 1.5  # the monitor is answered within two
ROOM = 1 << 20  # bytes: with less, the next case or photo may not be saved
OK, HALF, UNREACHABLE, FULL = "ok", "half-restored", "unreachable", "disk-full"


def state() -> str:
    """OK, UNREACHABLE, HALF (a restore into it did not end well) or FULL: what is read works, and nothing
    can be saved. Of PostgreSQL on another host the portal sees only what its server answers.
    """
    found = database()
    return FULL if found == OK and not all(map(_has_room, _folders())) else found


def database() -> str:
    """OK, HALF or UNREACHABLE."""
    try:
        if connection.vendor == "sqlite":
            return HALF if unfinished.stands() else OK
        return _postgresql(time.monotonic() + SECONDS)
    except (DatabaseError, psycopg2.Error, TimeoutError):
        return UNREACHABLE


def _folders() -> Iterator[Path]:
    """Where this host writes: the file of SQLite, if it is one, and the attachments."""
    if connection.vendor == "sqlite":
        yield Path(connection.settings_dict["NAME"])
    try:
        yield Path(storages["attachments"].path(""))
    except NotImplementedError:  # object storage has its own monitor
        return


def _has_room(place: Path) -> bool:
    """What is not made yet will lie in the nearest folder that is there. A disk that fails has none."""
    there = next(part for part in (place, *place.absolute().parents) if part.exists())
    try:
        disk = os.statvfs(there)
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize >= ROOM


def _postgresql(deadline: float) -> str:
    """Over a fresh connection that never blocks: one that is kept open would wait for a server that hangs."""
    asked = psycopg2.connect(**_address(), async_=1)
    try:
        _wait(asked, deadline)
        cursor = asked.cursor()
        cursor.execute("SELECT to_regclass(%s) IS NULL", [unfinished.TABLE])
        _wait(asked, deadline)
        return OK if cursor.fetchone()[0] else HALF
    finally:
        asked.close()


def _address() -> dict:
    """What of Django's parameters is libpq's: words and numbers."""
    params = connection.get_connection_params()
    return {name: value for name, value in params.items() if isinstance(value, str | int)}


def _wait(asked, deadline: float) -> None:
    while (state := asked.poll()) != extensions.POLL_OK:
        reading = [asked] if state == extensions.POLL_READ else []
        writing = [asked] if state == extensions.POLL_WRITE else []
        left = deadline - time.monotonic()
        if left <= 0 or not any(select.select(reading, writing, [], left)):
            raise TimeoutError
