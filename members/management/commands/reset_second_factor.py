"""`manage.py reset_second_factor`: for the last administrator, whose phone and codes are lost."""

from django.core.management import BaseCommand, CommandError

from ...backends import find
from ...enums import FactorResetReason
from ...errors import MemberError
from ...services import second_factor


class Command(BaseCommand):
    help = "Takes the second factors of one account away; its sessions end. Recorded. Its password stays."

    def add_arguments(self, parser) -> None:
        parser.add_argument("username")
        parser.add_argument(
            "--reason", choices=FactorResetReason.values, default=FactorResetReason.LOST_PHONE
        )

    def handle(self, *, username: str, reason: str, **options) -> None:
        user = find(username)
        if user is None:
            raise CommandError(f"There is no account {username!r}.")
        try:
            second_factor.reset_from_the_machine(user=user, reason=reason)
        except MemberError as problem:
            raise CommandError(str(problem)) from problem
        self.stdout.write("Done. She logs in with her password and enrols a new second factor.")
