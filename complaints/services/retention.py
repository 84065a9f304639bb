"""What was kept long enough is destroyed: one pass of the timer over all closed cases.

Each case is a transaction of its own, which looks once more under its lock: a pass that is interrupted has
done what it has done, and the next one finishes.
"""

import calendar
import datetime
from collections import Counter
from collections.abc import Iterator

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from safeguards import audit

from ..enums import Kind, Stage
from ..models import Complaint, Hold, Merge, Referral, RightsRequest
from ..personal_rights import PurgeReason
from ..workflow import RUNNING
from .destruction import destroy

BATCH = 200


def purge_expired(*, now: datetime.datetime | None = None, dry_run: bool = False) -> Counter:
    """Destroys all that is due; how many of each kind. ``dry_run`` counts what is due now, and writes
    nothing: cases that wait only for the one they were merged into follow when that one has gone.
    """
    now = now or timezone.now()
    if dry_run:
        return Counter(due(now).values_list("kind", flat=True))
    done: Counter = Counter()
    while found := Counter(kind for batch in _batches(now) for kind in map(_purge(now), batch) if kind):
        done += found
    with transaction.atomic():
        audit.record(action="retention.run", figures={str(kind): done[kind] for kind in Kind})
    return done


def due(now: datetime.datetime) -> QuerySet[Complaint]:
    """Closed long enough ago, and nothing holds them back."""
    return expired(now).exclude(_held() | _running() | _asked() | _rests_in_another())


def waiting(now: datetime.datetime) -> dict[str, int]:
    """Of those closed long enough ago, how many wait, and for what."""
    rows = expired(now)
    causes = {"hold": _held(), "referral": _running(), "request": _asked(), "merged": _rests_in_another()}
    return {name: rows.filter(cause).count() for name, cause in causes.items()}


def expired(now: datetime.datetime) -> QuerySet[Complaint]:
    """A case that was reopened is not closed; closed anew it begins its time anew."""
    ended = Q(pk__in=[])
    for kind, months in settings.RETENTION_MONTHS.items():
        ended |= Q(kind=kind, closed_at__lte=months_before(now, months))
    return Complaint.objects.filter(ended, stage=Stage.CLOSED, purged_at__isnull=True)


def months_before(now: datetime.datetime, months: int) -> datetime.datetime:
    """The same day and hour, or the last day of a month that is too short for it."""
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    day = min(now.day, calendar.monthrange(year, month + 1)[1])
    return now.replace(year=year, month=month + 1, day=day)


def _held() -> Q:
    return Q(Exists(Hold.objects.in_force().filter(complaint=OuterRef("pk"))))


def _running() -> Q:
    return Q(Exists(Referral.objects.filter(complaint=OuterRef("pk"), state__in=RUNNING)))


def _asked() -> Q:
    """She asked something about it and has no answer yet."""
    return Q(Exists(RightsRequest.objects.waiting().filter(complaint=OuterRef("pk"))))


def _rests_in_another() -> Q:
    """It was merged into one that goes on: what is told there, it tells too."""
    merges = Merge.objects.in_force().filter(complaint=OuterRef("pk"), into__purged_at__isnull=True)
    return Q(Exists(merges))


def _batches(now: datetime.datetime) -> Iterator[list]:
    """Keys in the order of their closing; what another transaction holds is left for the next pass."""
    rows, last = due(now).order_by("closed_at", "pk"), None
    while True:
        after = Q() if last is None else Q(closed_at__gt=last[0]) | Q(closed_at=last[0], pk__gt=last[1])
        found = list(rows.filter(after).values_list("closed_at", "pk")[:BATCH])
        if not found:
            return
        yield [pk for _closed_at, pk in found]
        last = found[-1]


def _purge(now: datetime.datetime):
    def one(pk) -> str | None:
        """Its kind; None where it is no longer due or somebody else writes to it."""
        with transaction.atomic():
            rows = Complaint.objects.filter(pk=pk).select_for_update(of=("self",), skip_locked=True)
            row = rows.select_related("data_key").first()
            if row is None or not due(now).filter(pk=pk).exists():
                return None
            destroy(row, because=PurgeReason.TERM)
            return row.kind

    return one
