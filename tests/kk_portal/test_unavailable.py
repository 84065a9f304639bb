"""A database or disk that does not answer: 503 with what was typed, ready to be sent again."""

import html
import re
import sqlite3
from io import BytesIO

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError, connection
from django.test import Client

from kk_portal import unavailable
from tests import factories

GONE = "Portal belum bisa dibuka"


def sqlite(code: int) -> OperationalError:
    cause, error = sqlite3.OperationalError(), OperationalError()
    cause.sqlite_errorcode, error.__cause__ = code, cause
    return error


def behind(error: Exception, other: Exception) -> Exception:
    other.__context__ = error
    return other


@pytest.mark.parametrize(
    ("error", "is_it"),
    [
        (OperationalError("server closed the connection unexpectedly"), True),
        (InterfaceError("connection already closed"), True),
        (sqlite(sqlite3.SQLITE_BUSY), True),
        (sqlite(sqlite3.SQLITE_FULL), True),
        (sqlite(sqlite3.SQLITE_IOERR_WRITE), True),
        (sqlite(sqlite3.SQLITE_ERROR), False),  # no such column
        (OSError(28, "No space left on device"), True),
        (OSError(2, "No such file or directory"), False),
        (behind(sqlite(sqlite3.SQLITE_FULL), KeyError("x")), True),
        (ProgrammingError("relation does not exist"), False),
        (KeyError("x"), False),
        (None, False),
    ],
    ids=repr,
)
def test_what_is_the_databases_or_the_disks(error, is_it):
    assert unavailable.is_reason(error) is is_it


def refuse(execute, sql, params, many, context):
    raise OperationalError("server closed the connection unexpectedly")


def asked(client: Client, path: str, fields: dict | None = None):
    client.raise_request_exception = False
    with connection.execute_wrapper(refuse):
        return client.get(path) if fields is None else client.post(path, fields)


def test_page_that_is_asked_for_says_come_back(cast, login):
    response = asked(login(cast.relawan), "/pengaduan/?bagian=selesai")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "no-store" in response["Cache-Control"]
    page = response.content.decode()
    assert GONE in page
    assert 'href="/pengaduan/?bagian=selesai"' in page


def test_what_was_posted_is_in_the_page_ready_to_be_sent_again(cast, login):
    typed = {
        "csrfmiddlewaretoken": "abc",
        "kiriman": "8f7",
        "narrative": 'Cerita "contoh"\n<b>dua</b> baris',
        "hidden_from": ["1", "2"],
    }
    response = asked(login(cast.relawan), "/pengaduan/catat/", typed)
    assert response.status_code == 503
    page = response.content.decode()
    assert "<h1>Belum tersimpan</h1>" in page
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    sent = [(name, html.unescape(value)) for name, value in found]
    assert sent == [
        ("csrfmiddlewaretoken", "abc"),
        ("kiriman", "8f7"),
        ("narrative", typed["narrative"]),
        ("hidden_from", "1"),
        ("hidden_from", "2"),
    ]
    assert '<form method="post" action="/pengaduan/catat/">' in page
    assert "Foto atau berkas" not in page


def test_photo_has_to_be_chosen_again(cast, login):
    photo = BytesIO(factories.PHOTO)
    photo.name = "foto.jpg"
    response = asked(login(cast.relawan), "/pengaduan/K7Q2M9XD/lampiran/", {"photo": photo, "kiriman": "8f7"})
    assert "Foto atau berkas perlu dipilih lagi." in response.content.decode()


def test_password_is_not_repeated(db):
    response = asked(Client(), "/masuk/", {"username": "relawan", "password": "rahasia sekali"})
    assert response.status_code == 503
    page = response.content.decode()
    assert "rahasia sekali" not in page
    assert "Belum tersimpan" in page


@pytest.mark.parametrize("name", ["pin", "kode"])
def test_what_opens_something_is_not_repeated(db, name):
    assert "471926" not in asked(Client(), "/masuk/", {name: "471926"}).content.decode()


def test_full_disk_under_an_attachment_is_told(cast, login, monkeypatch):
    def full(*args):
        raise OSError(28, "No space left on device")

    case = factories.complaint(cast.relawan)
    client = login(cast.relawan)
    client.raise_request_exception = False
    monkeypatch.setattr("complaints.filestore._put", full)
    photo = BytesIO(_jpeg())
    photo.name = "foto.jpg"
    fields = {"photo": photo, "kiriman": "8f7f1f5e-0000-4000-8000-000000000001"}
    response = client.post(f"/pengaduan/{case.number}/lampiran/", fields)
    assert response.status_code == 503
    assert not case.attachments.exists()


def _jpeg() -> bytes:
    from PIL import Image  # in this test alone

    held = BytesIO()
    Image.new("RGB", (8, 8)).save(held, "JPEG")
    return held.getvalue()
