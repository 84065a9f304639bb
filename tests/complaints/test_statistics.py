"""What a village is told of its cases: released figures, each in its own rule, checked together."""

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from complaints.statistics import (
    Figures,
    Span,
    Table,
    exact_totals,
    figures_of_quarter,
    figures_of_year,
    first_year,
    lines,
    totals_of,
)
from complaints.statistics.counting import Counted
from complaints.statistics.releasing import quarter_told, year_told
from safeguards.disclosure import LEAST_ROOM
from tests import factories

ZONE = ZoneInfo("Asia/Makassar")
YEAR = 2026
REGENCY = "52.03"


def at(year: int, month: int = 6, day: int = 1, hour: int = 12):
    return datetime(year, month, day, hour, tzinfo=ZONE)


def add(cast, count: int, **fields) -> None:
    for _number in range(count):
        factories.complaint(cast.relawan, **{"received_at": at(YEAR), **fields})


def three_groups() -> dict[str, int]:
    """In three villages, so that kecamatan and kabupaten are told."""
    factories.make_village(factories.BANJARSARI)
    return {factories.TEROS: 1, factories.BANJARSARI: 1, "52.03.17.2001": 1}


def totals(cast, groups=None, **options):
    """What is told of Teros, this year and the year before."""
    village = factories.make_village()
    groups = groups or {factories.TEROS: 1}
    told = [figures_of_year(REGENCY, Span(year, ZONE), groups, {}) for year in (YEAR, YEAR - 1)]
    places = [village.pk, village.district_id, REGENCY]
    pairs = [[of_year.get(place) for of_year in told] for place in places]
    return totals_of(village=village, year=YEAR, told=pairs)


def exact(cast, **options):
    return exact_totals(user=factories.overseer(), village=factories.make_village(), year=YEAR, **options)


def figure(lines, label: str) -> str:
    return next(line.now.text for line in lines if line.label == label)


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (1, "1–4"), (4, "1–4"), (5, "5"), (7, "5"), (8, "10")])
def test_needs_are_banded_and_rounded(cast, count, text):
    add(cast, count, category="education", need="drop_out")
    assert figure(totals(cast).needs, "Pendidikan") == text


def test_total_is_rounded_on_its_own(cast):
    add(cast, 7, category="education")
    add(cast, 6, category="health")
    found = totals(cast)
    assert [figure(found.needs, "Pendidikan"), figure(found.needs, "Kesehatan")] == ["5", "5"]
    assert found.needs_total.now.text == "15"


@pytest.mark.parametrize(
    ("count", "text"), [(0, "di bawah 10, bisa nol"), (9, "di bawah 10, bisa nol"), (10, "10")]
)
def test_violence_is_one_number_hidden_under_ten(cast, count, text):
    add(cast, count, kind="violence")
    assert totals(cast).violence.now.text == text


def test_a_total_that_would_betray_small_needs_gets_coarser(cast):
    """Under 5 in all, three needs of 1–4 would be 1 or 2 each."""
    for category in ("education", "work", "marriage"):
        add(cast, 1, category=category)
    found = totals(cast)
    assert [figure(found.needs, name) for name in ("Pendidikan", "Perkawinan")] == ["1–4", "1–4"]
    assert found.needs_total.now.text == "di bawah 8"


def test_a_total_that_betrays_nobody_is_rounded_to_five(cast):
    add(cast, 6, category="education")
    add(cast, 7, category="health")
    add(cast, 2, category="work")
    assert totals(cast).needs_total.now.text == "15"


def test_violence_and_needs_are_never_added(cast):
    add(cast, 12, kind="violence")
    add(cast, 5)
    assert totals(cast).needs_total.now.text == "5"


@pytest.mark.parametrize(("need", "named"), [("odgj", False), ("pbi_inactive", True)])
def test_what_stigmatises_is_named_from_ten_on(cast, need, named):
    add(cast, 9, category="health", need=need)
    assert bool(totals(cast).details) is named


