"""Prints a fresh set of keys as environment lines."""

from django.core.management.base import BaseCommand

from safeguards.keygen import fresh_environment


class Command(BaseCommand):
    help = "Prints fresh keys as lines for .env. Each run prints others; they are stored nowhere."
    requires_system_checks = ()

    def handle(self, **options) -> None:
        for name, value in fresh_environment().items():
            self.stdout.write(f"{name}={value}")
