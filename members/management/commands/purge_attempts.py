"""`manage.py purge_attempts`: old login attempts, tries of codes and ended sessions go: where people were.
So do the PINs of those who have left.
"""

from importlib import import_module

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.core.management import BaseCommand
from django.utils import timezone

from members.services import pins
from safeguards import throttle


class Command(BaseCommand):
    help = "Removes tries of logins and codes that no longer count, and expired sessions. For a daily timer."

    def handle(self, **options) -> None:
        old = AccessAttempt.objects.filter(attempt_time__lt=timezone.now() - get_cool_off())
        count, _rows = old.delete()
        import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
        self.stdout.write(f"Login attempts removed: {count}.")
        self.stdout.write(f"Wrong codes removed: {throttle.purge()}.")
        self.stdout.write(f"PINs of leavers removed: {pins.purge()}.")
