"""No address, field or header that a stranger writes leads a person away from the portal."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

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