def test_odgj_is_named_from_ten_on(cast):
    add(cast, 10, category="health", need="odgj")
    assert figure(totals(cast).details, "ODGJ") == "10"


def test_who_refused_is_not_counted(cast):
    add(cast, 6, may_be_counted=False)
    add(cast, 5)
    assert exact(cast).needs_total.now.value == 5


def test_year_turns_at_midnight_in_the_village(cast):
    factories.complaint(cast.relawan, received_at=at(YEAR, 1, 1, 0))
    factories.complaint(cast.relawan, received_at=at(YEAR - 1, 12, 31, 23))
    found = exact(cast).needs_total
    assert (found.now.value, found.before.value) == (1, 1)


def test_the_persons_village_decides(cast):
    add(cast, 5, village=factories.make_village(factories.BANJARSARI))
    assert exact(cast).needs_total.now.value == 0


def test_officers_see_exact_figures(cast):
    add(cast, 3, kind="violence")
    add(cast, 2)
    found = exact(cast)
    assert (found.violence.now.text, found.needs_total.now.text) == ("3", "2")


def test_services_tell_what_was_asked_and_what_came_late(cast):
    for late in (True, True, True, True, True, False):
        case = factories.complaint(cast.relawan, received_at=at(YEAR))
        factories.referral(case, services=["civil_documents"], late=late, sent_at=at(YEAR))
    row = totals(cast).services[0]
    assert (row.label, *[figure.text for figure in row.figures]) == (
        "Dokumen kependudukan",
        "5",
        "0",
        "5",
        "0",
    )


def test_services_of_violence_are_not_told(cast):
    for _number in range(12):
        case = factories.complaint(cast.relawan, kind="violence", received_at=at(YEAR))
        factories.referral(case, services=["civil_documents"], sent_at=at(YEAR))
    told = totals(cast).services
    assert {figure.text for row in told for figure in row.figures} == {"0", "di bawah 5, bisa nol"}


def test_a_service_that_only_odgj_and_disability_ask_for_is_not_named(cast):
    case = factories.complaint(cast.relawan, category="health", need="odgj", received_at=at(YEAR))
    factories.referral(case, services=["health", "social_rehabilitation"], late=True, sent_at=at(YEAR))
    named = {row.label: row.asked.now.text for row in totals(cast).services}
    assert list(named) == [
        "Dokumen kependudukan",
        "Bantuan sosial",
        "Jaminan kesehatan",
        "Pendidikan",
        "Usaha",
        "Layanan lain",
    ]
    assert named["Layanan lain"] == "di bawah 5, bisa nol"
    true = {row.label: row.asked.now.text for row in exact(cast).services}
    assert (true["Kesehatan"], true["Rehabilitasi sosial"]) == ("1", "1")


def test_services_stand_beside_the_year_before(cast):
    for year, count in ((YEAR, 6), (YEAR - 1, 12)):
        for _number in range(count):
            case = factories.complaint(cast.relawan, received_at=at(year))
            factories.referral(
                case, services=["education"], sent_at=at(year), due_at=at(year, 6, 4), state="sent"
            )
    row = totals(cast).services[0]
    assert [figure.text for figure in row.figures] == ["5", "10", "5", "10"]


def test_services_of_equal_print_stand_in_the_order_of_their_list(cast):
    """The true order would tell which of two 1–4 is the larger."""
    for service, count in (("business", 4), ("social_assistance", 1)):
        for _number in range(count):
            case = factories.complaint(cast.relawan, received_at=at(YEAR))
            factories.referral(case, services=[service], sent_at=at(YEAR))
    asked = [row.label for row in totals(cast).services if row.asked.now.text == "1–4"]
    assert asked == ["Bantuan sosial", "Usaha"]


