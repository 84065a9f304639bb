"""Sessions end by their own row: idle, after twelve hours, from the list, with the password."""

import re
from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.models import Pin, Session, User
from members.services import accounts, invitations
from members.session_store import SessionStore, named
from safeguards.models import AuditEvent
from tests import factories
from tests.factories import PASSWORD

OUT = "/masuk/?next=/akun/"
PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def siti(db):
    return factories.volunteer("siti")


def enter(user, agent=PHONE) -> Client:
    client = Client(headers={"user-agent": agent})
    assert client.post("/masuk/", {"username": user.username, "password": PASSWORD}).status_code == 302
    return client


def key_of(client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def row_of(client) -> Session:
    return Session.objects.get(pk=named(key_of(client)))


def back(client, **fields) -> None:
    """Its row as it was so long ago: ``back(client, seen_at=timedelta(minutes=5))``."""
    told = {name: timezone.now() - ago for name, ago in fields.items()}
    assert Session.objects.filter(pk=named(key_of(client))).update(**told) == 1


def writes(client, path="/akun/") -> list[str]:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    reads = ("SELECT", "EXECUTE spelled_")  # the second on PostgreSQL: safeguards.spelled
    return [query["sql"] for query in queries if not query["sql"].startswith(reads)]


def test_idle_for_twenty_minutes_is_out_and_a_moment_less_is_not(siti):
    client = enter(siti)
    back(client, seen_at=timedelta(minutes=19, seconds=50))
    assert client.get("/akun/").status_code == 200
    back(client, seen_at=timedelta(minutes=20))
    assert client.get("/akun/")["Location"] == OUT
    assert client.get("/akun/")["Location"] == OUT


def test_twelve_hours_end_it_however_busy(siti):
    client = enter(siti)
    row = row_of(client)
    assert row.expire_date - row.began_at == timedelta(hours=12)
    back(client, expire_date=timedelta(0))
    assert client.get("/akun/")["Location"] == OUT


def test_no_save_prolongs_the_twelve_hours(siti):
    client = enter(siti)
    back(client, began_at=timedelta(hours=11))
    change = {"old_password": PASSWORD, "new_password1": "pagar hijau di tepi sawah"}
    client.post("/akun/sandi/", change | {"new_password2": change["new_password1"]})
    assert client.get("/akun/").status_code == 200
    row = row_of(client)
    assert timezone.now() - row.began_at > timedelta(hours=10, minutes=59)
    assert row.expire_date - row.began_at == timedelta(hours=12)


def test_a_login_in_an_idle_session_begins_another(siti):
    client = enter(siti)
    before = row_of(client)
    back(client, seen_at=timedelta(hours=1), began_at=timedelta(hours=2))
    client.post("/masuk/", {"username": "siti", "password": PASSWORD})
    assert client.get("/akun/").status_code == 200
    assert list(Session.objects.values_list("pk", flat=True)) == [row_of(client).pk] != [before.pk]
    assert timezone.now() - row_of(client).began_at < timedelta(minutes=1)


def test_being_here_is_written_once_a_minute_in_a_statement_of_its_own(siti):
    client = enter(siti)
    assert writes(client) == []
    back(client, seen_at=timedelta(seconds=61))
    (written,) = writes(client)
    assert re.match(r'UPDATE "members_session" SET "seen_at" = [^,]+ WHERE', written)
    assert writes(client) == []
    assert timezone.now() - row_of(client).seen_at < timedelta(minutes=1)


def test_a_reader_of_the_table_gets_into_no_session(siti):
    client = enter(siti)
    row = row_of(client)
    assert key_of(client) not in str(vars(row))
    thief = Client()
    thief.cookies[settings.SESSION_COOKIE_NAME] = row.pk
    assert thief.get("/akun/")["Location"] == OUT


def test_what_was_typed_into_an_idle_session_is_back_after_the_login(siti):
    client = enter(siti)
    page = client.get("/akun/").text
    form = {"full_name": "Contoh Siti Baru", "phone": "bukan nomor"}
    form["pemilik"] = re.search(r'name="pemilik" value="([^"]+)"', page)[1]
    back(client, seen_at=timedelta(minutes=21))
    to_login = client.post("/akun/", form)
    assert to_login["Location"].startswith("/masuk/?next=%2Fakun%2F%3Fsimpanan%3D")
    login_page = client.get(to_login["Location"])
    assert "Isian tadi tidak hilang: masuk lagi" in login_page.text
    after = {"username": "siti", "password": PASSWORD, "next": login_page.context["next"]}
    page = client.get(client.post("/masuk/", after)["Location"])
    assert page.context["form"]["full_name"].value() == "Contoh Siti Baru"
    assert User.objects.get(pk=siti.pk).full_name != "Contoh Siti Baru"


def test_what_was_typed_past_the_twelve_hours_is_back_after_the_login(siti):
    client = enter(siti)
    form = {"full_name": "Contoh Siti Baru", "phone": ""}
    form["pemilik"] = re.search(r'name="pemilik" value="([^"]+)"', client.get("/akun/").text)[1]
    back(client, expire_date=timedelta(0))
    login_page = client.get(client.post("/akun/", form)["Location"])
    after = {"username": "siti", "password": PASSWORD, "next": login_page.context["next"]}
    page = client.get(client.post("/masuk/", after)["Location"])
    assert page.context["form"]["full_name"].value() == "Contoh Siti Baru"


def test_the_list_says_with_what_and_marks_this_one(siti):
    here = enter(siti)
    enter(siti, agent="Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0")
    enter(factories.volunteer("lain"))
    page = here.get("/akun/perangkat/")
    assert sorted(row.device for row in page.context["rows"]) == [
        "Chrome di HP Android",
        "Firefox di komputer Windows",
    ]
    assert page.text.count("perangkat ini</span>") == 1
    assert page.text.count('name="akhiri"') == 1


def test_ending_one_is_felt_at_its_next_request(siti):
    here, there = enter(siti), enter(siti)
    assert here.post("/akun/perangkat/", {"akhiri": row_of(there).pk})["Location"] == "/akun/perangkat/"
    assert there.get("/akun/")["Location"] == OUT
    assert here.get("/akun/").status_code == 200
    event = AuditEvent.objects.get(action="session.ended")
    assert (event.actor, event.figures) == (siti.pk, {"sessions": 1})


def test_nobody_ends_the_session_of_another(siti):
    here, other = enter(siti), enter(factories.volunteer("lain"))
    here.post("/akun/perangkat/", {"akhiri": row_of(other).pk})
    assert other.get("/akun/").status_code == 200
    assert not AuditEvent.objects.filter(action="session.ended").exists()


def test_ending_all_others_leaves_this_one(siti):
    here, one, two = enter(siti), enter(siti), enter(siti)
    here.post("/akun/perangkat/", {"semua": "ya"})
    assert [client.get("/akun/").status_code for client in (here, one, two)] == [200, 302, 302]
    assert AuditEvent.objects.get(action="session.ended").figures == {"sessions": 2, "pins": 0}


def test_a_session_ended_meanwhile_is_not_written_back(siti):
    client = enter(siti)
    store = SessionStore(key_of(client))
    store["term"] = "x"
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        store.save()
    assert not Session.objects.exists()


@pytest.mark.parametrize("deed", ["reset", "end"])
def test_an_officer_ends_them_with_the_password_or_the_account(cast, deed):
    client = enter(cast.relawan)
    Pin.objects.create(user=cast.relawan, device_digest=b"1" * 32, key_id="k", hashed="x")
    if deed == "reset":
        invitations.reset_password(by=cast.petugas, user=cast.relawan)
    else:
        accounts.end_account(by=cast.petugas, user=cast.relawan, hand_over=lambda user: None)
    assert client.get("/akun/")["Location"] == OUT
    assert (Session.objects.count(), Pin.objects.count()) == (0, 0)


def test_a_password_change_leaves_no_other_row_and_no_pin(siti):
    here, _there = enter(siti), enter(siti)
    Pin.objects.create(user=siti, device_digest=b"1" * 32, key_id="k", hashed="x")
    new = "pagar hijau di tepi sawah"
    here.post("/akun/sandi/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new})
    assert (Session.objects.get().pk, Pin.objects.count()) == (row_of(here).pk, 0)


def test_the_daily_timer_removes_what_is_past_its_twelve_hours(siti):
    old, new = enter(siti), enter(siti)
    back(old, expire_date=timedelta(0))
    call_command("purge_attempts", stdout=StringIO())
    assert Session.objects.get().pk == row_of(new).pk


def test_logging_out_ends_an_idle_session_too(siti):
    client = enter(siti)
    back(client, seen_at=timedelta(minutes=30))
    client.post("/keluar/cepat/")
    assert not Session.objects.exists()
