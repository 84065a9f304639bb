"""`/` takes everybody to where her work is; the navigation shows what she may enter."""

import pytest
from django.test import Client

from kk_portal.context import navigation
from tests import factories


@pytest.mark.parametrize(
    ("who", "target"), [("sekdes", "/rekap/"), ("petugas", "/admin/"), ("bakti", "/admin/")]
)
def test_home_sends_on_whoever_works_no_cases(cast, login, who, target):
    response = login(getattr(cast, who)).get("/")
    assert (response.status_code, response.url) == (302, target)


@pytest.mark.parametrize("who", ["relawan", "humas", "kawil"])
def test_home_is_the_day_of_a_volunteer(cast, login, who):
    response = login(getattr(cast, who)).get("/")
    assert response.status_code == 200
    assert 'href="/pengaduan/catat/"' in response.content.decode()


def test_home_of_someone_without_a_task_says_whom_to_ask(db, login):
    response = login(factories.user("tanpa")).get("/")
    assert response.status_code == 200
    assert "Hubungi petugas program" in response.content.decode()


def test_home_asks_a_stranger_to_log_in(db):
    assert Client().get("/").url == "/masuk/?next=/"


@pytest.mark.parametrize(
    ("who", "places"),
    [
        (
            "relawan",
            ["/", "/pengaduan/", "/rujukan/", "/layanan/", "/rekap/", "/usulan/", "/kegiatan/", "/kelompok/"],
        ),
        ("sekdes", ["/layanan/", "/rekap/", "/usulan/", "/kegiatan/"]),
        ("petugas", ["/layanan/", "/rekap/", "/admin/"]),
    ],
)
def test_navigation_shows_what_one_may_enter(cast, who, places):
    assert [entry.url for entry in navigation(getattr(cast, who), "/")] == places


def test_navigation_marks_where_one_is(cast):
    places = navigation(cast.relawan, "/pengaduan/K7Q2-M9XD/")
    assert [entry.url for entry in places if entry.current] == ["/pengaduan/"]
