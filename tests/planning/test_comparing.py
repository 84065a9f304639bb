"""Kecamatan and kabupaten stand beside a village's exact figures when the officer asks for them."""

import io

import openpyxl
import pytest
from django.urls import reverse

from planning.models import Release
from safeguards.models import AuditEvent
from tests import factories

PAGE, FILE = reverse("planning:summary"), reverse("planning:download")
YEAR = factories.LAST_YEAR
MID_YEAR = f"{YEAR}-06-01T12:00:00+08:00"
ASKED = {"desa": factories.TEROS, "tahun": str(YEAR)}
COMPARED = {**ASKED, "pembanding": "ya"}
ALONE_LINK = f'href="?desa={factories.TEROS}&amp;tahun={YEAR}"'
COMPARED_LINK = f'href="?desa={factories.TEROS}&amp;tahun={YEAR}&amp;pembanding=ya"'
WORKBOOK_LINK = f'href="{FILE}?desa={factories.TEROS}&amp;tahun={YEAR}"'
COMPARED_WORKBOOK_LINK = f'href="{FILE}?desa={factories.TEROS}&amp;tahun={YEAR}&amp;pembanding=ya"'
LINKS = (ALONE_LINK, COMPARED_LINK, WORKBOOK_LINK, COMPARED_WORKBOOK_LINK)
KEPT = '<input type="hidden" name="pembanding" value="ya">'


@pytest.fixture
def cast(cast):
    for user, number in ((cast.relawan, 2), (cast.relawan2, 3)):
        for _number in range(number):
            factories.complaint(user, received_at=MID_YEAR)
    factories.release(YEAR)
    return cast


def places(page) -> dict[str, int]:
    """The needs of each place that is set beside the village."""
    return {place.place.name: place.needs_total.now.value for place in page.context["totals"].above}


def test_the_page_is_of_the_village_alone_until_she_asks(cast, login):
    client = login(cast.petugas)
    alone, compared = client.get(PAGE, ASKED), client.get(PAGE, COMPARED)
    assert (places(alone), places(compared)) == ({}, {"Labuhan Haji": 5, "Kabupaten Lombok Timur": 5})
    assert [page.context["totals"].needs_total.now.value for page in (alone, compared)] == [2, 2]


def test_a_link_leads_to_the_comparison_and_back_and_the_file_follows(cast, login):
    client = login(cast.petugas)
    alone, compared = (client.get(PAGE, asked).content.decode() for asked in (ASKED, COMPARED))
    assert [link in alone for link in LINKS] == [False, True, True, False]
    assert [link in compared for link in LINKS] == [True, False, False, True]
    assert [KEPT in page for page in (alone, compared)] == [False, True]  # while the year changes


def test_what_she_hands_round_is_of_the_year_that_was_released(cast, login):
    page = login(cast.petugas).get(PAGE, {**ASKED, "tahun": str(YEAR + 1)}).content.decode()
    assert f'href="{FILE}?desa={factories.TEROS}&amp;tahun={YEAR}&amp;angka=bulat"' in page
    assert f"Angka {YEAR + 1} belum dirilis; yang bisa dibagikan angka {YEAR}." in page
    assert f"Unduh ringkasan {YEAR} (tanpa nama)" in page
    assert "belum dirilis; yang bisa" not in login(cast.petugas).get(PAGE, ASKED).content.decode()


def test_nothing_is_offered_to_hand_round_before_anything_was_released(cast, login):
    Release.objects.all().delete()
    page = login(cast.petugas).get(PAGE, ASKED).content.decode()
    assert [link in page for link in ("angka=bulat", reverse("planning:board"), WORKBOOK_LINK)] == [
        False,
        False,
        True,
    ]
    assert "Belum ada angka desa/kelurahan ini yang dirilis untuk dibagikan." in page


def test_no_page_of_an_officer_says_that_groups_are_missing(cast, login):
    client = login(cast.petugas)
    for asked in (ASKED, COMPARED):
        assert ("paling sedikit 3 kelompok" in client.get(PAGE, asked).content.decode()) is False


@pytest.mark.parametrize("value", ["", "tidak", "YA", "ya "])
def test_only_ya_asks_for_it(cast, login, value):
    assert places(login(cast.petugas).get(PAGE, {**ASKED, "pembanding": value})) == {}


def test_who_does_not_accompany_the_whole_kabupaten_is_not_offered_it(cast, login):
    factories.group("KK Tetangga", factories.BANJARSARI, partner="UDN")
    page = login(cast.petugas).get(PAGE, COMPARED)
    assert (page.context["totals"].exact, places(page)) == (True, {})
    text = page.content.decode()
    assert [link in text for link in LINKS] == [False, False, True, False]
    assert "di sana ada kelompok dampingan mitra lain" in text
    assert places(login(cast.bakti).get(PAGE, COMPARED)) == {"Labuhan Haji": 5, "Kabupaten Lombok Timur": 5}


@pytest.mark.parametrize("name", ["sekdes", "relawan", "humas"])
def test_what_was_released_is_the_same_whatever_is_asked(cast, login, name):
    client = login(getattr(cast, name))
    alone, compared = client.get(PAGE, ASKED), client.get(PAGE, COMPARED)
    assert alone.context["totals"] == compared.context["totals"]
    assert (alone.context["totals"].exact, KEPT in compared.content.decode()) == (False, False)


def test_the_file_has_the_places_that_she_asked_for(cast, login):
    client = login(cast.petugas)
    alone, compared = (_heads(client.get(FILE, asked)) for asked in (ASKED, COMPARED))
    assert alone == ["Kebutuhan", str(YEAR), str(YEAR - 1), "Perubahan"]
    assert compared == [*alone, "Kec. Labuhan Haji", "Kab. Lombok Timur"]


def test_the_trail_says_which_file_she_took(cast, login):
    client = login(cast.petugas)
    for asked in (ASKED, COMPARED, {**COMPARED, "angka": "bulat"}):
        assert client.get(FILE, asked).status_code == 200
    events = AuditEvent.objects.filter(action="totals.downloaded").order_by("pk")
    taken = [(event.figures["exact"], event.figures["compared"]) for event in events]
    assert taken == [(True, False), (True, True), (False, False)]


def test_the_file_to_hand_round_is_the_same_whatever_is_asked(cast, login):
    client = login(cast.petugas)
    rounded = [{**asked, "angka": "bulat"} for asked in (ASKED, COMPARED)]
    assert len({tuple(_heads(client.get(FILE, asked))) for asked in rounded}) == 1


def _heads(response) -> list[str]:
    """Of the first table of the needs."""
    sheet = openpyxl.load_workbook(io.BytesIO(response.content))["Perlindungan sosial"]
    rows = sheet.iter_rows(values_only=True)
    return next([str(cell) for cell in row if cell] for row in rows if row[0] == "Kebutuhan")


@pytest.mark.parametrize(("asked", "queries"), [(ASKED, 26), (COMPARED, 27)], ids=["alone", "compared"])
@pytest.mark.parametrize("cases", [1, 3])
def test_page_costs_the_same_whatever_the_number_of_cases(
    cast, login, django_assert_num_queries, cases, asked, queries
):
    for _number in range(cases):
        factories.referral(factories.complaint(cast.relawan, received_at=MID_YEAR), sent_at=MID_YEAR)
    client = login(cast.petugas)
    client.get(PAGE, asked)
    with django_assert_num_queries(queries):
        assert client.get(PAGE, asked).status_code == 200
