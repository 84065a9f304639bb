"""Makes the key pair of one who may open backups; the private part is protected by a passphrase."""

from getpass import getpass
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from kk_portal.backups import age, recipients
from kk_portal.backups.errors import BackupError

SHORTEST = 12


class Command(BaseCommand):
    help = (
        "Makes a key pair for one recipient of backups, on a machine of her own. The public key goes into"
        " BACKUP_RECIPIENTS; the private one stays with her and opens with her passphrase alone."
    )
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("--out", type=Path, metavar="FILE", help="where to (0600); else it is printed")
        parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="instead of asking for it")

    def handle(self, *, out: Path | None, passphrase_file: Path | None, **options) -> None:
        identity = age.Identity.new()
        text = recipients.protected(identity, self._passphrase(passphrase_file))
        if out is None:
            self.stdout.write(text)
        else:
            try:
                recipients.write_private(out, text)
            except BackupError as error:
                raise CommandError(str(error)) from None
            self.stdout.write(f"Private key: {out}. Keep it and its passphrase away from the portal.")
        self.stdout.write(f"Public key, for BACKUP_RECIPIENTS: {identity.recipient}")

    def _passphrase(self, file: Path | None) -> str:
        first = file.read_text().rstrip("\n") if file else getpass("Passphrase: ")
        if len(first) < SHORTEST:
            raise CommandError(f"A passphrase has {SHORTEST} characters at least: take five random words.")
        if not file and getpass("Again: ") != first:
            raise CommandError("The two were not the same. Nothing was made.")
        return first
