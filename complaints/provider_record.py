"""How a service has answered over the years, in the referrals that an officer reviews: exact figures.

They are for officers, who see each of these cases; no figure goes to a village from here. Read in one
query by the index of the provider and counted here, so that a median is the same on every database.
"""

import datetime
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone

from .deadlines import DAY
from .directory import JUDGED, ReferralState, Service, step_in_words
from .enums import Satisfaction
from .models import Provider, Referral

ALL = ""  # the line of all services together
CHUNK = 2_000
ENDED = (*JUDGED, ReferralState.WITHDRAWN)  # counted in the field of the same name
COLUMNS = ("services", "state", "sent_at", "due_at", "answered_at", "satisfaction", "ended_because")


@dataclass
class Line:
    """Referrals of one year that asked for one service. One that asked for two is on two lines, but once
    on the line of all: lines do not add up to it.

    ``measured``: those with an answer-by moment that is over or was met; ``in_time`` of them were answered
    by then. Taken back before an answer, a referral says nothing of the service: it is not measured.
    """

    sent: int = 0
    measured: int = 0
    in_time: int = 0
    accepted: int = 0  # said yes, whatever became of it
    declined: int = 0  # said no, had no room, or was not there: see ``reasons``
    served: int = 0
    not_served: int = 0
    withdrawn: int = 0  # by her or by the group, never by the service
    reasons: Counter = field(default_factory=Counter)  # (state, reason) of what ended without a service
    satisfaction: Counter = field(default_factory=Counter)
    seconds: list[int] = field(default_factory=list)  # from sending to the first answer

    @property
    def late(self) -> int:
        return self.measured - self.in_time

    @property
    def percent_in_time(self) -> int | None:
        """Whole percent, half up; None when nothing was measured."""
        return (200 * self.in_time + self.measured) // (2 * self.measured) if self.measured else None

    @property
    def median_days(self) -> float | None:
        """Days of 24 hours until the first answer, over all that were answered; of an even number the mean
        of the two in the middle. None without an answer.
        """
        return statistics.median(self.seconds) / DAY.total_seconds() if self.seconds else None

    @property
    def judged(self) -> int:
        return self.satisfaction.total()

    @property
    def content(self) -> list[tuple[str, int]]:
        return [(choice.label, self.satisfaction[choice]) for choice in Satisfaction]

    @property
    def endings(self) -> list[tuple[str, int]]:
        """(how and why it ended, how often), most frequent first; the words say whose choice it was."""
        rows = sorted(self.reasons.items(), key=lambda row: (-row[1], row[0]))
        return [(step_in_words(state, reason), count) for (state, reason), count in rows]


@dataclass(frozen=True)
class Year:
    year: int
    total: Line
    services: list[tuple[str, Line]]


def record_of(provider: Provider, user) -> list[Year]:
    """Newest year first; a year begins at midnight on the reader's clock, by the day of sending."""
    now, lines = timezone.now(), defaultdict(lambda: defaultdict(Line))
    for row in _rows(provider, user):
        year = timezone.localtime(row["sent_at"]).year
        for service in {ALL, *row["services"]}:
            _count(lines[year][service], row, now)
    return [_year(year, lines[year]) for year in sorted(lines, reverse=True)]


def _rows(provider: Provider, user) -> Iterator[dict]:
    rows = Referral.objects.reviewed_by(user).filter(provider=provider).with_course()
    return rows.order_by().values(*COLUMNS).iterator(CHUNK)


def _year(year: int, lines: dict[str, Line]) -> Year:
    known = [(service.label, lines[service]) for service in Service if service in lines]
    return Year(year, lines[ALL], [(str(label), line) for label, line in known])


def _count(line: Line, row: dict, now: datetime.datetime) -> None:
    state, answered, due = row["state"], row["answered_at"], row["due_at"]
    line.sent += 1
    line.accepted += answered is not None and state != ReferralState.DECLINED
    for name in ENDED:
        setattr(line, name, getattr(line, name) + (state == name))
    if answered is not None:
        line.seconds.append(int((answered - row["sent_at"]).total_seconds()))
    if _is_measured(state, answered, due, now):
        line.measured += 1
        line.in_time += answered is not None and answered <= due
    if row["ended_because"]:
        line.reasons[state, row["ended_because"]] += 1
    if state in JUDGED and row["satisfaction"]:
        line.satisfaction[row["satisfaction"]] += 1


def _is_measured(state: str, answered, due, now) -> bool:
    if due is None:
        return False
    return answered is not None or (state != ReferralState.WITHDRAWN and due < now)
