"""One backup into a folder, or the restore of it into this empty database: how long, how much memory."""

import json
import time
from pathlib import Path

from django.core.management import BaseCommand

from bench.memory import peak
from kk_portal.backups import age, making, restoring


class Command(BaseCommand):
    help = "Prints, as JSON, the seconds, bytes at the peak and bytes of the file."
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("deed", choices=["make", "restore"])
        parser.add_argument("folder", type=Path)

    def handle(self, *, deed: str, folder: Path, **options) -> None:
        began = time.monotonic()
        file = self._make(folder) if deed == "make" else self._restore(folder)
        told = {
            "seconds": time.monotonic() - began,
            "peak": peak(),
            "bytes": file.stat().st_size,
        }
        self.stdout.write(json.dumps(told))

    def _make(self, folder: Path) -> Path:
        people = [age.Identity.new(), age.Identity.new()]
        (folder / "key").write_text(people[0].reveal())
        return making.make(folder, {"daily": 1}, [one.recipient for one in people]).path

    def _restore(self, folder: Path) -> Path:
        (file,) = folder.glob("*.age")
        found = restoring.restore(file, age.Identity((folder / "key").read_text()), said=self.stderr.write)
        assert not found.faults, found.faults
        return file
