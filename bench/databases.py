"""Databases of a known size, made once in bulk and kept until the schema or the demo changes."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
SERVER = os.environ.get("BENCH_SERVER", "postgres://postgres@127.0.0.1:5432")
SOURCES = ["*/migrations/0*.py", "complaints/demo/*.py"]


def fingerprint() -> str:
    found = sorted(path for pattern in SOURCES for path in ROOT.glob(pattern))
    return hashlib.sha256(b"".join(path.read_bytes() for path in found)).hexdigest()[:10]


def ready(cases: int) -> str:
    """The URL of a database with ``cases`` invented cases; made now if there is none of this schema."""
    name = f"kk_bench_{cases}_{fingerprint()}"
    url = f"{SERVER}/{name}"
    if name not in _existing():
        _drop(prefix=f"kk_bench_{cases}_")
        print(f"Making {name} (once) ...", flush=True)
        _server(f'CREATE DATABASE "{name}"')
        manage(url, "migrate", "-v0")
        manage(url, "import_villages")
        manage(url, "load_demo", "--cases", str(cases))
        manage(url, "bench_floor")
        with psycopg2.connect(url) as connection:
            connection.autocommit = True
            connection.cursor().execute("VACUUM ANALYZE")
    return url


def manage(url: str, *arguments: str) -> None:
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def _server(statement: str) -> list[tuple]:
    connection = psycopg2.connect(f"{SERVER}/postgres")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


def _existing() -> set[str]:
    return {name for (name,) in _server("SELECT datname FROM pg_database")}


def _drop(prefix: str) -> None:
    for name in _existing():
        if name.startswith(prefix):
            _server(f'DROP DATABASE "{name}"')
