"""What was destroyed is not in the files of PostgreSQL either. Of SQLite: complaints/test_forgotten.py."""

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from tests.complaints.whole import PLAIN, found

from .places import on_server

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="reads PostgreSQL's own files")


def files(folder: Path) -> Iterator[bytes]:
    """What lies there; PostgreSQL may remove one while another is read."""
    for path in folder.rglob("*"):
        with contextlib.suppress(FileNotFoundError, IsADirectoryError):
            yield path.read_bytes()


def test_the_tables_hold_nothing_and_the_log_holds_no_word(cluster, place):
    """The log goes on holding sealed values and wrapped keys until it is overwritten or deleted
    (docs/security.md); the tables, written anew, hold not even these.
    """
    told = json.loads(place.run("-m", "tests.faults.forgotten_case"))
    secrets = {name: bytes.fromhex(value) for name, value in told.items()}
    settle = f"{cluster.url}/postgres", "CHECKPOINT"
    on_server(*settle)
    assert found(secrets, *files(cluster.data / "base")) == set(secrets)
    assert found(secrets, *files(cluster.data / "pg_wal")) != set()  # sealed values do stand there
    place.run("manage.py", "purge_expired", "--rewrite")
    on_server(*settle)
    assert found(secrets | PLAIN, *files(cluster.data / "base")) == set()
    assert found(PLAIN, *files(cluster.data / "pg_wal")) == set()
