"""Databases of a known size, made once in bulk and kept until the schema or the demo changes."""

import contextlib
import hashlib
import os
import time
from collections.abc import Iterator

import psycopg2

from .server import ROOT, manage

SERVER = os.environ.get("BENCH_SERVER", "postgres://postgres@127.0.0.1:5432")
SCHEMA = ["*/migrations/0*.py", "villages/data/*.gz"]
DEMO = ["*/demo/*.py"]


def fingerprint(patterns: list[str]) -> str:
    found = sorted(path for pattern in patterns for path in ROOT.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in found)).hexdigest()[:8]


@contextlib.contextmanager
def copies(sizes: tuple[int, ...]) -> Iterator[dict[int, str]]:
    """The URL of a fresh copy of each size, for one run: what a run saves must not grow the next one."""
    with contextlib.ExitStack() as stack:
        yield {cases: stack.enter_context(spare(cases, "run")) for cases in sizes}


@contextlib.contextmanager
def spare(cases: int, use: str) -> Iterator[str]:
    """The URL of one more such copy, known by what it is for."""
    made, copy = ready(cases), f"kk_bench_{use}_{cases}"
    _server(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')
    try:
        _server(f'CREATE DATABASE "{copy}" TEMPLATE "{made}" STRATEGY FILE_COPY')
        yield f"{SERVER}/{copy}"
    finally:
        _server(f'DROP DATABASE IF EXISTS "{copy}" WITH (FORCE)')


@contextlib.contextmanager
def fresh(name: str) -> Iterator[str]:
    """The URL of an empty database, for as long as it takes."""
    _server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _server(f'CREATE DATABASE "{name}" TEMPLATE template0')
    try:
        yield f"{SERVER}/{name}"
    finally:
        _server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def ready(cases: int) -> str:
    """The name of a database with ``cases`` invented cases; made now if there is none of this schema."""
    prefix = f"kk_bench_{cases}_"
    name = f"{prefix}{fingerprint(SCHEMA)}_{fingerprint(DEMO)}"
    if name not in _existing():
        _make(name, prefix, _places(), ["load_demo", "--cases", str(cases)], ["bench_floor"])
    return name


def _places() -> str:
    """An otherwise empty database with all villages, from which the others are copied."""
    prefix = "kk_bench_places_"
    name = prefix + fingerprint(SCHEMA)
    if name not in _existing():
        _make(name, prefix, "template1", ["migrate", "-v0"], ["import_villages"])
    return name


def _make(name: str, prefix: str, template: str, *commands: list[str]) -> None:
    """``name`` from ``template``, then the commands; under another name until all of it has worked."""
    _drop(prefix)
    print(f"Making {name} (once) ...", end=" ", flush=True)
    began, draft = time.monotonic(), f"{prefix}draft"
    _server(f'CREATE DATABASE "{draft}" TEMPLATE "{template}"')
    for command in commands:
        manage(f"{SERVER}/{draft}", *command)
    _server("VACUUM ANALYZE", database=draft)
    _server(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    print(f"{time.monotonic() - began:.0f} s", flush=True)


def _server(statement: str, database: str = "postgres") -> list[tuple]:
    connection = psycopg2.connect(f"{SERVER}/{database}")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def _existing() -> set[str]:
    return {name for (name,) in _server("SELECT datname FROM pg_database")}


def _drop(prefix: str) -> None:
    """Earlier ones of the same size: their schema is gone."""
    for name in sorted(_existing()):
        if name.startswith(prefix):
            _server(f'DROP DATABASE "{name}"')
