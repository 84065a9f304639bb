"""A hundred village-years attacked, the known-bad ways of telling them, and the edges by hand."""

import itertools
from collections import Counter

import pytest

from complaints.enums import Kind, ViolenceForm
from complaints.needs import Need, NeedCategory
from complaints.statistics import Table, releasing
from complaints.statistics.releasing import year_told
from safeguards.disclosure import LEAST_ROOM

from . import variants
from .attacker import attack, contradictions
from .programme import DoesNotFitError, Programme
from .reading import bounds
from .tally import Tally
from .worlds import REGENCY, Case, tell, worlds

pytestmark = pytest.mark.once  # no database

SEED, VILLAGE_YEARS = 11, 100
ONE, TWO, THREE, FAR = (f"{REGENCY}.{code}" for code in ("01.2001", "01.2002", "01.2003", "02.2004"))
CIVIL, HEALTH, MARRIAGE, WORK = (
    NeedCategory.CIVIL,
    NeedCategory.HEALTH,
    NeedCategory.MARRIAGE,
    NeedCategory.WORK,
)


def test_a_hundred_village_years_tell_no_small_number():
    tally = Tally()
    for world in worlds(SEED, VILLAGE_YEARS):
        findings = tally.add(world.year, world.quarters)
        assert world.corrected or not findings.misfits
        assert not list(contradictions(world))
    assert tally.found == []
    assert (tally.least, tally.village_years >= VILLAGE_YEARS) == (LEAST_ROOM, True)
    assert tally.hidden > 30 * VILLAGE_YEARS


def test_the_worlds_are_sparse_and_some_are_corrected():
    made = list(worlds(SEED, VILLAGE_YEARS))
    counts = Counter(
        sum(cases for key, cases in world.truth.cases.items() if (key[0], key[2]) == (village, category))
        for world in made
        for village in world.villages
        for category in NeedCategory
    )
    few = sum(number for count, number in counts.items() if count < 5)
    assert 0.6 < few / counts.total() < 0.9
    assert max(counts) > 50
    assert {world.corrected for world in made} == {False, True}
    assert any({key[0] for key in world.truth.cases} - set(world.villages) for world in made)
    assert {len(place) for world in made for place in world.year} == {5, 8, 13}


@pytest.mark.parametrize("network", [variants.Alone, variants.ExactTotals, variants.Blind, variants.OneTotal])
def test_a_bad_way_of_telling_is_seen_through(network, monkeypatch):
    monkeypatch.setattr(releasing, "Network", network)
    assert any(attack(world.year, world.quarters).found for world in worlds(SEED, VILLAGE_YEARS))


def test_forgetting_the_quarters_is_seen_through():
    assert any(
        attack(year_told(world.truth, world.groups, {}), world.quarters).found
        for world in worlds(SEED, VILLAGE_YEARS)
    )


def social(village: str, need: str, category: str, *quarters: int) -> list[Case]:
    return [Case(village, Kind.SOCIAL, category, need, quarter) for quarter in quarters]


def violence(village: str, count: int, form: str = ViolenceForm.PHYSICAL) -> list[Case]:
    return [Case(village, Kind.VIOLENCE, form, "", 1) for _case in range(count)]


EDGES = {
    "one case in a village": ({ONE: 1}, social(ONE, Need.ODGJ, HEALTH, 2)),
    "no case at all": ({ONE: 1}, []),
    "two groups in one village": ({ONE: 2, TWO: 1}, social(ONE, Need.ID_CARD, CIVIL, 1, 1, 4)),
    "four quarters of one case and a year of four": (
        {ONE: 1},
        social(ONE, Need.MARRIAGE_BOOK, MARRIAGE, 1, 2, 3, 4),
    ),
    "four quarters of four cases and needs that come to no less": (
        {ONE: 1},
        social(ONE, Need.MIGRANT_WORKER, WORK, *(1, 2, 3, 4) * 2)
        + social(ONE, Need.CAPITAL, WORK, *(1, 2, 3, 4) * 2),
    ),
    "three needs of five and quarters of four": (
        {ONE: 1},
        [
            case
            for need, quarters in (
                (Need.MIGRANT_WORKER, (1, 1, 1, 1, 2)),
                (Need.CAPITAL, (2, 2, 2, 3, 3)),
                (Need.BUSINESS_PERMIT, (3, 3, 4, 4, 4)),
            )
            for case in social(ONE, need, WORK, *quarters)
        ],
    ),
    "a category of small needs alone": (
        {ONE: 1, TWO: 1, THREE: 1},
        social(ONE, Need.MARRIAGE_BOOK, MARRIAGE, 1, 1, 2, 3)
        + social(ONE, Need.DIVORCE_CERTIFICATE, MARRIAGE, 1, 2, 3, 4),
    ),
    "three villages with one case each": (
        {ONE: 1, TWO: 1, THREE: 1},
        [case for village in (ONE, TWO, THREE) for case in social(village, Need.ID_CARD, CIVIL, 1)],
    ),
    "three villages with four cases each": (
        {ONE: 1, TWO: 1, THREE: 1},
        [case for village in (ONE, TWO, THREE) for case in social(village, Need.ID_CARD, CIVIL, 1, 2, 3, 4)],
    ),
    "ODGJ alone in health": (
        {ONE: 1, TWO: 1, THREE: 1},
        social(ONE, Need.ODGJ, HEALTH, *(1, 2, 3, 4) * 3) + social(TWO, Need.ODGJ, HEALTH, 1),
    ),
    "one form of violence in one village": ({ONE: 1, TWO: 1, THREE: 1}, violence(ONE, 19) + violence(TWO, 1)),
    "nine of violence in each of three villages": (
        {ONE: 1, TWO: 1, THREE: 1},
        [case for village in (ONE, TWO, THREE) for case in violence(village, 9)],
    ),
    "a village without a group in another kecamatan": (
        {ONE: 1, TWO: 1, THREE: 1, FAR: 0},
        social(FAR, Need.ID_CARD, CIVIL, 1) + social(ONE, Need.ID_CARD, CIVIL, 1, 1, 1, 1, 1),
    ),
}


