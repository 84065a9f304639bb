"""The portal's web process, as in production but on loopback, to be killed and started again."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import Client
from tests.factories import PASSWORD

from .places import ROOT, Place


class Server:
    def __init__(self, place: Place):
        self.place, self.process, self.client = place, None, None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def start(self, *before: str) -> None:
        """``before``: a program that starts it, e.g. faketime with its arguments."""
        command = [*before, sys.executable, "-m", "gunicorn", "--preload", "--workers", "2", "--threads", "2"]
        command += [
            "--bind",
            f"127.0.0.1:{self.port}",
            "--log-level",
            "critical",
            "kk_portal.wsgi:application",
        ]
        environment = {**self.place.environment(), "DJANGO_SETTINGS_MODULE": "kk_portal.settings"}
        self.process = subprocess.Popen(  # noqa: S603 - our own
            command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, start_new_session=True
        )
        self._wait()

    def _wait(self) -> None:
        for _attempt in range(300):
            with contextlib.suppress(OSError):
                if Client(self.port).get("/sehat/").status:
                    return
            time.sleep(0.1)
        raise TimeoutError("The web process did not start.")

    def health(self) -> tuple[int, str]:
        """Status and word of `/sehat/`, which must answer within two seconds."""
        began = time.monotonic()
        answer = Client(self.port).get("/sehat/")
        assert time.monotonic() - began < 2
        return answer.status, json.loads(answer.text)["database"]

    def kill(self) -> None:
        """As when the power goes: master and workers at once, nothing is tidied up."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def workers(self) -> list[int]:
        pid = self.process.pid
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.kill()

    def login(self, username: str = "relawan") -> Client:
        return Client(self.port).login(username, PASSWORD)


@contextmanager
def serving(place: Place, *before: str) -> Iterator[Server]:
    server = Server(place)
    try:
        server.start(*before)
        yield server
    finally:
        server.stop()
