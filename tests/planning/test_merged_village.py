"""Totals of a village that was merged into another: who sees them, and what the pages say.

Banjarsari went over into Teros. ``relawan2`` and ``sekdes2`` are of the old village, ``relawan`` and
``sekdes`` of the new one, ``petugas`` accompanies both and ``petugas2`` neither.
"""

import io

import openpyxl
import pytest
from django.urls import reverse

from members.enums import Division, Position
from members.models import Assignment, Group
from members.roles import Role
from planning import reach
from planning.models import Release
from tests import factories
from villages.models import Village

NAMES = ("summary", "download", "board", "proposals")
PAGE, FILE, BOARD, LIST = (reverse(f"planning:{name}") for name in NAMES)
OLD, NEW, THIRD, FOURTH = factories.BANJARSARI, factories.TEROS, "52.03.05.2002", factories.LOMPOE
SAYS = "Desa Banjarsari sudah bergabung ke Desa Teros."


@pytest.fixture
def cast(cast):
    """Last year's figures were released of both, as of the kabupaten of ``petugas2``."""
    cast.sekdes2 = factories.secretary("sekdes2", OLD)
    for village in (NEW, factories.BOKONUSAN):
        factories.release(village=village)
    return cast


@pytest.fixture
def merged(cast):
    factories.merge(OLD, NEW)
    return cast


@pytest.fixture
def named(merged):
    return lambda name: getattr(merged, name)


def told(user) -> list[str]:
    """Names of the villages that she may choose, the own in capitals."""
    return [row.name.upper() if row.is_hers else row.name for row in reach.villages_told(user)]


def get(client, path: str, code: str = "", **asked):
    return client.get(path, ({"desa": code} if code else {}) | asked)


def page_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("sekdes", ["TEROS"], ["Banjarsari", "TEROS"]),
        ("relawan", ["TEROS"], ["Banjarsari", "TEROS"]),
        ("kawil", ["TEROS"], ["Banjarsari", "TEROS"]),
        ("sekdes2", ["BANJARSARI"], ["BANJARSARI", "Teros"]),
        ("relawan2", ["BANJARSARI"], ["BANJARSARI", "Teros"]),
        ("petugas", ["BANJARSARI", "TEROS"], ["BANJARSARI", "TEROS"]),
        ("petugas2", ["BOKONUSAN"], ["BOKONUSAN"]),
        ("bakti", ["BOKONUSAN", "BANJARSARI", "TEROS"], ["BOKONUSAN", "BANJARSARI", "TEROS"]),
    ],
)
def test_she_is_told_of_her_own_of_what_came_to_it_and_of_what_it_went_to(cast, name, before, after):
    user = getattr(cast, name)
    assert told(user) == before
    factories.merge(OLD, NEW)
    assert told(user) == after
    own = [row.name.upper() for row in reach.villages_for(user)]
    assert own == [row for row in after if row.isupper()]


def test_two_steps_are_told_and_a_third_is_not(cast):
    for code, into in ((OLD, THIRD), (THIRD, NEW), (NEW, FOURTH)):
        factories.merge(code, into)
    assert told(cast.sekdes) == ["Banjarsari", "Paokmotong", "TEROS", "Lompoe"]
    assert told(cast.sekdes2) == ["BANJARSARI", "Paokmotong", "Teros"]
    assert told(factories.secretary("lompoe", FOURTH)) == ["Paokmotong", "Teros", "LOMPOE"]


def test_what_went_into_the_same_village_as_hers_is_not_told(merged):
    factories.merge(THIRD, NEW)
    assert told(merged.sekdes2) == ["BANJARSARI", "Teros"]
    assert told(merged.sekdes) == ["Banjarsari", "Paokmotong", "TEROS"]


def test_a_village_that_returned_or_only_left_leads_nowhere(cast):
    Village.objects.filter(pk=OLD).update(merged_into=NEW)
    assert (told(cast.sekdes), told(cast.sekdes2)) == (["TEROS"], ["BANJARSARI"])
    factories.merge(OLD, None)
    assert (told(cast.sekdes), told(cast.sekdes2)) == (["TEROS"], ["BANJARSARI"])


