"""Write the picker's static files anew; they are committed, and a test compares them with the data file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from villages import gazetteer, picker_files


class Command(BaseCommand):
    help = "Writes the village picker's static JSON files from the gazetteer."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=gazetteer.SHIPPED)
        parser.add_argument("--output", type=Path, default=picker_files.FOLDER)

    def handle(self, *, file: Path, output: Path, **options):
        try:
            files = picker_files.contents(gazetteer.read(file))
        except gazetteer.GazetteerError as error:
            raise CommandError(str(error)) from error
        picker_files.write(files, output)
        self.stdout.write(f"{output}: {len(files)} files, {sum(map(len, files.values())):,} bytes")
