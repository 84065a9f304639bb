"""Keluar cepat: out at once, and nothing left to go back to."""

import re

from django.test import Client

from tests.factories import PASSWORD


def test_leave_ends_the_session_and_shows_the_neutral_page(cast, login):
    client = login(cast.relawan)
    assert client.get("/akun/").status_code == 200
    response = client.post("/keluar/cepat/")
    assert (response.status_code, response.url) == (302, "/resep/")
    assert response["Clear-Site-Data"] == '"cache"'
    assert client.get("/akun/").url == "/masuk/?next=/akun/"


def test_leave_does_nothing_for_a_link(cast, login):
    client = login(cast.relawan)
    assert client.get("/keluar/cepat/").status_code == 405
    assert client.get("/akun/").status_code == 200


def test_leave_also_goes_from_a_page_of_before_the_login(cast, login):
    client = login(cast.relawan)
    client.handler.enforce_csrf_checks = True
    response = client.post("/keluar/cepat/", {"csrfmiddlewaretoken": "x" * 64})
    assert (response.status_code, response.url) == (302, "/resep/")
    assert client.get("/akun/").url == "/masuk/?next=/akun/"


def test_another_sites_form_comes_without_the_session(cast):
    client = Client()
    client.post("/masuk/", {"username": "relawan", "password": PASSWORD})
    assert client.cookies["kk_sesi"]["samesite"] == "Lax"


def test_leave_when_the_session_is_already_over(db):
    assert Client().post("/keluar/cepat/").url == "/resep/"


def test_recipe_says_nothing_about_the_portal(db):
    page = Client().get("/resep/").content.decode()
    words = set(re.sub(r"<[^>]+>", " ", page).casefold().split())
    assert words & {"kk", "portal", "pengaduan", "kekerasan", "masuk", "kelompok"} == set()


def test_every_page_behind_the_login_has_the_button(cast, login):
    client = login(cast.relawan)
    for path in ("/", "/akun/", "/akun/sandi/", "/bantuan/", "/tidak-ada/"):
        assert client.get(path).content.decode().count('data-leave="/resep/"') == 1
    assert login(cast.petugas).get("/admin/").content.decode().count('data-leave="/resep/"') == 1


def test_the_login_page_has_no_button(db):
    assert "data-leave" not in Client().get("/masuk/").content.decode()
