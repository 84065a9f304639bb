"""A link that works once: opened it changes nothing, used it sets a password and logs nobody in."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from members.errors import InvitationOver, NotPermitted
from members.models import Invitation, User
from members.services import accounts, invitations
from safeguards.models import AuditEvent
from tests import factories
from tests.factories import PASSWORD

NEW = "pagar hijau di tepi sawah"


@pytest.fixture
def invited(cast):
    """The address that the officer hands on."""
    made = invitations.reset_password(by=cast.petugas, user=cast.humas)
    return f"/undangan/{made.code}/"


def answer(address, client=None, new=NEW, again=None):
    return (client or Client()).post(address, {"new_password1": new, "new_password2": again or new})


def enter(client, name="humas", password=NEW):
    return client.post("/masuk/", {"username": name, "password": password})


def test_opening_a_link_changes_nothing(cast, invited):
    before = (Invitation.objects.values().get(), User.objects.values().get(pk=cast.humas.pk))
    assert [Client().get(invited).status_code for _each in range(3)] == [200] * 3
    assert Client().head(invited).status_code == 200
    assert (Invitation.objects.values().get(), User.objects.values().get(pk=cast.humas.pk)) == before
    assert not AuditEvent.objects.filter(action="invitation.used").exists()


def test_a_link_sets_her_own_password_once_and_logs_nobody_in(cast, invited):
    client = Client()
    done = answer(invited, client)
    assert (done["Location"], "_auth_user_id" in client.session) == ("/masuk/", False)
    assert enter(client)["Location"] == "/"
    again = answer(invited, new="jalan lain ke pasar baru")
    assert (again.status_code, User.objects.get(pk=cast.humas.pk).check_password(NEW)) == (404, True)
    event = AuditEvent.objects.get(action="invitation.used")
    assert (event.actor, event.figures) == (cast.humas.pk, {"from": cast.petugas.pk})


@pytest.mark.parametrize("spelling", [str.lower, lambda code: code.replace("-", "")])
def test_a_link_is_read_in_any_spelling(invited, spelling):
    assert Client().get(spelling(invited)).status_code == 200


def test_a_link_that_does_not_open_looks_the_same_whatever_the_reason(cast, invited):
    gone = {"unknown": "/undangan/0000-0000-0000-0000-0000-0000-00/", "none": "/undangan/x/"}
    row = Invitation.objects.get()
    for name, change in {
        "used": {"used_at": timezone.now()},
        "revoked": {"revoked_at": timezone.now()},
        "expired": {
            "expires_at": timezone.now() - timedelta(seconds=1),
            "made_at": row.made_at - timedelta(4),
        },
    }.items():
        Invitation.objects.filter(pk=row.pk).update(**change)
        gone[name] = Client().get(invited).content
        Invitation.objects.filter(pk=row.pk).update(used_at=None, revoked_at=None, expires_at=row.expires_at)
    User.objects.filter(pk=cast.humas.pk).update(is_active=False)
    gone["ended"] = Client().get(invited).content
    pages = [Client().get(page).content if isinstance(page, str) else page for page in gone.values()]
    assert len(set(pages)) == 1


@pytest.mark.parametrize("path", ["/undangan/0000-0000-0000-0000-0000-0000-00/", "/undangan/x/"])
def test_unknown_and_known_links_ask_the_database_once(db, path, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert Invitation.objects.select_related("user").filter(digest=b"0").first() is None
    with django_assert_num_queries(3):  # the look-up, and the count of wrong tries
        assert Client().get(path).status_code == 404


def test_guessing_is_slowed_down_and_a_right_link_still_opens(invited):
    answers = [Client().get("/undangan/x/").status_code for _each in range(21)]
    assert answers == [404] * 20 + [429]
    assert Client().get(invited).status_code == 200


@pytest.mark.parametrize(
    ("new", "again", "fields"),
    [
        ("pendek", None, ["new_password1"]),
        ("pendek", "lain", ["new_password1", "new_password2"]),
        (NEW, "lain lagi di sini", ["new_password2"]),
        ("", None, ["new_password1", "new_password2"]),
    ],
)
def test_a_password_that_will_not_do_leaves_the_link_open(cast, invited, new, again, fields):
    response = answer(invited, new=new, again=again)
    assert (response.status_code, sorted(response.context["form"].errors)) == (200, fields)
    assert Invitation.objects.get().is_open


@pytest.fixture
def out(transactional_db) -> Invitation:
    """Made before ``threads``, which works on a copy."""
    factories.invitation(factories.volunteer("siti"))
    return Invitation.objects.select_related("user").get()


def test_of_two_at_once_one_sets_a_password(out, threads):
    def accept(password: str) -> str:
        try:
            invitations.accept(invitation=out, password=password)
        except InvitationOver:
            return ""
        return password

    words = (NEW, "jalan lain ke pasar baru")
    taken = threads.run(*[lambda word=word: accept(word) for word in words])
    (word,) = filter(None, taken)
    (user,) = threads.run(lambda: User.objects.get(pk=out.user_id))
    assert user.check_password(word)


def test_a_new_link_ends_the_one_before_and_revoking_ends_the_last(cast, login, invited):
    client, base = login(cast.petugas), f"/admin/members/user/{cast.humas.pk}"
    second = client.post(f"{base}/reset/").context["address"]
    assert [Client().get(path).status_code for path in (invited, second)] == [404, 200]
    assert client.post(f"{base}/revoke/")["Location"] == f"{base}/change/"
    assert Client().get(second).status_code == 404
    assert AuditEvent.objects.filter(action="invitation.revoked").count() == 2
    shown = client.post(f"{base}/revoke/", follow=True)
    assert "Tidak ada undangan yang masih berlaku untuk akun ini." in shown.content.decode()


def test_revoking_outside_the_reach_is_refused(cast, invited):
    with pytest.raises(NotPermitted):
        invitations.revoke(by=cast.petugas2, user=cast.humas)
    assert Invitation.objects.get().is_open


def test_ending_an_account_ends_its_link(cast, invited):
    accounts.end_account(by=cast.petugas, user=cast.humas, hand_over=lambda user: None)
    assert Invitation.objects.get().revoked_at is not None


def test_she_is_told_when_she_next_logs_in_and_always_on_her_account(cast, invited):
    answer(invited)
    client = Client()
    enter(client)
    text = client.get("/akun/").content.decode()
    assert text.count(f"lewat undangan dari {cast.petugas}.") == 2
    used = timezone.now() - timedelta(days=8)
    Invitation.objects.update(used_at=used, made_at=used - timedelta(hours=1))
    client = Client()
    enter(client)
    assert client.get("/akun/").content.decode().count(f"lewat undangan dari {cast.petugas}.") == 1


def test_a_link_does_not_pass_by_the_second_factor(cast, invited):
    factories.app(cast.humas)
    client = Client()
    answer(invited, client)
    assert enter(client)["Location"] == "/masuk/kode/"
    assert client.get("/")["Location"] == "/masuk/?next=/"


def hashes(monkeypatch, do) -> int:
    runs, encode = [], PBKDF2PasswordHasher.encode
    monkeypatch.setattr(
        PBKDF2PasswordHasher, "encode", lambda *args, **kwargs: runs.append(1) or encode(*args, **kwargs)
    )
    do()
    return len(runs)


@pytest.mark.parametrize("name", ["siti", "belum", "tidak-ada", "berhenti", "081200000000"])
def test_login_does_the_same_work_for_unknown_wrong_ended_and_invited(db, monkeypatch, name):
    factories.user("siti")
    factories.user("berhenti", is_active=False)
    fresh = factories.user("belum")
    fresh.set_unusable_password()
    fresh.save()
    assert hashes(monkeypatch, lambda: enter(Client(), name, "bukan ini sandinya")) == 1


def test_the_first_administrator_comes_by_the_machine(db, capsys):
    call_command("make_administrator", "bakti", "Contoh Bakti", "--phone", "081234567890")
    address = capsys.readouterr().out.split()[-1]
    assert address.startswith("http://localhost:8000/undangan/")
    answer(address.removeprefix("http://localhost:8000"))
    client = Client()
    assert enter(client, "081234567890")["Location"] == "/"
    assert client.get("/admin/members/organisation/add/").status_code == 200
    with pytest.raises(CommandError, match="Administrator sudah ada"):
        call_command("make_administrator", "lain", "Contoh Lain")
    assert User.objects.count() == 1


def test_the_first_administrator_needs_a_name_that_can_be_one(db):
    with pytest.raises(CommandError):
        call_command("make_administrator", "nama dengan spasi", "Contoh")
    assert User.objects.count() == 0


def test_the_old_password_is_gone_while_the_link_is_out(cast, invited):
    assert enter(Client(), password=PASSWORD).status_code == 200
