"""A neutral title and icon, chosen for a device."""

import re

from django.conf import settings

from kk_portal.errors import bad_request, server_error

TITLE = re.compile(r"<title>(.*?)</title>")


def title(client, path="/masuk/") -> str:
    return TITLE.search(client.get(path).text)[1]


def test_it_stays_with_the_device_over_the_logout(cast, login):
    client = login(cast.relawan)
    assert title(client, "/akun/") == "Akun · KK Portal"
    assert client.post("/akun/tampilan/", {"judul": "netral"})["Location"] == "/akun/tampilan/"
    assert title(client, "/akun/") == "Resep sayur bening"
    client.post("/keluar/cepat/")
    assert title(client) == "Resep sayur bening"
    assert "leaf.svg" in client.get("/masuk/").text
    cookie = client.cookies[settings.LOOK_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")


def test_it_is_taken_back(cast, login):
    client = login(cast.relawan)
    client.post("/akun/tampilan/", {"judul": "netral"})
    assert " checked" in client.get("/akun/tampilan/").text
    client.post("/akun/tampilan/", {})
    assert title(client, "/akun/") == "Akun · KK Portal"
    assert " checked" not in client.get("/akun/tampilan/").text


def test_errors_are_neutral_too(cast, login, rf):
    client = login(cast.relawan)
    client.cookies[settings.LOOK_COOKIE_NAME] = "netral"
    assert title(client, "/tidak-ada/") == "Resep sayur bening"
    request = rf.get("/")
    request.COOKIES[settings.LOOK_COOKIE_NAME] = "netral"
    for page in (bad_request(request, None), server_error(request)):
        assert TITLE.search(page.content.decode())[1] == "Resep sayur bening"
