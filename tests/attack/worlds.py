"""Invented kabupaten, as sparse as real ones, and what is told of them. Everything follows from the seed."""

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from complaints.directory import Service
from complaints.enums import Kind, ViolenceForm
from complaints.needs import NEEDS, NeedCategory
from complaints.statistics import QUARTERS, Figures
from complaints.statistics.counting import Counted
from complaints.statistics.releasing import quarter_told, year_told

YEARS = 3
REGENCY = "53.06"

# How many cases of a category a village has in a year: mostly none or a few, rarely many.
SPARSE = (*(0,) * 6, *(1,) * 4, 2, 2, 2, 3, 3, 4, 5, 6, 8, 11, 16, 24, 60)
VIOLENT = (*(0,) * 6, *(1,) * 4, 2, 2, 3, 3, 4, 6, 9, 12, 19, 31)
TALKED = (0, 0, 1, 2, 3, 5, 9, 14, 40)
CORRECTED = 0.3  # of the kabupaten-years
CHANGED = 0.06  # of the cases of such a year

Told = Mapping[str, Figures]


@dataclass
class Case:
    """One case as it is known at the end of the year, and as it was when its quarter was told."""

    village: str
    kind: str
    category: str
    need: str
    quarter: int
    told_as: tuple[str, str, int] | None = None  # category, need, quarter; None: told as it is
    withdrawn: bool = False


@dataclass
class World:
    """One kabupaten and year. ``groups``: of the villages that have one. ``truth``: what a year's release
    counts; ``quarters`` and ``year``: what was told; ``corrected``: whether something changed between these.
    """

    groups: dict[str, int]
    truth: Counted
    quarters: dict[int, Told] = field(default_factory=dict)
    year: Told = field(default_factory=dict)
    corrected: bool = False

    @property
    def villages(self) -> list[str]:
        return sorted(place for place in self.year if len(place) == len("53.06.01.2001"))


def worlds(seed: int, village_years: int) -> Iterator[World]:
    """As many kabupaten, each over three years, as hold at least so many village-years."""
    dice = random.Random(seed)
    made = 0
    while made < village_years:
        groups = _groups(dice)
        for _year in range(YEARS):
            world = tell(groups, *_cases(dice, groups), dice=dice)
            made += len(world.villages)
            yield world


def tell(
    groups: dict[str, int],
    cases: list[Case],
    asked: Counter | None = None,
    late: Counter | None = None,
    dice: random.Random | None = None,
) -> World:
    """Tells the four quarters and then the year of these cases, as the portal does."""
    talked = Counter(), Counter()
    for village in groups if dice else ():
        for counter in talked:
            counter[village,] = dice.choice(TALKED)
    truth = _counted((_now(case) for case in cases if not case.withdrawn), asked, late, *talked)
    standing = {village: number for village, number in groups.items() if number}
    quarters = {}
    for quarter in QUARTERS:
        then = [_then(case) for case in cases]
        counted = _counted([key for key in then if key[-1] == quarter])
        quarters[quarter] = quarter_told(counted, standing)
    corrected = any(case.withdrawn or case.told_as for case in cases)
    return World(standing, truth, quarters, year_told(truth, standing, quarters), corrected)


def _counted(keys, asked=None, late=None, inquiries=None, notes=None) -> Counted:
    return Counted(Counter(keys), *(counter or Counter() for counter in (asked, late, inquiries, notes)))


def _now(case: Case) -> tuple:
    return case.village, case.kind, case.category, case.need, case.quarter


def _then(case: Case) -> tuple:
    category, need, quarter = case.told_as or (case.category, case.need, case.quarter)
    return case.village, case.kind, category, need, quarter


def _groups(dice: random.Random) -> dict[str, int]:
    """Three to twelve villages in one to four kecamatan; some have no group, and not all have one."""
    districts = dice.randint(1, 4)
    villages = [f"{REGENCY}.{dice.randint(1, districts):02}.{2001 + at}" for at in range(dice.randint(3, 12))]
    return {village: dice.choice((0, 1, 1, 1, 2)) for village in villages} | {villages[0]: 1}


def _cases(dice: random.Random, groups: dict[str, int]) -> tuple[list[Case], Counter, Counter]:
    cases, asked, late = [], Counter(), Counter()
    for village in groups:
        busy = dice.choice((0.3, 1, 1, 1, 2))
        for category in NeedCategory:
            common = dice.sample((*NEEDS[category], ""), dice.randint(1, 3))
            for _case in range(round(busy * dice.choice(SPARSE))):
                need = dice.choice(common) if dice.random() < 0.9 else dice.choice(NEEDS[category])
                cases.append(Case(village, Kind.SOCIAL, category, need, dice.choice(QUARTERS)))
        usual = dice.sample(list(ViolenceForm), 3)
        for _case in range(round(busy * dice.choice(VIOLENT))):
            cases.append(Case(village, Kind.VIOLENCE, dice.choice(usual), "", dice.choice(QUARTERS)))
        for kind in Kind.values:
            for service in dice.sample(list(Service), dice.randint(0, 7)):
                times = asked[village, kind, service] = round(busy * dice.choice(SPARSE))
                late[village, kind, service] = dice.choice((0, 0, times, dice.randint(0, times)))
    if dice.random() < CORRECTED:
        _correct(dice, cases)
    return cases, asked, late


def _correct(dice: random.Random, cases: list[Case]) -> None:
    """Put into another category since, no longer to be counted, or recorded after its quarter was told."""
    for case in cases:
        if dice.random() >= CHANGED:
            continue
        how = dice.choice(("category", "withdrawn", "late"))
        if how == "withdrawn":
            case.withdrawn = True
        elif how == "late":
            case.told_as = case.category, case.need, min(case.quarter + 1, QUARTERS[-1])
        elif case.kind == Kind.SOCIAL:
            category = dice.choice(list(NeedCategory))
            case.told_as = category, dice.choice(NEEDS[category]), case.quarter
