"""What load_demo adds to the cases: activities, whole, of some years, in every group, and nobody's."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from complaints import demo
from members.models import Group
from planning.models import Activity, ActivityPhoto
from tests import factories
from villages.services import import_places


@pytest.fixture
def places(db):
    codes = {plan.village[:length] for plan in demo.cast.GROUPS for length in (2, 5, 8, 13)}
    import_places(gazetteer=factories.gazetteer_of({code: f"Contoh {code}" for code in codes}))


@pytest.fixture
def loaded(places):
    call_command("load_demo", "--cases", "20", stdout=StringIO())


def test_every_group_has_some_in_three_years_and_none_to_come(loaded):
    this = timezone.localdate()
    for group in Group.objects.all():
        days = list(group.activities.values_list("held_on", flat=True))
        assert (
            {this.year - 1, this.year - 2}
            <= {day.year for day in days}
            <= set(range(this.year - 2, this.year + 1))
        )
        assert max(days) <= this


def test_they_say_that_they_are_invented_and_some_have_a_picture(loaded):
    rows = list(Activity.objects.select_related("data_key"))
    assert [row.title for row in rows if "contoh" not in row.title] == []
    assert all(row.children + row.elderly <= row.attendance for row in rows)
    photos = ActivityPhoto.objects.select_related("data_key")
    assert {photo.content[:3] for photo in photos} == {b"\xff\xd8\xff"}


def test_the_planner_knows_the_cases_before_they_are_released(places):
    """PostgreSQL counted a hundred thousand of them, made in this very transaction, as if there were none."""
    with CaptureQueriesContext(connection) as asked:
        call_command("load_demo", "--cases", "20", stdout=StringIO())
    told = [sql["sql"] for sql in asked.captured_queries]
    released = [at for at, sql in enumerate(told) if sql.startswith('INSERT INTO "planning_release"')]
    recorded = [at for at, sql in enumerate(told) if sql.startswith('INSERT INTO "complaints_complaint"')]
    assert max(recorded) < told.index("ANALYZE") < min(released)
