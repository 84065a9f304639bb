"""Brings every data key under the newest key of DATA_KEYS."""

from django.core.management.base import BaseCommand

from safeguards import crypto
from safeguards.rotation import rewrap_all


class Command(BaseCommand):
    help = (
        "After a new key was put in front of DATA_KEYS: wraps every data key with it. When this has ended "
        "and an hour has passed (kept forms), the older keys of DATA_KEYS are needed for backups only."
    )

    def handle(self, **options) -> None:
        done = rewrap_all()
        self.stdout.write(f"{done} data keys were brought under {crypto.data_keys().newest[0]!r}.")
