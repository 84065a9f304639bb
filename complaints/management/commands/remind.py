"""`manage.py remind`: under a timer, every quarter of an hour; reminds of referrals without an answer."""

from django.core.management import BaseCommand, CommandError

from complaints.chasing import RULES
from complaints.services.notices import send_notices
from complaints.services.remind import remind


class Command(BaseCommand):
    help = "Reminds of referrals that wait for an answer, tells the officers, and sends what e-mail is owed."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, write nothing, send nothing")

    def handle(self, *, dry_run: bool, **options) -> None:
        made = remind(dry_run=dry_run)
        counts = ", ".join(f"{rule.kind.value} {made[rule.kind]}" for rule in RULES)
        self.stdout.write(f"{'Would remind' if dry_run else 'Reminded'}: {counts}.")
        if dry_run:
            return
        posted = send_notices()
        self.stdout.write(f"E-mail: {posted.sent} sent, {posted.refused} refused, {posted.waiting} waiting.")
        if posted.waiting:
            raise CommandError(
                "The mail server did not take everything. Nothing is lost: the reminders stand on the first "
                "pages, and the next run tries again. Check EMAIL_URL."
            )
