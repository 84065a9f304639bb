"""The search page: hits with kecamatan and kabupaten, and a safe way back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import TEROS

URL = reverse("villages:search")


@pytest.fixture
def page(cast, login):
    """A function: query → the page's text, as a volunteer sees it."""
    client = login(cast.relawan)
    return lambda **query: client.get(URL, query).content.decode()


def test_the_address():
    assert URL == "/wilayah/cari/"


def test_strangers_log_in_first(client, db):
    answer = client.get(URL, {"q": "teros"})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("members:login"))


def test_only_reading(cast, login):
    assert login(cast.relawan).post(URL).status_code == 405


@pytest.mark.parametrize("name", ["relawan", "sekdes", "petugas", "bakti"])
def test_everyone_who_is_logged_in_may_search(cast, login, name):
    assert login(getattr(cast, name)).get(URL, {"q": "teros"}).status_code == 200


def test_hits_show_where_they_are(page):
    shown = page(q="teros")
    assert "<strong>Teros</strong> – Kec. Labuhan Haji, Kab. Lombok Timur" in shown
    assert "(Desa, 52.03.17.2003)" in shown
    assert "list-group" not in page() and "Tidak ada desa" not in page()


def test_nothing_found_says_what_to_do(page):
    assert "Tidak ada desa atau kelurahan “Atlantis”. Periksa ejaannya atau pakai kodenya." in page(
        q="Atlantis"
    )
    assert "<script>alert" not in page(q="<script>alert(1)</script>")


@pytest.mark.parametrize(
    ("back", "link"),
    [
        ("/pengaduan/catat/", "/pengaduan/catat/?desa=52.03.17.2003"),
        ("/pengaduan/catat/?jenis=a&desa=81.71.01.1006", "/pengaduan/catat/?jenis=a&amp;desa=52.03.17.2003"),
        ("http://testserver/akun/#x", "http://testserver/akun/?desa=52.03.17.2003#x"),
    ],
)
def test_a_hit_leads_back_with_its_code(page, back, link):
    assert f'href="{link}"' in page(q=TEROS, next=back)


@pytest.mark.parametrize(
    "back",
    [
        "https://example.org/",
        "//example.org/x",
        "javascript:alert(1)",
        "/\\example.org",
        "",
        "http:///example.org",
    ],
)
def test_nothing_leads_elsewhere(page, back):
    shown = page(q=TEROS, next=back)
    assert "desa=52.03" not in shown and "example.org" not in shown and "alert(1)" not in shown
    assert "<strong>Teros</strong>" in shown


def test_more_than_a_page_asks_for_a_kecamatan(page, monkeypatch):
    monkeypatch.setattr("villages.views.LIMIT", 1)
    assert "Masih ada lagi" in page(q="52.03.17")
    assert "Masih ada lagi" not in page(q="teros")


def test_hits_cost_one_query_however_many(cast, login):
    client = login(cast.relawan)

    def queries(**query) -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(URL, query)
        return len(captured)

    queries()
    empty = queries()
    assert (queries(q="teros") - empty, queries(q="52.03.17") - empty) == (1, 1)
