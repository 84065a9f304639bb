"""`manage.py sweep_attachments`: once a day, files that belong to no attachment go."""

from datetime import timedelta

from django.core.management import BaseCommand
from django.utils import timezone

from complaints.services import attachments

AGE = timedelta(days=1)  # younger ones may belong to a transaction that has not ended


class Command(BaseCommand):
    help = (
        "Removes sealed files that no attachment names, and counts those that are missing. For a daily timer."
    )

    def handle(self, **options) -> None:
        removed, missing = attachments.sweep(timezone.now() - AGE)
        self.stdout.write(f"Removed: {removed}. Missing: {missing}.")