def test_a_need_is_named_from_five_on_and_what_is_not_was_small(cast):
    add(cast, 5, category="education", need="drop_out")
    add(cast, 4, category="education", need="school_aid")
    add(cast, 3, category="education", need="drop_out", received_at=at(YEAR - 1))
    told = totals(cast).details
    assert [(line.label, line.now.text, line.before.text) for line in told] == [
        ("Putus sekolah", "5", "di bawah 5, bisa nol")
    ]


@pytest.mark.parametrize(("count", "text"), [(0, "0"), (4, "1–4"), (13, "15")])
def test_questions_of_kind_b_are_told_and_those_about_violence_are_not(cast, count, text):
    for _number in range(count):
        factories.inquiry(cast.relawan, received_at=at(YEAR))
    for _number in range(6):
        factories.inquiry(cast.relawan, kind="violence", category="", received_at=at(YEAR))
    assert totals(cast).work[0].now.text == text


def test_zero_is_hidden_where_odgj_or_disability_are_a_part_of_it(cast):
    """A printed 0 of Kesehatan would say that nobody asked for an ODGJ."""
    told = totals(cast)
    assert figure(told.needs, "Kesehatan") == "di bawah 5, bisa nol"
    assert figure(told.needs, "Bantuan sosial") == "di bawah 5, bisa nol"
    assert figure(told.needs, "Pendidikan") == "0"


def test_kecamatan_and_kabupaten_are_told_from_three_groups_in_three_villages_on(cast):
    add(cast, 12, kind="violence")
    alone = totals(cast, {factories.TEROS: 3})
    assert (alone.district, alone.regency, alone.above) == (None, None, [])
    together = totals(cast, three_groups())
    assert [place.groups for place in together.above] == [3, 3]
    assert figure(together.regency.violence, "Fisik") == "10"
    assert figure(together.regency.violence, "Seksual") == "di bawah 10, bisa nol"


def test_services_after_violence_are_told_above_the_village_from_ten_on(cast):
    for number in range(14):
        case = factories.complaint(cast.relawan, kind="violence", received_at=at(YEAR))
        services = ["health", "legal_aid"] if number < 6 else ["health"]
        factories.referral(case, services=services, sent_at=at(YEAR))
    told = totals(cast, three_groups())
    assert [(line.label, line.now.text) for line in told.regency.help] == [("Kesehatan", "15")]
    assert {row.asked.now.text for row in told.services} == {"0", "di bawah 5, bisa nol"}


def counted(cases: Counter) -> Counted:
    return Counted(cases, Counter(), Counter(), Counter(), Counter())


def social(village: str, cases: int, category="civil", need="id_card", quarter=1) -> Counter:
    return Counter({(village, "social", category, need, quarter): cases})


def test_quarters_do_not_betray_each_other_through_their_year():
    """Four quarters of 1–4 and a year of 4: each would be 1."""
    cases = sum((social(factories.TEROS, 1, quarter=quarter) for quarter in (1, 2, 3, 4)), Counter())
    quarters = {
        quarter: quarter_told(counted(social(factories.TEROS, 1)), {factories.TEROS: 1})
        for quarter in (1, 2, 3, 4)
    }
    told = year_told(counted(cases), {factories.TEROS: 1}, quarters)[factories.TEROS]
    year = told.told(Table.NEEDS, "civil")
    assert year.high >= 4 - 1 + LEAST_ROOM
    assert year_told(counted(cases), {factories.TEROS: 1}, {})[factories.TEROS].told(
        Table.NEEDS, "civil"
    ).text == ("1–4")


def test_a_year_may_correct_what_a_quarter_told():
    """Told as education in its quarter, set right since."""
    quarters = {
        1: quarter_told(counted(social(factories.TEROS, 3, "education", "drop_out")), {factories.TEROS: 1})
    }
    told = year_told(counted(social(factories.TEROS, 3)), {factories.TEROS: 1}, quarters)[factories.TEROS]
    assert (told.told(Table.NEEDS, "education").text, told.told(Table.NEEDS, "civil").text) == ("0", "1–4")


