"""Logins and logouts on the trail: whose, and of a failed one not even a name."""

import pytest

from safeguards import audit
from safeguards.models import AuditEvent
from tests import factories
from tests.factories import PASSWORD

LOGIN = "/masuk/"


@pytest.fixture
def siti(db):
    return factories.user("siti", phone="+6281234567890")


def post(client, username, password=PASSWORD, address="10.0.0.1"):
    return client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=address)


def told() -> list[tuple]:
    return list(AuditEvent.objects.order_by("pk").values_list("action", "actor", "reason", "refused"))


@pytest.mark.parametrize("door", ["/keluar/", "/keluar/cepat/"])
def test_a_login_and_a_logout_are_hers(client, siti, door):
    post(client, "0812 3456 7890")
    client.post(door)
    assert told() == [("login.done", siti.pk, "", False), ("login.ended", siti.pk, "", False)]
    assert set(AuditEvent.objects.values_list("chain", flat=True)) == {audit.portal_chain(siti.pk)}


def test_leaving_admin_is_a_logout(client, cast):
    post(client, "petugas")
    client.post("/admin/logout/")
    assert [action for action, *_rest in told()] == ["login.done", "login.ended"]


def test_who_is_not_logged_in_leaves_nothing_by_leaving(client, db):
    client.post("/keluar/")
    client.post("/keluar/cepat/")
    assert told() == []


def test_a_failed_one_holds_a_digest_and_no_name(client, siti):
    for name in ("siti", "081234567890", "+62 812-3456-7890", "tidak-ada"):
        post(client, name, "bukan kata sandinya")
    assert told() == [("login.failed", None, "", True)] * 4
    figures = list(AuditEvent.objects.order_by("pk").values_list("figures", flat=True))
    names = [one.pop("name") for one in figures]
    assert figures == [{}] * 4
    assert names[1] == names[2]
    assert len(set(names)) == 3
    stored = str(list(AuditEvent.objects.values()))
    assert [word for word in ("siti", "81234567890", "tidak-ada", "10.0.0.1") if word in stored] == []


def test_whether_there_is_such_an_account_is_not_told(client, siti):
    """An ended account, a wrong password and an unknown name leave the same."""
    factories.user("tini", is_active=False)
    for name, password in (("siti", "salah salah"), ("tini", PASSWORD), ("nihil", PASSWORD)):
        post(client, name, password)
    rows = AuditEvent.objects.values_list("action", "actor", "subject_id", "reason", "refused", "chain")
    assert len(set(rows)) == 1


def test_a_lock_is_told_and_so_is_each_try_behind_it(client, siti):
    for _each in range(7):
        post(client, "siti", "salah salah")
    assert [action for action, *_rest in told()] == ["login.failed"] * 5 + ["login.locked"] * 2
    last = AuditEvent.objects.last()
    assert (last.reason, last.actor) == ("too_many_tries", None)
    assert last.figures == AuditEvent.objects.first().figures


def test_tries_wait_for_no_work_of_the_system(client, siti):
    post(client, "siti", "salah salah")
    assert AuditEvent.objects.get().chain not in {audit.portal_chain(None), audit.portal_chain(siti.pk)}


def test_the_list_says_that_nobody_was_logged_in(client, cast, login):
    post(client, "siti", "salah salah")
    page = login(cast.bakti).get("/admin/safeguards/auditevent/?bidang=login.").content.decode()
    assert [words for words in ("belum masuk", "Gagal masuk", "sidik nama") if words not in page] == []
