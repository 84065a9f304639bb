"""The real server, as in production but on loopback: gunicorn, preloaded, two workers."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2
SETTINGS = "bench.settings"


@dataclass(frozen=True)
class Server:
    port: int
    process: subprocess.Popen

    def pss(self) -> tuple[int, int]:
        """Proportional set size in bytes: of the workers together, and of the master beside them."""
        return sum(map(_pss, _children(self.process.pid))), _pss(self.process.pid)


@contextlib.contextmanager
def serving(database_url: str, settings: str = SETTINGS) -> Iterator[Server]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--preload", "--workers", str(WORKERS)]
    command += ["--bind", f"127.0.0.1:{port}", "--log-level", "warning", "kk_portal.wsgi:application"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(database_url, settings))
    try:
        _wait(port)
        yield Server(port, process)
    finally:
        process.terminate()
        process.wait(20)


def environment(database_url: str, settings: str = SETTINGS) -> dict[str, str]:
    return {**os.environ, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": settings}


def manage(database_url: str, *arguments: str, **variables: str) -> str:
    """Runs a command of manage.py over a database, with more variables of environment; what it wrote."""
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    done = subprocess.run(
        command,
        env=environment(database_url) | variables,
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait(port: int) -> None:
    for _attempt in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def _children(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in text.split()]


def _pss(pid: int) -> int:
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    return int(found.group(1)) * 1024
