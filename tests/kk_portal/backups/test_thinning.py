"""Which backups stay."""

from datetime import UTC, datetime, timedelta

import pytest

from kk_portal.backups import thinning

NEWEST = datetime(2026, 11, 12, 3, 15, tzinfo=UTC)
NIGHTS = [thinning.name_of(NEWEST - timedelta(days=days)) for days in range(400)]
RULE = {"daily": 7, "weekly": 5, "monthly": 12}


def kept(names: list[str], rule: dict) -> list[str]:
    gone = set(thinning.stale(names, rule))
    return [thinning.made_at(name).strftime("%Y-%m-%d") for name in names if name not in gone]


def test_a_year_of_nights_becomes_days_weeks_and_months():
    assert kept(NIGHTS, RULE) == [
        *(f"2026-11-{day:02}" for day in range(12, 5, -1)),  # seven days; the 8th is a week's last, too
        "2026-11-01",
        "2026-10-31",  # October's last
        "2026-10-25",
        "2026-10-18",
        *("2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31", "2026-04-30"),
        *("2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31"),
    ]


def test_of_one_day_the_newest_stays():
    day = [thinning.name_of(NEWEST + timedelta(hours=hours)) for hours in range(4)]
    assert thinning.stale(day, {"daily": 7}) == day[:3]


def test_the_newest_stays_whatever_the_rule():
    assert kept(NIGHTS, {"daily": 0, "monthly": 0}) == ["2026-11-12"]


def test_what_is_no_backup_of_ours_is_never_named():
    assert (
        thinning.stale(
            ["erasures.txt", "kk-portal-lama.age", ".kk-portal-20260101T000000Z.age.partial"], RULE
        )
        == []
    )


def test_thinning_again_lets_nothing_more_go(tmp_path):
    for name in NIGHTS:
        (tmp_path / name).touch()
    assert thinning.thin(tmp_path, RULE) == len(NIGHTS) - 21
    assert thinning.thin(tmp_path, RULE) == 0


def test_rule_is_read():
    assert thinning.parse(["daily=3", "monthly=2"]) == {"daily": 3, "monthly": 2}


@pytest.mark.parametrize("words", [["daily"], ["hourly=3"], ["daily=-1"], ["daily=tujuh"], ["daily=0"], []])
def test_rule_that_cannot_be_meant_is_refused(words):
    with pytest.raises(ValueError):
        thinning.parse(words)
