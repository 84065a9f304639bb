"""`manage.py load_demo`: fill an empty local database with invented people and cases."""

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.db import connection, transaction

from complaints import demo
from planning.demo.activities import add_activities
from planning.demo.proposals import add_proposals
from planning.services.releases import release_due


class Command(BaseCommand):
    help = "Loads the demo cast and about 2,000 invented cases. Refuses in production and on other data."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--cases", type=int, default=demo.CASES, help="how many cases to invent")

    def handle(self, *, cases: int, **options) -> None:
        if not settings.LOCAL:
            raise CommandError("The demo is for local mode; this is KK_MODE=production.")
        try:
            with transaction.atomic():
                count = demo.load(count=cases, tell=self.stdout.write)
                _analyse()
                add_activities()
                release_due()
                add_proposals()
        except demo.NotEmpty as error:
            raise CommandError("This database already holds groups or cases; nothing was changed.") from error
        except LookupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Demo loaded: {count} invented cases, password of all accounts: {demo.PASSWORD}")


def _analyse() -> None:
    """A hundred thousand rows of this very transaction are none to PostgreSQL's planner until it looked
    at them, and counting them by nested loops would never end.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
