"""Does the database answer? Asked for the monitor, within a time that holds also when nothing comes back."""

import select
import time

import psycopg2
from django.db import Error as DatabaseError
from django.db import connection
from psycopg2 import extensions

from .backups import unfinished

SECONDS = 1.5  # the monitor is answered within two
OK, HALF, UNREACHABLE = "ok", "half-restored", "unreachable"


def database() -> str:
    """OK, HALF (a restore into it did not end well) or UNREACHABLE."""
    try:
        if connection.vendor == "sqlite":
            return HALF if unfinished.stands() else OK
        return _postgresql(time.monotonic() + SECONDS)
    except (DatabaseError, psycopg2.Error, TimeoutError):
        return UNREACHABLE


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
