"""The network against counting: every small count of small random tables, tried with all that fits."""

import itertools
import random

import pytest

from safeguards.disclosure import BASE, LEAST_ROOM, Kind, Network, Released, Rule

RULES = (Rule.SOCIAL, Rule.COVERING, Rule.VIOLENCE)


def grid(counts: list[list[int]], rules: list[Rule], told_before=None) -> Network:
    """Rows and columns with their totals and the total of all. ``told_before``: bounds of cells."""
    network = Network()
    for row, cells in enumerate(counts):
        for column, count in enumerate(cells):
            within = [("row", row), ("column", column), "all"]
            network.tell((row, column), (f"row {row}", f"column {column}"), count, rules[column], within)
        network.tell(("row", row), ("rows", f"row {row}"), sum(cells), Rule.COVERING, ["all"])
    for column, cells in enumerate(zip(*counts, strict=True)):
        ends = f"column {column}", "columns"
        network.tell(("column", column), ends, sum(cells), rules[column], ["all"])
    network.tell("all", ("columns", "rows"), sum(map(sum, counts)), Rule.COVERING)
    return network


def fitting(told: dict, rows: int, columns: int):
    """Every table of whole numbers that fits what was told."""
    spans = [range(told[cell].low, told[cell].high + 1) for cell in cells_of(rows, columns)]
    for values in itertools.product(*spans):
        table = dict(zip(cells_of(rows, columns), values, strict=True))
        by_row = [sum(table[row, column] for column in range(columns)) for row in range(rows)]
        by_column = [sum(table[row, column] for row in range(rows)) for column in range(columns)]
        sums = {("row", at): total for at, total in enumerate(by_row)}
        sums |= {("column", at): total for at, total in enumerate(by_column)} | {"all": sum(by_row)}
        if all(told[name].low <= total <= told[name].high for name, total in sums.items()):
            yield table


def cells_of(rows: int, columns: int) -> list[tuple[int, int]]:
    return list(itertools.product(range(rows), range(columns)))


@pytest.mark.parametrize("seed", range(60))
def test_every_small_cell_keeps_three_values(seed):
    dice = random.Random(seed)
    rows, columns = dice.choice([(1, 2), (2, 2), (1, 3), (3, 1)])
    rules = dice.choices(RULES, k=columns)
    counts = [dice.choices((0, 0, 1, 1, 2, 3, 4, 6, 9, 13), k=columns) for _row in range(rows)]
    network = grid(counts, rules)
    network.settle()
    tables = list(fitting(network.told, rows, columns))
    assert {(row, column): counts[row][column] for row, column in cells_of(rows, columns)} in tables
    for cell in cells_of(rows, columns):
        if network.told[cell].protected:
            assert len({table[cell] for table in tables}) >= LEAST_ROOM


def test_without_settling_these_tables_would_tell():
    """Else the test above could not fail."""
    betrayed = 0
    for counts in itertools.product(range(1, 5), repeat=2):
        network = grid([list(counts)], [Rule.SOCIAL] * 2)
        tables = list(fitting(network.told, 1, 2))
        betrayed += len({table[0, 0] for table in tables}) < LEAST_ROOM
    assert betrayed


def test_what_is_told_stays_as_fine_as_it_may_be():
    network = grid([[40, 30], [22, 8]], [Rule.SOCIAL, Rule.SOCIAL])
    network.settle()
    assert {figure.high - figure.low for figure in network.told.values()} <= {BASE - 1, BASE - 3}
    assert {figure.kind for figure in network.told.values()} == {Kind.ROUNDED}


def test_counts_that_do_not_add_up_are_refused():
    network = Network()
    network.tell("part", ("in", "out"), 3, Rule.SOCIAL)
    network.tell("total", ("out", "in"), 4, Rule.SOCIAL)
    with pytest.raises(ValueError, match="must add up"):
        network.settle()


def ring(total: int, parts: list[tuple[int, tuple[int, int]]]) -> Network:
    """A total of this year over parts told earlier, each a count of today and the bounds told then."""
    network = Network()
    network.tell("total", ("in", "out"), total, Rule.SOCIAL)
    for count, bounds in parts:
        network.bound(("out", "in"), count, bounds, ["total"] if bounds == (1, 4) else None)
    return network


def test_four_quarters_of_one_make_the_year_coarser():
    network = ring(4, [(1, (1, 4))] * 4)
    assert network.told["total"].text == "1–4"
    network.settle()
    assert network.told["total"] == Released("di bawah 8", None, Kind.ROUNDED, 0, 7)


def test_an_earlier_figure_that_fits_is_held_to_though_its_count_was_corrected():
    """Today 0 and 3 of what was told as "1–4" and "1–4": still someone reads 1 to 3 from a total of 1–4."""
    network = ring(3, [(0, (1, 4)), (3, (1, 4))])
    network.settle()
    assert network.told["total"].text == "1–4"
    network = ring(3, [(0, (1, 4)), (1, (1, 4)), (2, (1, 4))])
    network.settle()
    assert network.told["total"].text == "di bawah 8"


def test_an_earlier_figure_that_cannot_fit_says_nothing():
    network = ring(2, [(2, (8, 12))])
    network.settle()
    assert network.told["total"].text == "1–4"


@pytest.mark.parametrize("corrected", range(1, 6))
def test_a_corrected_figure_is_held_to_as_soon_as_a_coarser_total_lets_it_fit(corrected):
    """Some of the earlier figures of 1 to 4 are 0 today: what was told, "1–4" for all of them, cannot be.
    Told "di bawah 8" for them all, it could be again, and each must keep room in that.
    """
    network = ring(4, [*[(0, (1, 4))] * corrected, *[(1, (1, 4))] * 4])
    network.settle()
    parts = 4 + corrected
    assert network.told["total"].high - (parts - 1) >= LEAST_ROOM or network.told["total"].high < parts


def test_a_count_that_follows_from_earlier_figures_alone_is_refused():
    network = Network()
    network.tell("small", ("in", "out"), 3, Rule.SOCIAL)
    network.bound(("out", "in"), 3, (3, 3))
    with pytest.raises(ValueError, match="told earlier"):
        network.settle()


def test_whatever_blocks_the_way_is_told_more_coarsely_at_last():
    """Two needs of at least 8 each beside four quarters of at most 4: each quarter would be 4."""
    network = Network()
    for need in ("a", "b"):
        network.tell(need, ("row", "needs"), 8, Rule.SOCIAL)
    network.tell("category", ("needs", "quarters"), 16, Rule.SOCIAL, ["total"])
    for _quarter in range(4):
        network.bound(("quarters", "column"), 4, (1, 4), ["category", "total"])
    network.tell("total", ("column", "row"), 16, Rule.COVERING)
    network.settle()
    least = sum(max(network.told[need].low, 0) for need in ("a", "b"))
    assert 16 - least >= LEAST_ROOM - 1
