"""Every road into a logged-in session: recorded or not gone at all, under a new key, nothing gained."""

import ast
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.db import connection
from django.test import Client

from members import entering
from members.models import Session
from members.session_store import SessionStore, named
from safeguards.models import AuditEvent
from tests import factories
from tests.factories import PASSWORD

from .test_pins import choose, leave_lying, unlock

ROADS = ["password", "app", "paper", "pin"]
ROOTS = ("members", "complaints", "planning", "villages", "safeguards", "kk_portal")
FULL = {
    "postgresql": "FOR EACH ROW EXECUTE FUNCTION trail_is_full()",
    "sqlite": "BEGIN SELECT RAISE(ABORT, 'full'); END",
}


@pytest.fixture
def siti(db):
    return factories.volunteer("siti")


def shut_trail() -> None:
    """From now on the database refuses every new row of the trail, as a full disk would."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            body = "$$ BEGIN RAISE EXCEPTION 'full'; END $$"
            cursor.execute(f"CREATE FUNCTION trail_is_full() RETURNS trigger LANGUAGE plpgsql AS {body}")
        table, then = AuditEvent._meta.db_table, FULL[connection.vendor]
        cursor.execute(f"CREATE TRIGGER full_trail BEFORE INSERT ON {table} {then}")


def password(client, name="siti", typed=PASSWORD):
    return client.post("/masuk/", {"username": name, "password": typed})


def before(road: str, user):
    """At the last step of a road: a client, and what it does then."""
    client = Client(raise_request_exception=False)
    if road == "password":
        return client, lambda: password(client)
    if road == "pin":
        password(client)
        choose(client)
        leave_lying(client)
        return client, lambda: unlock(client)
    factories.app(user)
    typed = factories.app_code() if road == "app" else factories.recovery_code(user)
    password(client)
    return client, lambda: client.post("/masuk/kode/", {"kode": typed})


def key_of(client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value if client.cookies else ""


@pytest.mark.parametrize("road", ROADS)
def test_a_road_is_recorded_once_and_goes_under_a_new_key(siti, road):
    client, last_step = before(road, siti)
    key = key_of(client)
    assert last_step().status_code == 302
    assert client.get("/akun/").status_code == 200
    assert key_of(client) != key
    assert not Session.objects.filter(pk=named(key)).exists()
    event = AuditEvent.objects.order_by("-pk").first()
    action = "session.unlocked" if road == "pin" else "login.done"
    assert (event.action, event.actor, event.refused) == (action, siti.pk, False)


@pytest.mark.parametrize("road", ROADS)
def test_what_cannot_be_recorded_lets_nobody_in(siti, road):
    client, last_step = before(road, siti)
    rows = list(Session.objects.values("pk", "user", "seen_at"))
    shut_trail()
    assert last_step().status_code >= 500
    assert client.get("/akun/")["Location"] == "/masuk/?next=/akun/"
    assert list(Session.objects.values("pk", "user", "seen_at")) == rows


def test_a_session_that_is_not_written_leaves_no_record(siti, monkeypatch):
    real = SessionStore.save

    def broken(store, must_create=False):
        """The new key is in, who is logged in under it is not."""
        if not must_create:
            raise OSError(28, "No space left on device")
        real(store, must_create)

    _client, last_step = before("password", siti)
    monkeypatch.setattr(SessionStore, "save", broken)
    assert last_step().status_code >= 500
    assert not AuditEvent.objects.filter(action="login.done").exists()


@pytest.mark.parametrize(("road", "passed"), [("password", False), ("app", True), ("paper", True)])
def test_the_second_step_is_what_was_done_on_this_road(siti, road, passed):
    client, last_step = before(road, siti)
    session = client.session
    session["langkah_kedua"] = True
    if road == "password":
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    last_step()
    assert client.session["langkah_kedua"] is passed


def test_no_key_from_before_the_login_is_worth_anything_after_it(siti):
    planted = SessionStore()
    planted["x"] = "y"
    planted.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    password(client)
    assert client.get("/akun/").status_code == 200
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted.session_key
    assert thief.get("/akun/")["Location"] == "/masuk/?next=/akun/"


def test_there_is_no_other_road():
    """Django's own login, and the reopening of a locked session, are called in one module alone."""
    files = [path for root in ROOTS for path in Path(root).rglob("*.py") if "migrations" not in path.parts]
    found = {path for path in files if _lets_in(ast.parse(path.read_text()))}
    assert found == {Path("members/entering.py")}


def _lets_in(tree: ast.Module) -> bool:
    nodes = list(ast.walk(tree))
    froms = [
        node for node in nodes if isinstance(node, ast.ImportFrom) and node.module == "django.contrib.auth"
    ]
    calls = [ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)]
    imported = {name.name for node in froms for name in node.names}
    return "login" in imported or any(call.endswith(("session.reopen", "auth.login")) for call in calls)


@pytest.mark.parametrize("name", ["siti", "berkode", "tidak-ada", "081200000000"])
def test_nobody_learns_by_the_code_page_which_accounts_there_are(siti, monkeypatch, name):
    factories.app(factories.user("berkode"))
    client, runs, encode = Client(), [], PBKDF2PasswordHasher.encode
    monkeypatch.setattr(
        PBKDF2PasswordHasher, "encode", lambda *args, **kwargs: runs.append(1) or encode(*args, **kwargs)
    )
    answer = password(client, name, "bukan ini sandinya")
    assert (answer.status_code, len(runs)) == (200, 1)
    assert client.get("/masuk/kode/")["Location"] == "/masuk/"
    assert client.post("/masuk/kode/", {"kode": "000000"})["Location"] == "/masuk/"
    assert (len(runs), "menunggu_kode" in client.session) == (1, False)


def test_waiting_for_a_code_ends_a_locked_session(siti):
    client, _last_step = before("pin", siti)
    locked = Session.objects.get()
    factories.app(siti)
    password(client)
    assert list(Session.objects.values_list("user", flat=True)) == [None]
    assert not Session.objects.filter(pk=locked.pk).exists()


def test_who_goes_on_without_opening_a_locked_session_ends_it(siti):
    client, _last_step = before("pin", siti)
    key, locked = key_of(client), Session.objects.get()
    store = SessionStore(key)
    assert (store.locked, dict(store.items())) == (locked, {})
    store["term"] = "x"
    store.save()
    assert list(Session.objects.values_list("pk", "user")) == [(store.row_name, None)]
    assert (store.session_key == key, store.locked) == (False, None)
    assert dict(SessionStore(store.session_key).items()) == {"term": "x"}
    assert unlock(client)["Location"] == "/masuk/?next=%2Fakun%2F&sandi=ya"


def test_somebody_else_who_logs_in_at_a_locked_phone_has_a_session_of_her_own(siti):
    client, _last_step = before("pin", siti)
    ani = factories.volunteer("ani")
    password(client, "ani")
    assert client.get("/akun/").context["user"] == ani
    assert list(Session.objects.values_list("user", flat=True)) == [ani.pk]
    assert entering.PASSED in client.session
