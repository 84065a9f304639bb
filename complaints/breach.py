"""What could have been read in a span of time, from the audit trail: case numbers and codes, no name."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q

from members.models import User
from safeguards.identifiers import show_case_number
from safeguards.models import AuditEvent

from .models import Complaint, Opening
from .readings import data_of, way_of

COLUMNS = ("at", "account", "how", "case", "kind", "data")
BY_LINK = "(service, by its link)"
STILL_OPEN = "opening"


@dataclass(frozen=True)
class Report:
    """``rows``: one for each showing, as COLUMNS; ``accounts``: user name → (cases shown, cases in reach)."""

    rows: list[tuple[str, ...]]
    cases: set[str]
    accounts: dict[str, tuple[int, int]]


def report(since: datetime.datetime, until: datetime.datetime, account: User | None = None) -> Report:
    """All showings from ``since`` until before ``until``, and seals that were open when it began."""
    events = AuditEvent.objects.filter(at__gte=since, at__lt=until, refused=False)
    openings = Opening.objects.filter(at__lt=since, ends_at__gte=since)
    if account is not None:
        events, openings = events.filter(actor=account.pk), openings.filter(user=account)
    found = [(event, way) for event in events.order_by("at", "pk") if (way := way_of(event))]
    openings = list(openings.order_by("at", "pk"))
    users = User.objects.in_bulk({event.actor for event, _way in found} | {row.user_id for row in openings})
    chains = {event.chain for event, _way in found} | {row.complaint_id for row in openings}
    cases = _cases(chains)
    rows = [_row(row.at, users.get(row.user_id), STILL_OPEN, cases, row.complaint_id, ()) for row in openings]
    rows += [
        _row(event.at, users.get(event.actor), way.code, cases, event.chain, data_of(event, way))
        for event, way in found
    ]
    return Report(rows, {row[3] for row in rows if row[3]}, _accounts(rows, users))


def _cases(keys: set) -> dict:
    rows = Complaint.objects.filter(Q(pk__in=keys)).values_list("pk", "number", "kind")
    return {pk: (show_case_number(number), kind) for pk, number, kind in rows}


def _row(at, user: User | None, how: str, cases: dict, key, data: tuple[str, ...]) -> tuple[str, ...]:
    number, kind = cases.get(key, ("", ""))
    return (
        at.isoformat(timespec="seconds"),
        user.username if user else BY_LINK,
        how,
        number,
        kind,
        ", ".join(data) or "facts, identity, story",
    )


def _accounts(rows: list[tuple[str, ...]], users: dict[int, User]) -> dict[str, tuple[int, int]]:
    shown = defaultdict(set)
    for row in rows:
        shown[row[1]].add(row[3])
    reach = {user.username: Complaint.objects.visible_to(user).count() for user in users.values()}
    return {name: (len(found - {""}), reach.get(name, 0)) for name, found in sorted(shown.items())}
