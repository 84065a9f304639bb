"""What a village is told, attacked with everything that an attacker knows: the whole algorithm."""

import itertools
import random
from collections import defaultdict

import pytest

from safeguards.disclosure import (
    LEAST_ROOM,
    Change,
    Kind,
    Released,
    Rule,
    comparable,
    compare,
    release,
    release_rounded_table,
    release_table,
)

V, S, E = Rule.VIOLENCE, Rule.SOCIAL, Rule.EXACT
HIDDEN = "di bawah 10, bisa nol"


@pytest.mark.parametrize(
    ("rule", "texts"),
    [
        (V, {0: HIDDEN, 1: HIDDEN, 9: HIDDEN, 10: "10", 12: "10", 13: "15", 17: "15", 18: "20", 101: "100"}),
        (S, {0: "0", 1: "1–4", 4: "1–4", 5: "5", 7: "5", 8: "10", 12: "10", 13: "15", 998: "1000"}),
        (E, {0: "0", 1: "1", 4: "4", 13: "13"}),
    ],
)
def test_one_count_by_its_rule(rule, texts):
    assert {count: release(count, rule).text for count in texts} == texts


@pytest.mark.parametrize("rule", Rule)
def test_every_text_stands_for_exactly_the_counts_between_its_low_and_high(rule):
    counts = defaultdict(list)
    for count in range(130):
        counts[release(count, rule)].append(count)
    for released, stands_for in list(counts.items())[:-1]:
        assert stands_for == list(range(released.low, released.high + 1))


def test_kinds_and_values():
    assert [(release(n, V).kind, release(n, V).value) for n in (0, 12)] == [
        (Kind.HIDDEN, None),
        (Kind.ROUNDED, 10),
    ]
    assert [(release(n, S).kind, release(n, S).value) for n in (0, 2)] == [(Kind.EXACT, 0), (Kind.BAND, None)]
    assert (release(7, E).kind, release(7, E).value) == (Kind.EXACT, 7)


def test_a_count_is_never_negative():
    with pytest.raises(ValueError, match="never negative"):
        release(-1, V)


def tables(rules: tuple[Rule, ...], counts: list[int]):
    for values in itertools.product(counts, repeat=len(rules)):
        yield values, release_table(dict(enumerate(values)), dict(enumerate(rules)))


def whole_bands(rules: tuple[Rule, ...], counts: list[int]) -> bool:
    """Whoever runs the algorithm on every table there is and keeps those that print the same,
    still finds each number of the band in each small cell. True if anything small was printed.
    """
    possible = defaultdict(lambda: defaultdict(set))
    seen = False
    for values, table in tables(rules, counts):
        printed = (tuple(table.cells.values()), table.total)
        for place, value in enumerate(values):
            possible[printed][place].add(value)
    for (cells, total), places in possible.items():
        for place, cell in enumerate(cells):
            if cell.protected:
                seen = True
                assert places[place] == set(range(cell.low, cell.high + 1)), (cells, total)
    return seen


# Ends where a rounded bucket ends, so that none is cut in half: 17 closes 13–17, 22 closes 18–22.
@pytest.mark.parametrize(
    "rules", [*itertools.product((V, S), repeat=1), *itertools.product((V, S), repeat=2)]
)
def test_no_small_number_follows_from_one_or_two_cells_and_their_total(rules):
    assert whole_bands(rules, list(range(43)))


@pytest.mark.parametrize("rules", list(itertools.combinations_with_replacement((V, S), 3)))
def test_no_small_number_follows_from_three_cells_and_their_total(rules):
    assert whole_bands(rules, list(range(18)))


def test_no_small_number_follows_from_four_cells_and_their_total():
    assert whole_bands((S, S, S, S), list(range(8)))


def test_the_total_is_the_true_sum_in_its_bounds_also_in_long_tables():
    dice = random.Random(7)
    for _table in range(500):
        rules = dict(enumerate(dice.choices((V, S, S, S), k=dice.randint(2, 12))))
        counts = {key: int(dice.paretovariate(0.6)) - 1 for key in rules}
        counts = {key: min(count, 3000) for key, count in counts.items()}
        table = release_table(counts, rules)
        assert table.total.low <= sum(counts.values()) <= table.total.high
        for cell in table.cells.values():
            if cell.protected:
                others = [other for other in table.cells.values() if other is not cell]
                least = table.total.low - sum(other.high for other in others)
                most = table.total.high - sum(other.low for other in others)
                assert least <= cell.low
                assert most >= cell.high


