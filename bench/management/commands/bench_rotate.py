"""Puts new keys before DATA_KEYS and DIGEST_KEYS, brings every row under them: how long, how much memory."""

import json
import time

from django.conf import settings
from django.core.management import BaseCommand

from bench.memory import peak
from complaints.models import Complaint
from safeguards.keygen import new_key
from safeguards.rotation import rotate


class Command(BaseCommand):
    help = "Prints, as JSON, cases, rows, seconds and bytes at the peak. The new keys are forgotten with it."

    def handle(self, **options) -> None:
        for name in ("DATA_KEYS", "DIGEST_KEYS"):
            setattr(settings, name, f"{new_key('bench')},{getattr(settings, name)}")
        began = time.monotonic()
        turned = rotate()
        told = {
            "cases": Complaint.objects.count(),
            "rows": {one.holder.model._meta.label: one.done for one in turned},
            "left": sum(one.left + one.unopened for one in turned),
            "seconds": time.monotonic() - began,
            "peak": peak(),
        }
        self.stdout.write(json.dumps(told))
