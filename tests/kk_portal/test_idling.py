"""What the page asks for when nobody is there: to stay, or to lock with what was typed kept."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from django.test import Client
from django.utils import timezone

from members.models import Session
from safeguards import kept
from safeguards.models import KeptInput


def seen(**ago) -> None:
    Session.objects.update(seen_at=timezone.now() - timedelta(**ago))


def idle_in(client) -> int:
    return int(client.get("/akun/").text.split('data-idle="')[1].split('"')[0])


def test_a_page_knows_when_the_server_will_lock_it(cast, login):
    client = login(cast.relawan)
    seen(seconds=50)
    assert 1145 <= idle_in(client) <= 1150  # not written anew within the minute
    seen(minutes=10)
    assert idle_in(client) == 1200


def test_stay_counts_from_now(cast, login):
    client = login(cast.relawan)
    seen(seconds=50)
    assert client.post("/sesi/lanjut/").status_code == 204
    assert 1198 <= idle_in(client) <= 1200


def test_stay_does_not_open_what_is_locked(cast, login):
    client = login(cast.relawan)
    seen(minutes=20)
    assert client.post("/sesi/lanjut/")["Location"] == "/masuk/?next=/sesi/lanjut/"
    assert client.get("/akun/").status_code == 302


def test_lock_keeps_what_was_typed_and_locks(cast, login):
    client = login(cast.relawan)
    seen(minutes=19, seconds=30)
    form = {"full_name": "Contoh", "halaman": "/akun/", "pemilik": kept.sign_owner(cast.relawan.pk)}
    target = client.post("/sesi/kunci/", form).json()["next"]
    assert client.get("/akun/")["Location"] == "/masuk/?next=/akun/"
    (address,) = parse_qs(urlsplit(target).query)["next"]
    found = login(cast.relawan).get(address).wsgi_request.kept_fields
    assert dict(found.lists()) == {"full_name": ["Contoh"]}


def test_lock_leaves_open_what_is_in_use_elsewhere(cast, login):
    client = login(cast.relawan)
    assert 1195 <= client.post("/sesi/kunci/", {}).json()["left"] <= 1200
    assert client.get("/akun/").status_code == 200


def test_lock_without_a_session_keeps_for_the_signer_alone(cast):
    assert Client().post("/sesi/kunci/", {"cerita": "x"}).json() == {"next": ""}
    assert not KeptInput.objects.exists()
    signed = {"cerita": "x", "pemilik": kept.sign_owner(cast.relawan.pk)}
    for page in ("https://jahat.example/akun/", "//jahat.example", "", "x"):
        target = Client().post("/sesi/kunci/", signed | {"halaman": page}).json()["next"]
        assert target.startswith(("/masuk/?next=%2F%3Fsimpanan", "/masuk/?next=%2Fakun%2F%3Fsimpanan"))
    assert KeptInput.objects.filter(user_id=cast.relawan.pk).count() == 4


def test_lock_says_so_when_it_is_too_much_to_keep(cast):
    form = {
        "cerita": "x" * (kept.LARGEST + 1),
        "pemilik": kept.sign_owner(cast.relawan.pk),
        "halaman": "/akun/",
    }
    assert Client().post("/sesi/kunci/", form).json() == {"next": ""}
