"""The limits that hold for what is released next."""

from django.db import transaction

from safeguards import audit
from safeguards.disclosure import LIMITS, Limits

from ..models import DisclosureLimits


def limits_in_force() -> Limits:
    """Where the row is missing, the rules as they are."""
    row = DisclosureLimits.objects.first()
    return row.limits if row else LIMITS


@transaction.atomic
def keep_limits(*, limits: DisclosureLimits, by) -> None:
    limits.save()
    figures = {"violence": limits.violence, "social": limits.social, "groups": limits.groups}
    audit.record(action="totals.limits_changed", by=by, figures=figures)
