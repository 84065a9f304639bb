"""Whose totals a person sees, and who takes the workbook along."""

import re

import pytest
from django.urls import reverse

from members.enums import Division, Position
from planning import reach
from planning.models import Release
from safeguards.models import AuditEvent
from tests import factories

PAGE, FILE, BOARD = (reverse(f"planning:{name}") for name in ("summary", "download", "board"))


@pytest.fixture
def cast(cast):
    """Last year's figures are released for both kabupaten."""
    for village in (factories.TEROS, factories.BOKONUSAN):
        factories.release(village=village)
    return cast


@pytest.fixture
def named(cast):
    return lambda name: getattr(cast, name)


@pytest.mark.parametrize("name", ["relawan", "humas", "kawil", "sekdes", "petugas", "bakti"])
def test_own_village_is_shown(named, login, name):
    assert login(named(name)).get(PAGE, {"desa": factories.TEROS}).status_code == 200


@pytest.mark.parametrize("name", ["relawan", "sekdes", "petugas"])
def test_foreign_village_is_not_found(named, login, name):
    client = login(named(name))
    assert client.get(PAGE, {"desa": factories.BOKONUSAN}).status_code == 404
    assert client.get(FILE, {"desa": factories.BOKONUSAN}).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"),
    [("sekdes", 200), ("relawan", 200), ("petugas", 200), ("bakti", 200), ("humas", 403), ("kawil", 403)],
)
def test_workbook_goes_to_secretary_lead_and_officers(named, login, name, status):
    assert login(named(name)).get(FILE, {"desa": factories.TEROS}).status_code == status


def test_chair_and_other_coordinators_may_download(cast, login):
    chair = factories.volunteer("ketua", cast.teros, "", Position.CHAIR)
    data = factories.volunteer("data", cast.teros, Division.DATA, Position.COORDINATOR)
    assert [login(user).get(FILE).status_code for user in (chair, data)] == [200, 200]


def test_without_a_village_the_page_says_so_and_the_file_is_refused(db, login):
    officer = factories.officer("baru", "RPS")
    client = login(officer)
    assert "belum ditautkan" in client.get(PAGE).content.decode()
    assert client.get(FILE).status_code == 403


def test_account_without_a_role_is_refused(db, login):
    assert login(factories.user("tanpa")).get(PAGE).status_code == 403


@pytest.mark.parametrize("year", ["1900", "9999", "dua", "-1", ""])
def test_only_offered_years_are_answered(cast, login, year):
    expected = 200 if year == "" else 404
    assert login(cast.sekdes).get(PAGE, {"tahun": year}).status_code == expected


def test_download_is_recorded_with_what_was_asked(cast, login):
    login(cast.sekdes).get(FILE, {"kertas": "f4"})
    event = AuditEvent.objects.get(action="totals.downloaded")
    assert event.actor == cast.sekdes.pk
    assert (event.figures["village"], event.figures["paper"], event.figures["exact"]) == (
        factories.TEROS,
        "F4",
        False,
    )


def test_exact_are_villages_and_regencies_of_which_she_accompanies_every_group(cast):
    village = cast.teros.village
    assert (reach.sees_exact(cast.petugas, village), reach.sees_exact_regency(cast.petugas, village)) == (
        True,
        True,
    )
    factories.group("KK Tetangga", factories.BANJARSARI, partner="UDN")
    assert (reach.sees_exact(cast.petugas, village), reach.sees_exact_regency(cast.petugas, village)) == (
        True,
        False,
    )
    factories.group("KK Serumah", factories.TEROS, partner="UDN")
    assert [reach.sees_exact(user, village) for user in (cast.petugas, cast.sekdes, cast.bakti)] == [
        False,
        False,
        True,
    ]
    assert reach.sees_exact_regency(cast.bakti, village)


@pytest.mark.parametrize("cases", [1, 3])
def test_page_costs_the_same_whatever_the_number_of_cases(cast, login, django_assert_num_queries, cases):
    for _number in range(cases):
        factories.referral(factories.complaint(cast.relawan))
    client = login(cast.sekdes)
    client.get(PAGE)
    with django_assert_num_queries(17):
        assert client.get(PAGE).status_code == 200


def test_secretary_finds_no_case(cast, login):
    case = factories.complaint(cast.relawan)
    assert login(cast.sekdes).get(case.get_absolute_url()).status_code == 404


