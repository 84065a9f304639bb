"""`make drill`: does what is backed up come back? Tried on the database of now, which stays as it is."""

from django.core.management import BaseCommand, CommandError

from kk_portal.backups import drill
from kk_portal.backups.errors import BackupError


class Command(BaseCommand):
    help = "Backs up, restores into a fresh place that goes again, opens and compares. For a monthly timer."

    def handle(self, **options) -> None:
        try:
            drill.drill(self.stdout.write)
        except (BackupError, OSError) as error:
            raise CommandError(str(error)) from error