def texts(counts: list[int], rules: Rule | list[Rule]) -> tuple[list[str], str]:
    rules = rules if isinstance(rules, Rule) else dict(enumerate(rules))
    table = release_table(dict(enumerate(counts)), rules)
    return [cell.text for cell in table.cells.values()], table.total.text


def test_a_total_is_as_fine_as_it_may_be():
    assert texts([40, 30, 22, 8], S) == (["40", "30", "20", "10"], "100")
    assert texts([12, 3, 0, 7, 25], S) == (["10", "1–4", "0", "5", "25"], "sekitar 50")
    assert texts([12, 2, 0], S) == (["10", "1–4", "0"], "15")
    assert texts([2, 1], S) == (["1–4", "1–4"], "2–8")
    assert texts([14, 3, 25], [S, V, S]) == (["15", HIDDEN, "25"], "36–53")
    assert texts([0, 0], S) == (["0", "0"], "0")
    assert texts([0, 7], V) == ([HIDDEN, HIDDEN], "0–18")
    assert texts([3], S) == (["1–4"], "1–4")
    assert texts([], S) == ([], "0")


def test_many_hidden_cells_leave_a_useful_total():
    assert texts([4, 7, 0, 9, 12, 3, 6], V) == ([HIDDEN] * 4 + ["10", HIDDEN, HIDDEN], "sekitar 40")
    assert texts([0, 1, 0, 0, 2, 0], V)[1] == "di bawah 25"


def test_a_total_never_contradicts_its_cells():
    """In the bucket "sekitar 50" (25 to 74), beside cells that come to 61 at least."""
    cells, total = texts([35, 20, 3, 2, 1, 10, 0], V)
    assert cells == ["35", "20", HIDDEN, HIDDEN, HIDDEN, "10", HIDDEN]
    assert total == "61–74"


def test_officers_see_exact_numbers():
    assert texts([0, 3, 12], E) == (["0", "3", "12"], "15")


def test_a_kabupaten_is_shown_from_three_groups_on():
    assert [comparable(groups) for groups in (0, 1, 2, 3, 40)] == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (release(23, S), release(11, S), Change("naik sekitar 15", 15)),
        (release(11, S), release(23, S), Change("turun sekitar 15", -15)),
        (release(11, S), release(12, S), Change("kurang lebih tetap", 0)),
        (release(0, S), release(12, S), Change("turun sekitar 10", -10)),
        (release(3, S), release(12, S), Change("tidak bisa dibandingkan", None)),
        (release(12, V), release(3, V), Change("tidak bisa dibandingkan", None)),
        (release(7, E), release(4, E), Change("naik 3", 3)),
        (release(4, E), release(4, E), Change("kurang lebih tetap", 0)),
    ],
)
def test_years_are_compared_from_what_was_released(now: Released, before: Released, change: Change):
    assert compare(now, before) == change


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        ((75, 5, 33, 12, 40, 9, 2), "175"),  # 176: one band among wide cells
        ((4, 4), "2–8"),  # "10" would say that both are 4
        ((2, 2), "1–4"),
        ((0, 0, 3), "1–4"),
        ((0, 0), "0"),
    ],
)
def test_total_of_needs_is_rounded_unless_it_betrays_a_small_cell(counts, text):
    table = release_rounded_table(dict(enumerate(counts)), Rule.SOCIAL)
    assert table.total.text == text


@pytest.mark.parametrize("counts", list(itertools.product(range(8), repeat=3)))
def test_rounded_total_leaves_every_band_three_values(counts):
    """Tried by counting: which true cells print just this table?"""
    table = release_rounded_table(dict(enumerate(counts)), Rule.SOCIAL)
    spans = [range(cell.low, cell.high + 1) for cell in table.cells.values()]
    fitting = [row for row in itertools.product(*spans) if table.total.low <= sum(row) <= table.total.high]
    for place, cell in table.cells.items():
        if cell.protected:
            assert len({row[place] for row in fitting}) >= LEAST_ROOM
