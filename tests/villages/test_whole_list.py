"""All 83,762 villages at once: that they load, load again unchanged, and are searched from an index."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from villages.models import Village


@pytest.fixture(scope="module")
def whole_list(django_db_setup, django_db_blocker):
    """The shipped list, loaded once for this module and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("import_villages", verbosity=0)
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.usefixtures("whole_list"), pytest.mark.django_db]


def plan(queryset) -> str:
    """What the database would do, as it says it."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return queryset.explain()


def test_all_are_loaded():
    assert Village.objects.current().count() == 83_762


def test_a_second_import_changes_nothing():
    told = StringIO()
    call_command("import_villages", stdout=told)
    assert "village: 83,762 listed; 0 added, 0 renamed, 0 returned, 0 vanished, 0 in use." in told.getvalue()
    assert Village.objects.filter(withdrawn_on__isnull=False).count() == 0


@pytest.mark.parametrize(
    ("text", "sqlite", "postgresql"),
    [
        ("banjar sari", "(search_name>? AND search_name<?)", "_search_name_"),
        ("52.03.17", "(code>? AND code<?)", "villages_village_code_"),
    ],
)
def test_a_search_answers_from_an_index(text, sqlite, postgresql):
    told = plan(Village.objects.matching(text))
    if connection.vendor == "sqlite":
        assert "SEARCH villages_village USING INDEX" in told and sqlite in told
    else:
        assert "Seq Scan" not in told and postgresql in told and "~>=~" in told


def test_a_search_with_a_kabupaten_scans_no_villages():
    told = plan(Village.objects.with_place().read_as("teros lombok timur"))
    assert "SCAN villages_village" not in told and "Seq Scan on villages_village" not in told


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("paok motong", "Paokmotong – Kec. Masbagik, Kab. Lombok Timur"),
        ("banjar sari, labuhan haji", "Banjarsari – Kec. Labuhan Haji, Kab. Lombok Timur"),
        ("teros lombok timur", "Teros – Kec. Labuhan Haji, Kab. Lombok Timur"),
    ],
)
def test_people_find_theirs(text, first):
    assert Village.objects.search(text)[0].full_name == first


def test_names_that_repeat_are_told_apart():
    found = Village.objects.search("suka maju", limit=200)
    assert sum(village.search_name == "sukamaju" for village in found) == 119
    assert len({village.full_name for village in found}) == len(found)