def test_an_officer_takes_a_marked_file_or_one_to_hand_round(cast, login):
    client = login(cast.petugas)
    asked = {"desa": factories.TEROS}
    exact, rounded = client.get(FILE, asked), client.get(FILE, {**asked, "angka": "bulat"})
    named = [
        response["Content-Disposition"].endswith('-jangan-dibagikan.xlsx"') for response in (exact, rounded)
    ]
    assert named == [True, False]
    events = AuditEvent.objects.filter(action="totals.downloaded").order_by("pk")
    assert [event.figures["exact"] for event in events] == [True, False]


def test_exact_figures_are_marked_on_the_page(cast, login):
    mark = "Angka sebenarnya – jangan dibagikan."
    pages = [login(user).get(PAGE, {"desa": factories.TEROS}) for user in (cast.petugas, cast.sekdes)]
    assert [mark in page.content.decode() for page in pages] == [True, False]


def test_an_officer_of_one_of_two_groups_takes_the_rounded_file(cast, login):
    factories.group("KK Serumah", factories.TEROS, partner="UDN")
    response = login(cast.petugas).get(FILE, {"desa": factories.TEROS})
    assert response.status_code == 200
    assert AuditEvent.objects.get(action="totals.downloaded").figures["exact"] is False


def test_villages_are_grouped_by_kabupaten(cast, login):
    page = login(cast.bakti).get(PAGE).content.decode()
    assert [part.split('"')[0] for part in page.split('<optgroup label="')[1:]] == [
        "Kabupaten Kupang",
        "Kabupaten Lombok Timur",
    ]


def test_the_year_stays_chosen_while_the_village_changes(cast, login):
    """Where it has none of that year, the nearest that it has."""
    factories.complaint(cast.relawan, received_at="2023-06-01T12:00:00+08:00")
    response = login(cast.bakti).get(PAGE, {"desa": factories.BANJARSARI, "tahun": "2023"})
    assert response.status_code == 200
    assert response.context["asked"].year == response.context["asked"].years[-1]


def test_a_secretary_is_offered_the_years_that_were_released(cast, login):
    factories.complaint(cast.relawan)
    client = login(cast.sekdes)
    assert client.get(PAGE).context["asked"].years == [factories.LAST_YEAR]
    assert (
        login(cast.petugas).get(PAGE, {"desa": factories.TEROS}).context["asked"].years[0]
        > factories.LAST_YEAR
    )


def test_what_is_recorded_today_changes_nothing_that_was_told(cast, login):
    client = login(cast.sekdes)
    before = client.get(PAGE).context["totals"]
    for _number in range(12):
        factories.complaint(cast.relawan, received_at=f"{factories.LAST_YEAR}-06-01T12:00:00+08:00")
    assert client.get(PAGE).context["totals"] == before


def test_before_the_first_release_the_page_says_when_and_no_file_is_made(cast, login):
    Release.objects.all().delete()
    client = login(cast.sekdes)
    response = client.get(PAGE)
    assert "seminggu setelah tahunnya berakhir" in response.content.decode()
    assert client.get(FILE).status_code == 404


def test_quarters_are_told_as_soon_as_they_are_released(cast, login):
    Release.objects.all().delete()
    for _number in range(6):
        factories.complaint(
            cast.relawan,
            received_at=f"{factories.LAST_YEAR}-02-01T12:00:00+08:00",
            category="education",
            need="",
        )
    factories.release(quarters=(1,))
    page = login(cast.sekdes).get(PAGE)
    assert [(label, [figure.text for figure in row]) for label, row in page.context["quarter_rows"]][5] == (
        "Pendidikan",
        ["5"],
    )


def test_the_wall_shows_what_was_released_to_officers_too(cast, login):
    for _number in range(3):
        factories.complaint(cast.relawan, kind="violence")
    pages = [login(user).get(BOARD, {"desa": factories.TEROS}) for user in (cast.petugas, cast.sekdes)]
    assert [page.context["totals"].exact for page in pages] == [False, False]
    assert all("08111-129-129" in page.content.decode() for page in pages)


def test_before_the_first_release_there_is_nothing_for_the_wall(cast, login):
    Release.objects.all().delete()
    assert login(cast.sekdes).get(BOARD).status_code == 404


def test_each_figure_of_a_service_bears_its_name_for_small_screens(cast, login):
    page = login(cast.sekdes).get(PAGE).content.decode()
    this, before = factories.LAST_YEAR, factories.LAST_YEAR - 1
    labels = re.findall('data-label="(.*?)"', page)
    assert labels[:4] == [f"{what} {year}" for what in ("Diminta", "Terlambat") for year in (this, before)]
