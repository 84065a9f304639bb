"""`make run` as a newcomer meets it: an empty database becomes a portal that answers on loopback."""

import contextlib
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def started(database: Path) -> Iterator[tuple[list[str], str]]:
    """What the command printed until it was ready, and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{database}", "PORT": str(port)}
    command = [sys.executable, str(ROOT / "manage.py"), "serve"]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own
    try:
        lines = []
        for line in process.stdout:
            lines.append(line.strip())
            if "is ready" in line:
                break
        yield lines, f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)
        process.stdout.close()


def healthy(address: str) -> bool:
    with urllib.request.urlopen(f"{address}/sehat/", timeout=20) as answer:  # noqa: S310 - loopback
        return answer.status == 200


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="starts on a file of its own, whatever the database"
)
def test_first_start_fills_the_database_and_the_second_has_nothing_to_do(tmp_path):
    database = tmp_path / "portal.sqlite3"
    with started(database) as (lines, address):
        assert healthy(address)
        assert [line for line in lines if line.startswith("Demo loaded")] != []
        assert [line.split()[0] for line in lines if "head of a hamlet" in line] == ["kawil"]
    with started(database) as (lines, address):
        assert healthy(address)
        assert lines[0].startswith("Accounts (password of all")


def test_production_is_served_by_other_means(settings):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="gunicorn"):
        call_command("serve")
