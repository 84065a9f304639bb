"""Figures are released once, when they are due, and stay."""

from datetime import UTC, date, datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from complaints.statistics import Span, Table
from members.models import Group
from planning.models import Release
from planning.services.releases import release_due, release_span
from planning.told import newest_quarters, totals_told, years_told
from safeguards.models import AuditEvent
from tests import factories

ZONE = ZoneInfo("Asia/Makassar")
REGENCY = "52.03"


def at(year: int, month: int, day: int = 15) -> datetime:
    return datetime(year, month, day, 12, tzinfo=ZONE)


def due(moment: datetime) -> list[tuple[int, int]]:
    return [(span.year, span.quarter) for regency, span in release_due(moment) if regency == REGENCY]


@pytest.fixture
def first_case(cast):
    return factories.complaint(cast.relawan, received_at=at(2024, 5))


def test_each_span_is_released_a_week_after_it_ended_and_the_last_quarter_with_its_year(first_case):
    assert due(datetime(2024, 4, 7, 15, tzinfo=UTC)) == []
    assert due(datetime(2024, 4, 7, 16, tzinfo=UTC)) == [(2024, 1)]  # midnight of the eighth in Lombok
    assert due(at(2024, 4, 9)) == []
    assert due(at(2025, 1, 9)) == [(2024, 2), (2024, 3), (2024, 4), (2024, 0)]
    assert due(at(2025, 4, 9)) == [(2025, 1)]


def test_a_kabupaten_without_a_case_waits_for_its_first_year_to_end(cast):
    assert due(at(2024, 4, 9)) == []


def test_what_was_released_is_not_released_again(first_case):
    span = Span(2024, ZONE)
    release_span(regency=REGENCY, span=span)
    before = Release.objects.count()
    assert release_span(regency=REGENCY, span=span) is False
    assert Release.objects.count() == before


def test_where_no_group_stood_nothing_is_released(cast, first_case):
    Group.objects.filter(village__district__regency=REGENCY).update(ended_on=date(2023, 12, 31))
    assert release_span(regency=REGENCY, span=Span(2024, ZONE)) is False
    assert not Release.objects.exists()


def test_a_group_that_ended_since_is_told_what_it_did(cast, first_case):
    Group.objects.filter(village=first_case.village).update(ended_on=date(2024, 12, 1))
    Group.objects.exclude(village=first_case.village).update(founded_on=date(2025, 1, 5))
    release_span(regency=REGENCY, span=Span(2024, ZONE))
    assert list(Release.objects.values_list("place", flat=True)) == [first_case.village_id]


def test_a_release_is_recorded_with_what_it_held(first_case):
    factories.release(2024)
    event = AuditEvent.objects.get(action="totals.released")
    assert event.figures == {"regency": REGENCY, "year": 2024, "quarter": 0, "places": 2}


def test_a_case_that_is_recorded_late_goes_into_the_next_release(cast, first_case):
    """Received in the first quarter of 2024, recorded after that was told: it counts in the second."""
    village = first_case.village
    education = {"category": "education", "need": "drop_out"}
    factories.release(2024, quarters=(1,))
    for _number in range(6):
        factories.complaint(cast.relawan, received_at=at(2024, 2), **education)
    factories.release(2024, quarters=(2,))
    factories.release(2024, quarters=(3,))
    told = {quarter.quarter: dict(quarter.needs)["Pendidikan"].text for quarter in newest_quarters(village)}
    assert told == {1: "0", 2: "5", 3: "0"}
    factories.release(2024)
    assert totals_told(village, 2024).needs[5].now.text == "5"


def test_a_case_of_a_year_that_was_told_goes_into_the_next(cast, first_case):
    factories.release(2024)
    for _number in range(6):
        factories.complaint(cast.relawan, received_at=at(2024, 2), category="work", need="capital")
    factories.release(2025)
    told = totals_told(first_case.village, 2025).needs[6]
    assert (told.now.text, told.before.text) == ("5", "0")


def test_a_case_that_is_set_right_counts_in_its_year_as_it_is_then(cast, first_case):
    first_case.category, first_case.need, first_case.received_at = "work", "capital", at(2024, 2)
    first_case.save()
    factories.release(2024, quarters=(1,))
    first_case.category, first_case.need = "education", "drop_out"
    first_case.save()
    factories.release(2024)
    needs = {line.label: line.now.text for line in totals_told(first_case.village, 2024).needs}
    assert (needs["Pendidikan"], needs["Kerja dan ekonomi"]) == ("1–4", "0")


def test_years_told_are_those_of_the_village_the_newest_first(first_case):
    assert years_told(first_case.village) == []
    for year in (2023, 2025, 2024):
        factories.release(year)
    factories.release(2025, quarters=(1,))
    assert years_told(first_case.village) == [2025, 2024, 2023]


def test_a_village_whose_group_has_ended_keeps_what_was_told(cast, first_case):
    factories.release(2024)
    cast.teros.ended_on = at(2024, 12).date()
    cast.teros.save()
    assert years_told(first_case.village) == [2024]
    assert Release.objects.get(place=first_case.village_id).figures.told(Table.NEEDS).text


def test_the_command_says_what_it_released(first_case):
    out = StringIO()
    call_command("release_totals", stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[0] == "52.03: quarter 1 of 2024 released"
    assert "52.03: 2024 released" in lines
    out = StringIO()
    call_command("release_totals", stdout=out)
    assert out.getvalue() == ""
