"""The database itself keeps the trail: against the program, against SQL, against the role of the portal."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import QuerySet

from safeguards import audit
from safeguards.models import AuditEvent
from tests import trail

pytestmark = pytest.mark.django_db
TABLE = AuditEvent._meta.db_table
RAW = [
    "UPDATE safeguards_auditevent SET actor = 7",
    "DELETE FROM safeguards_auditevent",
    "DELETE FROM safeguards_auditevent WHERE seq = 1",
]
ROLE = "kk_trail_test"


@pytest.fixture
def event(db) -> AuditEvent:
    audit.record(action="case.read")
    return AuditEvent.objects.get()


@pytest.fixture
def postgresql(event):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
        yield cursor
        cursor.execute("RESET ROLE")


def refused(do) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        do()
    assert AuditEvent.objects.count() == 1


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", RAW)
def test_sql_changes_and_removes_nothing(event, statement):
    refused(lambda: run(statement))


def test_nor_does_the_orm_around_its_own_refusals(event):
    rows = QuerySet(AuditEvent)
    refused(lambda: rows.update(actor=7))
    refused(rows.delete)
    refused(lambda: rows.bulk_update([event], ["actor"]))


def test_nor_does_emptying_the_table(event):
    if connection.vendor == "postgresql":
        refused(lambda: run(f"TRUNCATE {TABLE} CASCADE"))


def test_nor_does_putting_a_row_in_the_place_of_another(event):
    """An INSERT that updates what is there is an update."""
    columns = "chain, seq, at, action, subject_type, subject_id, reason, figures, refused, key_id, digest"
    copied = f"SELECT id, {columns} FROM {TABLE} WHERE seq = 1"  # noqa: S608 - no words from outside
    upsert = f"INSERT INTO {TABLE} (id, {columns}) {copied} ON CONFLICT (id) DO UPDATE SET actor = 7"
    refused(lambda: run(upsert))


def test_its_owner_can_in_words_and_the_trail_is_closed_again(event):
    with trail.owned():
        run(RAW[0])
    assert audit.verify().bad.code == "changed"
    refused(lambda: run(RAW[0]))


def test_the_role_of_the_portal_adds_and_reads_and_no_more(postgresql):
    call_command("protect_audit", role=ROLE, verbosity=0)
    postgresql.execute(f"SET ROLE {ROLE}")
    audit.record(action="case.read")
    assert AuditEvent.objects.count() == 3
    attempts = [
        *RAW,
        f"TRUNCATE {TABLE}",
        f"ALTER TABLE {TABLE} DISABLE TRIGGER USER",
        f"DROP TRIGGER trail_rows_stay ON {TABLE}",
        f"DROP TABLE {TABLE} CASCADE",
        "CREATE OR REPLACE FUNCTION safeguards_trail_stays() RETURNS trigger LANGUAGE sql AS 'SELECT 1'",
        "SET session_replication_role = replica",
        "DELETE FROM django_migrations",
    ]
    for statement in attempts:
        with pytest.raises(DatabaseError), transaction.atomic():
            postgresql.execute(statement)
    assert (AuditEvent.objects.count(), audit.verify().bad) == (3, None)


def test_the_role_works_with_every_other_table(postgresql):
    call_command("protect_audit", role=ROLE, verbosity=0)
    postgresql.execute(f"SET ROLE {ROLE}")
    for statement in (
        "INSERT INTO members_organisation (name, short_name, is_lead) VALUES ('x', 'x', false)",
        "UPDATE members_organisation SET name = 'y'",
        "DELETE FROM members_organisation",
    ):
        postgresql.execute(statement)
    assert AuditEvent.objects.filter(action="trail.protected").get().figures == {"role": ROLE}


def test_a_role_that_no_right_binds_is_refused(postgresql):
    with pytest.raises(CommandError, match="There is no role"):
        call_command("protect_audit", role="nobody-of-that-name")
    with pytest.raises(CommandError, match="needs a role of its own"):
        call_command("protect_audit", role=connection.settings_dict["USER"])
    postgresql.execute(f"CREATE ROLE kk_trail_group NOLOGIN; GRANT UPDATE ON {TABLE} TO kk_trail_group")
    postgresql.execute(f"GRANT kk_trail_group TO {ROLE}")
    with pytest.raises(CommandError, match="may change the trail through another role"):
        call_command("protect_audit", role=ROLE)


def test_sqlite_says_that_it_has_none(event):
    if connection.vendor == "sqlite":
        with pytest.raises(CommandError, match="SQLite has no roles"):
            call_command("protect_audit", role="portal")
