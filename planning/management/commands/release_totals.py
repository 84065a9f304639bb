"""Releases the figures of every year and quarter that ended a week ago; run once a day."""

from django.core.management import BaseCommand

from planning.services.releases import release_due


class Command(BaseCommand):
    help = "Releases figures for villages that are due: each year and quarter once, a week after it ended."

    def handle(self, **options) -> None:
        for regency, span in release_due():
            what = f"quarter {span.quarter} of {span.year}" if span.quarter else f"{span.year}"
            self.stdout.write(f"{regency}: {what} released")
