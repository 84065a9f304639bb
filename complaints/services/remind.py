"""One pass of the timer over all referrals without an answer; what it reminds of stands in ``chasing``.

It takes them by their answer-by moment, a batch at a time, so that its memory does not grow with them.
A batch is one transaction that locks its cases, looks once more and writes: a second pass at the same
time leaves out the cases that are locked, and what is there already, the database takes only once.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from safeguards import audit
from villages.zones import zone_of

from ..chasing import LONGEST_NOTICE, kinds_due
from ..directory import CHASED, ReminderKind
from ..models import Complaint, Referral, Reminder
from .marks import raise_flags

BATCH = 500
NO_ANSWER = "no_answer"  # why a case is flagged, in the audit trail
INSTANT = datetime.timedelta(microseconds=1)
COLUMNS = (
    "pk",
    "complaint",
    "sent_at",
    "due_at",
    "complaint__group__village",
    "provider__name",
    "provider__kind",
)


class Waiting(NamedTuple):
    """What the rules ask of a referral, and what is written of it; no model and nothing sealed."""

    pk: object
    complaint: object
    sent_at: datetime.datetime
    due_at: datetime.datetime
    village: str
    provider: str
    provider_kind: str


Owed = list[tuple[Waiting, ReminderKind]]


def remind(*, now: datetime.datetime | None = None, dry_run: bool = False) -> Counter:
    """Makes every reminder that is due; how many of each kind. ``dry_run`` counts and writes nothing."""
    now = now or timezone.now()
    made: Counter = Counter()
    for batch in _batches(now):
        owed = _owed(batch, now)
        if owed and not dry_run:
            owed = _write({row.pk for row, _kind in owed}, {row.complaint for row, _kind in owed}, now)
        made.update(str(kind) for _row, kind in owed)
    return made


def _batches(now) -> Iterator[list[Waiting]]:
    last = None
    while rows := _read(_after(last, now).order_by("due_at", "pk")[:BATCH]):
        yield rows
        last = rows[-1]


def _after(last: Waiting | None, now):
    rows = Referral.objects.to_chase(now + LONGEST_NOTICE)
    if last is None:
        return rows
    return rows.filter(Q(due_at__gt=last.due_at) | Q(pk__gt=last.pk), due_at__gte=last.due_at)


def _read(rows) -> list[Waiting]:
    return [Waiting(*values) for values in rows.values_list(*COLUMNS)]


def _owed(rows: list[Waiting], now) -> Owed:
    made = defaultdict(set)
    known = Reminder.objects.filter(referral__in=[row.pk for row in rows])
    for referral, kind in known.values_list("referral", "kind").order_by():
        made[referral].add(kind)
    return [(row, kind) for row in rows for kind in _kinds(row, now, frozenset(made[row.pk]))]


def _kinds(row: Waiting, now, made: frozenset[str]) -> list[ReminderKind]:
    return kinds_due(row, row.provider_kind, zone_of(row.village), now, made)


def _write(referrals: set, complaints: set, now) -> Owed:
    """Locks the cases, judges their referrals again and writes what is still owed."""
    with transaction.atomic():
        cases = _lock(complaints)
        rows = Referral.objects.to_chase(now + LONGEST_NOTICE).filter(pk__in=referrals, complaint__in=cases)
        owed = _owed(_read(rows.order_by("due_at", "pk")), now)
        reminders = [_reminder(row, kind, now) for row, kind in owed]
        Reminder.objects.bulk_create(reminders)
        events = [_event(row, kind, reminder) for (row, kind), reminder in zip(owed, reminders, strict=True)]
        audit.record_many([*events, *_escalate(owed, cases)])
    return owed


def _lock(complaints: set) -> dict:
    """The cases that nobody else is writing to at this moment; the next pass comes for the others."""
    rows = (
        Complaint.objects.filter(pk__in=complaints).select_related("data_key").only("data_key", "is_flagged")
    )
    return {row.pk: row for row in rows.select_for_update(of=("self",), skip_locked=True).order_by("pk")}


def _reminder(row: Waiting, kind: ReminderKind, now) -> Reminder:
    """What one pass makes of a referral keeps the order of the rules: a microsecond lies between."""
    return Reminder(referral_id=row.pk, kind=kind, at=now + CHASED[::-1].index(kind) * INSTANT)


def _event(row: Waiting, kind: ReminderKind, reminder: Reminder) -> audit.Entry:
    return audit.Entry(
        "referral.reminded", chain=row.complaint, subject=reminder, figures={"kind": str(kind)}
    )


def _escalate(owed: Owed, cases: dict) -> list[audit.Entry]:
    told = [
        (cases[row.complaint], _("Rujukan ke %(provider)s belum dijawab.") % {"provider": row.provider})
        for row, kind in owed
        if kind == ReminderKind.ESCALATED
    ]
    return raise_flags(told, reason=NO_ANSWER) if told else []
