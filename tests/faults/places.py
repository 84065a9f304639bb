"""A place to break: a database and a folder of its own, filled once and copied for each test."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg2
from django.db import connection

from kk_portal.backups import tools

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Place:
    """``told``: what ``fill`` said of it."""

    url: str
    folder: Path
    told: dict

    def environment(self) -> dict[str, str]:
        folders = {
            "ATTACHMENTS_DIR": str(self.folder / "attachments"),
            "BACKUP_DIR": str(self.folder / "backups"),
        }
        return {**os.environ, **folders, "DATABASE_URL": self.url}

    def run(self, *arguments: str) -> str:
        """A command of Python in this place; what it wrote."""
        command = [sys.executable, *arguments]
        done = subprocess.run(  # noqa: S603 - our own
            command, env=self.environment(), cwd=ROOT, check=False, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def judged(self) -> dict:
        return json.loads(self.run("-m", "tests.faults.judge"))


def filled(url: str, folder: Path) -> Place:
    """A migrated, empty database gets its cast."""
    return Place(url, folder, json.loads(Place(url, folder, {}).run("-m", "tests.faults.fill")))


def migrated_sqlite(folder: Path) -> str:
    """The schema of the suite's own database, in a file; its URL."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(folder / "portal.sqlite3")])
    return f"sqlite:///{folder / 'portal.sqlite3'}"


def migrated_postgresql(server: str, name: str) -> str:
    """The same in a new database of another server."""
    on_server(f"{server}/postgres", f'CREATE DATABASE "{name}"')
    dump = [tools.find("pg_dump"), "--format=custom", "--no-owner"]
    load = [tools.find("pg_restore"), "--no-owner", "--exit-on-error", f"--dbname={server}/{name}"]
    environment = tools.environment(connection.settings_dict)
    held = subprocess.run(dump, env=environment, check=True, stdout=subprocess.PIPE).stdout  # noqa: S603 - our own
    subprocess.run(load, input=held, check=True)  # noqa: S603 - the same
    return f"{server}/{name}"


def sqlite_copy(template: Place, folder: Path) -> Place:
    """The template has no writer: the file alone is the whole database."""
    shutil.copy(template.url.removeprefix("sqlite:///"), folder / "portal.sqlite3")
    return Place(f"sqlite:///{folder / 'portal.sqlite3'}", folder, template.told)


def postgresql_copy(template: Place, folder: Path, name: str) -> Place:
    server, _slash, source = template.url.rpartition("/")
    on_server(f"{server}/postgres", f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
    return Place(f"{server}/{name}", folder, template.told)


def on_server(url: str, statement: str) -> None:
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
