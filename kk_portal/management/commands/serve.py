"""`make run`: bring the database up to date, fill an empty one, and serve on loopback."""

from io import StringIO

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from complaints.demo import ACCOUNTS, PASSWORD
from complaints.models import Complaint
from kk_portal import starting
from kk_portal.backups import unfinished
from kk_portal.backups.errors import BackupError
from kk_portal.local_server import LocalServer
from members.models import User
from villages.models import Village


class Command(BaseCommand):
    help = "Migrates, loads places and the demo cast into an empty database, then serves on 127.0.0.1."
    requires_system_checks = ()  # `make check` runs them; a start is to take seconds

    def handle(self, **options) -> None:
        if not settings.LOCAL:
            raise CommandError(
                "`serve` is for a developer's machine; in production run gunicorn (docs/deployment.md)."
            )
        settings.VAR_DIR.mkdir(exist_ok=True)
        try:
            unfinished.refuse()
        except BackupError as error:
            raise CommandError(str(error)) from None
        self.prepare()
        self._require_keys()
        self.say(self._greeting())
        connections.close_all()  # a connection must not cross into the workers
        LocalServer().run()

    def prepare(self) -> None:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            self.say("Preparing the database …")
            call_command("migrate", verbosity=0)
        if not Village.objects.exists():
            self.say("Loading 83,762 villages (once, some seconds) …")
            call_command("import_villages", stdout=self.stdout)
        if not User.objects.exists() and not Complaint.objects.exists():
            self.say("Inventing a demo cast and about 2,000 cases (once, some seconds) …")
            call_command("load_demo", stdout=self.stdout)
        call_command("release_totals", stdout=StringIO())  # what has ended since the last start
        call_command("load_standard_plans", stdout=StringIO())  # those that a newer portal brings

    def _require_keys(self) -> None:
        """Another var/keys.env than the one this database was filled with: every page would fail on it."""
        try:
            starting.require_keys()
        except ImproperlyConfigured as error:
            raise CommandError(f"{error}\nFor a fresh demo, remove the database instead.") from None

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _greeting(self) -> str:
        rows = [f"  {account.username:<10} {account.what}" for account in ACCOUNTS]
        return "\n".join([f"Accounts (password of all: {PASSWORD}):", *rows])
