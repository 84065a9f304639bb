"""Every address of the portal × every role × own and foreign things, by the table in roles_table.py."""

import re
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver

from . import roles_table, world

LETTERS = {200: "o", 204: "n", 400: "b", 403: "x", 404: "-", 405: "m", 422: "u"}
DOORS = {"/masuk/": "L", "/admin/login/": "A", "/admin/": "i"}
ROWS = roles_table.rows()


def routes(resolver=None, prefix: str = "") -> list[str]:
    """Every address of the resolver, as its patterns spell it."""
    found = []
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        found += [_plain(route)] if isinstance(entry, URLPattern) else routes(entry, route)
    return found


def _plain(route: str) -> str:
    """Regular expressions become named gaps: admin/<app_label>/."""
    return re.sub(r"\^?\(\?P(<\w+>)[^)]*\)(/?)\$", r"\1\2", route) or "."


def address(row: roles_table.Row, things: dict) -> str:
    path = row.route.removeprefix(".")
    for gap, value in things[row.thing].items():
        path = path.replace(gap, value)
    return f"/{path}"


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """The world and a client for each role, made once; rolled back after the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = world.build()
        made.clients = {role: _client(made.people.get(role)) for role in world.ROLES}
        yield made
        transaction.set_rollback(True)


def _client(user) -> Client:
    client = Client(raise_request_exception=False)
    if user:
        client.force_login(user, backend="members.backends.NameOrPhoneBackend")
    client.session_key = client.cookies[settings.SESSION_COOKIE_NAME].value if user else None
    return client


def ask(client: Client, method: str, path: str):
    """One request as if it were her first; whatever it changes is undone."""
    key = client.session_key
    client.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: key} if key else {})
    with transaction.atomic():
        response = client.generic(method, path, content_type="application/x-www-form-urlencoded")
        transaction.set_rollback(True)
    return response


def letter(response) -> str:
    if response.status_code == 302:
        return DOORS.get(urlsplit(response["Location"]).path, ">")
    return LETTERS.get(response.status_code, str(response.status_code))


def answers(scene, method: str, path: str) -> str:
    return "".join(letter(ask(scene.clients[role], method, path)) for role in world.ROLES)


def test_every_address_stands_in_the_table():
    named = {row.route.partition("?")[0] for row in ROWS}
    assert sorted(named) == sorted(set(routes()))


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_who_gets_what(scene, db, row):
    path = address(row, scene.things)
    assert (answers(scene, "GET", path), answers(scene, "POST", path)) == (row.get, row.post)
