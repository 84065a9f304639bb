"""By when a service must answer: hours on the clock, working days without weekends and holidays."""

import datetime
from types import SimpleNamespace

import pytest

from complaints.deadlines import answer_by, due_in_words, late_in_words, rule_in_words, working_days_after
from villages.zones import WIB, WIT, WITA

HOURS, DAYS = "clock_hours", "working_days"


def rule(within=None, unit=""):
    return SimpleNamespace(answer_within=within, answer_unit=unit)


def at(text: str, zone=WITA) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("sent", "within", "unit", "due"),
    [
        ("2026-11-25 10:00", 3, DAYS, "2026-11-30 23:59:59"),  # Wednesday; a weekend lies between
        ("2026-11-27 16:30", 1, DAYS, "2026-11-30 23:59:59"),  # Friday to Monday
        ("2026-11-28 08:00", 1, DAYS, "2026-11-30 23:59:59"),  # sent on a Saturday
        ("2026-11-29 23:59", 2, DAYS, "2026-12-01 23:59:59"),  # sent on a Sunday
        ("2026-03-17 09:00", 1, DAYS, "2026-03-25 23:59:59"),  # Nyepi, Idul Fitri and their joint leave
        ("2026-03-17 09:00", 3, DAYS, "2026-03-27 23:59:59"),
        ("2026-08-14 12:00", 1, DAYS, "2026-08-18 23:59:59"),  # 17 August is a Monday
        ("2026-12-30 12:00", 2, DAYS, "2027-01-04 23:59:59"),  # over New Year
        ("2026-03-20 22:15", 24, HOURS, "2026-03-21 22:15:00"),  # the clock runs on Idul Fitri too
        ("2026-11-28 10:00", 72, HOURS, "2026-12-01 10:00:00"),
    ],
)
def test_answer_by(sent, within, unit, due):
    assert answer_by(rule(within, unit), sent_at=at(sent), zone=WITA) == at(due)


def test_no_rule_no_deadline():
    assert answer_by(rule(), sent_at=at("2026-11-25 10:00"), zone=WITA) is None


@pytest.mark.parametrize(
    ("zone", "due"),
    [(WIB, "2026-11-26 16:59:59"), (WITA, "2026-11-27 15:59:59"), (WIT, "2026-11-27 14:59:59")],
)
def test_the_day_is_that_of_the_group_s_province(zone, due):
    """16.30 UTC is still the 25th in WIB, and the 26th already in WITA and WIT."""
    sent = at("2026-11-25 16:30", datetime.UTC)
    assert answer_by(rule(1, DAYS), sent_at=sent, zone=zone) == at(due, datetime.UTC)


def test_no_working_day_is_the_next_one():
    assert working_days_after(datetime.date(2026, 11, 27), 0) == datetime.date(2026, 11, 30)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (rule(3, DAYS), "menjawab dalam 3 hari kerja"),
        (rule(24, HOURS), "menjawab dalam 1×24 jam"),
        (rule(72, HOURS), "menjawab dalam 3×24 jam"),
        (rule(6, HOURS), "menjawab dalam 6 jam"),
        (rule(30, HOURS), "menjawab dalam 30 jam"),
        (rule(), ""),
    ],
)
def test_rule_in_words(given, words):
    assert rule_in_words(given) == words


@pytest.mark.parametrize(
    ("late", "words"),
    [
        ({"days": 3, "hours": 5}, "terlambat 3 hari"),
        ({"days": 1}, "terlambat 1 hari"),
        ({"hours": 23}, "terlambat 23 jam"),
        ({"minutes": 5}, "baru saja terlambat"),
        ({"minutes": -5}, ""),
    ],
)
def test_late_in_words(late, words):
    due = at("2026-11-25 10:00")
    assert late_in_words(due, due + datetime.timedelta(**late)) == words


def test_without_a_deadline_nothing_is_late():
    assert late_in_words(None) == ""


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (at("2026-11-25 23:59:59"), "25 November 2026"),
        (at("2026-11-25 22:15"), "25 November 2026, 22.15"),
        (at("2026-11-25 16:30", datetime.UTC), "26 November 2026, 00.30"),
        (None, ""),
    ],
)
def test_due_in_words(due, words):
    assert due_in_words(due, WITA) == words
