"""Whoever leaves is out at her next request, in the middle of a session, whichever way she was ended."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from members.models import Assignment, Pin, Session, User
from members.services import accounts
from safeguards.models import AuditEvent
from tests import factories

OUT = "Tugas Ibu/Bapak di portal ini sudah berakhir. Hubungi petugas program."


@pytest.fixture
def here(cast, login):
    """She is logged in and at work."""
    client = login(cast.humas)
    assert client.get("/").status_code == 200
    return client


def ends(cast, day) -> None:
    Assignment.objects.filter(user=cast.humas).update(starts_on=day - timedelta(days=9), ends_on=day)


WHO = ["relawan", "humas", "kawil", "sekdes", "petugas", "bakti"]


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("state", ["at work", "locked", "waiting for a code"])
@pytest.mark.parametrize("end", ["account", "tasks"])
def test_every_kind_of_account_is_out_in_every_state(cast, login, who, state, end):
    user = getattr(cast, who)
    client = in_state(user, state, login)
    Pin.objects.create(user=user, device_digest=b"1" * 32, key_id="k", hashed="x")
    if end == "account":
        accounts.end_account(by=keeper(cast, user), user=user, hand_over=lambda user: None)
        assert (Pin.objects.count(), Session.objects.filter(user=user).count()) == (0, 0)
    else:
        yesterday = timezone.localdate() - timedelta(days=1)
        user.assignments.update(starts_on=yesterday - timedelta(days=9), ends_on=yesterday)
    assert client.get("/", follow=True).redirect_chain[-1][0].partition("?")[0] == "/masuk/"
    assert client.get("/akun/")["Location"] == "/masuk/?next=/akun/"
    assert client.post("/masuk/pin/", {"pin": "802715"})["Location"].startswith("/masuk/?")


def keeper(cast, user):
    """Somebody who may end that account: nobody ends her own."""
    return factories.administrator() if user == cast.bakti else cast.bakti


def in_state(user, state: str, login) -> Client:
    if state == "waiting for a code":
        factories.app(user)
        client = Client()
        client.post("/masuk/", {"username": user.username, "password": factories.PASSWORD})
        assert client.get("/masuk/kode/").status_code == 200
        return client
    client = login(user)
    if state == "locked":
        Session.objects.filter(user=user).update(seen_at=timezone.now() - timedelta(minutes=20))
    return client


def test_whose_tasks_are_over_leaves_no_other_session_and_no_pin(cast, login, here):
    there = login(cast.humas)
    Pin.objects.create(user=cast.humas, device_digest=b"1" * 32, key_id="k", hashed="x")
    ends(cast, timezone.localdate() - timedelta(days=1))
    here.get("/")
    assert (Pin.objects.count(), Session.objects.filter(user=cast.humas).count()) == (0, 0)
    assert there.get("/")["Location"] == "/masuk/?next=/"
    assert AuditEvent.objects.get(action="session.ended").reason == "tasks_over"


def test_an_account_ended_in_admin_is_out(cast, login, here):
    login(cast.petugas).post(f"/admin/members/user/{cast.humas.pk}/end/")
    assert here.get("/")["Location"] == "/masuk/?next=/"


def test_whose_last_task_has_ended_is_out_and_told(cast, here):
    ends(cast, timezone.localdate() - timedelta(days=1))
    response = here.get("/", follow=True)
    assert response.redirect_chain == [("/masuk/", 302)]
    assert OUT in response.content.decode()
    assert "_auth_user_id" not in here.session


def test_a_task_ended_in_admin_puts_her_out(cast, login, here):
    row = cast.humas.assignments.get()
    Assignment.objects.filter(pk=row.pk).update(starts_on=row.starts_on - timedelta(days=9))
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    login(cast.petugas).post(f"/admin/members/assignment/{row.pk}/change/", {"ends_on": yesterday})
    assert here.get("/pengaduan/")["Location"] == "/masuk/"


def test_her_post_does_nothing_any_more(cast, here):
    ends(cast, timezone.localdate() - timedelta(days=1))
    assert here.post("/akun/", {"full_name": "Contoh Lain"})["Location"] == "/masuk/"
    assert User.objects.get(pk=cast.humas.pk).full_name == "Contoh Humas"


def test_on_her_last_day_she_still_works(cast, here):
    ends(cast, timezone.localdate())
    assert here.get("/").status_code == 200


def test_with_another_task_she_stays(cast, here):
    ends(cast, timezone.localdate() - timedelta(days=1))
    Assignment.objects.create(user=cast.humas, role="volunteer", group=cast.banjarsari)
    assert here.get("/").status_code == 200


def test_with_a_task_to_come_she_stays(cast, here):
    ends(cast, timezone.localdate() - timedelta(days=1))
    tomorrow = timezone.localdate() + timedelta(days=1)
    Assignment.objects.create(user=cast.humas, role="volunteer", group=cast.teros, starts_on=tomorrow)
    assert here.get("/akun/").status_code == 200


def test_who_never_had_a_task_is_told_that_there_is_none(db, login):
    assert login(factories.user()).get("/akun/").status_code == 200


def test_help_stays_open(cast, here):
    ends(cast, timezone.localdate() - timedelta(days=1))
    assert here.get("/bantuan/").status_code == 200
