"""Every form of every page, sent back spoilt: it is refused in words or shown again, and nothing breaks."""

import itertools
from urllib.parse import quote, urlencode

import pytest
from django.db import reset_queries

from tests.architecture import roles_table
from tests.architecture.asking import FORM, address
from tests.architecture.posted import ROWS, fresh_forms

pytestmark = pytest.mark.once

ONE_OF_EACH = list({row.route: row for row in roles_table.rows()}.values())
# Text of a field, as it goes over the wire; NUL is refused before anybody reads it.
SPOILT = {
    "nul": "a%00b",
    "not UTF-8": "%FF%ED%A0%80",
    "control characters": "a%07%1B%C2%9Fb",
    "hidden directions": "%E2%80%AEabc%E2%80%8B",
    "below zero": "-1",
    "beyond every number": "9" * 40,
    "not a number": "NaN",
    "no such day": "0000-00-00",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "superscript": "%C2%B2",
    "a list": "%5B%7B%22a%22%3A1%7D%5D",
    "markup": quote("'\"><svg/onload=alert(1)>{{7*7}}{% now %}"),
    "a new header": "a%0D%0ASet-Cookie:%20kk_sesi=x",
    "long": "x" * 6_000,
}
TAKEN, SHOWN, REFUSED = {302}, {200}, {400, 403, 404}


@pytest.fixture(scope="module")
def seen() -> set:
    """Forms stand on many pages; each kind is sent once."""
    return set()


ROUNDS, STEP = 5, 3  # in each round a field holds another text: five of all, and forms alike are many


def bodies(form):
    """(NUL is in it, the form as it goes over the wire): NUL everywhere, then the others mixed."""
    kept = form.spoilt("", quote)
    yield True, _body(form.spoilt(SPOILT["nul"], quote))
    texts = [text for name, text in SPOILT.items() if name != "nul"]
    for number in range(ROUNDS):
        turn = itertools.cycle(texts[number * STEP :] + texts[: number * STEP])
        yield False, _body({name: value or next(turn) for name, value in kept.items()})


def _body(fields: dict[str, str]) -> str:
    return "&".join(f"{name}={value}" for name, value in fields.items())


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_no_form_breaks_on_what_is_typed(scene, db, seen, row):
    visitor, found = fresh_forms(scene, row, seen)
    for form in found:
        for has_nul, body in bodies(form):
            response = visitor.ask("POST", form.action, body)
            reset_queries()
            expected = {400} if has_nul and SPOILT["nul"] in body else TAKEN | SHOWN | REFUSED
            assert (form.action, body, response.status_code in expected) == (form.action, body, True)
            assert "Set-Cookie: kk_sesi=x" not in str(response.headers)
            assert b"<svg/onload" not in response.content


@pytest.fixture(scope="module")
def seen_twice() -> set:
    return set()


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_a_value_given_twice_is_one_value(scene, db, seen_twice, row):
    """Where one is expected, the last counts; nothing breaks and nobody gets a list."""
    visitor, found = fresh_forms(scene, row, seen_twice)
    for form in found:
        once = urlencode(form.filled())
        first, second = (visitor.ask("POST", form.action, body) for body in (once, f"{once}&{once}"))
        reset_queries()
        assert (form.action, second.status_code) == (form.action, first.status_code)


BODIES = {
    "application/json": b'{"full_name": "Contoh", "is_active": false}',
    "text/xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "text/plain": b"full_name=Contoh",
    "application/x-www-form-urlencoded; charset=utf-7": b"full_name=+ADw-",
    "multipart/form-data; boundary=a; charset=utf-16": b"--a--",
}


@pytest.mark.parametrize("row", ONE_OF_EACH, ids=str)
def test_a_body_that_is_no_form_is_refused(scene, db, row):
    visitor, path = scene.visitors["bakti"], address(row, scene.things)
    responses = [visitor.ask("POST", path, body, kind) for kind, body in BODIES.items()]
    assert [response.status_code for response in responses] == [415] * len(BODIES)
    assert {"tidak bisa dibaca" in response.content.decode() for response in responses} == {True}
    assert set().union(*(response.written for response in responses)) == set()


@pytest.mark.parametrize("row", ONE_OF_EACH, ids=str)
def test_methods_that_no_browser_uses_are_refused(scene, db, row):
    path = address(row, scene.things)
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "GETT"):
        response = scene.visitors["bakti"].ask(method, path)
        assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")
        assert response.written == set()


@pytest.mark.parametrize("path", ["/masuk/", "/akun/", "/pengaduan/tanya/", "/admin/members/group/add/"])
@pytest.mark.parametrize(
    "body",
    [b"full_name=" + b"a" * 10 * 1024 * 1024, "&".join(f"a{number}=1" for number in range(100_000))],
    ids=["10 MB in one field", "100,000 fields"],
)
def test_too_much_is_refused_in_words(scene, db, path, body):
    response = scene.visitors["bakti"].ask("POST", path, body)
    assert (response.status_code, "singkatkan" in response.content.decode()) == (413, True)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"--a\r\nnonsense", "multipart/form-data; boundary=a"),
        (b"--a\r\n\r\n", "multipart/form-data"),
        (b"--a", "multipart/form-data; boundary=" + "b" * 300),
        (b"%", FORM),
        (b"&&&===", FORM),
        (b"a=%F0%28%8C%28&%FF=1", FORM),
    ],
)
def test_a_broken_form_breaks_nothing(scene, db, body, kind):
    response = scene.visitors["relawan"].ask("POST", "/akun/", body, kind)
    assert response.status_code in {200, 400}
