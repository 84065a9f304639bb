"""What was destroyed is nowhere: not in the database's own file and log, not on the disk, not in a dump."""

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from complaints import filestore
from tests.complaints.whole import PLAIN, files_of, found, secrets_of, whole_case

SQLITE = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")


@pytest.fixture
def case(transactional_db, cast):
    return whole_case(cast.relawan)


@pytest.mark.skipif(not SQLITE, reason="reads SQLite's own file and log")
def test_nothing_is_left_in_the_file_of_sqlite_and_its_log(case, tmp_path):
    """The command runs in a process of its own on a real file, while somebody else holds its log open."""
    secrets, file = secrets_of(case), tmp_path / "portal.sqlite3"
    connection.ensure_connection()
    reader = sqlite3.connect(file)
    connection.connection.backup(reader)
    reader.execute("PRAGMA journal_mode=WAL")
    reader.execute("UPDATE complaints_complaint SET version = version + 1")
    reader.commit()

    def places() -> list[bytes]:
        return [_bytes(path) for path in tmp_path.iterdir()]

    assert found(secrets, *places()) == set(secrets)
    assert _purge_there(file) == "Destroyed: violence 1 (24 months after closing)"
    assert _bytes(tmp_path / "portal.sqlite3-wal") == b""
    assert found(secrets | PLAIN, *places()) == set()
    left = [name for name in files_of(case) if filestore.storage().exists(name)]
    reader.close()
    assert left == []


def _bytes(path: Path) -> bytes:
    """Read by another process: closing the file in this one would end the locks of SQLite's connection."""
    return subprocess.run([shutil.which("cat"), path], capture_output=True, check=True).stdout  # noqa: S603 - a file of ours


def _purge_there(file: Path) -> str:
    """The beginning of the line that says what went."""
    there = {
        "DATABASE_URL": f"sqlite:///{file}",
        "ATTACHMENTS_DIR": filestore.storage().location,
    }
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, settings.BASE_DIR / "manage.py", "purge_expired"],
        env=os.environ | there,
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    lines = done.stdout.splitlines()
    return next(line for line in lines if line.startswith("Destroyed")).partition(", social")[0]


@pytest.mark.skipif(SQLITE or not shutil.which("pg_dump"), reason="dumps PostgreSQL")
@pytest.mark.parametrize("rewrite", [False, True])
def test_nothing_is_left_in_a_dump_of_postgresql(case, rewrite):
    secrets = {name: secret.hex().encode() for name, secret in secrets_of(case).items()}
    assert found(secrets, _dump()) == set(secrets)
    call_command("purge_expired", *(["--rewrite"] if rewrite else []), verbosity=0)
    assert found(secrets | PLAIN, _dump()) == set()
    assert [name for name in files_of(case) if filestore.storage().exists(name)] == []


def _dump() -> bytes:
    told = connection.settings_dict
    at = ["-h", told["HOST"], "-p", str(told["PORT"] or 5432), "-U", told["USER"], told["NAME"]]
    secret = {"PGPASSWORD": told["PASSWORD"]} if told["PASSWORD"] else {}
    return subprocess.run(  # noqa: S603 - its own tool
        [shutil.which("pg_dump"), *at], env=os.environ | secret, capture_output=True, check=True
    ).stdout


def test_the_tables_that_are_settled_are_all_that_were_emptied(case, capsys):
    """A second run finds nothing and still ends well."""
    call_command("purge_expired")
    call_command("purge_expired")
    last = capsys.readouterr().out.splitlines()[-1]
    assert last == "Destroyed: violence 0 (24 months after closing), social 0 (12 months after closing)."
