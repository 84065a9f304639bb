"""`manage.py purge_expired`: once a day under a timer; destroys what was kept long enough."""

from django.conf import settings
from django.core.management import BaseCommand
from django.utils import timezone

from complaints.enums import Kind
from complaints.services.destruction import sealed_columns
from complaints.services.retention import purge_expired, waiting
from safeguards.forgetting import settle_files
from safeguards.models import DataKey


class Command(BaseCommand):
    help = (
        "Destroys names, stories and files of cases that were closed long enough ago, and keeps what is "
        "counted. Says first what it is going to do; --dry-run says it and stops."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
        parser.add_argument(
            "--rewrite",
            action="store_true",
            help="PostgreSQL: write the tables anew afterwards (VACUUM FULL; locks them meanwhile)",
        )

    def handle(self, *, dry_run: bool, rewrite: bool, **options) -> None:
        now = timezone.now()
        self._say("Due", purge_expired(now=now, dry_run=True))
        held = ", ".join(f"{cause} {number}" for cause, number in waiting(now).items())
        self.stdout.write(f"Kept although their time is over: {held}.")
        if dry_run:
            return
        self._say("Destroyed", purge_expired(now=now))
        tables = [model._meta.db_table for model, _road, _names in sealed_columns()]
        if not settle_files([*tables, DataKey._meta.db_table], rewrite=rewrite):
            self.stdout.write("The log of SQLite is in use; the next run empties it.")

    def _say(self, what: str, counts) -> None:
        told = (
            f"{kind.value} {counts[kind]} ({settings.RETENTION_MONTHS[kind]} months after closing)"
            for kind in Kind
        )
        self.stdout.write(f"{what}: {', '.join(told)}.")
