"""`python -m tests.faults.fill`: the cast of the tests in a migrated database; prints what forms need."""

import json
import sys
from datetime import timedelta

import django
from django.utils import timezone


def main() -> None:
    from members.models import Assignment  # models load after the apps
    from tests import factories  # the same

    cast = factories.cast()
    Assignment.objects.update(starts_on=timezone.localdate() - timedelta(days=30))  # before any wrong clock
    case = factories.complaint(cast.relawan, narrative="Satu.")
    told = {"group": cast.teros.pk, "case": case.number, "users": ["relawan", "humas"]}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    django.setup()
    main()
