"""What is printed of one count, by its rule (domain.md: small numbers reveal people).

====================  ==========================================  ==============================
rule                  small                                       others
====================  ==========================================  ==============================
VIOLENCE              under 10: hidden, zero included             rounded to 5
COVERING              under 5: hidden, zero included              rounded to 5
SOCIAL                0: "0" · 1 to 4: "1–4"                      rounded to 5
EXACT (officers)      as it is                                    as it is
====================  ==========================================  ==============================

VIOLENCE also holds for ODGJ and disability; COVERING for what they are a part of, where a printed 0
would tell of them. A total that would betray a small part of itself is told by a coarser step: 15, 45,
135 … Every coarser figure allows all that the finer one did, so a coarser step never tells more.
"""

from dataclasses import dataclass
from enum import Enum

BASE = 5
COARSER = 3
ENDLESS = 10**9  # more than any count: no upper bound


class Rule(Enum):
    """How much a count may tell."""

    VIOLENCE = "violence"  # kind A; also ODGJ and disability within kind B
    COVERING = "covering"  # of kind B, with ODGJ or disability among it
    SOCIAL = "social"  # the rest of kind B
    EXACT = "exact"  # for officers, never for a village


@dataclass(frozen=True)
class Limits:
    """From where on counts are told. Those of domain.md are the loosest; a stricter one is a multiple of
    BASE as well, so that no rounding says more than it seems to. ValueError on any other.
    """

    violence: int = 10
    social: int = 5
    groups: int = 3  # that stand behind a kecamatan or kabupaten

    def __post_init__(self) -> None:
        if self.violence < 10 or self.social < BASE or self.groups < 3:
            raise ValueError("Limits are never looser than those of domain.md.")
        if self.violence % BASE or self.social % BASE:
            raise ValueError(f"Limits are multiples of {BASE}.")

    def small(self, rule: Rule) -> tuple[int, int]:
        """The least and the greatest count that stay hidden."""
        least = 1 if rule is Rule.SOCIAL else 0
        return least, (self.violence if rule is Rule.VIOLENCE else self.social) - 1

    def comparable(self, groups: int) -> bool:
        """Whether the figures of many may be shown: among fewer groups each could be subtracted."""
        return groups >= self.groups


LIMITS = Limits()


class Kind(Enum):
    """What a released number is."""

    HIDDEN = "hidden"
    BAND = "band"
    ROUNDED = "rounded"
    EXACT = "exact"
    UNTOLD = "untold"


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

    def within(self, low: int, high: int) -> "Released":
        """The same, said so that it does not contradict its parts, which come to ``low`` to ``high``:
        "61–67", where "sekitar 45" would stand beside parts that come to 61.
        """
        if self.value is None or low <= self.value <= high:
            return self
        low, high = max(low, self.low), min(high, self.high)
        return Released(str(low) if low == high else f"{low}–{high}", None, Kind.ROUNDED, low, high)


UNTOLD = Released("–", None, Kind.UNTOLD, 0, ENDLESS)  # nothing was told


def release(count: int, rule: Rule, step: int = BASE, limits: Limits = LIMITS) -> Released:
    """One count; ``step`` is BASE times a power of COARSER."""
    if count < 0:
        raise ValueError("A count is never negative.")
    if rule is Rule.EXACT:
        return Released(str(count), count, Kind.EXACT, count, count)
    low, high = limits.small(rule)
    if step > BASE:
        return _coarse(count, high, step)
    if low <= count <= high:
        return small_of(rule, limits)
    if count == 0:
        return Released("0", 0, Kind.EXACT, 0, 0)
    value = _rounded(count, BASE)
    return Released(str(value), value, Kind.ROUNDED, max(value - BASE // 2, high + 1), value + BASE // 2)


def small_of(rule: Rule, limits: Limits = LIMITS) -> Released:
    """How a count that is too small to be told stands there."""
    low, high = limits.small(rule)
    if rule is Rule.SOCIAL:
        return Released(f"{low}–{high}", None, Kind.BAND, low, high)
    return Released(f"di bawah {high + 1}, bisa nol", None, Kind.HIDDEN, low, high)


def _coarse(count: int, small: int, step: int) -> Released:
    """``small``: the greatest count that stays hidden."""
    value = _rounded(count, step)
    low, high = value - step // 2, value + step // 2
    if low <= small:  # everything that is small stands in one figure
        high = _rounded(small, step) + step // 2
        return Released(f"di bawah {high + 1}", None, Kind.ROUNDED, 0, high)
    return Released(f"sekitar {value}", value, Kind.ROUNDED, low, high)


def _rounded(count: int, step: int) -> int:
    return (count + step // 2) // step * step


@dataclass(frozen=True)
class Change:
    """How a released number differs from an earlier one; ``by`` is None where nothing can be said."""

    text: str
    by: int | None


def compare(now: Released, before: Released) -> Change:
    """From the released values only: a difference of true counts would tell what rounding hides. Two
    neighbouring roundings may stand for counts that differ by one: that is no change worth a word.
    """
    if now.value is None or before.value is None:
        return Change("tidak bisa dibandingkan", None)
    by = now.value - before.value
    exact = now.kind is Kind.EXACT and before.kind is Kind.EXACT
    if by == 0 or (not exact and abs(by) <= BASE):
        return Change("kurang lebih tetap", 0)
    about = "" if exact else "sekitar "
    return Change(f"{'naik' if by > 0 else 'turun'} {about}{abs(by)}", by)
