"""What Mozilla's HTTP Observatory would say of a production start: gunicorn, behind a proxy that ends TLS."""

import contextlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from tests.kk_portal import observatory
from tests.kk_portal.observatory import Site, grade, results, score

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[2]
HOST = "portal.contoh.id"
KEYS = ("SECRET_KEY", "DATA_KEYS", "DIGEST_KEYS", "AUDIT_KEYS", "OUTBOX_KEYS")
OPEN = ("/masuk/", "/bantuan/", "/privasi/")  # asked without a database, which a scan does not reach either


@pytest.fixture(scope="module")
def environment(tmp_path_factory) -> dict[str, str]:
    """Of production."""
    folder = tmp_path_factory.mktemp("static")
    return {
        **os.environ,
        **{name: str(getattr(settings, name)) for name in KEYS},
        "KK_MODE": "production",
        "ALLOWED_HOSTS": HOST,
        "PROXY_COUNT": "1",
        "DATABASE_URL": "postgres://nobody@127.0.0.1:1/nothing",
        "DJANGO_SETTINGS_MODULE": "tests.production_settings",
        "STATIC_ROOT_OF_TEST": str(folder),
    }


@pytest.fixture(scope="module")
def portal(environment) -> Iterator[int]:
    """The port of a portal in production mode."""
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(collect, cwd=ROOT, env=environment, check=True, timeout=300)  # noqa: S603 - our own
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", "--log-level", "critical"]
    process = subprocess.Popen([*command, "kk_portal.wsgi:application"], cwd=ROOT, env=environment)  # noqa: S603 - ours
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int) -> None:
    for _attempt in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.1)
    raise RuntimeError("The server did not start.")


def asked(port: int, path: str, proto: str = "https", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": proto, **headers})
    response = connection.getresponse()
    response.text = response.read().decode()
    connection.close()
    return response


def site(port: int, path: str) -> Site:
    page, plain = asked(port, path), asked(port, path, "http")
    return Site(
        headers={name.lower(): value for name, value in page.getheaders()},
        cookies=page.headers.get_all("Set-Cookie") or [],
        body=page.text,
        http_status=plain.status,
        http_location=plain.headers.get("Location", ""),
        host=HOST,
    )


@pytest.mark.parametrize("path", OPEN)
def test_every_open_page_is_worth_an_a_plus(portal, path):
    seen = site(portal, path)
    assert [found for found in results(seen).items() if found[1][1] < 0] == []
    assert (grade(score(seen)), score(seen) >= 130) == ("A+", True)


def test_what_production_adds(portal):
    page = asked(portal, "/masuk/")
    assert page.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    cookies = page.headers.get_all("Set-Cookie")
    assert [cookie.partition("=")[0] for cookie in cookies] == ["__Host-kk_csrf"]
    wanted = {"secure", "httponly", "samesite=lax", "path=/"}
    told = [{part.strip().lower() for part in cookie.split(";")} for cookie in cookies]
    assert [wanted - flags for flags in told] == [set()]
    assert [flag for flags in told for flag in flags if flag.startswith("domain=")] == []


def test_another_host_gets_nothing(portal):
    page = asked(portal, "/masuk/", Host="evil.contoh")
    assert (page.status, "evil" in page.text) == (400, False)
    page = asked(portal, "/masuk/", **{"X-Forwarded-Host": "evil.contoh"})
    assert (page.status, "evil" in page.text) == (200, False)
    assert (
        asked(portal, "/masuk/", "http", **{"X-Forwarded-Host": "e"})
        .headers["Location"]
        .startswith(f"https://{HOST}/")
    )


WORSE = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self' 'unsafe-inline'; frame-ancestors 'none'",
        30,
    ),
    "strict-transport-security": ("max-age=60", 10),
    "referrer-policy": ("unsafe-url", 10),
    "x-content-type-options": ("", 5),
    "cross-origin-resource-policy": ("cross-origin", 10),
}


@pytest.mark.parametrize("name", WORSE)
def test_the_rules_can_take_away(portal, name):
    """Else an A+ would say nothing."""
    seen = site(portal, "/masuk/")
    value, lost = WORSE[name]
    worse = replace(seen, headers=seen.headers | {name: value})
    points = [worth for _words, worth in results(worse).values()]
    assert sum(worth for _words, worth in results(seen).values()) - sum(points) == lost
    bare = replace(seen, headers={}, cookies=["kk_sesi=1; Path=/"], http_status=200)
    assert (observatory.score(bare), grade(observatory.score(bare))) == (0, "F")


def test_every_cookie_belongs_to_the_host_alone_and_goes_over_https(environment):
    names = [f"{one}_COOKIE_NAME" for one in ("SESSION", "CSRF", "PIN", "LOOK")]
    names += ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE"]
    told = "import json; from django.conf import settings; "
    told += f"print(json.dumps([getattr(settings, name) for name in {names}]))"
    command = [sys.executable, "-c", told]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60)  # noqa: S603 - our own
    *cookies, session_secure, csrf_secure = json.loads(done.stdout)
    assert [name for name in cookies if not name.startswith("__Host-")] == []
    assert (session_secure, csrf_secure) == (True, True)
