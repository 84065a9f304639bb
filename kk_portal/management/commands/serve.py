"""`make run`: bring the database up to date, fill an empty one, and serve on loopback."""

import os
import sys

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command

from complaints.demo import ACCOUNTS, PASSWORD
from complaints.models import Complaint
from members.models import User
from villages.models import Village


class Command(BaseCommand):
    help = "Migrates, loads places and the demo cast into an empty database, then serves on 127.0.0.1."

    def handle(self, **options) -> None:
        if not settings.LOCAL:
            raise CommandError(
                "`serve` is for a developer's machine; in production run gunicorn (docs/deployment.md)."
            )
        settings.VAR_DIR.mkdir(exist_ok=True)
        self.say("Preparing the database …")
        call_command("migrate", verbosity=0)
        if not Village.objects.exists():
            self.say("Loading 83,762 villages (once, some seconds) …")
            call_command("import_villages", stdout=self.stdout)
        if not User.objects.exists() and not Complaint.objects.exists():
            self.say("Inventing a demo cast and about 2,000 cases (once, some seconds) …")
            call_command("load_demo", stdout=self.stdout)
        self.say(self._greeting())
        self.stdout.flush()
        self._become_server()

    def say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()

    def _greeting(self) -> str:
        rows = [f"  {account.username:<10} {account.what}" for account in ACCOUNTS]
        return "\n".join([f"Accounts (password of all: {PASSWORD}):", *rows])

    def _become_server(self) -> None:
        """Replace this process, so that Ctrl-C and a supervisor reach gunicorn itself."""
        address = f"127.0.0.1:{settings.PORT}"
        arguments = ["-m", "gunicorn", "--config", "python:kk_portal.gunicorn_local", "--bind", address]
        os.execv(sys.executable, [sys.executable, *arguments, "kk_portal.wsgi:application"])  # noqa: S606 - our own interpreter, fixed arguments
