"""Headers of every kind of response; what was typed comes back; the local clock."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.test.signals import template_rendered
from django.utils import timezone

from kk_portal import typed_input
from kk_portal.middleware import clock_of
from safeguards import kept
from safeguards.models import KeptInput
from tests import factories
from villages.zones import WITA


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/masuk/", 200),
        ("/bantuan/", 200),
        ("/sehat/", 200),
        ("/", 302),
        ("/tidak-ada/", 404),
        ("/admin/", 302),
    ],
)
def test_private_responses_to_strangers_are_not_stored(db, path, status):
    response = Client().get(path)
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("path", ["/", "/bantuan/", "/akun/", "/tidak-ada/"])
def test_private_responses_behind_the_login_are_not_stored(cast, login, path):
    assert login(cast.relawan).get(path)["Cache-Control"] == "no-store, private"


def test_private_responses_cover_admin(cast, login):
    assert login(cast.petugas).get("/admin/")["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("path", ["/resep/", "/robots.txt", "/favicon.ico"])
def test_private_responses_leave_marked_pages_public(path, db):
    assert Client().get(path)["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize("path", ["/masuk/", "/resep/", "/tidak-ada/", "/admin/"])
def test_every_response_forbids_devices_frames_and_other_hosts(db, path):
    response = Client().get(path)
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in response["Permissions-Policy"]
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    policy = {part.split()[0]: part.split()[1:] for part in response["Content-Security-Policy"].split(";")}
    assert policy["default-src"] == ["'none'"]
    assert {source for sources in policy.values() for source in sources} == {"'none'", "'self'"}


def test_keep_typed_input_of_a_lost_session_comes_back_after_login(cast, login):
    form = {"cerita": ["satu", "dua"], "pemilik": kept.sign_owner(cast.relawan.pk), "old_password": "rahasia"}
    lost = Client().post("/akun/", form)
    login_page, query = urlsplit(lost.url).path, parse_qs(urlsplit(lost.url).query)
    address = query["next"][0]
    assert (lost.status_code, login_page) == (302, "/masuk/")
    assert address.startswith("/akun/?simpanan=")
    found = login(cast.relawan).get(address).wsgi_request.kept_fields
    assert dict(found.lists()) == {"cerita": ["satu", "dua"]}


def test_keep_typed_input_gives_nothing_to_someone_else(cast, login):
    lost = Client().post("/akun/", {"cerita": "satu", "pemilik": kept.sign_owner(cast.relawan.pk)})
    address = parse_qs(urlsplit(lost.url).query)["next"][0]
    assert login(cast.humas).get(address).wsgi_request.kept_fields is None
    assert login(cast.relawan).get(address).wsgi_request.kept_fields["cerita"] == "satu"


def test_keep_typed_input_gives_nothing_to_another_page(cast, login):
    token = kept.keep(user_id=cast.relawan.pk, path="/kelompok/", fields={"a": ["1"]})
    assert login(cast.relawan).get(f"/akun/?simpanan={token}").wsgi_request.kept_fields is None


def test_keep_typed_input_without_a_signature_keeps_nothing(cast):
    for mark in ({}, {"pemilik": "palsu"}):
        lost = Client().post("/akun/", {"cerita": "satu"} | mark)
        assert lost.url == "/masuk/?next=/akun/"
    assert not KeptInput.objects.exists()


def test_keep_typed_input_that_is_too_large_goes_to_a_plain_login(cast):
    form = {"cerita": "x" * (kept.LARGEST + 1), "pemilik": kept.sign_owner(cast.relawan.pk)}
    assert Client().post("/akun/", form).url == "/masuk/?next=/akun/"


def test_keep_typed_input_stays_out_of_pages_without_login(cast):
    form = {"username": "relawan", "pemilik": kept.sign_owner(cast.relawan.pk)}
    assert Client().post("/masuk/", form).status_code == 200
    assert not KeptInput.objects.exists()


@pytest.mark.parametrize("name", ["pin", "pin_again", "kode", "kunci"])
def test_worth_keeping_leaves_out_what_opens_something(rf, name):
    assert typed_input.worth_keeping(rf.post("/", {name: "802715", "a": "1"}).POST) == {"a": ["1"]}


def test_worth_keeping_leaves_out_tokens_and_passwords(rf):
    request = rf.post(
        "/", {"csrfmiddlewaretoken": "x", "pemilik": "y", "new_password1": "z", "kata_sandi": "z", "a": "1"}
    )
    assert typed_input.worth_keeping(request.POST) == {"a": ["1"]}


@pytest.mark.parametrize(
    ("code", "zone"), [(factories.TEROS, "Asia/Makassar"), (factories.NUSANIWE, "Asia/Jayapura")]
)
def test_local_time_is_that_of_the_group(db, login, code, zone):
    user = factories.volunteer("ani", factories.group("KK Contoh", code))
    seen = _zone_during(login(user))
    assert seen == zone


def test_local_time_of_people_without_a_group(cast):
    assert clock_of(cast.sekdes) == WITA  # by her village
    assert clock_of(cast.petugas) == WITA  # an officer has no village: the portal's own
    assert clock_of(AnonymousUser()) == WITA


def _zone_during(client) -> str:
    """The current time zone while a template of the home page is rendered."""
    seen = []

    def note(**kwargs):
        seen.append(timezone.get_current_timezone_name())

    template_rendered.connect(note)
    try:
        client.get("/")
    finally:
        template_rendered.disconnect(note)
    return seen[0]
