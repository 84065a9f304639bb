"""What reaches a log line when something breaks."""

import logging
import sys

import pytest

from kk_portal.logs import WithoutRequestData


@pytest.fixture
def written():
    """A function that logs through the filter and returns the line as a handler would write it."""
    formatter = logging.Formatter()

    def write(message, *args, error=None, **extra) -> str:
        exc_info = (type(error), error, error.__traceback__) if error else None
        record = logging.LogRecord("django", logging.ERROR, __file__, 1, message, args, exc_info)
        record.__dict__.update(extra)
        assert WithoutRequestData().filter(record)
        assert "request" not in record.__dict__
        return formatter.format(record)

    return write


def broken(value: str) -> Exception:
    try:
        try:
            int(value)
        except ValueError as cause:
            raise RuntimeError(f"cannot read {value}") from cause
    except RuntimeError:
        return sys.exc_info()[1]


def test_an_exception_is_named_with_its_place_and_its_cause_but_not_its_message(written):
    line = written("Internal Server Error: %s", "/pengaduan/", error=broken("Melati"))
    assert "Melati" not in line
    lines = line.splitlines()
    assert lines[0] == "Internal Server Error: /pengaduan/"
    assert lines[1] == "builtins.RuntimeError"
    assert "builtins.ValueError" in lines
    assert lines[2].endswith("in broken")


def test_requests_and_queries_are_taken_out(written, rf):
    request = rf.post("/pengaduan/?nama=Melati", {"cerita": "Melati"})
    assert written("%s failed", request, request=request) == "<POST /pengaduan/> failed"
    assert written('"%s" 404', "GET /x?nama=Melati HTTP/1.1") == '"GET /x?… HTTP/1.1" 404'


def test_exceptions_as_arguments_or_message_lose_their_words(written):
    assert written("could not: %s", ValueError("Melati")) == "could not: ValueError"
    assert written(ValueError("Melati")) == "ValueError"


@pytest.mark.parametrize(
    "path",
    ["/jawab/K7Q2-M9XD/", "/jawab/K7Q2-M9XD/permintaan/", "/JAWAB/K7Q2-M9XD", "/undangan/K7Q2-M9XD/"],
)
def test_the_code_of_a_link_is_taken_out(written, rf, path):
    shown = f"/{path.split('/')[1]}/…"
    assert written("Not Found: %s", path) == f"Not Found: {shown}"
    assert written(f"Broken pipe: GET {path} HTTP/1.1") == f"Broken pipe: GET {shown} HTTP/1.1"
    assert written("%s failed", rf.get(path)) == f"<GET {shown}> failed"
