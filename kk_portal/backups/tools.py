"""PostgreSQL's own programs: where they are, which version, and how they are told of the database."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import BackupError

DEBIAN = Path("/usr/lib/postgresql")
VARIABLES = {
    "HOST": "PGHOST",
    "PORT": "PGPORT",
    "USER": "PGUSER",
    "PASSWORD": "PGPASSWORD",
    "NAME": "PGDATABASE",
}


def find(name: str) -> str:
    """The newest of Debian's, else what PATH knows: a newer pg_dump reads an older server, not vice versa."""
    beside = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda path: float(path.parts[-3]))
    path = str(beside[-1]) if beside else shutil.which(name)
    if path is None:
        raise BackupError(f"{name} was not found: install PostgreSQL's client programs (postgresql-client).")
    return path


def version(path: str) -> str:
    return subprocess.run([path, "--version"], check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603 - found above


def require_as_new(told: str, server: int) -> None:
    """``server``: as libpq numbers it, 150020 for 15.20."""
    major = int(re.search(r"(\d+)\.?\d*", told).group(1))
    if major < server // 10_000:
        raise BackupError(
            f"{told} cannot read the server, which is PostgreSQL {server // 10_000}: install"
            f" postgresql-client-{server // 10_000}."
        )


def environment(database: dict) -> dict[str, str]:
    """``DATABASES["default"]`` as libpq's variables: nothing of it stands in the list of processes."""
    told = {variable: str(database[name]) for name, variable in VARIABLES.items() if database.get(name)}
    if mode := database.get("OPTIONS", {}).get("sslmode"):
        told["PGSSLMODE"] = mode
    return {**os.environ, **told}


@contextmanager
def running(command: list[str], database: dict, **streams) -> Iterator[subprocess.Popen]:
    """The program while it runs; BackupError with its own last words when it ends badly."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, env=environment(database), stderr=said, **streams)  # noqa: S603 - found above
        try:
            yield process
        except BrokenPipeError:
            process.wait()
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            for stream in filter(None, (process.stdin, process.stdout)):
                with suppress(BrokenPipeError):  # it has ended already; why, it says itself
                    stream.close()
        if process.wait() != 0:
            said.seek(0)
            words = said.read().decode(errors="replace").strip().splitlines()
            name = Path(command[0]).name
            raise BackupError(f"{name} ended with an error: {words[-1] if words else process.returncode}")
