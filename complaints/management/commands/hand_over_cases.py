"""`manage.py hand_over_cases`: once a day, cases of people whose time has run out go to the coordinator."""

from django.core.management import BaseCommand

from complaints.services import leaving


class Command(BaseCommand):
    help = "Hands over open cases whose owner is no longer a volunteer of their group. For a daily timer."

    def handle(self, **options) -> None:
        result = leaving.sweep()
        self.stdout.write(f"Handed over: {len(result.moved)}. Without a successor: {len(result.left)}.")
