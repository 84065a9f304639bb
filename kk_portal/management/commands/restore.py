"""Brings a backup back into an empty place and says whether it is what it was."""

from getpass import getpass
from pathlib import Path

from django.core.management import BaseCommand, CommandError

from kk_portal.backups import recipients, restoring, unfinished
from kk_portal.backups.errors import BackupError
from safeguards import erasures


class Command(BaseCommand):
    help = (
        "Restores a backup into the empty database of DATABASE_URL and the empty folder of ATTACHMENTS_DIR,"
        " opens what was sealed and compares. Erasures of the ledger beside the backup are done anew."
    )
    requires_system_checks = ()

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--key", type=Path, required=True, metavar="FILE", help="private key of a recipient"
        )
        parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="instead of asking for it")
        parser.add_argument("--all", action="store_true", help="open all that is sealed, not a sample")
        parser.add_argument(
            "--erasures",
            type=Path,
            nargs="+",
            metavar="LEDGER",
            help=f"instead of {erasures.NAME} beside the file",
        )

    def handle(self, *, file: Path, key: Path, passphrase_file: Path | None, **options) -> None:
        try:
            passphrase = (
                passphrase_file.read_text().rstrip("\n") if passphrase_file else getpass("Passphrase: ")
            )
            identity = recipients.opened(key, passphrase)
            found = restoring.restore(
                file,
                identity,
                all_rows=options["all"],
                ledgers=self._ledgers(file, options["erasures"]),
                said=self.stdout.write,
            )
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        for line in found.lines:
            self.stdout.write(line)
        if found.faults:
            raise CommandError("\n".join(["Not all is as it was:", *found.faults, unfinished.TOLD]))
        self.stdout.write("Restored: all that was looked at is as it was.")

    def _ledgers(self, file: Path, given: list[Path] | None) -> list[Path]:
        beside = file.with_name(erasures.NAME)
        if given or beside.exists():
            return given or [beside]
        self.stdout.write(
            f"No {erasures.NAME} beside the backup: cases that were erased since it was made would be"
            " readable again. If there is such a ledger, give it by --erasures."
        )
        return []
