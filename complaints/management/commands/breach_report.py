"""`manage.py breach_report`: what could have been read since a moment, for a notice within 3 × 24 hours."""

import csv
import datetime
from pathlib import Path

from django.core.management import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from complaints.breach import COLUMNS, report
from members.models import User
from safeguards import audit


class Command(BaseCommand):
    help = (
        "Lists which cases were shown since a moment, to which account, how, and what kinds of data; by case "
        "number, without any name. Lists and searches are not recorded: how many cases an account has in "
        "its lists today is said beside it."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--since", required=True, help="2026-11-20 or 2026-11-20T08:00, local time")
        parser.add_argument("--until", help="the same; now if not given")
        parser.add_argument("--account", help="only what this user name did")
        parser.add_argument("--csv", type=Path, help="also into this new file, for its owner alone")

    def handle(self, *, since, until, account, **options) -> None:
        span = _moment(since), _moment(until) if until else timezone.now()
        who = _account(account)
        if options["csv"]:  # after what can be mistyped: a second try finds no empty file of the first
            _make_for_its_owner(options["csv"])
        found = report(*span, who)
        with transaction.atomic():
            figures = {"rows": len(found.rows), "cases": len(found.cases)}
            audit.record(action="export.breach_report", figures=figures)
        self.stdout.write(f"{len(found.rows)} showings of {len(found.cases)} cases.")
        for username, (cases, reach) in found.accounts.items():
            self.stdout.write(f"{username}: showings of {cases} cases; {reach} cases in its lists today.")
        for row in found.rows:
            self.stdout.write("  ".join(row))
        if options["csv"]:
            with options["csv"].open("w", newline="", encoding="utf-8") as file:
                csv.writer(file).writerows([COLUMNS, *found.rows])


def _make_for_its_owner(path: Path) -> None:
    """A file that is there keeps its readers and what it says: it is left alone."""
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise CommandError(f"{path} is there already: name a new file.") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be made: {error.strerror}.") from error


def _moment(text: str) -> datetime.datetime:
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError as error:
        raise CommandError(f"{text}: write it like 2026-11-20 or 2026-11-20T08:00.") from error
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)


def _account(username: str | None) -> User | None:
    if username is None:
        return None
    found = User.objects.filter(username=username).first()
    if found is None:
        raise CommandError("There is no account with this user name.")
    return found
