"""`manage.py make_administrator`: the account with which a portal begins, and the link to its password."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError
from django.urls import reverse

from safeguards.phones import BadPhone, parse_phone

from ...errors import MemberError
from ...services import accounts


class Command(BaseCommand):
    help = "Makes the first administrator, if there is none yet, and prints a link that works once."

    def add_arguments(self, parser) -> None:
        parser.add_argument("username")
        parser.add_argument("full_name")
        parser.add_argument("--phone", default="", help="0812…, with which she can log in too")

    def handle(self, *, username: str, full_name: str, phone: str, **options) -> None:
        try:
            number = parse_phone(phone) if phone else None
            invited = accounts.first_administrator(full_name=full_name, username=username, phone=number)
        except (MemberError, BadPhone) as problem:
            raise CommandError(str(problem)) from problem
        except ValidationError as problem:
            raise CommandError(" ".join(problem.messages)) from problem
        portal = settings.PORTAL_URL.rstrip("/") or f"http://localhost:{settings.PORT}"
        self.stdout.write(f"Open once within 72 hours, and set a password ({invited.user.username}):")
        self.stdout.write(portal + reverse("members:invitation", args=[invited.code]))
