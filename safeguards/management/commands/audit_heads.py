"""Prints, mails or files how the trail stands: a few signed lines, to be kept where nobody here can reach."""

import os
from pathlib import Path

from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError

from safeguards import heads
from safeguards.verification import verify

SUBJECT = "KK Portal: checkpoint"


class Command(BaseCommand):
    help = (
        "Walks the trail and prints a signed checkpoint: the moment, the number of chains and rows, and one "
        "digest over all heads. `verify_audit --checkpoint FILE` compares with it. Of a broken trail it "
        "prints nothing."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--file", type=Path, metavar="FILE", help="write it to this new file, too")
        parser.add_argument("--mail", metavar="ADDRESS", help="send it to this address, too")

    def handle(self, *, file: Path | None, mail: str | None, **options) -> None:
        tally = heads.Tally(heads.settled())
        if verify(tally=tally).bad:
            raise CommandError("The trail is not as it was written: `manage.py verify_audit` says where.")
        text = heads.signed(tally.stand())
        self.stdout.write(text, ending="")
        if file:
            self._keep(file, text)
        if mail:
            send_mail(SUBJECT, text, None, [mail])

    def _keep(self, path: Path, text: str) -> None:
        """Never over an older one: that is what the older one is for."""
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(text)
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}.") from error
