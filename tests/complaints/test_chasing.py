"""When somebody is reminded: a day before or a quarter of the time, after, to the officer, to complain."""

import datetime
from datetime import timedelta
from types import SimpleNamespace

import pytest

from complaints.chasing import complain_until, escalate_at, kinds_due, may_be_complained_of, notice_at
from villages.zones import WIT, WITA

SECOND = timedelta(seconds=1)


def at(text: str, zone=WITA) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)


def waiting(sent: str, due: str | None, state: str = "sent", kind: str = "dukcapil"):
    to = SimpleNamespace(kind=kind)
    return SimpleNamespace(sent_at=at(sent), due_at=at(due) if due else None, state=state, provider=to)


BY_DAY = waiting("2026-11-25 10:00", "2026-11-30 23:59:59")  # Wednesday, three working days, to Monday
BY_CLOCK = waiting("2026-11-25 10:00", "2026-11-26 10:00")  # 24 hours


@pytest.mark.parametrize(
    ("sent", "due", "notice"),
    [
        ("2026-11-25 10:00", "2026-11-26 10:00", "2026-11-26 04:00"),  # of 24 hours the last six
        ("2026-11-25 10:00", "2026-11-26 23:59:59", "2026-11-26 00:00"),  # one working day: when it begins
        ("2026-11-27 16:00", "2026-11-30 23:59:59", "2026-11-30 00:00"),  # over a weekend: on the Monday
        ("2026-11-02 00:00", "2026-12-11 23:59:59", "2026-12-04 23:59:59"),  # never more than a week ahead
        ("2026-11-28 12:00", "2026-11-28 23:59:59", "2026-11-28 12:00"),  # not before it was sent
    ],
)
def test_notice(sent, due, notice):
    assert notice_at(at(sent), at(due), WITA) == at(notice)


@pytest.mark.parametrize(
    ("due", "days", "escalated"),
    [
        ("2026-11-26 23:59:59", 2, "2026-11-30 23:59:59"),  # Thursday: Friday and Monday
        ("2026-11-26 23:59:59", 1, "2026-11-27 23:59:59"),
        ("2026-12-23 23:59:59", 2, "2026-12-29 23:59:59"),  # over Christmas and its joint leave
        ("2026-11-27 10:00", 2, "2026-11-28 10:00"),  # by the clock: 24 hours, Saturday or not
    ],
)
def test_escalation(settings, due, days, escalated):
    settings.REFERRAL_ESCALATE_DAYS = days
    assert escalate_at(at("2026-11-20 10:00"), at(due), WITA) == at(escalated)


def test_the_end_of_a_day_is_that_of_the_group_s_province():
    due = at("2026-11-26 23:59:59", WIT)
    assert escalate_at(at("2026-11-25 10:00", WIT), due, WIT) == at("2026-11-30 23:59:59", WIT)
    assert escalate_at(at("2026-11-25 10:00", WIT), due, WITA) == due + timedelta(days=1)


STEPS = [
    (BY_DAY, "2026-11-29 14:00", []),
    (BY_DAY, "2026-11-29 15:00", ["before"]),  # of five and a half days the last quarter
    (BY_DAY, "2026-11-30 23:59:59.500000", ["after"]),
    (BY_CLOCK, "2026-11-26 03:59:59", []),
    (BY_CLOCK, "2026-11-26 04:00", ["before"]),
    (BY_CLOCK, "2026-11-26 09:59:59", ["before"]),
    (BY_CLOCK, "2026-11-26 10:00:01", ["after"]),
    (BY_CLOCK, "2026-11-27 09:59:59", ["after"]),
    (BY_CLOCK, "2026-11-27 10:00", ["after", "escalated"]),
    (BY_CLOCK, "2026-12-10 09:59:59", ["after", "escalated"]),
    (BY_CLOCK, "2026-12-10 10:00", ["after", "escalated", "complain"]),
    (BY_DAY, "2026-12-02 23:59:58", ["after"]),
    (BY_DAY, "2026-12-02 23:59:59", ["after", "escalated"]),
]


@pytest.mark.parametrize(("referral", "now", "kinds"), STEPS)
def test_what_is_due(referral, now, kinds):
    assert kinds_due(referral, "dukcapil", WITA, at(now)) == kinds


def test_once_each():
    made, now = frozenset({"after", "escalated"}), at("2026-12-20 10:00")
    assert kinds_due(BY_CLOCK, "dukcapil", WITA, now, made) == ["complain"]


@pytest.mark.parametrize("kind", ["legal_aid", "shelter", "patbm", "pkbm", "other"])
def test_what_is_no_public_service_is_not_complained_of_by_its_law(kind):
    now = at("2026-12-20 10:00")
    assert kinds_due(BY_CLOCK, kind, WITA, now) == ["after", "escalated"]
    referral = waiting("2026-11-25 10:00", "2026-11-26 10:00", kind=kind)
    assert may_be_complained_of(referral, WITA, now) is False


@pytest.mark.parametrize(
    ("referral", "now", "may"),
    [
        (BY_CLOCK, "2026-12-10 10:00", True),
        (BY_CLOCK, "2026-12-10 09:59:59", False),
        (waiting("2026-11-25 10:00", "2026-11-26 10:00", "accepted"), "2026-12-20 10:00", False),
        (waiting("2026-11-25 10:00", None), "2026-12-20 10:00", False),
    ],
)
def test_when_it_may_be_complained_of(referral, now, may):
    assert may_be_complained_of(referral, WITA, at(now)) is may


def test_until_thirty_days_after_the_failure():
    assert complain_until(BY_CLOCK, WITA) == datetime.date(2026, 12, 26)
