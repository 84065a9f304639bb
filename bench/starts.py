"""How long a newcomer waits: for the gazetteer on an empty SQLite file, and for the second start."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .findings import Finding
from .server import ROOT, free_port, manage

PLACES, SECOND_START = 15, 5  # seconds


def measure() -> list[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        manage(database, "migrate", "-v0")
        began = time.monotonic()
        manage(database, "import_villages")
        places = time.monotonic() - began
        manage(database, "load_demo", "--cases", "100")
        return [
            Finding("import_villages, all of Indonesia, SQLite", places, "s", most=PLACES),
            Finding("second start of `make run` to ready", _start(database), "s", most=SECOND_START),
        ]


def _start(database: str) -> float:
    """From the command to the line that says it is ready."""
    environment = {**os.environ, "DATABASE_URL": database, "PORT": str(free_port())}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, str(ROOT / "manage.py"), "serve"]
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        while "is ready" not in (line := process.stdout.readline()):
            if not line:
                raise RuntimeError("The server did not say that it is ready.")
        return time.monotonic() - began
    finally:
        process.terminate()
        process.wait(20)
