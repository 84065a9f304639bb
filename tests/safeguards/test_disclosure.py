"""What is printed of one count: small ones hidden, others rounded, and coarser where it must be."""

import itertools
from collections import defaultdict

import pytest

from safeguards.disclosure import (
    BASE,
    ENDLESS,
    LIMITS,
    UNTOLD,
    Change,
    Kind,
    Released,
    Rule,
    compare,
    release,
    small_of,
)

V, C, S, E = Rule.VIOLENCE, Rule.COVERING, Rule.SOCIAL, Rule.EXACT
OF_TEN, OF_FIVE = "di bawah 10, bisa nol", "di bawah 5, bisa nol"
STEPS = [5, 15, 45, 135, 405]


@pytest.mark.parametrize(
    ("rule", "texts"),
    [
        (V, {0: OF_TEN, 1: OF_TEN, 9: OF_TEN, 10: "10", 12: "10", 13: "15", 17: "15", 18: "20", 101: "100"}),
        (C, {0: OF_FIVE, 1: OF_FIVE, 4: OF_FIVE, 5: "5", 7: "5", 8: "10", 998: "1000"}),
        (S, {0: "0", 1: "1–4", 4: "1–4", 5: "5", 7: "5", 8: "10", 12: "10", 13: "15", 998: "1000"}),
        (E, {0: "0", 1: "1", 4: "4", 13: "13"}),
    ],
)
def test_one_count_by_its_rule(rule, texts):
    assert {count: release(count, rule).text for count in texts} == texts


@pytest.mark.parametrize(
    ("rule", "step", "texts"),
    [
        (S, 15, {0: "di bawah 8", 3: "di bawah 8", 7: "di bawah 8", 8: "sekitar 15", 22: "sekitar 15"}),
        (S, 45, {0: "di bawah 23", 22: "di bawah 23", 23: "sekitar 45", 67: "sekitar 45", 68: "sekitar 90"}),
        (C, 15, {0: "di bawah 8", 7: "di bawah 8", 8: "sekitar 15"}),
        (V, 15, {0: "di bawah 23", 9: "di bawah 23", 22: "di bawah 23", 23: "sekitar 30"}),
        (E, 15, {0: "0", 7: "7"}),
    ],
)
def test_a_coarser_step(rule, step, texts):
    assert {count: release(count, rule, step).text for count in texts} == texts


@pytest.mark.parametrize(("rule", "step"), list(itertools.product((V, C, S), STEPS)))
def test_every_text_stands_for_exactly_the_counts_between_its_low_and_high(rule, step):
    counts = defaultdict(list)
    for count in range(4 * step + 30):
        counts[release(count, rule, step)].append(count)
    for released, stands_for in list(counts.items())[:-1]:
        assert stands_for == list(range(released.low, released.high + 1))
    assert len({released.text for released in counts}) == len(counts)


@pytest.mark.parametrize("rule", [V, C, S])
def test_a_coarser_figure_allows_all_that_the_finer_one_did(rule):
    for count, (fine, coarse) in itertools.product(range(900), itertools.pairwise(STEPS)):
        finer, coarser = release(count, rule, fine), release(count, rule, coarse)
        assert coarser.low <= finer.low <= count <= finer.high <= coarser.high


@pytest.mark.parametrize("rule", [V, C, S])
def test_a_coarse_figure_never_tells_that_a_count_is_small(rule):
    for count, step in itertools.product(range(LIMITS.violence), STEPS[1:]):
        released = release(count, rule, step)
        if released.low == 0:
            assert released == release(0, rule, step)
            assert released.high >= BASE


def test_kinds_and_values():
    assert {
        (rule, count): (release(count, rule).kind, release(count, rule).value)
        for rule, count in ((V, 0), (V, 12), (C, 0), (S, 0), (S, 2), (E, 7))
    } == {
        (V, 0): (Kind.HIDDEN, None),
        (V, 12): (Kind.ROUNDED, 10),
        (C, 0): (Kind.HIDDEN, None),
        (S, 0): (Kind.EXACT, 0),
        (S, 2): (Kind.BAND, None),
        (E, 7): (Kind.EXACT, 7),
    }
    assert [release(n, S, 15).value for n in (2, 9)] == [None, 15]
    assert (small_of(V).text, small_of(C).text) == (OF_TEN, OF_FIVE)
    assert (UNTOLD.text, UNTOLD.low, UNTOLD.high) == ("–", 0, ENDLESS)


def test_what_is_protected():
    assert [release(n, rule).protected for n, rule in ((0, V), (4, C), (1, S))] == [True] * 3
    assert [release(n, rule).protected for n, rule in ((10, V), (5, C), (0, S), (3, E))] == [False] * 4
    assert not UNTOLD.protected


def test_a_count_is_never_negative():
    with pytest.raises(ValueError, match="never negative"):
        release(-1, V)


def test_a_coarse_total_does_not_contradict_its_parts():
    coarse = release(62, S, 45)
    assert (coarse.text, coarse.low, coarse.high) == ("sekitar 45", 23, 67)
    assert coarse.within(61, 90) == Released("61–67", None, Kind.ROUNDED, 61, 67)
    assert coarse.within(0, 30) == Released("23–30", None, Kind.ROUNDED, 23, 30)
    assert coarse.within(62, 62) == Released("62", None, Kind.ROUNDED, 62, 62)
    assert coarse.within(40, 50) is coarse
    assert coarse.within(0, ENDLESS) is coarse


def test_what_has_no_number_cannot_contradict():
    small, below = release(3, S), release(3, S, 15)
    assert small.within(2, 3) is small
    assert below.within(5, 6) is below


def test_a_kabupaten_is_shown_from_three_groups_on():
    assert [LIMITS.comparable(groups) for groups in (0, 1, 2, 3, 40)] == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [
        (release(23, S), release(11, S), Change("naik sekitar 15", 15)),
        (release(11, S), release(23, S), Change("turun sekitar 15", -15)),
        (release(11, S), release(12, S), Change("kurang lebih tetap", 0)),
        (release(13, S), release(12, S), Change("kurang lebih tetap", 0)),  # 15 and 10: one step
        (release(12, S), release(13, S), Change("kurang lebih tetap", 0)),
        (release(18, S), release(12, S), Change("naik sekitar 10", 10)),
        (release(5, S), release(0, S), Change("kurang lebih tetap", 0)),
        (release(0, S), release(12, S), Change("turun sekitar 10", -10)),
        (release(0, S), release(0, S), Change("kurang lebih tetap", 0)),
        (release(3, S), release(12, S), Change("tidak bisa dibandingkan", None)),
        (release(12, V), release(3, V), Change("tidak bisa dibandingkan", None)),
        (release(12, S), UNTOLD, Change("tidak bisa dibandingkan", None)),
        (release(7, E), release(4, E), Change("naik 3", 3)),
        (release(4, E), release(7, E), Change("turun 3", -3)),
        (release(4, E), release(4, E), Change("kurang lebih tetap", 0)),
    ],
)
def test_years_are_compared_from_what_was_released(now: Released, before: Released, change: Change):
    assert compare(now, before) == change
