"""What is released of a village that was merged into another: Banjarsari, which went over into Teros."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from complaints.statistics import Span, Table
from members.models import Group
from planning.models import Release
from planning.services.releases import release_span
from planning.told import totals_told
from tests import factories
from villages.models import Village

OLD, NEW, ELSEWHERE = factories.BANJARSARI, factories.TEROS, factories.LOMPOE
YEAR = factories.LAST_YEAR
ZONE = ZoneInfo("Asia/Makassar")


def at(month: int, day: int = 1) -> datetime:
    return datetime(YEAR, month, day, 12, tzinfo=ZONE)


def needs(cast, count: int, by, month: int = 3) -> None:
    for _number in range(count):
        factories.complaint(by, received_at=at(month), category="education", need="")


def figures(place: str):
    row = Release.objects.filter(place=place, year=YEAR, quarter=0).first()
    return row and row.figures.told(Table.NEEDS, "education").text


@pytest.fixture
def three(cast):
    """Three groups in three villages of the kecamatan, so that it is told."""
    Village.objects.create(
        code="52.03.17.2001", name="Contoh", search_name="contoh", district_id="52.03.17", kind="desa"
    )
    factories.group("KK Contoh", "52.03.17.2001")
    return cast


def test_a_merged_village_with_its_group_is_told_and_counted_above(three):
    needs(three, 6, three.relawan2)
    factories.merge(OLD, NEW)
    factories.release()
    assert [figures(place) for place in (OLD, NEW, "52.03.17", "52.03")] == ["5", "0", "5", "5"]
    assert totals_told(Village.objects.with_place().get(pk=OLD), YEAR).needs[5].now.text == "5"


def test_one_whose_group_went_over_with_it_is_told_for_that_year(three):
    """It has no group any more, and counts as none: where two are left, the kecamatan is not told."""
    needs(three, 6, three.relawan2)
    Group.objects.filter(village=OLD).update(village=NEW)
    factories.release()
    assert figures(OLD) is None
    Release.objects.all().delete()
    factories.merge(OLD, NEW)
    factories.release()
    assert [figures(place) for place in (OLD, NEW, "52.03.17", "52.03")] == ["5", "0", None, None]
    assert Release.objects.get(place=OLD).figures.groups == 0


def test_its_cases_count_above_where_enough_groups_are_left(three):
    Village.objects.create(
        code="52.03.17.2002", name="Contoh Dua", search_name="contohdua", district_id="52.03.17", kind="desa"
    )
    factories.group("KK Contoh Dua", "52.03.17.2002")
    needs(three, 6, three.relawan2)
    Group.objects.filter(village=OLD).update(village=NEW)
    factories.merge(OLD, NEW, date(YEAR - 1, 10, 1))
    factories.release()
    assert [figures(place) for place in (OLD, "52.03.17", "52.03")] == [None, "5", "5"]


@pytest.mark.parametrize(
    ("on", "into", "quarters"),
    [
        (date(YEAR, 4, 1), NEW, [0, 1, 2]),
        (date(YEAR, 3, 31), NEW, [0, 1]),
        (date(YEAR - 1, 12, 31), NEW, []),
        (date(YEAR, 4, 1), None, []),
        (date(YEAR, 4, 1), ELSEWHERE, []),
    ],
)
def test_until_it_left_the_list_into_one_with_a_group(three, on, into, quarters):
    Group.objects.filter(village=OLD).update(village=NEW)
    factories.merge(OLD, into, on)
    factories.release(quarters=(1, 2, 3, 4))
    factories.release()
    rows = Release.objects.filter(place=OLD).order_by("quarter")
    assert list(rows.values_list("quarter", flat=True)) == quarters


def test_that_it_is_told_says_nothing_of_a_case(three):
    """It is told the same without one, or a release would tell that there was one."""
    Group.objects.filter(village=OLD).update(village=NEW)
    factories.merge(OLD, NEW)
    factories.release()
    assert (figures(OLD), Release.objects.filter(place=OLD).count()) == ("0", 1)


def test_what_was_told_of_it_before_stays(cast):
    factories.release()
    before = Release.objects.get(place=OLD).stored
    Group.objects.filter(village=OLD).update(village=NEW)
    factories.merge(OLD, NEW)
    assert release_span(regency=OLD[:5], span=Span(YEAR, ZONE)) is False
    assert Release.objects.get(place=OLD).stored == before
