"""The whole way once, on the database of now: backed up, restored into a fresh place, opened, compared.

The place is private and gone at the end; the keys are made for the occasion, so that nobody's private key has
to be where the portal runs.
"""

import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction

from safeguards import audit

from . import age, making, recipients, restoring
from .errors import BackupError

WORK = 12  # its passphrase guards a key that lives for a minute


def drill(said: Callable[[str], object]) -> None:
    """Raises BackupError when the restored place is not what was backed up."""
    with tempfile.TemporaryDirectory(prefix="kk-portal-drill-") as folder:
        place = Path(folder)
        people = [age.Identity.new(), age.Identity.new()]
        began = time.monotonic()
        made = making.make(place / "backups", {"daily": 1}, [one.recipient for one in people])
        said(f"Backup: {made.size / 1e6:.1f} MB, {made.rows:,} rows by {made.tool}, {made.files:,} files.")
        restoring.examine(made.path, people[1])
        said("The second recipient opens it too.")
        with _fresh_database(place) as url:
            said(_restored(made.path, people[0], place, url))
        seconds = round(time.monotonic() - began)
        said(f"Drill ended well in {seconds} s: {made.rows:,} rows and {made.files:,} files came back.")
        with transaction.atomic():
            audit.record(action="backup.drilled", figures={"seconds": seconds, "rows": made.rows})


def _restored(file: Path, identity: age.Identity, place: Path, url: str) -> str:
    """What `manage.py restore` says, run as an operator would: in a process and a place of its own."""
    key, words = place / "key", place / "passphrase"
    words.write_text(secrets.token_urlsafe(24))
    recipients.write_private(key, recipients.protected(identity, words.read_text(), WORK))
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(file)]
    command += ["--key", str(key), "--passphrase-file", str(words)]
    there = {
        "DATABASE_URL": url,
        "ATTACHMENTS_DIR": str(place / "attachments"),
        "BACKUP_DIR": str(file.parent),
    }
    done = subprocess.run(command, env={**os.environ, **there}, capture_output=True, text=True)  # noqa: S603 - our own
    if done.returncode:
        raise BackupError(f"The restore failed: {done.stderr.strip()}")
    return done.stdout.strip()


@contextmanager
def _fresh_database(place: Path) -> Iterator[str]:
    """The URL of an empty database of the same kind, gone again at the end."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{place / 'restored.sqlite3'}"
        return
    name = f"kk_drill_{secrets.token_hex(6)}"
    _server(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        yield url_of(connection.settings_dict, name)
    finally:
        _server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _server(statement: str) -> None:
    """Outside any transaction, on a connection of its own."""
    wrapper = connections[DEFAULT_DB_ALIAS].copy("drill")
    try:
        with wrapper.cursor() as cursor:
            cursor.execute(statement)
    finally:
        wrapper.close()


def url_of(database: dict, name: str) -> str:
    user, password = quote(database["USER"], safe=""), quote(database["PASSWORD"], safe="")
    place = f"{database['HOST'] or 'localhost'}:{database['PORT'] or 5432}"
    return f"postgres://{user}{':' + password if password else ''}@{place}/{name}"
