"""What could have been read since a moment: by which account, how, of which case; and no name of anybody."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from complaints.breach import report
from complaints.models import Opening
from safeguards import audit
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence", name="Melati Rahasia")


def shown(case, action: str, by, **figures) -> None:
    audit.record(action=action, by=by, chain=case.pk, subject=case, figures=figures)


def told(since=HOUR, until=HOUR, account=None) -> list[tuple]:
    now = timezone.now()
    return [row[1:] for row in report(now - since, now + until, account).rows]


@pytest.mark.parametrize(
    ("action", "figures", "how", "data"),
    [
        ("complaint.read", {}, "page", "facts, identity, story"),
        ("complaint.read", {"sealed": True}, "page", "facts"),
        ("complaint.opened", {}, "opening", "facts, identity, story"),
        ("complaint.printed", {"redacted": True}, "print", "facts, story without names"),
        ("attachment.downloaded", {}, "file", "files"),
        ("letter.read", {}, "letter", "facts, told to the service"),
        ("note.added", {}, "page", "facts, identity, story"),
        ("export.made", {}, "export", "lists"),
        ("complaint.exported", {}, "export", "facts, identity"),
    ],
)
def test_each_way_of_reading(case, cast, action, figures, how, data):
    shown(case, action, cast.petugas, **figures)
    assert told() == [("petugas", how, str(case), "violence", data)]


def test_a_service_has_no_account(case):
    shown(case, "link.opened", None, link=True)
    assert told() == [("(service, by its link)", "link", str(case), "violence", "told to the service")]


def test_what_showed_nothing_is_left_out(case, cast):
    audit.record(action="complaint.flagged", chain=case.pk)
    audit.record(action="login", by=cast.petugas)
    assert told() == []


@pytest.mark.django_db(transaction=True)
def test_refusals_showed_nothing(case, cast):
    audit.record_refusal(action="complaint.read", by=cast.petugas2, chain=case.pk, subject=case)
    assert told() == []


def test_the_span_and_the_account_narrow_it(case, cast):
    shown(case, "complaint.read", cast.petugas)
    shown(case, "complaint.read", cast.relawan)
    assert told(since=-HOUR, until=2 * HOUR) == []
    assert [row[0] for row in told(account=cast.relawan)] == ["relawan"]


def test_a_seal_that_was_open_when_it_began_counts(case, cast):
    now = timezone.now()
    ends = {"at": now - 2 * HOUR, "ends_at": now + HOUR}
    Opening.objects.create(complaint=case, user=cast.petugas, reason="review", **ends)
    assert told() == [("petugas", "opening", str(case), "violence", "facts, identity, story")]


def test_the_command_tells_numbers_and_no_name(case, cast, tmp_path):
    shown(case, "complaint.read", cast.petugas)
    factories.complaint(cast.relawan)
    out, file = StringIO(), tmp_path / "breach.csv"
    since = (timezone.localtime() - HOUR).strftime("%Y-%m-%dT%H:%M")
    call_command("breach_report", "--since", since, "--account", "petugas", "--csv", file, stdout=out)
    lines = out.getvalue().splitlines()
    assert lines[:2] == [
        "1 showings of 1 cases.",
        "petugas: showings of 1 cases; 2 cases in its lists today.",
    ]
    with file.open(encoding="utf-8") as opened:
        head, row = csv.reader(opened)
    assert head == ["at", "account", "how", "case", "kind", "data"]
    assert row[1:4] == ["petugas", "page", str(case)]
    assert "Melati" not in out.getvalue() + file.read_text()
    assert cast.petugas.full_name not in out.getvalue() + file.read_text()
    assert file.stat().st_mode & 0o777 == 0o600
    assert AuditEvent.objects.get(action="export.breach_report").figures == {"rows": 1, "cases": 1}


@pytest.mark.parametrize(
    "told", [["--since", "kemarin"], ["--since", "2026-13-01"], ["--since", "2026-01-01", "--account", "x"]]
)
def test_what_is_not_understood_is_said(db, told):
    with pytest.raises(CommandError):
        call_command("breach_report", *told)


def test_what_was_mistyped_leaves_no_empty_file(db, tmp_path):
    for wrong in (["--since", "kemarin"], ["--since", "2026-01-01", "--account", "tidak-ada"]):
        with pytest.raises(CommandError):
            call_command("breach_report", *wrong, "--csv", tmp_path / "breach.csv", stdout=StringIO())
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_left_as_it_is(case, cast, tmp_path):
    """It may be readable for others, and hold another report."""
    file = tmp_path / "breach.csv"
    file.write_text("lama")
    with pytest.raises(CommandError, match="is there already"):
        call_command("breach_report", "--since", "2026-01-01", "--csv", file, stdout=StringIO())
    assert file.read_text() == "lama"
    with pytest.raises(CommandError, match="cannot be made"):
        call_command(
            "breach_report", "--since", "2026-01-01", "--csv", tmp_path / "a" / "b", stdout=StringIO()
        )
