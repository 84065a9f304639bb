"""Load the official places, or bring them up to date with a newer file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from villages import gazetteer, services

SHOWN = 20  # codes of one list, unless -v 2 asks for all


class Command(BaseCommand):
    help = "Loads all provinces, regencies, districts and villages. Repeatable; deletes nothing."

    def add_arguments(self, parser):
        parser.add_argument(
            "--file", type=Path, default=gazetteer.SHIPPED, help="TSV of code and name, gzip or plain"
        )
        parser.add_argument(
            "--accept-losses",
            action="store_true",
            help=f"go on when more than {services.MAX_LOSS} villages have left the list",
        )

    def handle(self, *, file: Path, accept_losses: bool, verbosity: int, **options):
        self.verbosity = verbosity
        try:
            self.say(f"Reading {file.name} …")
            places = gazetteer.read(file)
            changes = services.import_places(
                gazetteer=places,
                accept_losses=accept_losses,
                progress=lambda level: self.say(f"{level}: {len(getattr(places, level)):,} in the file …"),
            )
        except gazetteer.GazetteerError as error:
            raise CommandError(str(error)) from error
        for change in changes:
            self.report(change)

    def say(self, line: str) -> None:
        if self.verbosity:
            self.stdout.write(line)
            self.stdout.flush()

    def report(self, change: services.Changes) -> None:
        counts = ("added", "renamed", "returned", "vanished", "in_use")
        figures = ", ".join(f"{len(getattr(change, name)):,} {name.replace('_', ' ')}" for name in counts)
        self.say(f"{change.level}: {change.total:,} listed; {figures}.")
        if len(change.added) < change.total:  # the first load would list everything
            self.list_codes("added", change.added)
        self.list_codes("renamed", [f"{code} {old} → {new}" for code, (old, new) in change.renamed.items()])
        self.list_codes("returned", change.returned)
        self.list_codes("vanished, kept and marked", change.vanished)
        self.list_codes("vanished, but in use", change.in_use)

    def list_codes(self, title: str, codes: list[str]) -> None:
        shown = codes if self.verbosity > 1 else codes[:SHOWN]
        more = f" … and {len(codes) - len(shown)} more (-v 2)" if len(codes) > len(shown) else ""
        if codes:
            self.say(f"  {title}: {', '.join(shown)}{more}")
