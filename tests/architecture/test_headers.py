"""What every answer of every address carries, whoever asks."""

import re

import pytest

from kk_portal.middleware import NO_DEVICES

from . import roles_table, world
from .asking import address

pytestmark = pytest.mark.once

ROWS = list({row.route: row for row in roles_table.rows()}.values())
KEPT = {"robots.txt", "favicon.ico", "resep/"}  # say nothing about anybody
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
# Photos and PDFs of a case, the photo of an activity: each alone in its sandbox.
FILES = re.compile(r"/lampiran/<uuid:\w+>/(asli/)?$|^kegiatan/<uuid:pk>/foto/$")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": NO_DEVICES,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def policy(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in parts}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_every_answer_is_guarded(scene, db, row):
    """The stranger's, hers who sees most, and that to a method that is not meant."""
    path = address(row, scene.things)
    most = world.ROLES[max(row.get.rfind("o"), 0)]
    asked = [("stranger", "GET"), (most, "GET"), (most, "DELETE")]
    for response in [scene.visitors[role].ask(method, path) for role, method in asked]:
        is_file = FILES.search(row.route) and "Content-Disposition" in response
        assert policy(response) == (POLICY | {"sandbox": ""} if is_file else POLICY)
        assert {name: response.get(name) for name in ALWAYS} == ALWAYS
        public = row.route in KEPT and response.status_code < 400
        assert response["Cache-Control"] == ("public, max-age=86400" if public else "no-store, private")
        assert [cookie["httponly"] and cookie["samesite"] for cookie in response.cookies.values()] == [
            "Lax"
        ] * len(response.cookies)


TELLING = re.compile(r"KK|kasus|pengaduan|kekerasan|portal", re.IGNORECASE)


@pytest.mark.parametrize("row", [row for row in ROWS if row.get.strip("LAmx-n")], ids=str)
def test_no_title_tells_where_the_device_is_neutral(scene, db, row, settings):
    """As the first and the last of the roles, and as a stranger."""
    path = address(row, scene.things)
    opened = [role for role, letter in zip(world.ROLES, row.get, strict=True) if letter == "o"]
    for role in {"stranger", *opened[:1], *opened[-1:]}:
        page = scene.visitors[role].ask("GET", path, cookies={settings.LOOK_COOKIE_NAME: "netral"})
        if page["Content-Type"].startswith("text/html") and page.status_code == 200:
            html = page.content.decode()
            (title,) = re.findall(r"<title>(.*?)</title>", html)
            assert ("Resep sayur bening" in title, TELLING.findall(title)) == (True, [])
            assert [
                icon for icon in re.findall(r'<link rel="icon"[^>]*>', html) if "leaf.svg" not in icon
            ] == []
