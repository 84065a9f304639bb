"""One sealed backup of database and attachments; older ones are thinned by rule."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from kk_portal.backups import making, thinning
from kk_portal.backups.errors import BackupError


class Command(BaseCommand):
    help = "Makes a backup, sealed to the keys of BACKUP_RECIPIENTS, and thins older ones. For a daily timer."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="instead of BACKUP_DIR")
        parser.add_argument(
            "--keep",
            nargs="+",
            metavar="PERIOD=N",
            help="e.g. daily=7 weekly=5 monthly=12, the default",
        )

    def handle(self, *, to: Path | None, keep: list[str] | None, **options) -> None:
        try:
            rule = thinning.parse(keep) if keep else settings.BACKUP_KEEP
            made = making.make(to or Path(settings.BACKUP_DIR), rule)
        except (BackupError, ValueError) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"No backup was made: {error}. Older ones stand.") from error
        self.stdout.write(
            f"{made.path} ({made.size / 1e6:.1f} MB): {made.rows:,} rows by {made.tool},"
            f" {made.files:,} files. Older backups removed: {made.thinned}."
        )
        if made.missing:
            raise CommandError(
                f"The backup was made, but {len(made.missing)} files that the database names are not in"
                f" ATTACHMENTS_DIR, {made.missing[0]} first: look for them in older backups."
            )
