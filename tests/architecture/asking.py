"""Asking for every address as every role, without leaving a trace."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import lru_cache
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from members.models import Session

from . import world
from .roles_table import Row

STAY = timedelta(hours=1)
FORM = "application/x-www-form-urlencoded"
LETTERS = {200: "o", 204: "n", 403: "x", 404: "-", 405: "m"}
DOORS = {"/masuk/": "L", "/admin/login/": "A", "/admin/": "i"}
LITERAL = re.compile(r"'(?:[^']|'')*'")
# In any spelling, at any place of a statement (WITH … DELETE), or prepared before under the name of its
# table (safeguards/inserting.py). Locking rows (FOR UPDATE) writes nothing; DO UPDATE SET was named before.
WRITE = re.compile(
    r"""(?ix)
    (?: \b(?:INSERT|REPLACE)(?:\s+OR\s+\w+)?\s+INTO
      | (?<!FOR\s)(?<!KEY\s)(?<!DO\s)\bUPDATE(?:\s+OR\s+\w+)?(?!\s+OF\b)(?!\s+SET\b)
      | \bDELETE\s+FROM | \bMERGE\s+INTO | \bTRUNCATE(?:\s+TABLE)? | \bCOPY
      | \b(?:CREATE|ALTER|DROP)\s+(?:\w+\s+)*?(?:TABLE|INDEX|SEQUENCE)(?:\s+IF(?:\s+NOT)?\s+EXISTS)?
    )\s+(?:ONLY\s+)?(?:"?public"?\.)?["`\[]?(\w+)
    """
)
PREPARED = re.compile(r"EXECUTE insert_(\w+?)_\d+\(")


@lru_cache(maxsize=5000)
def tables_written(sql: str) -> frozenset[str]:
    """The tables that a statement, or several in one, may change."""
    bare = LITERAL.sub("''", sql)
    return frozenset([*WRITE.findall(bare), *PREPARED.findall(bare)])


@contextmanager
def writes_noted() -> Iterator[set[str]]:
    """The tables that are written meanwhile.

    Statements are read before their values are put in: the same ones come again and again, and are
    understood once.
    """
    written = set()

    def note(execute, sql, params, many, context):
        written.update(tables_written(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


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


def address(row: Row, things: dict) -> str:
    path = row.route.removeprefix(".")
    for gap, value in things[row.thing].items():
        path = path.replace(gap, value)
    return f"/{path}"


class Visitor:
    """One role before the portal; each of her requests is as if it were the first."""

    def __init__(self, user=None, **options):
        self.client = Client(raise_request_exception=False, **options)
        self.cookies = {}
        if user:
            self.client.force_login(user, backend="members.backends.NameOrPhoneBackend")
            name = settings.SESSION_COOKIE_NAME
            self.cookies = {name: self.client.cookies[name].value}
            _stay(user)

    def ask(
        self,
        method: str,
        path: str,
        data: bytes | str = b"",
        content_type: str = FORM,
        cookies: dict | None = None,
        look: Callable[[set[str]], object] = len,
    ):
        """The response, with ``written``: the tables it changed, and ``seen``: what ``look`` made of these
        before all of it was undone.
        """
        self.client.cookies = SimpleCookie(self.cookies | (cookies or {}))
        before = transaction.savepoint()  # no block of its own: a refusal is recorded in the outermost one
        with writes_noted() as written:
            response = self.client.generic(method, path, data, content_type=content_type)
        response.written = written
        response.seen = look(response.written)
        transaction.savepoint_rollback(before)
        transaction.savepoint_commit(before)  # else it stands: thousands in one another are slow to search
        return response


def _stay(user) -> None:
    """Her sessions are not idle, and none is written because a minute has gone by, while a module is run."""
    Session.objects.filter(user=user).update(seen_at=timezone.now() + STAY)


def letter(response) -> str:
    if response.status_code == 302:
        return DOORS.get(urlsplit(response["Location"]).path, ">")
    return LETTERS.get(response.status_code, f"[{response.status_code}]")


def all_ask(scene, method: str, path: str) -> tuple[str, set[str]]:
    """The letters of all roles, and the tables that any of them changed."""
    responses = [scene.visitors[role].ask(method, path) for role in world.ROLES]
    return "".join(map(letter, responses)), set().union(*(response.written for response in responses))
