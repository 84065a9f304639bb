"""Makes every referral late, then one pass of the timer over them: how many, how long, how much memory."""

import json
import time

from django.core.management import BaseCommand
from django.db import connection

from bench.memory import peak
from complaints.models import Referral
from complaints.services.remind import remind

# As if no service had ever answered; the database's own rules of what belongs together are kept.
LATE = """
    UPDATE complaints_referral SET state = 'sent', answered_at = NULL, ended_at = NULL, satisfaction = '',
    sent_at = now() - interval '60 days', due_at = now() - interval '57 days'
"""
OPEN = """
    UPDATE complaints_complaint SET stage = 'assisted', closed_at = NULL, closed_by_id = NULL, outcome = '',
    feeling = '', closing_approved_at = NULL, closing_approved_by_id = NULL WHERE stage = 'closed'
"""
# A sealed text that is copied opens in no other row; the timer opens none.
COPIED = """
    INSERT INTO complaints_referral (id, submission_key, complaint_id, provider_id, consent_id, services,
        told, tells_name, tells_nik, note, state, sent_at, sent_by_id, due_at, satisfaction)
    SELECT gen_random_uuid(), gen_random_uuid(), complaint_id, provider_id, consent_id, services, told,
        tells_name, tells_nik, note, state, sent_at, sent_by_id, due_at, satisfaction
    FROM complaints_referral LIMIT %s
"""


class Command(BaseCommand):
    help = "Prints, as JSON, the referrals, seconds, bytes at the peak and reminders of one pass of `remind`."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--at-least", type=int, default=0, help="so many referrals, by copying some")

    def handle(self, *, at_least: int, **options) -> None:
        with connection.cursor() as cursor:
            for statement in ("TRUNCATE complaints_reminder", OPEN, LATE):
                cursor.execute(statement)
            missing = at_least - Referral.objects.count()
            if missing > 0:
                cursor.execute(COPIED, [missing])
            cursor.execute("ANALYZE complaints_referral, complaints_complaint")
        began = time.monotonic()
        made = remind()
        told = {
            "referrals": Referral.objects.count(),
            "seconds": time.monotonic() - began,
            "peak": peak(),
            "reminders": sum(made.values()),
        }
        self.stdout.write(json.dumps(told))
