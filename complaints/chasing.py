"""When somebody is reminded of a referral that has no answer: the rules of the timer, as data.

All of them follow from two moments that the referral itself holds, when it was sent and by when it must be
answered, so that a later change of the provider's rule changes nothing of what is under way. An answer-by
moment at the end of a day was counted in working days, any other on the clock (``deadlines``).
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings
from django.utils import timezone

from .deadlines import DAY, END_OF_DAY, is_whole_day, working_days_after
from .directory import NOT_PUBLIC, ReferralState, ReminderKind

Moment = datetime.datetime
Zone = datetime.tzinfo

LONGEST_NOTICE = 7 * DAY
ESCALATE_AFTER_CLOCK = DAY
COMPLAIN_AFTER, COMPLAIN_WITHIN = 14 * DAY, 30 * DAY


class Sent(Protocol):
    """What the rules ask of a referral."""

    sent_at: Moment
    due_at: Moment | None


def notice_at(sent_at: Moment, due_at: Moment, zone: Zone) -> Moment:
    """The last quarter of the time, at most a week; counted in working days, the last of them at least."""
    notice = max(due_at - (due_at - sent_at) / 4, due_at - LONGEST_NOTICE)
    if not is_whole_day(due_at, zone):
        return notice
    last_day = datetime.datetime.combine(due_at.astimezone(zone).date(), datetime.time.min, zone)
    return max(min(notice, last_day), sent_at)


def escalate_at(sent_at: Moment, due_at: Moment, zone: Zone) -> Moment:
    """REFERRAL_ESCALATE_DAYS working days after an answer-by day, 24 hours after an hour."""
    if not is_whole_day(due_at, zone):
        return due_at + ESCALATE_AFTER_CLOCK
    last = working_days_after(due_at.astimezone(zone).date(), settings.REFERRAL_ESCALATE_DAYS)
    return datetime.datetime.combine(last, END_OF_DAY, zone)


def complain_from(sent_at: Moment, due_at: Moment, zone: Zone) -> Moment:
    """A stalled public service can be complained of within 30 days of the failure, which is the answer-by
    moment; who provides it answers such a complaint within 14 days and decides within 60 (UU 25/2009).
    The portal first waits as long as the law leaves for an answer, 14 days: there is time to remind the
    service and for the officer to ask, and half of the 30 days still lies ahead.
    """
    return due_at + COMPLAIN_AFTER


@dataclass(frozen=True)
class Rule:
    """From ``since`` on somebody is reminded, once; what ``lapses`` ends with the answer-by moment; some hold
    of public services only.
    """

    kind: ReminderKind
    since: Callable[[Moment, Moment, Zone], Moment]
    lapses: bool = False
    public_only: bool = False

    def holds(self, referral: Sent, zone: Zone, now: Moment) -> bool:
        if self.lapses and referral.due_at < now:
            return False
        return self.since(referral.sent_at, referral.due_at, zone) <= now


RULES = (
    Rule(ReminderKind.BEFORE, notice_at, lapses=True),
    Rule(ReminderKind.AFTER, lambda sent_at, due_at, zone: due_at),
    Rule(ReminderKind.ESCALATED, escalate_at),
    Rule(ReminderKind.COMPLAIN, complain_from, public_only=True),
)
TO_OFFICERS = frozenset({ReminderKind.ESCALATED})  # told to them as well


def kinds_due(
    referral: Sent, provider_kind: str, zone: Zone, now: Moment, made: frozenset[str] = frozenset()
) -> list[ReminderKind]:
    """The reminders that are due and not ``made`` yet, in the order of the rules."""
    rules = (rule for rule in RULES if not (rule.public_only and provider_kind in NOT_PUBLIC))
    return [rule.kind for rule in rules if rule.kind not in made and rule.holds(referral, zone, now)]


def may_be_complained_of(referral, zone: Zone, now: Moment | None = None) -> bool:
    """A public service, no answer yet, and the days are over; whether the timer has run or not."""
    waits = referral.state == ReferralState.SENT and referral.due_at is not None
    if not waits or referral.provider.kind in NOT_PUBLIC:
        return False
    return complain_from(referral.sent_at, referral.due_at, zone) <= (now or timezone.now())


def complain_until(referral, zone: Zone) -> datetime.date:
    """The last day on which the law takes a complaint (UU 25/2009: 30 days)."""
    return (referral.due_at + COMPLAIN_WITHIN).astimezone(zone).date()