@pytest.mark.parametrize("name", ["sekdes", "relawan", "humas", "kawil", "sekdes2", "relawan2", "petugas"])
@pytest.mark.parametrize("path", [PAGE, BOARD])
def test_both_pages_open_to_both(named, login, name, path):
    client = login(named(name))
    assert [get(client, path, code).status_code for code in (OLD, NEW)] == [200, 200]


@pytest.mark.parametrize("path", [PAGE, BOARD, FILE])
def test_to_a_foreign_one_neither_is_there(merged, login, path):
    client = login(merged.petugas2)
    assert [get(client, path, code).status_code for code in (OLD, NEW)] == [404, 404]


@pytest.mark.parametrize(("name", "path"), [("sekdes", PAGE), ("sekdes2", PAGE), ("sekdes", LIST)])
def test_before_the_merger_the_other_one_is_not_there(cast, login, name, path):
    other = OLD if name == "sekdes" else NEW
    assert get(login(getattr(cast, name)), path, other).status_code == 404
    factories.merge(OLD, NEW)
    assert get(login(getattr(cast, name)), path, other).status_code == 200


@pytest.mark.parametrize("name", ["sekdes", "sekdes2", "relawan", "relawan2", "petugas", "bakti"])
def test_she_begins_with_a_village_that_is_on_the_list(named, login, name):
    village = get(login(named(name)), PAGE).context["asked"].village
    assert village.pk == (factories.BOKONUSAN if name == "bakti" else NEW)


def test_she_begins_with_her_own_not_with_one_that_comes_earlier(cast, login):
    """Both Banjarsari and Bokonusan are hers, and Banjarsari went over into Lompoe."""
    Assignment.objects.create(user=cast.sekdes2, role=Role.SECRETARY, village=cast.kupang.village)
    factories.merge(OLD, FOURTH)
    assert told(cast.sekdes2) == ["BOKONUSAN", "BANJARSARI", "Lompoe"]
    assert get(login(cast.sekdes2), PAGE).context["asked"].village.pk == factories.BOKONUSAN
    factories.merge(factories.BOKONUSAN, None)
    assert get(login(cast.sekdes2), PAGE).context["asked"].village.pk == factories.BOKONUSAN


@pytest.mark.parametrize(
    ("name", "status"), [("sekdes", 200), ("relawan", 200), ("humas", 403), ("kawil", 403)]
)
def test_who_takes_the_new_ones_workbook_takes_the_old_ones_too(named, login, name, status):
    client = login(named(name))
    assert [get(client, FILE, code).status_code for code in (OLD, NEW)] == [status, status]


def test_chair_and_other_coordinators_take_it_too(merged, login):
    chair = factories.volunteer("ketua", merged.teros, "", Position.CHAIR)
    data = factories.volunteer("data", merged.teros, Division.DATA, Position.COORDINATOR)
    assert [get(login(user), FILE, OLD).status_code for user in (chair, data)] == [200, 200]


@pytest.mark.parametrize(("name", "of_old"), [("sekdes2", 200), ("relawan2", 403)])
def test_the_old_ones_people_take_their_own_and_not_the_new_ones(named, login, name, of_old):
    client = login(named(name))
    assert [get(client, FILE, code).status_code for code in (OLD, NEW)] == [of_old, 403]


@pytest.mark.parametrize("name", ["sekdes", "sekdes2", "relawan", "relawan2"])
def test_nobody_gets_exact_figures_by_it(named, name):
    places = [named("teros").village, named("banjarsari").village]
    assert [reach.sees_exact(named(name), place) for place in places] == [False, False]


