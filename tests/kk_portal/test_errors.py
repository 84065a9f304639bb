"""Error pages: plain words, the right status, nothing of what was asked for."""

import pytest
from django.contrib.auth import get_user
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.utils.functional import SimpleLazyObject

from kk_portal import errors
from safeguards import kept


@pytest.fixture
def strict(login):
    """``strict(user)`` is a logged-in client whose posts need a CSRF token."""

    def client_for(user) -> Client:
        client = login(user)
        client.handler.enforce_csrf_checks = True
        return client

    return client_for


def test_csrf_failure_of_a_stranger_is_a_plain_page(db):
    response = Client(enforce_csrf_checks=True).post("/masuk/", {"username": "a"})
    assert response.status_code == 403
    assert "Belum tersimpan" in response.content.decode()


def test_csrf_failure_with_ones_own_form_gives_it_back(cast, strict):
    client = strict(cast.relawan)
    response = client.post("/akun/", {"cerita": "satu", "pemilik": kept.sign_owner(cast.relawan.pk)})
    assert response.status_code == 302
    assert response.url.startswith("/akun/?simpanan=")
    assert client.get(response.url).wsgi_request.kept_fields["cerita"] == "satu"


def test_csrf_failure_with_anothers_form_is_a_plain_page(cast, strict):
    response = strict(cast.humas).post("/akun/", {"cerita": "x", "pemilik": kept.sign_owner(cast.relawan.pk)})
    assert response.status_code == 403


def test_csrf_failure_after_logging_out_goes_by_way_of_the_login(cast):
    form = {"cerita": "satu", "pemilik": kept.sign_owner(cast.relawan.pk)}
    response = Client(enforce_csrf_checks=True).post("/akun/", form)
    assert response.status_code == 302
    assert response.url.startswith("/masuk/?next=%2Fakun%2F%3Fsimpanan%3D")


def test_not_found_keeps_the_way_out_and_repeats_nothing(cast, login):
    response = login(cast.relawan).get("/tidak-ada/?nama=Melati")
    assert response.status_code == 404
    page = response.content.decode()
    assert "Keluar cepat" in page
    assert "Melati" not in page


def many_fields(client):
    return client.post("/akun/", {f"f{n}": "x" for n in range(2_001)})


REFUSED = {
    "400 address": (400, lambda client: client.get("/pengaduan/?bagian=%00")),
    "400 form": (400, lambda client: client.post("/akun/", {"full_name": "a\0b"})),
    "403": (403, lambda client: client.get("/admin/login/")),
    "404": (404, lambda client: client.get("/tidak-ada/")),
    "405": (405, lambda client: client.put("/akun/")),
    "413": (413, many_fields),
    "414": (414, lambda client: client.get("/pengaduan/", {"q": "x" * 4_001})),
    "415": (415, lambda client: client.post("/akun/", "{}", content_type="application/json")),
}
MINE = ["Keluar cepat", 'aria-label="Menu utama"', 'action="/keluar/"']


@pytest.mark.parametrize("name", REFUSED)
def test_whoever_is_logged_in_finds_her_menu_and_the_way_out(cast, login, name):
    status, ask = REFUSED[name]
    response = ask(login(cast.relawan))
    assert response.status_code == status
    page = response.content.decode()
    assert [words for words in MINE if words not in page] == []
    assert "data-page-before" in page


@pytest.mark.parametrize("name", sorted(set(REFUSED) - {"403", "400 form", "413"}))  # those ask who it is
def test_a_stranger_finds_neither(db, name):
    status, ask = REFUSED[name]
    response = ask(Client())
    assert response.status_code == status
    assert [words for words in MINE if words in response.content.decode()] == []


@pytest.mark.parametrize("name", ["400 address", "405", "414", "415"])
def test_a_request_is_refused_also_where_nobody_can_be_known(cast, login, name):
    status, ask = REFUSED[name]
    client = login(cast.relawan)
    with connection.execute_wrapper(_gone):
        response = ask(client)
    assert response.status_code == status
    page = response.content.decode()
    assert "<h1>Permintaan tidak terbaca</h1>" in page
    assert "Keluar cepat" not in page


def _gone(execute, sql, params, many, context):
    raise OperationalError("server closed the connection unexpectedly")


def test_a_page_of_refusal_is_made_also_where_nobody_can_be_known(cast, login):
    request = login(cast.relawan).get("/bantuan/").wsgi_request
    del request.session._session_cache  # as at the beginning of a request
    request.session._row = None
    request.user = SimpleLazyObject(lambda: get_user(request))
    with connection.execute_wrapper(_gone):
        response = errors.not_found(request, None)
    assert response.status_code == 404
    assert "Halaman tidak ditemukan" in response.content.decode()
    assert "Keluar cepat" not in response.content.decode()


def test_the_form_of_logging_out_on_a_refused_page_works(cast, strict):
    """Its token is one that the browser has, though the request was refused before it was looked for."""
    client = strict(cast.relawan)
    page = client.get("/pengaduan/", {"q": "x" * 4_001}).content.decode()
    form = page.partition('action="/keluar/"')[2]
    token = form.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    assert client.post("/keluar/", {"csrfmiddlewaretoken": token}).status_code == 302
    assert client.get("/akun/").status_code == 302


def test_what_is_too_large_is_called_so(cast, login):
    assert "<h1>Isian terlalu besar</h1>" in many_fields(login(cast.relawan)).content.decode()


def test_server_error_needs_no_database():
    response = errors.server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Ada yang rusak di pihak kami" in response.content.decode()


def test_bad_request_needs_no_database():
    response = errors.bad_request(RequestFactory().get("/"), None)
    assert response.status_code == 400


def test_forbidden_says_whom_to_ask(cast, login):
    response = login(cast.relawan).get("/admin/login/")
    assert response.status_code == 403
    assert "petugas program" in response.content.decode()


def test_locked_out_after_six_wrong_passwords(cast):
    client = Client()
    wrong = {"username": "relawan", "password": "keliru"}
    statuses = [client.post("/masuk/", wrong).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
    assert "15 menit" in client.post("/masuk/", wrong).content.decode()
