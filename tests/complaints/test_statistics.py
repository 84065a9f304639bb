"""What a village is told of its cases: released figures, each in its own rule."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from complaints import statistics
from complaints.statistics import village_totals, years_with_cases
from tests import factories

ZONE = ZoneInfo("Asia/Makassar")
YEAR = 2026


def at(year: int, month: int = 6, day: int = 1, hour: int = 12):
    return datetime(year, month, day, hour, tzinfo=ZONE)


def add(cast, count: int, **fields) -> None:
    for _number in range(count):
        factories.complaint(cast.relawan, **{"received_at": at(YEAR), **fields})


def totals(cast, **options):
    return village_totals(village=factories.make_village(), year=YEAR, **options)


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
    """Rounded on its own it would be 10, and two bands of 1–4 make 8 only by 4 and 4."""
    add(cast, 4, category="education")
    add(cast, 4, category="health")
    found = totals(cast)
    assert [figure(found.needs, "Pendidikan"), figure(found.needs, "Kesehatan")] == ["1–4", "1–4"]
    assert (found.needs_total.now.low <= 5, found.needs_total.now.high >= 5) == (True, True)


def test_a_total_that_betrays_nobody_is_rounded_to_five(cast):
    add(cast, 6, category="education")
    add(cast, 7, category="health")
    add(cast, 2, category="work")
    assert totals(cast).needs_total.now.text == "15"


def test_a_total_leaves_each_hidden_form_its_whole_band(cast):
    """Beside 20 exact and 30 in all, the forms that are not told would come to 6 at least."""
    factories.group("KK Contoh", factories.BANJARSARI)
    add(cast, 20, kind="violence", category="physical")
    add(cast, 9, kind="violence", category="sexual")
    regency = totals(cast).regency
    assert figure(regency.violence, "Seksual") == "di bawah 10, bisa nol"
    assert regency.violence_total.now.low <= 18


def test_the_kabupaten_is_exact_only_for_who_has_all_of_it(cast):
    factories.group("KK Contoh", factories.BANJARSARI)
    add(cast, 3, kind="violence")
    rounded, exact = totals(cast, exact=True), totals(cast, exact=True, exact_regency=True)
    assert figure(rounded.regency.violence, "Fisik") == "di bawah 10, bisa nol"
    assert figure(exact.regency.violence, "Fisik") == "3"


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
    assert totals(cast, exact=True).needs_total.now.value == 5


def test_year_turns_at_midnight_in_the_village(cast):
    factories.complaint(cast.relawan, received_at=at(YEAR, 1, 1, 0))
    factories.complaint(cast.relawan, received_at=at(YEAR - 1, 12, 31, 23))
    found = totals(cast, exact=True).needs_total
    assert (found.now.value, found.before.value) == (1, 1)


def test_the_persons_village_decides(cast):
    add(cast, 5, village=factories.make_village(factories.BANJARSARI))
    assert totals(cast, exact=True).needs_total.now.value == 0


def test_officers_see_exact_figures(cast):
    add(cast, 3, kind="violence")
    add(cast, 2)
    found = totals(cast, exact=True)
    assert (found.violence.now.text, found.needs_total.now.text) == ("3", "2")


def test_kabupaten_is_told_from_three_groups_on(cast):
    add(cast, 12, kind="violence")
    assert totals(cast).regency is None
    factories.group("KK Contoh", factories.BANJARSARI)
    regency = totals(cast).regency
    assert regency.groups == 3
    assert figure(regency.violence, "Fisik") == "10"
    assert figure(regency.violence, "Seksual") == "di bawah 10, bisa nol"


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
    found = totals(cast)
    assert found.has_referrals is False
    assert {figure.text for row in found.services for figure in row.figures} == {"0"}


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
    assert named["Layanan lain"] == "1–4"
    exact = {row.label: row.asked.now.text for row in totals(cast, exact=True).services}
    assert (exact["Kesehatan"], exact["Rehabilitasi sosial"]) == ("1", "1")


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


def test_small_needs_are_named_as_long_as_each_may_be_1_to_4(cast):
    for need in ("id_card", "family_card", "birth_certificate"):
        add(cast, 1, need=need)
    assert [(line.label, line.now.text) for line in totals(cast).details] == [("KTP-el", "1–4")]
    add(cast, 5, need="moving_letter")
    assert [(line.label, line.now.text) for line in totals(cast).details] == [
        ("Surat pindah", "5"),
        ("KTP-el", "1–4"),
        ("Kartu Keluarga", "1–4"),
        ("Akta kelahiran", "1–4"),
    ]


def test_small_needs_beside_odgj_are_not_named(cast):
    add(cast, 4, category="health", need="pbi_inactive")
    assert totals(cast).details == []
    assert figure(totals(cast, exact=True).details, "PBI-JK/KIS nonaktif") == "4"


@pytest.mark.parametrize(("count", "text"), [(0, "di bawah 5"), (4, "di bawah 5"), (5, "5"), (13, "15")])
def test_the_year_before_of_a_named_need_is_told_from_five_on(cast, count, text):
    add(cast, 5, category="health", need="pbi_inactive")
    add(cast, count, category="health", need="pbi_inactive", received_at=at(YEAR - 1))
    assert totals(cast).details[0].before.text == text


def test_a_running_year_says_until_when_it_was_counted(cast):
    village = factories.make_village()
    today = timezone.localtime(timezone=village.zone).date()
    assert village_totals(village=village, year=today.year).until == today
    assert village_totals(village=village, year=today.year - 1).until is None


def test_questions_about_violence_are_not_told(cast):
    for _number in range(6):
        factories.inquiry(cast.relawan, kind="violence", category="", received_at=at(YEAR))
        factories.inquiry(cast.relawan, received_at=at(YEAR))
    assert totals(cast).inquiries.now.text == "5"


def test_what_the_group_did_is_named_through_the_translation(cast, monkeypatch):
    monkeypatch.setattr(statistics, "_", str.upper)
    told = totals(cast)
    assert [line.label for line in (told.inquiries, *told.work)] == [
        "PERTANYAAN WARGA DIJAWAB",
        "TINDAK LANJUT DAN KUNJUNGAN",
        "RUJUKAN KE LAYANAN",
    ]


def test_years_run_from_the_first_case_to_this_year(cast):
    add(cast, 1, received_at=at(2024))
    years = years_with_cases(factories.make_village())
    assert years.start == 2024
    assert years.stop > 2025


def test_a_year_of_violence_alone_is_not_offered_to_the_village(cast):
    add(cast, 1, kind="violence", received_at=at(2023))
    add(cast, 1, received_at=at(2024))
    village = factories.make_village()
    assert (years_with_cases(village).start, years_with_cases(village, exact=True).start) == (2024, 2023)
