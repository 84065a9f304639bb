"""Addresses that nobody of ours writes: they find nothing, lead nowhere else and break nothing."""

import re
from urllib.parse import quote

import pytest
from django.db import reset_queries
from django.test import Client

from tests.architecture import roles_table, world
from tests.architecture.asking import address

ROWS = list({row.route: row for row in roles_table.rows() if "o" in row.get}.values())
GAP = re.compile(r"<[^>]+>")
IN_PATH = (
    "..%2F..%2Fetc%2Fpasswd",
    "%2e%2e",
    "9" * 40,
    "-1",
    "%C2%B2",
    "%FF",
    "a%0d%0aX:y",
    "%00",
    "'",
    "x" * 900,
)
IN_QUERY = (
    "",
    "-1",
    "9" * 40,
    "NaN",
    "%C2%B2",
    "0000-00-00",
    "'\"<svg>",
    "a%0D%0AX:y",
    "%E2%80%AE",
    "x" * 900,
    "..",
)
UNREADABLE = ("%00", "%FF", "%1B")
# Every parameter of an address that a view, a filter or Django's list reads.
NAMES = (
    *(
        "q",
        "p",
        "o",
        "e",
        "all",
        "page",
        "next",
        "desa",
        "tahun",
        "angka",
        "kertas",
        "kelompok",
        "keadaan",
        "cari",
    ),
    *("jenis", "tahap", "kedaruratan", "rincian", "terlambat", "regency", "untuk", "layanan", "kepada", "ke"),
    *("year", "first", "last", "member", "riwayat", "dicari", "simpanan", "_changelist_filters", "_popup"),
    *("received_at__year", "received_at__month", "received_at__day", "kelola", "is_active", "role"),
)


def most(scene, row):
    return scene.visitors[world.ROLES[row.get.rfind("o")]]


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_no_parameter_breaks_a_page(scene, db, row):
    visitor, path = most(scene, row), address(row, scene.things).partition("?")[0]
    for value in IN_QUERY:
        response = visitor.ask("GET", f"{path}?" + "&".join(f"{name}={value}" for name in NAMES))
        assert (value, response.status_code in {200, 302, 400, 403, 404}) == (value, True)
        assert b"<svg>" not in response.content
        assert response.get("X") is None
        reset_queries()
    for value in UNREADABLE:
        assert visitor.ask("GET", f"{path}?q={value}").status_code == 400


@pytest.mark.parametrize("row", [row for row in ROWS if GAP.search(row.route)], ids=str)
def test_what_is_put_into_a_gap_finds_nothing(scene, db, row):
    visitor = most(scene, row)
    for value in IN_PATH:
        path = "/" + GAP.sub(value.replace("\\", ""), row.route.partition("?")[0])
        response = visitor.ask("GET", path)
        assert (value, response.status_code in {200, 302, 400, 403, 404}) == (value, True)
        assert response.written <= {"django_session", "safeguards_auditevent", "safeguards_wrongcode"}
        reset_queries()


def test_an_address_beyond_all_length_is_refused(db):
    for path in ("/" + "a" * 5_000, "/bantuan/?" + "a" * 5_000):
        response = Client().get(path)
        assert (response.status_code, "tidak bisa dibaca" in response.content.decode()) == (414, True)


ELSEWHERE = [
    "//evil.contoh",
    "///evil.contoh",
    "https:evil.contoh",
    "https://evil.contoh",
    "http:///evil.contoh",
    "\\\\evil.contoh",
    "/\\evil.contoh",
    "\\/evil.contoh",
    "javascript:alert(1)",
    "data:text/html,x",
    "//testserver@evil.contoh",
    "\t//evil.contoh",
    " //evil.contoh",
    "https://testserver.evil.contoh/",
]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_login_leads_elsewhere(cast, login, target):
    for way in ("query", "field"):
        data = {"username": "relawan", "password": "kk-portal-demo"}
        data |= {"next": target} if way == "field" else {}
        response = Client().post("/masuk/" + (f"?next={quote(target)}" if way == "query" else ""), data)
        assert (response.status_code, response["Location"]) == (302, "/")
    known = login(cast.bakti)
    for path in ("/masuk/", "/admin/login/"):
        location = known.get(path, {"next": target})["Location"]
        assert re.fullmatch(r"/(?:admin/)?", location)
    stranger = Client().get("/admin/login/", {"next": target})
    assert stranger["Location"].startswith("/masuk/?next=")
    page = known.get("/wilayah/cari/", {"next": target, "q": "Teros"}).content.decode()
    assert re.findall(r'href="[^"]*evil|href="\s*(?:javascript|data):', page) == []


@pytest.mark.parametrize("filters", ["//evil.contoh", "../../../evil", "jenis=x#//evil.contoh"])
def test_the_way_back_to_the_list_stays_on_it(cast, login, filters):
    client = login(cast.petugas)
    key = "00000000-0000-0000-0000-000000000000"
    response = client.get(f"/admin/complaints/complaint/{key}/change/", {"_changelist_filters": filters})
    assert response["Location"] == "/admin/"


@pytest.mark.parametrize(
    "host", ["evil.contoh", "testserver.evil.contoh", "testserver:80@evil.contoh", "a b", ""]
)
def test_another_host_is_refused(db, host):
    response = Client().get("/bantuan/", headers={"Host": host})
    assert (response.status_code, "tidak bisa dibaca" in response.content.decode()) == (400, True)


@pytest.mark.parametrize(
    "name", ["X-Forwarded-Host", "X-Host", "Forwarded", "X-Forwarded-Server", "X-Original-URL"]
)
def test_headers_that_anybody_may_write_change_no_address(cast, login, name):
    client = login(cast.relawan)
    value = "host=evil.contoh" if name == "Forwarded" else "evil.contoh"
    response = client.get("/", headers={name: value})
    assert (response.status_code, b"evil.contoh" in response.content) == (200, False)