def test_three_villages_of_few_do_not_follow_from_their_kabupaten():
    """1–4 each and 3 in all: each would be 1."""
    villages = (factories.TEROS, factories.BANJARSARI, "52.03.05.2002")
    cases = sum((social(village, 1) for village in villages), Counter())
    told = year_told(counted(cases), dict.fromkeys(villages, 1), {})
    assert told[factories.TEROS].told(Table.NEEDS, "civil").text == "1–4"
    assert told[REGENCY].told(Table.NEEDS, "civil").high >= 2 + LEAST_ROOM


def test_a_case_without_a_need_counts_with_its_category():
    told = year_told(counted(social(factories.TEROS, 6, need="")), {factories.TEROS: 1}, {})
    assert told[factories.TEROS].told(Table.NEEDS, "civil").text == "5"
    assert told[factories.TEROS].tables[Table.DETAILS] == {}


def test_what_was_told_is_kept_as_it_was_told():
    told = year_told(counted(social(factories.TEROS, 6)), {factories.TEROS: 1}, {})[factories.TEROS]
    assert Figures.from_json(told.as_json()) == told


def test_a_quarter_holds_what_came_in_it_and_what_came_too_late_for_an_earlier_one(cast):
    add(cast, 6, category="education", need="drop_out", received_at=at(YEAR, 2))
    add(cast, 7, category="education", need="drop_out", received_at=at(YEAR, 5))
    recorded_before, recorded_after = timezone.now(), datetime(2020, 1, 1, tzinfo=UTC)
    second = Span(YEAR, ZONE, quarter=2)
    late = Span(YEAR, ZONE, quarter=2, since=recorded_after)
    on_time = Span(YEAR, ZONE, quarter=2, since=recorded_before)
    texts = [
        figures_of_quarter(REGENCY, span, {factories.TEROS: 1})[factories.TEROS]
        .told(Table.NEEDS, "education")
        .text
        for span in (second, on_time, late)
    ]
    assert texts == ["5", "5", "15"]


@pytest.mark.parametrize(
    ("quarter", "begins", "ends"),
    [(0, (2026, 1), (2027, 1)), (1, (2026, 1), (2026, 4)), (4, (2026, 10), (2027, 1))],
)
def test_spans_begin_at_midnight_on_the_clock_of_the_place(quarter, begins, ends):
    span = Span(YEAR, ZONE, quarter)
    assert [span.begins, span.ends] == [datetime(*month, 1, tzinfo=ZONE) for month in (begins, ends)]


def test_officers_see_kecamatan_and_kabupaten_exact_or_not_at_all(cast):
    add(cast, 3, kind="violence")
    assert exact(cast).above == []
    told = exact(cast, with_regency=True)
    assert [figure(place.violence, "Fisik") for place in told.above] == ["3", "3"]
    assert [place.groups for place in told.above] == [2, 2]


def test_a_running_year_says_until_when_it_was_counted(cast):
    village = factories.make_village()
    today = timezone.localtime(timezone=village.zone).date()
    assert exact_totals(user=factories.overseer(), village=village, year=today.year).until == today
    assert exact_totals(user=factories.overseer(), village=village, year=today.year - 1).until is None


def test_what_the_group_did_is_named_through_the_translation(cast, monkeypatch):
    monkeypatch.setattr(lines, "_", str.upper)
    assert [line.label for line in totals(cast).work] == [
        "PERTANYAAN WARGA DIJAWAB",
        "TINDAK LANJUT DAN KUNJUNGAN",
    ]


def test_exact_years_begin_with_the_first_case(cast):
    village = factories.make_village()
    assert first_year(village, cast.bakti) == timezone.localtime(timezone=village.zone).year
    add(cast, 1, received_at=at(2024))
    assert first_year(village, cast.bakti) == 2024
