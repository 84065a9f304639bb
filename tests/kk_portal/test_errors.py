"""Error pages: plain words, the right status, nothing of what was asked for."""

import pytest
from django.test import Client, RequestFactory

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
