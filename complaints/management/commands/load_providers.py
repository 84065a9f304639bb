"""`manage.py load_providers`: put the services of the whole nation (SAPA 129) into a new directory."""

from django.core.management import BaseCommand

from complaints.services.provider import load_national


class Command(BaseCommand):
    help = "Adds the national services that are missing; what is there already is never changed."

    def handle(self, **options) -> None:
        made = load_national()
        for provider in made:
            self.stdout.write(f"Added: {provider.name}")
        self.stdout.write(f"{len(made)} added.")
