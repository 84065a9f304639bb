"""Works out every hidden count of a world from what a reader can download, and what an insider adds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from complaints.directory import SOCIAL_SERVICES
from complaints.enums import Kind
from complaints.needs import CATEGORY_OF
from complaints.statistics import Figures
from complaints.statistics.counting import Counted
from safeguards.disclosure import LEAST_ROOM

from .programme import DoesNotFitError, Name
from .reading import OTHERS, TOTAL, is_small, programmes
from .worlds import World

NOTHING = {0}  # of a category this may be told: then there are none of its needs


@dataclass
class Findings:
    """``values``: what fits each hidden count, LEAST_ROOM of them at most; ``misfits``: sets of tables that
    contradict each other, since something was corrected between two releases.
    """

    values: dict[Name, set[int]] = field(default_factory=dict)
    misfits: int = 0

    @property
    def hidden(self) -> dict[Name, set[int]]:
        """Those that may be small, as far as anybody can tell, and are not allowed to be told."""
        return {name: fitting for name, fitting in self.values.items() if self._is_hidden(name, fitting)}

    @property
    def found(self) -> dict[Name, set[int]]:
        """The hidden counts that were worked out: too few values are left."""
        return {name: fitting for name, fitting in self.hidden.items() if len(fitting) < LEAST_ROOM}

    @property
    def least(self) -> int:
        return min(map(len, self.hidden.values()), default=LEAST_ROOM)

    def _is_hidden(self, name: Name, fitting: set[int]) -> bool:
        what, village, *need = name
        of_nothing = what == "need" and self.values.get(("cases", village, CATEGORY_OF[need[0]])) == NOTHING
        return not of_nothing and any(is_small(name, count) for count in fitting)


def attack(year: Mapping[str, Figures], quarters: Mapping[int, Mapping[str, Figures]]) -> Findings:
    """From everything together; where that contradicts itself, from the year alone."""
    findings = Findings()
    for known, of_year in zip(programmes(year, quarters), programmes(year), strict=True):
        try:
            findings.values |= known.values(LEAST_ROOM)
        except DoesNotFitError:
            findings.misfits += 1
            findings.values |= of_year.values(LEAST_ROOM)
    return findings


def insider(world: World, village: str) -> Findings:
    """The same with the true counts of one's own village; of others' hidden counts alone."""
    findings = Findings()
    for known in programmes(world.year, world.quarters):
        for name in known.bounds:
            if name[1] == village:
                count = true_count(world.truth, name)
                known.bounds[name] = count, count
        known.secrets = {name for name in known.secrets if name[1] != village}
        try:
            findings.values |= known.values(LEAST_ROOM)
        except DoesNotFitError:
            findings.misfits += 1
    return findings


def contradictions(world: World) -> Iterator[tuple[Name, int, tuple[float, float]]]:
    """Figures that say something untrue of what they count."""
    for known in programmes(world.year):
        for name, (low, high) in known.bounds.items():
            count = true_count(world.truth, name)
            if not low <= count <= high:
                yield name, count, (low, high)


def true_count(counted: Counted, name: Name) -> int:
    what, place, key, *quarter = name
    if what in {"asked", "late", "in time", "help"}:
        return _times(counted, what, place, key)
    return sum(
        cases
        for (village, kind, category, need, of_quarter), cases in counted.cases.items()
        if village.startswith(place)
        and kind == (Kind.VIOLENCE if what == "violence" else Kind.SOCIAL)
        and _counts(what, key, category, need)
        and (not quarter or of_quarter == quarter[0])
    )


def _counts(what: str, key: str, category: str, need: str) -> bool:
    if what == "need":
        return need == key
    if what == "no need":
        return category == key and CATEGORY_OF.get(need) != category
    return key in {TOTAL, category}


def _times(counted: Counted, what: str, place: str, service: str) -> int:
    if what == "in time":
        return _times(counted, "asked", place, service) - _times(counted, "late", place, service)
    kind = Kind.VIOLENCE if what == "help" else Kind.SOCIAL
    return sum(
        times
        for (village, of_kind, of_service), times in getattr(
            counted, "late" if what == "late" else "asked"
        ).items()
        if village.startswith(place)
        and of_kind == kind
        and (of_service == service or (service == OTHERS and of_service not in SOCIAL_SERVICES))
    )
