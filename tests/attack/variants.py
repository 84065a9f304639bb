"""Ways of telling figures that are known to be bad: the attack must see through each of them."""

from safeguards.disclosure import LEAST_ROOM, Network, Rule

STEPS = 4


class Alone(Network):
    """Hides and rounds each figure by itself; nothing is told more coarsely."""

    def settle(self) -> None:
        pass


class ExactTotals(Alone):
    """Small counts are hidden, totals told as they are."""

    def tell(self, name, ends, count, rule, within=()):
        super().tell(name, ends, count, rule if within else Rule.EXACT, within)


class Blind(Network):
    """Forgets what was told by quarter and that what is not named is small."""

    def bound(self, ends, count, bounds, within=None):
        self.free(ends, count)


class OneTotal(Network):
    """Looks at each count only as a part of the nearest total, not at the columns it stands in too."""

    def settle(self) -> None:
        for edge, within in self._small.items():
            for _finer in range(STEPS):
                if within and self._room_in_row(edge) < LEAST_ROOM:
                    self._coarsen(within[0])

    def _room_in_row(self, edge: int) -> int:
        least, most = self._parts(edge)
        return min(most, self._high[edge]) - max(least, self._low[edge]) + 1
