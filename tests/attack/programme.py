"""What fits: whole numbers within bounds, some of which add up to others."""

from collections import deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array

Name = Hashable
HALF_GAP = 0.5  # a solution need not be the best, only proved to be no less than half of it


class DoesNotFitError(Exception):
    """No whole numbers fit all that is known."""


@dataclass
class Programme:
    """Variables by name. ``secrets``: those that are to keep several possible values."""

    bounds: dict[Name, tuple[float, float]] = field(default_factory=dict)
    secrets: set[Name] = field(default_factory=set)
    sums: list[tuple[Name, list[Name]]] = field(default_factory=list)

    def know(self, name: Name, low: float, high: float = np.inf, *, secret: bool = False) -> None:
        self.bounds[name] = low, high
        if secret:
            self.secrets.add(name)

    def adds_up(self, total: Name, parts: Iterable[Name]) -> None:
        self.sums.append((total, list(parts)))

    def values(self, enough: int) -> dict[Name, set[int]]:
        """Of each secret the values it takes in some solution: all of them, or ``enough`` where there are
        more. Each round asks for one solution in which as many secrets as can be take a new value, above,
        below or between those seen. Where no secret can, nothing is left to be found.

        DoesNotFitError: there is no solution.
        """
        return _Search(self, enough).run()


class _Search:
    def __init__(self, programme: Programme, enough: int):
        self.names = list(programme.bounds)
        self.at = {name: place for place, name in enumerate(self.names)}
        self.low, self.high = (np.array(side, float) for side in zip(*programme.bounds.values(), strict=True))
        self.sums = [(self.at[total], [self.at[part] for part in parts]) for total, parts in programme.sums]
        self.seen: dict[int, set[int]] = {self.at[name]: set() for name in programme.secrets}
        self.enough = enough

    def run(self) -> dict[Name, set[int]]:
        self._remember(self._solve([]))
        ways, idle = deque([self._above, self._below, self._between]), 0
        while idle < len(ways):
            wanted = [span for place in self._open() for span in ways[0](place)]
            found = bool(wanted) and self._remember(self._solve(wanted))
            idle = 0 if found else idle + 1
            ways.rotate(-1)
        return {self.names[place]: values for place, values in self.seen.items()}

    def _open(self) -> list[int]:
        return [place for place, values in self.seen.items() if len(values) < self.enough]

    def _above(self, place: int) -> list[tuple[int, int, float]]:
        least = max(self.seen[place]) + 1
        return [(place, least, self.high[place])] if least <= self.high[place] else []

    def _below(self, place: int) -> list[tuple[int, float, int]]:
        most = min(self.seen[place]) - 1
        return [(place, self.low[place], most)] if most >= self.low[place] else []

    def _between(self, place: int) -> list[tuple[int, int, int]]:
        values = sorted(self.seen[place])
        return [(place, a + 1, b - 1) for a, b in pairwise(values) if b - a > 1]

    def _remember(self, solution: np.ndarray) -> bool:
        news = False
        for place in self._open():
            value = round(float(solution[place]))
            news |= value not in self.seen[place]
            self.seen[place].add(value)
        return news

    def _solve(self, wanted: list[tuple[int, float, float]]) -> np.ndarray:
        """One solution; of ``wanted`` (variable, from, to) it meets as many as it can, each told by a switch
        that is 1 where it is met: low + switch * (from - low) <= variable <= high - switch * (high - to).
        """
        own, number = len(self.names), len(self.names) + len(wanted)
        rows, columns, entries, least, most = [], [], [], [], []

        def row(cells: Iterable[tuple[int, float]], low: float, high: float) -> None:
            for column, entry in cells:
                rows.append(len(least))
                columns.append(column)
                entries.append(entry)
            least.append(low)
            most.append(high)

        for total, parts in self.sums:
            row([(total, -1), *((part, 1) for part in parts)], 0, 0)
        for switch, (place, start, end) in enumerate(wanted, own):
            low, high = self.low[place], self.high[place]
            if start > low:
                row([(place, 1), (switch, low - start)], low, np.inf)
            if end < high:
                row([(place, 1), (switch, high - end)], -np.inf, high)
        matrix = coo_array((entries, (rows, columns)), shape=(len(least), number))
        result = milp(
            np.concatenate([np.zeros(own), -np.ones(len(wanted))]),
            integrality=np.ones(number),
            bounds=Bounds(
                np.concatenate([self.low, np.zeros(len(wanted))]),
                np.concatenate([self.high, np.ones(len(wanted))]),
            ),
            constraints=LinearConstraint(matrix.tocsr(), least, most) if least else (),
            options={"mip_rel_gap": HALF_GAP},
        )
        if result.x is None:
            raise DoesNotFitError(result.message)
        return result.x
