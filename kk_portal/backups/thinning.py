"""Which backups stay: the newest of each of the last days, weeks and months that have one."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

NAME = re.compile(r"kk-portal-(\d{8}T\d{6}Z)\.age")
STAMP = "%Y%m%dT%H%M%SZ"
PERIODS = {
    "daily": lambda at: at.date(),
    "weekly": lambda at: at.isocalendar()[:2],
    "monthly": lambda at: (at.year, at.month),
}
Rule = dict[str, int]


def name_of(at: datetime) -> str:
    return f"kk-portal-{at.astimezone(UTC):{STAMP}}.age"


def made_at(name: str) -> datetime | None:
    """None for a file that is no backup of ours: it is never touched."""
    found = NAME.fullmatch(name)
    return found and datetime.strptime(found[1], STAMP).replace(tzinfo=UTC)


def parse(words: Iterable[str]) -> Rule:
    """``daily=7 weekly=5`` as a rule; a period not named keeps none. ValueError says what is wrong."""
    rule = {}
    for word in words:
        period, equals, number = word.partition("=")
        if period not in PERIODS or not equals or not number.isdecimal():
            raise ValueError(f"{word!r} is no rule; write e.g. daily=7 weekly=5 monthly=12.")
        rule[period] = int(number)
    if not any(rule.values()):
        raise ValueError("A rule that keeps nothing is refused.")
    return rule


def stale(names: Iterable[str], rule: Rule) -> list[str]:
    """Names that the rule lets go, oldest first. The newest of all stays whatever the rule."""
    known = sorted((at, name) for name in names if (at := made_at(name)))
    kept = {name for _at, name in known[-1:]}
    for period, number in rule.items():
        newest = {PERIODS[period](at): name for at, name in known}  # a later one takes the place
        kept.update(list(newest.values())[-number:] if number else [])
    return [name for _at, name in known if name not in kept]


def thin(folder: Path, rule: Rule) -> int:
    gone = stale((path.name for path in folder.iterdir()), rule)
    for name in gone:
        (folder / name).unlink()
    return len(gone)
