"""Our own forms under ``no-referrer``, and those of other pages."""

import pytest
from django.test import Client

TOKEN = "a" * 32


@pytest.fixture
def client(db):
    client = Client(enforce_csrf_checks=True)
    client.cookies["kk_csrf"] = TOKEN
    return client


def post(client, secure: bool, token: str = TOKEN, **headers):
    data = {"csrfmiddlewaretoken": token, "username": "siapa", "password": "bukan sandinya"}
    return client.post("/masuk/", data, secure=secure, headers=headers).status_code


@pytest.mark.parametrize("secure", [True, False])
def test_a_form_of_ours_is_taken(client, secure):
    assert post(client, secure, origin="null", sec_fetch_site="same-origin") == 200
    assert post(client, secure, origin="null") == 200  # a browser that is too old to say more


@pytest.mark.parametrize("secure", [True, False])
@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", "x"])
def test_a_form_of_another_page_is_refused(client, secure, site):
    assert post(client, secure, origin="null", sec_fetch_site=site) == 403
    assert post(client, secure, origin="https://jahat.example", sec_fetch_site="same-origin") == 403


@pytest.mark.parametrize("secure", [True, False])
def test_without_the_token_nothing_is_taken(client, secure):
    assert post(client, secure, "b" * 32, origin="null", sec_fetch_site="same-origin") == 403
    assert post(client, secure, "", origin="null") == 403