def test_an_officer_of_the_new_ones_groups_reads_the_old_one_as_released(cast, login):
    """Until she accompanies every group of the old one as well."""
    other = factories.organisation("UDN")
    Group.objects.filter(village=OLD).update(partner=other)
    factories.merge(OLD, NEW)
    client = login(cast.petugas)
    asked = [get(client, PAGE, code).context["asked"] for code in (OLD, NEW)]
    assert [(one.exact, one.totals.exact) for one in asked] == [(False, False), (True, True)]
    assert "jangan-dibagikan" not in get(client, FILE, OLD)["Content-Disposition"]
    assert get(client, BOARD, OLD).context["totals"].exact is False
    Group.objects.filter(village=OLD).update(partner=cast.teros.partner)
    assert get(client, PAGE, OLD).context["asked"].exact is True


def test_an_officer_of_the_old_ones_groups_reads_the_new_one_as_released(merged, login):
    Group.objects.filter(village=NEW).update(partner=factories.organisation("UDN"))
    client = login(merged.petugas)
    asked = [get(client, PAGE, code).context["asked"] for code in (OLD, NEW)]
    assert [one.exact for one in asked] == [True, False]
    assert get(client, FILE, NEW).status_code == 403


@pytest.mark.parametrize("name", ["sekdes", "sekdes2"])
def test_the_page_says_so_and_leads_on(named, login, name):
    client = login(named(name))
    old, new = (page_of(get(client, PAGE, code)) for code in (OLD, NEW))
    assert (SAYS in old, "Angka di sini hanya angka Desa Banjarsari." in old) == (True, True)
    assert f'href="{PAGE}?desa={NEW}">Buka rekap Desa Teros</a>' in old
    assert "bergabung ke" not in new
    assert "Banjarsari – Labuhan Haji (bergabung)</option>" in new
    assert "Teros – Labuhan Haji</option>" in new


@pytest.mark.parametrize("quarters", [(), (1,)])
def test_the_waiting_page_says_so_and_speaks_of_figures_where_there_are(merged, login, quarters):
    Release.objects.all().delete()
    if quarters:
        factories.release(quarters=quarters)
    page = page_of(get(login(merged.sekdes), PAGE, OLD))
    assert (SAYS in page, f'href="{PAGE}?desa={NEW}"' in page) == (True, True)
    assert ("Angka di sini hanya angka" in page) == bool(quarters)


def test_where_she_does_not_see_the_next_one_there_is_no_way_to_it(merged, login):
    for code, into in ((NEW, THIRD), (THIRD, FOURTH)):
        factories.merge(code, into)
    client = login(merged.sekdes2)
    page = page_of(get(client, PAGE, THIRD))
    assert "Desa Paokmotong sudah bergabung ke Kelurahan Lompoe." in page
    assert "Buka rekap" not in page
    assert get(client, PAGE, FOURTH).status_code == 404


def test_the_next_step_of_its_planning_is_no_longer_shown(cast, login):
    client, head = login(cast.sekdes2), "Perencanaan Desa Banjarsari"
    assert head in page_of(get(client, PAGE, OLD))
    factories.merge(OLD, NEW)
    assert head not in page_of(get(client, PAGE, OLD))
    Release.objects.all().delete()
    assert head not in page_of(get(client, PAGE, OLD))


def test_the_wall_and_the_cover_say_so(merged, login):
    client = login(merged.sekdes)
    walls = [page_of(get(client, BOARD, code)) for code in (OLD, NEW)]
    assert ["Sudah bergabung ke Desa Teros." in page for page in walls] == [True, False]
    covers = [cover_of(get(client, FILE, code)) for code in (OLD, NEW)]
    assert [cover.get("Catatan") for cover in covers] == [
        f"{SAYS} Angka di sini hanya angka Desa Banjarsari.",
        None,
    ]


def cover_of(response) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(response.content))["Sampul"]
    return dict(row[:2] for row in sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("merged_villages", [1, 3])
def test_the_page_of_a_merged_village_costs_the_same(
    merged, login, django_assert_num_queries, merged_villages
):
    for code in (THIRD, FOURTH)[: merged_villages - 1]:
        factories.merge(code, NEW)
    client = login(merged.sekdes)
    get(client, PAGE, OLD)
    with django_assert_num_queries(14):
        assert get(client, PAGE, OLD).status_code == 200
