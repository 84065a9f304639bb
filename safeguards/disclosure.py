"""What a village may be told of its counts. Pure: no Django, no database.

Small numbers reveal people (domain.md). What is printed of one count depends on its rule:

====================  ==========================================  ==============================
rule                  small                                       others
====================  ==========================================  ==============================
VIOLENCE              under 10: hidden, zero included             rounded to 5
SOCIAL                0: "0" · 1 to 4: "1–4"                      rounded to 5
EXACT (officers)      as it is                                    as it is
====================  ==========================================  ==============================

VIOLENCE also holds for ODGJ and disability. A whole table goes through release_table(): a total
beside its cells tells of the hidden ones by subtraction, so the total gets coarser until it does not.
"""

import itertools
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

BASE = 5
HIDDEN_BELOW = 10
COMPARABLE_FROM = 3
LEAST_ROOM = 3
HIDDEN_TEXT = "di bawah 10, bisa nol"
BAND_TEXT = "1–4"


class Rule(Enum):
    """How much a count may tell."""

    VIOLENCE = "violence"  # kind A; also ODGJ and disability within kind B
    SOCIAL = "social"  # the rest of kind B
    EXACT = "exact"  # for officers, never for a village


class Kind(Enum):
    """What a released number is."""

    HIDDEN = "hidden"
    BAND = "band"
    ROUNDED = "rounded"
    EXACT = "exact"


@dataclass(frozen=True)
class Released:
    """One number as it may be printed. ``low`` and ``high`` are what its text lets anyone conclude;
    ``value`` is for pictures and comparisons, None where there is nothing to draw.
    """

    text: str
    value: int | None
    kind: Kind
    low: int
    high: int

    @property
    def protected(self) -> bool:
        return self.kind in {Kind.HIDDEN, Kind.BAND}


FEW = Released(f"di bawah {BASE}", None, Kind.HIDDEN, 0, BASE - 1)  # where even 0 would tell of others


@dataclass(frozen=True)
class Table:
    """The cells of one dimension with a total that tells nothing more of the small ones."""

    cells: dict[Hashable, Released]
    total: Released


def release(count: int, rule: Rule) -> Released:
    """One count on its own."""
    if count < 0:
        raise ValueError("A count is never negative.")
    if rule is Rule.EXACT:
        return Released(str(count), count, Kind.EXACT, count, count)
    if rule is Rule.VIOLENCE and count < HIDDEN_BELOW:
        return Released(HIDDEN_TEXT, None, Kind.HIDDEN, 0, HIDDEN_BELOW - 1)
    if count == 0:
        return Released("0", 0, Kind.EXACT, 0, 0)
    if count < BASE:
        return Released(BAND_TEXT, None, Kind.BAND, 1, BASE - 1)
    return _rounded(count, HIDDEN_BELOW if rule is Rule.VIOLENCE else BASE)


