"""Every address of the portal × every role × own and foreign things, by the table in roles_table.py."""

import pytest

from . import roles_table
from .asking import Visitor, address, all_ask, routes

ROWS = roles_table.rows()
ONE_OF_EACH = list({row.route: row for row in ROWS}.values())
# A GET may leave a record of the reading and a session, and that a code was tried which opens nothing.
WRITTEN_BY_GET = {"safeguards_auditevent", "django_session", "safeguards_wrongcode"}
WITHOUT_TOKEN = "keluar/cepat/"  # a stale page must still let her out; all it does is end her session


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """What is asked here makes a dozen one-time passwords; the real hasher is slow by design."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


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


def test_what_a_request_writes_is_seen(scene, db):
    """Else the line above would hold of anything."""
    number, visitor = scene.things["B"]["<case:number>"], scene.visitors["relawan"]
    assert visitor.ask("GET", f"/pengaduan/{number}/").written == {"safeguards_auditevent"}
    assert visitor.ask("POST", "/keluar/").written == {"django_session", "safeguards_auditevent"}


@pytest.mark.parametrize("row", ONE_OF_EACH, ids=str)
def test_no_post_goes_without_its_token(scene, db, row):
    path = address(row, scene.things)
    roles = ("stranger", "relawan", "bakti")
    visitors = [Visitor(scene.people.get(role), enforce_csrf_checks=True) for role in roles]
    responses = [visitor.ask("POST", path) for visitor in visitors]
    expected = 302 if row.route == WITHOUT_TOKEN else 403
    assert [response.status_code for response in responses] == [expected] * 3
    assert set().union(*(response.written for response in responses)) <= {"django_session"}
