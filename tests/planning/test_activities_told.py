"""Activities as they are read: by the group, the village, and in admin; and what is told of them."""

import datetime

import pytest
from django.utils import timezone

from planning.activities_told import activities_told, total
from tests import factories

from .activity_pages import LIST

# Reading


def test_the_secretary_reads_counts_and_no_words(cast, login):
    row = factories.activity(cast.teros, title="Sosialisasi zamrud")
    factories.activity_photo(row)
    client = login(cast.sekdes)
    for address in (LIST, row.get_absolute_url()):
        page = client.get(address).content.decode()
        assert ("zamrud" in page, "foto/" in page, "10 perempuan" in page) == (False, False, True)
    assert "zamrud" in login(cast.relawan).get(LIST).content.decode()


def test_each_sees_her_own_place(cast, login):
    factories.activity(cast.teros)
    factories.activity(cast.kupang)
    for name, count in (("relawan", 1), ("sekdes", 1), ("relawan2", 0)):
        page = login(getattr(cast, name)).get(LIST)
        assert (name, len(page.context["page_obj"])) == (name, count)


def test_a_year_is_chosen_and_nonsense_is_not_found(cast, login):
    factories.activity(cast.teros, held_on=datetime.date(2024, 3, 1))
    factories.activity(cast.teros, held_on=datetime.date(2025, 3, 1), women=7)
    client = login(cast.relawan)
    assert client.get(LIST).context["all"].women == 7
    assert client.get(LIST, {"tahun": "2024"}).context["all"].women == 10
    asked = ("2023", "²", "x", "99999999999")
    assert [client.get(LIST, {"tahun": year}).status_code for year in asked] == [404] * 4


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_do_not_grow(cast, login, number, django_assert_num_queries):
    for _row in range(number):
        factories.activity_photo(factories.activity(cast.teros))
    client = login(cast.relawan)
    with django_assert_num_queries(8):
        client.get(LIST)


def test_what_a_village_is_told(cast):
    day = datetime.date(2026, 2, 3)
    other = factories.group("KK Mekar")
    factories.activity(cast.teros, held_on=day, women=9, men=1, children=2, disabled=1, elderly=3)
    factories.activity(other, held_on=day, women=5, men=0)
    factories.activity(cast.teros, held_on=day, kind="meeting")
    factories.activity(cast.teros, held_on=datetime.date(2025, 12, 31))
    factories.activity(cast.kupang, held_on=day)
    lines = activities_told(cast.teros.village, 2026, exact=True)
    assert [(line.label, line.number, line.women, line.men) for line in lines] == [
        ("Pertemuan kelompok", 1, 10, 4),
        ("Sosialisasi", 2, 14, 1),
    ]
    every = total(lines)
    assert (every.number, every.attendance, every.children, every.disabled, every.elderly) == (3, 29, 2, 1, 3)
    both = activities_told([cast.teros.village, cast.kupang.village], 2026)
    assert (total(both).number, total(both).disabled) == (4, None)
    assert activities_told(cast.teros.village, 2020) == []


# Admin


def test_an_officer_reads_and_takes_along_those_of_her_groups(cast, login):
    factories.activity(cast.teros, title="Sosialisasi di Teros")
    factories.activity(cast.kupang, title="Sosialisasi di Kupang")
    client = login(cast.petugas)
    page = client.get("/admin/planning/activity/").content.decode()
    assert ("di Teros" in page, "di Kupang" in page) == (True, False)
    year = timezone.localdate().year
    for query, count in (({"tahun": year}, 1), ({"tahun": year - 1}, 0), ({"tahun": "x"}, 0)):
        found = client.get("/admin/planning/activity/", query).context["cl"].result_list
        assert (query, len(found)) == (query, count)
    assert client.get("/admin/planning/activity/", {"kegiatan": "meeting"}).context["cl"].result_list == []


def test_the_years_offered_are_those_with_an_activity(cast, login):
    for year in (2024, 2026, 2026):
        factories.activity(cast.teros, held_on=f"{year}-01-01")
    factories.activity(cast.kupang, held_on="2022-12-31")
    (told, *_others) = login(cast.petugas).get("/admin/planning/activity/").context["cl"].filter_specs
    assert told.lookup_choices == [("2026", "2026"), ("2024", "2024")]


def test_the_officers_list_says_of_whom_each_number_is(cast, login):
    factories.activity(cast.teros, women=20, men=5, children=0, disabled=1, elderly=3)
    page = login(cast.petugas).get("/admin/planning/activity/").content.decode()
    assert '20 perempuan, 5 laki-laki<span class="sub">1 disabilitas, 3 lansia</span>' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_officers_list_costs_the_same_for_one_row_and_three(cast, login, django_assert_num_queries, rows):
    for _row in range(rows):
        factories.activity(cast.teros)
    client = login(cast.petugas)
    with django_assert_num_queries(8):
        client.get("/admin/planning/activity/")
