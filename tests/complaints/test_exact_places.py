"""Village, kecamatan and kabupaten of an officer come from one count and are what each alone would be."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from complaints.statistics import exact_totals
from tests import factories

ZONE = ZoneInfo("Asia/Makassar")
YEAR = 2025
NOW, BEFORE = (datetime(year, 6, 1, 12, tzinfo=ZONE) for year in (YEAR, YEAR - 1))
BESIDE = factories.BANJARSARI  # in the same kecamatan
APART = "52.03.05.2002"  # in another one
ELSEWHERE = factories.BOKONUSAN  # in another kabupaten
CASES = {  # of this year and of the one before
    factories.TEROS: (3, 1),
    BESIDE: (2, 4),
    APART: (5, 0),
    ELSEWHERE: (7, 7),
}
VIOLENCE = {factories.TEROS: 1, BESIDE: 2, APART: 4, ELSEWHERE: 8}


@pytest.fixture
def spread(cast):
    """Of each village some needs, violence, referrals that came late and not, visits and questions."""
    for code, (now, before) in CASES.items():
        home = factories.make_village(code)
        for _number in range(now):
            case = _case(cast, home, category="education", need="drop_out", received_at=NOW)
            factories.referral(case, services=["education", "health"], late=True, sent_at=NOW)
            factories.note(case, at=NOW)
            factories.inquiry(cast.relawan, village=home, received_at=NOW)
        for _number in range(before):
            _case(cast, home, category="health", need="odgj", received_at=BEFORE)
        for _number in range(VIOLENCE[code]):
            case = _case(cast, home, kind="violence", category="sexual", received_at=NOW)
            factories.referral(case, services=["legal_aid"], sent_at=NOW)
    _case(cast, factories.make_village(APART), may_be_counted=False, received_at=NOW)
    return cast


def _case(cast, home, **fields):
    return factories.complaint(cast.relawan, village=home, **fields)


def told(with_regency: bool = True, user=None):
    village = factories.make_village()
    user = user or factories.overseer()
    return exact_totals(user=user, village=village, year=YEAR, with_regency=with_regency)


def pairs(lines) -> dict[str, tuple[int, int]]:
    """This year and the year before, of the lines that are not 0 in both."""
    found = {line.label: (line.now.value, line.before.value) for line in lines}
    return {label: pair for label, pair in found.items() if any(pair)}


def services(rows) -> dict[str, tuple[int, ...]]:
    found = {row.label: tuple(figure.value for figure in row.figures) for row in rows}
    return {label: figures for label, figures in found.items() if any(figures)}


def test_needs_of_each_place(spread):
    found = told()
    assert pairs(found.needs) == {"Pendidikan": (3, 0), "Kesehatan": (0, 1)}
    assert pairs(found.details) == {"Putus sekolah": (3, 0)}
    district, regency = found.above
    assert pairs(district.needs) == {"Pendidikan": (5, 0), "Kesehatan": (0, 5)}
    assert pairs(regency.needs) == {"Pendidikan": (10, 0), "Kesehatan": (0, 5)}
    totals = [place.needs_total for place in (found, district, regency)]
    assert [(line.now.value, line.before.value) for line in totals] == [(3, 1), (5, 5), (10, 5)]


def test_violence_of_each_place(spread):
    found = told()
    assert (found.violence.now.value, found.violence.before.value) == (1, 0)
    district, regency = found.above
    assert pairs(district.violence) == {"Seksual": (3, 0)}
    assert pairs(regency.violence) == {"Seksual": (7, 0)}
    assert [place.violence_total.now.value for place in found.above] == [3, 7]
    assert pairs(district.help) == {"Bantuan hukum": (3, 0)}
    assert pairs(regency.help) == {"Bantuan hukum": (7, 0)}


def test_services_of_each_place(spread):
    found = told()
    district, regency = found.above
    assert services(found.services) == {"Pendidikan": (3, 0, 3, 0), "Kesehatan": (3, 0, 3, 0)}
    assert services(district.services) == {"Pendidikan": (5, 0, 5, 0), "Kesehatan": (5, 0, 5, 0)}
    assert services(regency.services) == {"Pendidikan": (10, 0, 10, 0), "Kesehatan": (10, 0, 10, 0)}


@pytest.mark.parametrize("with_regency", [False, True])
def test_what_a_group_did_is_of_its_village_alone(spread, with_regency):
    found = told(with_regency)
    assert [(line.now.value, line.before.value) for line in found.work] == [(3, 0), (3, 0)]


def test_the_village_is_the_same_beside_its_kabupaten_and_alone(spread):
    alone, beside = told(with_regency=False), told()
    for what in ("needs", "needs_total", "details", "violence", "services", "work", "until"):
        assert getattr(alone, what) == getattr(beside, what)
    assert (alone.above, [place.groups for place in beside.above]) == ([], [2, 2])


def test_a_group_that_ended_stands_behind_no_place(spread):
    factories.group("KK Paokmotong", APART)
    factories.group("KK Lama", APART, ended_on="2024-01-01")
    assert [place.groups for place in told().above] == [2, 3]


def test_what_is_hidden_from_her_counts_in_no_place(spread):
    before = told(user=spread.petugas)
    for code in (factories.TEROS, APART):
        case = _case(spread, factories.make_village(code), received_at=NOW)
        factories.referral(case, sent_at=NOW)
        factories.note(case, at=NOW)
        factories.hiding(case, spread.petugas)
    assert told(user=spread.petugas) == before
    assert told().regency.needs_total.now.value == 12


@pytest.mark.parametrize(("with_regency", "queries"), [(False, 8), (True, 9)])
def test_each_year_is_counted_once_whatever_the_number_of_places(
    spread, django_assert_num_queries, with_regency, queries
):
    village, officer = factories.make_village(), spread.petugas
    assert officer.scope.reviews is True  # where she stands is asked before
    with django_assert_num_queries(queries):
        exact_totals(user=officer, village=village, year=YEAR, with_regency=with_regency)
