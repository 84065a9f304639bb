"""The disk is full, or fails, while people record; then it is mended."""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection

from .clusters import Cluster
from .conftest import needs
from .places import Place, filled, migrated_postgresql, sqlite_copy
from .recording import Load
from .servers import serving

SQLITE = connection.vendor == "sqlite"


@contextmanager
def small_disk(size: str) -> Iterator[Path]:
    """A file system of its own in memory, full soon. Mounting may be forbidden, as in a container."""
    with tempfile.TemporaryDirectory(prefix="kk-disk-") as folder:
        command = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "tmpfs", folder]
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 - our own
        needs(not done.returncode, f"mounting a small disk ({done.stderr.strip()})")
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S603, S607 - the same


@contextmanager
def full(disk: Path) -> Iterator[None]:
    """Filled to the last byte by something else."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            while True:
                try:
                    if file.write(b"\0" * size) < size:
                        break
                except OSError:
                    break
    yield
    ballast.unlink()


@contextmanager
def place_on(disk: Path, template: Place) -> Iterator[tuple[Place, Callable[[], object]]]:
    """The database lies on the small disk; of PostgreSQL the whole cluster. And what brings it back to work
    when there is room again: PostgreSQL ends itself where its log found none.
    """
    if SQLITE:
        yield sqlite_copy(template, disk), lambda: None
        return
    made = Cluster(disk)
    made.start()
    try:
        yield filled(migrated_postgresql(made.url, "kk_portal"), disk), made.revive
    finally:
        made.stop("immediate")


def test_full_disk_is_told_and_all_stands_when_there_is_room_again(
    template, request, django_db_blocker, stands_in
):
    if not SQLITE:
        request.getfixturevalue("cluster")  # skips where there is no initdb
    size = "12m" if SQLITE else "200m"
    with contextlib.ExitStack() as stack:
        disk = stack.enter_context(small_disk(size))
        with django_db_blocker.unblock():
            place, revive = stack.enter_context(place_on(disk, template))
        server = stack.enter_context(serving(place))
        clients = [server.login() for _person in range(3)]
        with full(disk), Load(clients, pause=0.05) as diary:
            time.sleep(4 if SQLITE else 6)
        revive()
        assert diary.told > 0
        diary.send_again(clients[0])
        stands_in(place, diary)


@pytest.mark.parametrize("error", ["EIO", "ENOSPC"])
def test_disk_that_fails_in_the_middle_is_told(place, template, stands_in, cluster_or_none, error):
    """The system call itself fails, of the web process's (SQLite) or the server's own processes."""
    strace = shutil.which("strace")
    needs(strace, "strace")
    with serving(place) as server:
        clients = [server.login() for _person in range(3)]
        pids = server.workers() if cluster_or_none is None else cluster_or_none.processes()
        with Load(clients, pause=0.05) as diary:
            time.sleep(0.3)
            with failing(strace, pids, error):
                time.sleep(1.5)
            time.sleep(0.5)
        if cluster_or_none is not None:
            cluster_or_none.revive()
        assert diary.told > 0
        diary.send_again(clients[0])
        stands_in(place, diary)


@contextmanager
def failing(strace: str, pids: list[int], error: str) -> Iterator[None]:
    """Every other time that one of them asks for its data to be on the disk, it fails."""
    command = [strace, "-f", "-qq", "-o", os.devnull, "-e", "trace=fdatasync,fsync"]
    command += ["-e", f"inject=fdatasync,fsync:error={error}:when=1+2"]
    command += [word for pid in pids for word in ("-p", str(pid))]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)  # noqa: S603 - our own
    try:
        yield
    finally:
        process.terminate()
        process.wait()
