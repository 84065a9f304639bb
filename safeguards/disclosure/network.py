"""What follows from told counts that add up, and which of them must be told more coarsely.

Counts that add up form a network: each count is an edge, and at each node what comes in goes out again
(cells into the total of their village, those into the kecamatan's, this into the kabupaten's). What was
told of a count are the bounds of its edge. A reader who works out everything that fits can give a small
count the values it takes in any flow within the bounds; since flows of whole numbers can be changed unit
by unit, along a path that leads back, these values are found exactly and lie without a gap.
"""

from collections import deque
from collections.abc import Container, Hashable, Iterable, Sequence

from .rules import BASE, COARSER, ENDLESS, LIMITS, Limits, Released, Rule, release

LEAST_ROOM = 3

Node = Hashable
Name = Hashable
Arrival = tuple[Node, int, int]  # from where, by which edge, one more or one less


class Network:
    """Counts as edges between nodes. Whoever builds one closes every chain of edges into a ring, with
    true counts that add up at every node; then ``settle()``, then ``told``.
    """

    def __init__(self, limits: Limits = LIMITS) -> None:
        self.limits = limits
        self.told: dict[Name, Released] = {}
        self._edges: dict[Name, int] = {}
        self._truth: dict[Name, int] = {}
        self._rules: dict[Name, Rule] = {}
        self._steps: dict[Name, int] = {}
        self._counts: list[int] = []
        self._ends: list[tuple[Node, Node]] = []
        self._names: list[Name | None] = []
        self._low: list[int] = []
        self._high: list[int] = []
        self._around: dict[Node, list[tuple[int, int, Node]]] = {}  # edge, direction, the node it leads to
        self._small: dict[int, Sequence[Name]] = {}  # what each is within

    def tell(
        self, name: Name, ends: tuple[Node, Node], count: int, rule: Rule, within: Sequence[Name] = ()
    ) -> None:
        """A count that is printed. ``within``: the names of the totals it is a part of, the nearest first:
        these, and last it itself, are told more coarsely where it would follow from the others.
        """
        released = self.told[name] = release(count, rule, limits=self.limits)
        edge = self._edges[name] = self._edge(ends, count, released.low, released.high)
        self._names[edge] = name
        self._truth[name], self._rules[name], self._steps[name] = count, rule, BASE
        if released.protected:
            self._small[edge] = within

    def bound(
        self,
        ends: tuple[Node, Node],
        count: int,
        bounds: tuple[int, int],
        within: Sequence[Name] | None = None,
    ) -> None:
        """A count that is not printed here, but of which a reader knows ``bounds``: an earlier release told
        of it, or it is left out because it is small. With ``within`` it is protected like a small one.
        """
        edge = self._edge(ends, count, *bounds)
        if within is not None:
            self._small[edge] = within

    def free(self, ends: tuple[Node, Node], count: int) -> None:
        """A count of which nothing is told."""
        self._edge(ends, count, 0, ENDLESS)

    def _edge(self, ends: tuple[Node, Node], count: int, low: int, high: int) -> int:
        edge = len(self._counts)
        tail, head = ends
        self._ends.append(ends)
        self._counts.append(count)
        self._names.append(None)
        self._low.append(low)
        self._high.append(high)
        self._around.setdefault(tail, []).append((edge, 1, head))
        self._around.setdefault(head, []).append((edge, -1, tail))
        return edge

    def settle(self) -> None:
        """Tells totals more coarsely until every small count keeps LEAST_ROOM possible values.

        ValueError: the counts do not add up, so nothing could be said of what follows from them.
        """
        if any(self._balance(node) for node in self._around):
            raise ValueError("Counts that are told together must add up.")
        corrected = self._set_apart()
        self._take_in(corrected)
        self._protect(without=corrected)
        while self._take_in(corrected):  # a coarser total may let an earlier figure fit again
            self._protect(without=corrected)
        for name, step in self._steps.items():
            low, high = self._parts(self._edges[name]) if step > BASE else (0, ENDLESS)
            if low <= self._truth[name] <= high:
                self.told[name] = self.told[name].within(low, high)

    def _balance(self, node: Node) -> int:
        return sum(sign * self._counts[edge] for edge, sign, _other in self._around[node])

    def _set_apart(self) -> dict[int, tuple[int, int]]:
        """What was told earlier and has been corrected since: edges outside their bounds, and these."""
        corrected = {}
        for edge, count in enumerate(self._counts):
            if not self._low[edge] <= count <= self._high[edge]:
                corrected[edge] = self._low[edge], self._high[edge]
                self._low[edge], self._high[edge] = 0, ENDLESS
        return corrected

    def _take_in(self, corrected: dict[int, tuple[int, int]]) -> bool:
        """Where some counts fit an earlier figure as well, these are taken to start from; where none do, it
        says nothing of these counts any more. Removes from ``corrected`` what fits; whether anything did.
        """
        fitting = [edge for edge in list(corrected) if self._fits(edge, *corrected[edge])]
        for edge in fitting:
            del corrected[edge]
        return bool(fitting)

    def _fits(self, edge: int, low: int, high: int) -> bool:
        while self._counts[edge] < low and self._move(edge, 1):
            pass
        while self._counts[edge] > high and self._move(edge, -1):
            pass
        if fits := low <= self._counts[edge] <= high:
            self._low[edge], self._high[edge] = low, high
        return fits

    def _protect(self, without: Container[int]) -> None:
        for edge in self._small:
            while edge not in without and self._room(edge) < LEAST_ROOM:
                self._coarsen(self._betraying(edge))

    def _betraying(self, edge: int) -> Name:
        """The total without which the count would have room; of several that betray it only together the
        finest. Where no total does, it follows from its own parts, or from needs and quarters that hardly
        fit each other: then whatever is told that leaves no way around.

        ValueError: it follows from what was told earlier alone, and that cannot be taken back.
        """
        totals = self._finest_first(self._small[edge])
        if (alone := self._betraying_alone(totals, edge)) is not None:
            return alone
        if totals and self._has_room_without(totals, edge):
            return self._betraying_together(totals, edge)[0]
        ways = [names for direction in (1, -1) if (names := self._in_the_way(edge, direction))]
        if not ways:
            raise ValueError("A count follows from what was told earlier.")
        return self._finest_first(min(ways, key=len))[0]

    def _finest_first(self, names: Iterable[Name]) -> list[Name]:
        return sorted(names, key=lambda name: (self._steps[name], self._edges[name]))

    def _betraying_alone(self, names: Sequence[Name], edge: int) -> Name | None:
        return next((name for name in names if self._has_room_without([name], edge)), None)

    def _betraying_together(self, names: Sequence[Name], edge: int) -> list[Name]:
        """Those of ``names`` that it takes, the coarser first left out."""
        taken = list(names)
        for name in reversed(names):
            others = [other for other in taken if other != name]
            if self._has_room_without(others, edge):
                taken = others
        return taken

    def _has_room_without(self, names: Sequence[Name], edge: int) -> bool:
        edges = [self._edges[name] for name in names]
        bounds = [(self._low[total], self._high[total]) for total in edges]
        for total in edges:
            self._low[total], self._high[total] = 0, ENDLESS
        room = self._room(edge)
        for total, (low, high) in zip(edges, bounds, strict=True):
            self._low[total], self._high[total] = low, high
        return room >= LEAST_ROOM

    def _in_the_way(self, edge: int, direction: int) -> set[Name]:
        """What is told that keeps the count from going further: the fewest that, told more coarsely, would
        open a way around, and the count itself where its own bounds end. Empty if nothing would.
        """
        moves = self._moves(edge, direction, LEAST_ROOM)
        own = set() if self._may(edge, direction) else {self._names[edge]}
        possible = None not in own and self._counts[edge] + direction >= 0
        names = self._fewest(*self._from_to(edge, direction), edge) if possible else None
        self._undo(moves)
        return set() if names is None else own | names

    def _fewest(self, start: Node, goal: Node, without: int) -> set[Name] | None:
        """The told counts whose bounds must give way for one more to get from ``start`` to ``goal``."""
        names: dict[Node, frozenset[Name]] = {start: frozenset()}
        waiting, done = deque([start]), set()
        while waiting:
            node = waiting.popleft()
            if node == goal:
                return set(names[node])
            if node in done:
                continue
            done.add(node)
            for edge, sign, other in self._around[node]:
                if edge == without or other in done:
                    continue
                if self._may(edge, sign):
                    names[other] = names[node]
                    waiting.appendleft(other)
                elif self._names[edge] is not None and self._counts[edge] + sign >= 0 and other not in names:
                    names[other] = names[node] | {self._names[edge]}
                    waiting.append(other)
        return None

    def _room(self, edge: int) -> int:
        """How many values the count on ``edge`` can take, up to LEAST_ROOM."""
        room = 1
        for direction in (1, -1):
            moves = self._moves(edge, direction, LEAST_ROOM - room)
            room += len(moves)
            self._undo(moves)
        return room

    def _moves(self, edge: int, direction: int, most: int) -> list[list[tuple[int, int]]]:
        """Moves the count on ``edge`` as far as it goes, at ``most`` so often."""
        moves: list[list[tuple[int, int]]] = []
        while len(moves) < most and self._may(edge, direction) and (move := self._move(edge, direction)):
            moves.append(move)
        return moves

    def _undo(self, moves: list[list[tuple[int, int]]]) -> None:
        for move in moves:
            for step, sign in move:
                self._counts[step] -= sign

    def _may(self, edge: int, direction: int) -> bool:
        count = self._counts[edge] + direction
        return self._low[edge] <= count <= self._high[edge]

    def _move(self, edge: int, direction: int) -> list[tuple[int, int]]:
        """One more (or less) on ``edge``, made up for along a shortest way around; returns what was changed,
        nothing where there is no way.
        """
        way = self._way(*self._from_to(edge, direction), edge)
        if way is None:
            return []
        move = [(edge, direction), *way]
        for step, sign in move:
            self._counts[step] += sign
        return move

    def _from_to(self, edge: int, direction: int) -> tuple[Node, Node]:
        tail, head = self._ends[edge]
        return (head, tail) if direction == 1 else (tail, head)

    def _way(self, start: Node, goal: Node, without: int) -> list[tuple[int, int]] | None:
        """Edges by which one more gets from ``start`` to ``goal``, searched from both of them at once."""
        ahead: dict[Node, Arrival | None] = {start: None}
        behind: dict[Node, Arrival | None] = {goal: None}
        front, back = [start], [goal]
        while front and back:
            if len(front) <= len(back):
                front, met = self._spread(front, 1, ahead, behind, without)
            else:
                back, met = self._spread(back, -1, behind, ahead, without)
            if met:
                return self._back(ahead, met[0]) + self._back(behind, met[0])
        return None

    def _spread(
        self, nodes: list[Node], direction: int, came: dict, meeting: dict, without: int
    ) -> tuple[list[Node], list[Node]]:
        """One step from all of ``nodes``: the new ones, and the one where the two searches meet."""
        counts, low, high = self._counts, self._low, self._high
        new: list[Node] = []
        for node in nodes:
            for edge, outward, other in self._around[node]:
                if other in came or edge == without:
                    continue
                sign = outward * direction
                if counts[edge] >= high[edge] if sign == 1 else counts[edge] <= low[edge]:
                    continue
                came[other] = node, edge, sign
                if other in meeting:
                    return new, [other]
                new.append(other)
        return new, []

    @staticmethod
    def _back(came: dict, node: Node) -> list[tuple[int, int]]:
        path = []
        while (step := came[node]) is not None:
            node, edge, sign = step
            path.append((edge, sign))
        return path

    def _coarsen(self, name: Name) -> None:
        self._steps[name] *= COARSER
        edge = self._edges[name]
        told = release(self._truth[name], self._rules[name], self._steps[name], self.limits)
        self.told[name] = told
        self._low[edge], self._high[edge] = told.low, told.high

    def _parts(self, edge: int) -> tuple[int, int]:
        """Between which sums the bounds of its neighbours put the count on ``edge``."""
        low, high = 0, ENDLESS
        for node, own in zip(self._ends[edge], (1, -1), strict=True):
            least = most = 0
            for other, sign, _end in self._around[node]:
                if other == edge:
                    continue
                if sign == own:  # on the same side: takes its share
                    least, most = least - self._high[other], most - self._low[other]
                else:
                    least, most = least + self._low[other], most + self._high[other]
            low, high = max(low, least), min(high, most)
        return low, high
