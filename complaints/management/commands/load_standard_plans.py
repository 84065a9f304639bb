"""`manage.py load_standard_plans`: put the standard plans that come with the portal into a database."""

from django.core.management import BaseCommand

from complaints.services.standard_plan import load_standard_plans


class Command(BaseCommand):
    help = "Adds the standard plans that are missing; what is there already is never changed."

    def handle(self, **options) -> None:
        made = load_standard_plans()
        for plan in made:
            self.stdout.write(f"Added: {plan.name}")
        self.stdout.write(f"{len(made)} added.")
