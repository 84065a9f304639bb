"""Logging in and out: by name or number, one answer for what is wrong, slowed down, never leaking."""

import pytest
from axes.models import AccessAttempt
from django.urls import reverse

from members.backends import client_address
from tests import factories
from tests.factories import PASSWORD

LOGIN = "/masuk/"
WRONG = "Nama, nomor, atau kata sandi tidak cocok. Periksa lagi, lalu coba sekali lagi."


@pytest.fixture
def siti(db):
    return factories.user("siti", phone="+6281234567890")


def post(client, username, password=PASSWORD, address="10.0.0.1", **extra):
    return client.post(LOGIN, {"username": username, "password": password, **extra}, REMOTE_ADDR=address)


@pytest.mark.parametrize("name", ["siti", " siti ", "081234567890", "0812 3456 7890", "+62 812-3456-7890"])
def test_login_by_name_or_number(client, siti, name):
    response = post(client, name)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(siti.pk)


@pytest.mark.parametrize("name", ["siti", "tidak-ada", "081200000000", "0"])
def test_wrong_and_unknown_get_one_answer(client, siti, name):
    response = post(client, name, "bukan kata sandinya")
    assert response.status_code == 200
    assert response.context["form"].non_field_errors() == [WRONG]


def test_ended_account_gets_the_same_answer(client, siti):
    siti.is_active = False
    siti.save()
    assert post(client, "siti").context["form"].non_field_errors() == [WRONG]


def test_login_goes_on_to_a_page_of_the_portal_only(client, siti):
    assert post(client, "siti", next="/akun/")["Location"] == "/akun/"


@pytest.mark.parametrize("target", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)"])
def test_login_never_leads_elsewhere(client, siti, target):
    assert post(client, "siti", next=target)["Location"] == "/"


def test_login_again_goes_home(client, siti):
    post(client, "siti")
    assert client.get(LOGIN)["Location"] == "/"


def test_six_wrong_tries_lock_this_account_from_this_address_only(client, siti):
    answers = [post(client, "siti", "salah salah").status_code for _each in range(6)]
    assert answers == [200] * 5 + [429]
    assert post(client, "siti").status_code == 429
    assert post(client, "siti", address="10.0.0.2").status_code == 302
    client.logout()
    factories.user("ani")
    assert post(client, "ani").status_code == 302


def test_every_spelling_of_a_number_is_the_same_try(client, siti):
    spellings = ["081234567890", "+6281234567890", "62 812 3456 7890", "0812-3456-7890", "(0812) 34567890"]
    answers = [post(client, name, "salah salah").status_code for name in [*spellings, "0812 3456 7890"]]
    assert answers == [200] * 5 + [429]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "10.0.0.1"),
        (0, "1.2.3.4", "10.0.0.1"),  # written by the visitor: no proxy is there to say it
        (1, "9.9.9.9, 1.2.3.4", "1.2.3.4"),
        (2, "9.9.9.9, 1.2.3.4, 10.0.0.7", "1.2.3.4"),
        (1, "2001:db8:1:2:aaaa::1", "2001:db8:1:2::"),
        (1, "nonsense", None),
    ],
)
def test_a_try_comes_from_the_address_that_our_proxies_saw(rf, settings, proxies, forwarded, address):
    settings.PROXY_COUNT = proxies
    request = rf.post(LOGIN, REMOTE_ADDR="10.0.0.1", headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == address


def test_behind_a_proxy_only_the_guesser_is_locked_out(client, siti, settings):
    settings.PROXY_COUNT = 1
    for _each in range(6):
        client.post(LOGIN, {"username": "siti", "password": "salah"}, headers={"X-Forwarded-For": "1.2.3.4"})
    her_own = {"username": "siti", "password": PASSWORD}
    assert client.post(LOGIN, her_own, headers={"X-Forwarded-For": "5.6.7.8"}).status_code == 302


def test_the_lock_goes_by_itself(client, siti, settings):
    for _each in range(6):
        post(client, "siti", "salah salah")
    settings.AXES_COOLOFF_TIME = 0
    assert post(client, "siti").status_code == 302


def test_throttle_keeps_no_name_no_number_no_path(client, siti):
    post(client, "081234567890", "salah salah", next="/pengaduan/K7Q2M9XD/")
    row = AccessAttempt.objects.get()
    kept = " ".join(str(value) for value in vars(row).values())
    assert [word for word in ("81234567890", "siti", "salah", "K7Q2M9XD") if word in kept] == []
    assert len(row.username) == 64


def test_logout_ends_the_session(client, siti):
    post(client, "siti")
    cookie = client.cookies["kk_sesi"].value
    assert client.post(reverse("members:logout"))["Location"] == LOGIN
    client.cookies["kk_sesi"] = cookie
    assert client.get("/akun/")["Location"] == "/masuk/?next=/akun/"


def test_logout_by_get_does_nothing(client, siti):
    post(client, "siti")
    assert client.get(reverse("members:logout")).status_code == 405
    assert client.get("/akun/").status_code == 200
