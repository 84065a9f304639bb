"""What an attack on many kabupaten and years found, and how much was still told."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from complaints.needs import NeedCategory
from complaints.statistics import Figures, Table
from safeguards.disclosure import LEAST_ROOM, Released

from .attacker import Findings, attack, insider, true_count
from .reading import is_hidden, villages
from .worlds import World

CLOSE = 4  # from the least to the most: within two of the truth
TABLES = (Table.NEEDS, Table.DETAILS, Table.VIOLENCE, Table.ASKED, Table.LATE)


@dataclass
class Tally:
    """``figures`` and ``cases`` by how they were told: "close", "small" or "coarse". Cases are those of
    kind B by category, each in the figure of its village.
    """

    village_years: int = 0
    hidden: int = 0
    misfits: int = 0
    least: int = LEAST_ROOM
    found: list[dict] = field(default_factory=list)
    figures: Counter = field(default_factory=Counter)
    cases: Counter = field(default_factory=Counter)
    neighbours: int = 0  # hidden counts of others than the insider's village
    learned: int = 0  # those of them that are left fewer than LEAST_ROOM values

    def add(self, year: Mapping[str, Figures], quarters: Mapping[int, Mapping[str, Figures]]) -> Findings:
        findings = attack(year, quarters)
        self.village_years += len(villages(year))
        self.hidden += len(findings.hidden)
        self.misfits += findings.misfits
        self.least = min(self.least, findings.least)
        if findings.found:
            self.found.append(findings.found)
        for told in year.values():
            self.figures.update(
                way(figure) for table in TABLES for figure in told.tables.get(table, {}).values()
            )
        return findings

    def add_world(self, world: World) -> None:
        self.add(world.year, world.quarters)
        for village in villages(world.year):
            for category in NeedCategory:
                cases = true_count(world.truth, ("cases", village, category))
                self.cases[way(world.year[village].told(Table.NEEDS, category))] += cases

    def add_insider(self, world: World, village: str) -> None:
        findings = insider(world, village)
        self.neighbours += len(findings.hidden)
        self.learned += len(findings.found)


def way(figure: Released) -> str:
    if is_hidden(figure.text) and figure.protected:
        return "small"
    return "close" if figure.high - figure.low <= CLOSE else "coarse"


def share(counter: Counter, key: str) -> str:
    return f"{100 * counter[key] / max(counter.total(), 1):.1f}%"
