"""Every address of the portal × every role × own and foreign things, by the table in roles_table.py."""

import pytest

from . import roles_table
from .asking import Visitor, address, all_ask, routes, tables_written

pytestmark = pytest.mark.once

ROWS = roles_table.rows()
ONE_OF_EACH = list({row.route: row for row in ROWS}.values())
# A GET may leave a record of the reading and a session, and that a code was tried which opens nothing.
WRITTEN_BY_GET = {"safeguards_auditevent", "members_session", "safeguards_wrongcode"}
WITHOUT_TOKEN = "keluar/cepat/"  # a stale page must still let her out; all it does is end her session


def test_every_address_stands_in_the_table():
    named = {row.route.partition("?")[0] for row in ROWS}
    assert sorted(named) == sorted(set(routes()))


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_who_gets_what(scene, db, row):
    path = address(row, scene.things)
    got, written = all_ask(scene, "GET", path)
    posted, _ = all_ask(scene, "POST", path)
    assert (got, posted) == (row.get, row.post)
    assert written - WRITTEN_BY_GET == set()


SPELLINGS = {
    'INSERT INTO "a" ("b") VALUES (1)': {"a"},
    'PREPARE "x_1" AS INSERT INTO "a" ("b") VALUES ($1)': {"a"},
    "insert  into a(b) select 1": {"a"},
    "INSERT OR IGNORE INTO `a` VALUES (1)": {"a"},
    "replace into a values (1)": {"a"},
    'UPDATE "a" SET "b" = 1': {"a"},
    'update only public."a" set b=1': {"a"},
    'UPDATE OR IGNORE "a" SET b = 1': {"a"},
    '/* note */ DELETE FROM "a"': {"a"},
    'WITH "x" AS (DELETE FROM "a" RETURNING *) INSERT INTO "c" SELECT * FROM "x"': {"a", "c"},
    'SELECT 1; UPDATE "a" SET b = 1': {"a"},
    'INSERT INTO "a" VALUES (1) ON CONFLICT ("b") DO UPDATE SET "b" = 2': {"a"},
    "MERGE INTO a USING c ON true": {"a"},
    "TRUNCATE TABLE a": {"a"},
    "COPY a FROM STDIN": {"a"},
    "DROP TABLE IF EXISTS a": {"a"},
    'CREATE UNIQUE INDEX IF NOT EXISTS "a" ON "c" ("b")': {"a"},
    "EXECUTE insert_safeguards_auditevent_12(1, 2)": {"safeguards_auditevent"},
    'SELECT "a"."b" FROM "a" FOR UPDATE OF "a"': set(),
    'SELECT "a"."b" FROM "a" FOR NO KEY UPDATE': set(),
    "SELECT * FROM a WHERE b = 'UPDATE c SET d; it''s INSERT INTO e'": set(),
    'SAVEPOINT "s1"': set(),
}


@pytest.mark.parametrize("sql", SPELLINGS)
def test_a_write_is_seen_however_it_is_spelt(sql):
    assert tables_written(sql) == SPELLINGS[sql]


def test_what_a_request_writes_is_seen(scene, db):
    """Else the line above would hold of anything."""
    number, visitor = scene.things["B"]["<case:number>"], scene.visitors["relawan"]
    assert visitor.ask("GET", f"/pengaduan/{number}/").written == {"safeguards_auditevent"}
    assert visitor.ask("POST", "/keluar/").written == {"members_session", "safeguards_auditevent"}


@pytest.mark.parametrize("row", ONE_OF_EACH, ids=str)
def test_no_post_goes_without_its_token(scene, db, row):
    path = address(row, scene.things)
    roles = ("stranger", "relawan", "bakti")
    visitors = [Visitor(scene.people.get(role), enforce_csrf_checks=True) for role in roles]
    responses = [visitor.ask("POST", path) for visitor in visitors]
    expected = 302 if row.route == WITHOUT_TOKEN else 403
    assert [response.status_code for response in responses] == [expected] * 3
    written = {"members_session"} | ({"safeguards_auditevent"} if row.route == WITHOUT_TOKEN else set())
    assert set().union(*(response.written for response in responses)) <= written
