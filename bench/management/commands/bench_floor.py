"""Fills the floor's table."""

from django.core.management import BaseCommand

from bench.models import BareRow


class Command(BaseCommand):
    help = "Fills the table of the floor views."

    def handle(self, **options) -> None:
        BareRow.objects.bulk_create([BareRow(text=f"Baris contoh {number}") for number in range(1_000)])
