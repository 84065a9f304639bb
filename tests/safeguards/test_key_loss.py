"""A key that rows need and the environment does not hold is named at every start."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection, transaction

from safeguards import audit, key_loss
from safeguards.key_use import holders
from safeguards.keygen import new_key
from safeguards.models import AuditEvent, DataKey
from safeguards.models.digested import UNNAMED
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(settings):
    """A case of someone with a phone, and an event about it: two data keys, a digest, an event."""
    settings.LOST_KEYS = []
    settings.DATA_KEYS, settings.DIGEST_KEYS, settings.AUDIT_KEYS = (new_key("old") for _family in range(3))
    person = factories.complaint().persons.get()
    person.identity = {"phone": "+6281200000001"}
    person.digest_anew()
    person.save()
    with transaction.atomic():
        audit.record(action="case.read", chain=person.complaint_id)
        audit.record(action="case.read", chain=person.complaint_id)
    return person


def told() -> list[tuple[str, str]]:
    return [(message.id, message.msg) for message in key_loss.messages()]


def test_nothing_is_lost_while_every_key_is_there(filled, settings):
    assert told() == []
    for name in ("DATA_KEYS", "DIGEST_KEYS", "AUDIT_KEYS"):
        setattr(settings, name, f"{new_key('new')},{getattr(settings, name)}")
    assert told() == []


def test_an_empty_database_needs_no_key(settings):
    settings.DATA_KEYS = new_key("any")
    assert told() == []


NEED = {
    "DATA_KEYS": ("E004", "2 rows of safeguards.DataKey need it, they open for nobody."),
    "DIGEST_KEYS": ("W002", "1 rows of complaints.Person need it, they are not found by phone or NIK."),
    "AUDIT_KEYS": ("E004", "2 rows of safeguards.AuditEvent need it, they cannot be verified."),
}


@pytest.mark.parametrize("family", NEED)
def test_a_missing_key_is_named_with_the_rows_that_need_it(filled, settings, family):
    setattr(settings, family, new_key("new"))
    code, need = NEED[family]
    assert told() == [(f"safeguards.{code}", f"{family} lacks the key 'old': {need}")]


@pytest.mark.parametrize("family", NEED)
def test_another_key_under_the_same_id_is_told_too(filled, settings, family):
    setattr(settings, family, new_key("old"))
    code, need = NEED[family]
    assert told() == [(f"safeguards.{code}", f"{family} holds another key under the id 'old': {need}")]


def test_one_damaged_row_is_no_lost_key(filled):
    DataKey.objects.filter(pk=filled.data_key_id).update(wrapped=b"torn")
    assert told() == []


def test_what_was_destroyed_needs_no_key(filled, settings):
    for key in DataKey.objects.all():
        key.destroy()
    settings.DATA_KEYS = new_key("new")
    assert told() == []


def test_digests_that_do_not_name_their_key_are_told(filled):
    type(filled).objects.update(digest_key_id=UNNAMED)
    ((code, message),) = told()
    assert code == "safeguards.W001"
    assert message == "1 rows of complaints.Person do not say which of DIGEST_KEYS made their digests."


def test_what_is_known_to_be_lost_stops_no_start(filled, settings):
    settings.DATA_KEYS = new_key("new")
    settings.LOST_KEYS = ["DATA_KEYS:old"]
    assert [code for code, _message in told()] == ["safeguards.W003"]
    settings.LOST_KEYS = ["AUDIT_KEYS:old", "DATA_KEYS:other"]
    assert [code for code, _message in told()] == ["safeguards.E004"]


def test_the_system_check_stops_production_and_leaves_a_developers_machine_alone(filled, settings):
    settings.DATA_KEYS = new_key("new")
    settings.LOCAL = True
    assert key_loss.check_key_loss() == []
    settings.LOCAL = False
    with pytest.raises(SystemCheckError, match="DATA_KEYS lacks the key 'old': 2 rows"):
        call_command("check")


def test_it_costs_the_same_however_many_rows_there_are(filled, django_assert_num_queries):
    """Two looks into each of three indexes, and the row that proves its key; its opening reads more."""
    with django_assert_num_queries(12):
        key_loss.losses()
    for _case in range(3):
        factories.complaint()
    with django_assert_num_queries(12):
        key_loss.losses()


@pytest.mark.parametrize("number", range(3))
def test_ids_are_told_from_the_index_alone(filled, number):
    """Of PostgreSQL; the tables are small, so that it is asked what it would do if it could not scan."""
    holder = holders()[number]
    rows = holder.rows().order_by(holder.column).filter(**{f"{holder.column}__gt": "a"})
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        plan = rows.values_list(holder.column, flat=True)[:1].explain()
    assert ("Index Only Scan" if connection.vendor == "postgresql" else "INDEX") in plan


def test_a_database_without_tables_is_no_error(tmp_path, settings, threads):
    """The check runs before the first `migrate` too."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE SCHEMA IF NOT EXISTS bare")
            cursor.execute("SET search_path = bare")
        try:
            assert key_loss.losses() == []
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET search_path = public")
                cursor.execute("DROP SCHEMA bare")
        return
    threads.path = str(tmp_path / "bare.sqlite3")
    assert threads.run(key_loss.losses) == [[]]


def test_each_row_names_its_key(filled):
    assert [holder.key_ids() for holder in holders()] == [["old"], ["old"], ["old"]]
    assert [holder.needing("old").count() for holder in holders()] == [2, 1, 2]
    assert AuditEvent.objects.count() == 2
