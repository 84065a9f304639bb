"""Disks that are full or fail."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .conftest import needs


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
