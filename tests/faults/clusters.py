"""A PostgreSQL of the test's own, to be stopped, killed and filled up: no other server is touched."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import psycopg2

DEBIAN = Path("/usr/lib/postgresql")
SETTINGS = {
    "fsync": "on",
    "shared_buffers": "16MB",
    "max_connections": "40",
    "wal_keep_size": "0",
    "min_wal_size": "32MB",
}


def programs() -> Path | None:
    """Where initdb and pg_ctl are; None where they are missing."""
    beside = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(beside[-1]) if beside else shutil.which("initdb")
    return Path(found).parent if found else None


class Cluster:
    """PostgreSQL refuses to run as root: as root it runs under the account ``postgres``."""

    def __init__(self, folder: Path):
        self.data, self.bin = folder / "data", programs()
        self._as = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        if self._as:
            shutil.chown(folder, "postgres")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._run("initdb", "-D", str(self.data), "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8")
        lines = [f"{name} = '{value}'" for name, value in SETTINGS.items()]
        lines += [f"port = {self.port}", "listen_addresses = '127.0.0.1'", "unix_socket_directories = ''"]
        with (self.data / "postgresql.conf").open("a") as file:
            file.write("\n".join(["", *lines, ""]))

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}"

    def _run(self, name: str, *arguments: str) -> None:
        command = [*self._as, str(self.bin / name), *arguments]
        done = subprocess.run(command, cwd="/", check=False, capture_output=True, text=True)  # noqa: S603 - our own
        assert done.returncode == 0, done.stderr + done.stdout

    def start(self) -> None:
        log = self.data.parent / "log"
        self._run("pg_ctl", "start", "-D", str(self.data), "-l", str(log), "-w", "-t", "60")

    def stop(self, mode: str = "fast") -> None:
        self._run("pg_ctl", "stop", "-D", str(self.data), "-m", mode, "-w")

    def backends(self) -> list[int]:
        """Those that serve somebody: each says in its title whom."""
        titles = {pid: Path(f"/proc/{pid}/cmdline").read_text() for pid in self.processes()[1:]}
        return [pid for pid, title in titles.items() if "127.0.0.1(" in title]

    def processes(self) -> list[int]:
        """The postmaster first, then all that it has started."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{first}/task/{first}/children").read_text().split()
        return [first, *map(int, children)]

    def hang(self, sign: signal.Signals) -> None:
        """SIGSTOP: nothing comes back and nothing is refused. SIGCONT ends it."""
        for pid in self.processes():
            os.kill(pid, sign)

    def revive(self) -> None:
        """After a fault: it recovers alone, or has ended itself and is started."""
        self.wait(self._start_if_gone)

    def _start_if_gone(self) -> None:
        """It may still be ending itself when one looks: what kept it from recovering keeps it from living."""
        if not self._is_there():
            self.start()

    def _is_there(self) -> bool:
        try:
            return Path(f"/proc/{self.processes()[0]}").exists()
        except OSError:
            return False

    def wait(self, see_to_it: Callable[[], None] = lambda: None) -> None:
        """Until it lets somebody in again, after a crash of its own."""
        for _attempt in range(300):
            see_to_it()
            try:
                psycopg2.connect(f"{self.url}/postgres", connect_timeout=3).close()
                return
            except psycopg2.OperationalError:
                time.sleep(0.1)
        raise TimeoutError("PostgreSQL did not come back")
