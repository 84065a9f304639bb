"""Public pages: open to all, right in what they promise."""

import os
import re
import socket
import time

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.db import OperationalError, connection
from django.test import Client

from kk_portal import probe
from kk_portal.backups import unfinished


def test_health_is_ok_while_the_database_answers(db):
    response = Client().get("/sehat/")
    assert (response.status_code, response.json()) == (200, {"database": "ok"})


def health_of(host: str, port: int, monkeypatch) -> tuple[int, dict, float]:
    """Status, answer and seconds, with the database at that address."""
    monkeypatch.setitem(connection.settings_dict, "HOST", host)
    monkeypatch.setitem(connection.settings_dict, "PORT", port)
    began = time.monotonic()
    response = Client().get("/sehat/")
    return response.status_code, response.json(), time.monotonic() - began


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file has no address")
def test_health_is_503_at_once_when_nobody_listens(db, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        status, told, seconds = health_of("127.0.0.1", free.getsockname()[1], monkeypatch)
    assert (status, told) == (503, {"database": "unreachable"})
    assert seconds < 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a file has no address")
def test_health_is_503_within_two_seconds_when_the_server_hangs(db, monkeypatch):
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        status, told, seconds = health_of("127.0.0.1", mute.getsockname()[1], monkeypatch)
    assert (status, told) == (503, {"database": "unreachable"})
    assert seconds < 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL is asked over a connection of its own")
def test_health_is_503_when_the_file_does_not_answer(db):
    def refuse(execute, sql, params, many, context):
        raise OperationalError

    with connection.execute_wrapper(refuse):
        response = Client().get("/sehat/")
    assert (response.status_code, response.json()) == (503, {"database": "unreachable"})


def test_health_is_503_when_nothing_more_can_be_saved(db, monkeypatch):
    disk = os.statvfs(settings.BASE_DIR)
    monkeypatch.setattr(probe, "ROOM", disk.f_blocks * disk.f_frsize + 1)
    response = Client().get("/sehat/")
    assert (response.status_code, response.json()) == (503, {"database": "disk-full"})


def test_health_does_not_ask_for_room_where_no_disk_is(db, monkeypatch):
    """Attachments may lie in object storage, which has no path."""

    def path(self, name):
        raise NotImplementedError

    monkeypatch.setattr(type(storages["attachments"]), "path", path)
    assert Client().get("/sehat/").json() == {"database": "ok"}


def test_health_is_503_in_a_half_restored_place(transactional_db):
    with connection.cursor() as cursor:
        unfinished.mark(cursor)
    response = Client().get("/sehat/")
    unfinished.clear()
    assert (response.status_code, response.json()) == (503, {"database": "half-restored"})
    assert Client().get("/sehat/").status_code == 200


def test_help_page_has_every_emergency_number_as_a_link(db):
    page = Client().get("/bantuan/").content.decode()
    links = set(re.findall(r'href="((?:tel:|https://wa)[^"]+)"', page))
    assert links == {"tel:129", "tel:110", "tel:119", "https://wa.me/628111129129"}


def test_privacy_names_the_months_that_are_set(db):
    page = Client().get("/privasi/").content.decode()
    assert f"Kasus kekerasan: {settings.RETENTION_MONTHS['violence']} bulan" in page
    assert f"Kasus perlindungan sosial: {settings.RETENTION_MONTHS['social']} bulan" in page


def test_robots_sends_crawlers_away(db):
    assert Client().get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("path", ["/bantuan/", "/privasi/", "/sehat/", "/resep/"])
def test_public_pages_refuse_posts(db, path):
    assert Client().post(path).status_code == 405


def test_style_guide_links_every_error_to_a_control_that_is_there(db):
    page = Client().get("/gaya/?nik=123").content.decode()
    summary = re.search(r'class="error-summary".*?</div>', page, re.DOTALL)[0]
    targets = re.findall(r'href="#([^"]+)"', summary)
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(targets) == 7
    assert set(targets) <= set(ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", ["/bantuan/", "/privasi/", "/gaya/?nik=1", "/resep/", "/tidak-ada/"])
def test_pages_carry_no_inline_script_or_style_and_reach_no_other_host(db, path):
    page = Client().get(path).content.decode()
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert re.findall(r"\sstyle=|<style|\son[a-z]+=", page) == []
    assert re.findall(r'(?:src|<link[^>]*href)="(?:https?:)?//', page) == []