def test_what_is_told_of_a_village_whose_group_went_over_tells_no_small_number():
    """``groups`` names it with 0: of every village without a group, as if each had been merged."""
    told_more = 0
    for world in worlds(SEED, VILLAGE_YEARS):
        gone = {key[0] for key in world.truth.cases} - set(world.groups)
        year = year_told(world.truth, dict.fromkeys(gone, 0) | world.groups, world.quarters)
        assert {place for place in year if place not in gone} == set(world.year)
        assert attack(year, world.quarters).found == {}
        told_more += len(gone)
    assert told_more > 5


@pytest.mark.parametrize("edge", EDGES)
def test_edge(edge):
    groups, cases = EDGES[edge]
    world = tell(groups, cases)
    findings = attack(world.year, world.quarters)
    assert (findings.found, findings.misfits, list(contradictions(world))) == ({}, 0, [])
    assert findings.hidden


@pytest.mark.parametrize("late", range(5))
@pytest.mark.parametrize("asked", [(4,), (4, 4, 4), (5, 1, 0), (1, 1, 1), (7, 4, 30)])
def test_services_answered_late(asked, late):
    villages = (ONE, TWO, THREE)[: len(asked)]
    times, too_late = Counter(), Counter()
    for village, count in zip(villages, asked, strict=True):
        for service in ("civil_documents", "health"):
            times[village, Kind.SOCIAL, service] = count
            too_late[village, Kind.SOCIAL, service] = min(late, count)
    world = tell(dict.fromkeys(villages, 1), [], times, too_late)
    findings = attack(world.year, {})
    assert (findings.found, list(contradictions(world))) == ({}, [])


@pytest.mark.parametrize("asked", list(itertools.combinations_with_replacement((0, 3, 9, 12), 3)))
def test_services_asked_for_after_violence(asked):
    times = Counter()
    for village, count in zip((ONE, TWO, THREE), asked, strict=True):
        times[village, Kind.VIOLENCE, "legal_aid"] = count
    world = tell(dict.fromkeys((ONE, TWO, THREE), 1), [], times)
    assert attack(world.year, {}).found == {}


def test_a_figure_once_told_keeps_its_word_when_a_case_is_withdrawn():
    cases = social(ONE, Need.ID_CARD, CIVIL, 1, 2, 3, 4)
    cases[0].withdrawn = cases[1].withdrawn = True
    world = tell({ONE: 1}, cases)
    assert world.quarters[1][ONE].told(Table.NEEDS, CIVIL).text == "1–4"
    assert attack(world.year, world.quarters).found == {}


@pytest.mark.parametrize(
    ("text", "least", "says"),
    [
        ("0", 5, (0, 0)),
        ("5", 5, (5, 7)),
        ("10", 10, (10, 12)),
        ("25", 5, (23, 27)),
        ("62", 5, (62, 62)),
        ("1–4", 5, (1, 4)),
        ("61–67", 5, (61, 67)),
        ("di bawah 10, bisa nol", 10, (0, 9)),
        ("di bawah 23", 5, (0, 22)),
        ("sekitar 30", 5, (23, 37)),
        ("sekitar 45", 5, (23, 67)),
        ("–", 5, (0, float("inf"))),
    ],
)
def test_what_a_text_says(text, least, says):
    assert bounds(text, least) == says


def test_the_search_finds_every_value_and_no_other():
    known = Programme()
    known.know("one", 0, 4, secret=True)
    known.know("other", 1, 4, secret=True)
    known.know("total", 6, 7)
    known.adds_up("total", ["one", "other"])
    assert known.values(enough=9) == {"one": {2, 3, 4}, "other": {2, 3, 4}}
    assert {name: len(fitting) for name, fitting in known.values(enough=2).items()} == {"one": 2, "other": 2}
    known.know("total", 9, 9)
    with pytest.raises(DoesNotFitError):
        known.values(enough=3)


def test_the_search_sees_gaps():
    known = Programme()
    known.know("even", 0, 9, secret=True)
    known.know("half", 0, 9)
    known.adds_up("even", ["half", "half too"])
    known.know("half too", 0, 9)
    known.adds_up("half", ["half too"])
    assert known.values(enough=9) == {"even": {0, 2, 4, 6, 8}}


def test_a_service_after_violence_told_coarsely_is_not_left_out_like_a_small_one():
    """Nine in each of two kecamatan make the kabupaten's 18 "di bawah 23"; left out, it reads as under ten,
    and beside next year's figure it is printed as "di bawah 10, bisa nol".
    """
    villages = [f"{REGENCY}.{district:02}.{village}" for district in (1, 2) for village in range(2001, 2004)]
    asked = Counter({(village, Kind.VIOLENCE, "legal_aid"): 3 for village in villages})
    assert list(contradictions(tell(dict.fromkeys(villages, 1), [], asked))) == []


def test_a_village_without_a_group_is_told_in_every_quarter_or_in_none():
    """Where a quarter is missing, its secretary knows that nobody came, of ODGJ neither: zero is hidden."""
    world = tell({ONE: 1, TWO: 0}, social(TWO, Need.ID_CARD, NeedCategory.CIVIL, 1))
    told = [
        world.quarters[quarter][TWO].told(Table.NEEDS, NeedCategory.HEALTH).text
        if TWO in of_quarter
        else None
        for quarter, of_quarter in world.quarters.items()
    ]
    assert len(set(told)) == 1