def _rounded(count: int, least: int) -> Released:
    """To the nearest 5, from the true count; ``least`` is the smallest count that is shown."""
    value = (count + BASE // 2) // BASE * BASE
    low, high = max(value - BASE // 2, least), value + BASE // 2
    return Released(str(value), value, Kind.ROUNDED, low, high)


def release_table(counts: Mapping[Hashable, int], rules: Mapping[Hashable, Rule] | Rule) -> Table:
    """Cells and their total, such that each hidden cell may still be any number of its band.

    The step of the total (5, 10, 20 …) is chosen from the released cells alone, and so that every
    total they allow would be harmless: who knows this algorithm learns nothing from the choice either.
    """
    rule_of = {key: rules if isinstance(rules, Rule) else rules[key] for key in counts}
    cells = {key: release(count, rule_of[key]) for key, count in counts.items()}
    return Table(cells, _total(sum(counts.values()), list(cells.values()), set(rule_of.values())))


def release_rounded_table(counts: Mapping[Hashable, int], rule: Rule) -> Table:
    """Cells with a total rounded to 5 on its own, as people expect to read it; where that total would
    leave a small cell fewer than LEAST_ROOM possible values, the coarser one of release_table().

    For needs of kind B. Who knows this algorithm can conclude more from a coarser total than from
    release_table()'s, whose step depends on the printed cells alone: violence takes that one.
    """
    table = release_table(counts, rule)
    rounded = release(sum(counts.values()), rule)
    return Table(table.cells, rounded if _leaves_room(rounded, list(table.cells.values())) else table.total)


def _leaves_room(total: Released, cells: list[Released]) -> bool:
    low, high = sum(cell.low for cell in cells), sum(cell.high for cell in cells)
    for cell in cells:
        least = max(cell.low, total.low - (high - cell.high))
        most = min(cell.high, total.high - (low - cell.low))
        if cell.protected and most - least + 1 < LEAST_ROOM:
            return False
    return True


def _total(count: int, cells: list[Released], rules: set[Rule]) -> Released:
    if len(cells) == 1:
        return cells[0]
    rule = rules.pop() if len(rules) == 1 else Rule.SOCIAL
    low, high = sum(cell.low for cell in cells), sum(cell.high for cell in cells)
    widths = [cell.high - cell.low for cell in cells if cell.protected]
    step = next(
        step
        for step in _steps()
        if all(_harmless(bucket, low, high, widths) for bucket in _buckets(step, rule, low, high))
    )
    total = _bucket(count, step, rule)
    if step > BASE and total.value is not None and not low <= total.value <= high:
        # "sekitar 50" beside cells that come to 62: the same, said so that it adds up.
        return _span(max(low, total.low), min(high, total.high))
    says_more = total.low > low or total.high < high
    return total if says_more or (total.low, total.high) == (low, high) else _span(low, high)


def _steps() -> Iterator[int]:
    """5, 10, 20, 50, 100 … : sooner or later one bucket holds every sum, and that one is harmless."""
    yield BASE
    for power in itertools.count(1):
        yield from (10**power, 2 * 10**power, 5 * 10**power)


def _harmless(bucket: Released, low: int, high: int, widths: list[int]) -> bool:
    """Whether a total in ``bucket`` leaves every protected cell its whole band: at its least while
    the others make up the sum, and at its most as well (then all between, sums being whole numbers).
    """
    return all(bucket.low <= high - width and bucket.high >= low + width for width in widths)


def _buckets(step: int, rule: Rule, low: int, high: int) -> Iterator[Released]:
    """What could be printed for each sum from ``low`` to ``high``."""
    count = low
    while count <= high:
        bucket = _bucket(count, step, rule)
        yield bucket
        count = bucket.high + 1


def _bucket(count: int, step: int, rule: Rule) -> Released:
    if step == BASE:
        return release(count, rule)
    value = (count + step // 2) // step * step
    if value == 0:
        return Released(f"di bawah {step // 2}", None, Kind.ROUNDED, 0, step // 2 - 1)
    return Released(f"sekitar {value}", value, Kind.ROUNDED, value - step // 2, value + step // 2 - 1)


def _span(low: int, high: int) -> Released:
    """No total that says more than its cells: between their least and their greatest sum."""
    if low == high:
        return Released(str(low), low, Kind.EXACT, low, high)
    return Released(f"{low}–{high}", None, Kind.BAND, low, high)


def comparable(groups: int) -> bool:
    """Whether a kabupaten's figures may be shown: among fewer groups each could be subtracted."""
    return groups >= COMPARABLE_FROM


@dataclass(frozen=True)
class Change:
    """How a released number differs from an earlier one; ``by`` is None where nothing can be said."""

    text: str
    by: int | None


def compare(now: Released, before: Released) -> Change:
    """From the released values only: a difference of true counts would tell what rounding hides."""
    if now.value is None or before.value is None:
        return Change("tidak bisa dibandingkan", None)
    by = now.value - before.value
    if by == 0:
        return Change("kurang lebih tetap", 0)
    exact = now.kind is Kind.EXACT and before.kind is Kind.EXACT
    about = "" if exact else "sekitar "
    return Change(f"{'naik' if by > 0 else 'turun'} {about}{abs(by)}", by)
