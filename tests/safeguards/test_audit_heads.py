"""A few signed lines that leave the host, and what they show later."""

import datetime
import time
import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import QuerySet

from safeguards import audit, heads
from safeguards.keygen import new_key
from safeguards.models import AuditEvent
from tests import trail

pytestmark = pytest.mark.django_db
ONE, TWO, THREE = (uuid.UUID(int=number) for number in (1, 2, 3))


@pytest.fixture
def recorded(monkeypatch):
    """Two chains of three rows, some minutes old."""
    ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(minutes=5)
    with monkeypatch.context() as clock:
        clock.setattr("safeguards.audit.timezone.now", lambda: ago)
        for chain in (ONE, TWO) * 3:
            audit.record(action="case.read", chain=chain)


def printed(**options) -> str:
    out = StringIO()
    call_command("audit_heads", stdout=out, **options)
    return out.getvalue()


def compared(path) -> str:
    out = StringIO()
    call_command("verify_audit", checkpoint=path, stdout=out)
    return out.getvalue()


def test_it_tells_the_moment_the_numbers_and_one_digest(recorded):
    title, counts, digest, signature = printed().splitlines()
    assert title.startswith("kk-portal-audit-heads 20")
    assert counts == "2 chains, 6 rows"
    assert (len(digest), len(signature)) == (64, 64)


def test_it_holds_while_the_trail_grows(recorded, tmp_path):
    path = tmp_path / "heads"
    assert printed(file=path) == path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600
    for chain in (ONE, THREE):
        audit.record(action="case.read", chain=chain)
    assert "8 rows in 3 chains" in compared(path)
    assert "Nothing that stood at " in compared(path)


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ({"chain": TWO, "seq": 3}, "there are 5 in 2"),
        ({"chain": TWO}, "there are 3 in 1"),
        ({"seq__gte": 2}, "there are 2 in 2"),
    ],
    ids=["the newest row", "a whole chain", "the ends of all"],
)
def test_what_was_cut_off_shows(recorded, tmp_path, gone, left):
    path = tmp_path / "heads"
    printed(file=path)
    with trail.owned():
        QuerySet(AuditEvent).filter(**gone).delete()
    assert audit.verify().bad is None
    with pytest.raises(CommandError, match=f"there were 6 rows in 2 chains; of that time {left}"):
        compared(path)


def test_a_chain_cut_and_written_again_shows(recorded, tmp_path):
    path = tmp_path / "heads"
    printed(file=path)
    with trail.owned():
        QuerySet(AuditEvent).filter(chain=TWO, seq=3).delete()
    audit.record(action="case.closed", chain=TWO)
    with pytest.raises(CommandError, match="there are 5 in 2"):
        compared(path)


def test_what_is_being_written_now_is_not_told_yet(recorded):
    audit.record(action="case.read", chain=THREE)
    assert printed().splitlines()[1] == "2 chains, 6 rows"


def test_of_a_broken_trail_nothing_is_signed(recorded, tmp_path):
    with trail.owned():
        QuerySet(AuditEvent).filter(chain=ONE, seq=2).update(actor=7)
    with pytest.raises(CommandError, match="verify_audit"):
        printed(file=tmp_path / "heads")
    assert not (tmp_path / "heads").exists()


def test_it_goes_by_mail(recorded, mailoutbox):
    text = printed(mail="pengawas@example.org")
    [mail] = mailoutbox
    assert (mail.to, mail.body) == (["pengawas@example.org"], text)


def test_what_a_mail_puts_around_it_does_no_harm(recorded):
    text = printed()
    quoted = "Yth.\n\n  " + text.replace("\n", "\r\n  ") + "-- \n"
    assert heads.read(quoted) == heads.read(text)


def test_an_older_file_is_never_written_over(recorded, tmp_path):
    path = tmp_path / "heads"
    path.write_text("older")
    with pytest.raises(CommandError, match="File exists"):
        printed(file=path)
    assert path.read_text() == "older"


def test_lines_that_were_touched_are_refused(recorded, tmp_path, settings):
    good, path = printed(), tmp_path / "heads"
    lines = good.splitlines(keepends=True)
    for text in ("kk-portal-audit-heads x", good.replace("6 rows", "5 rows"), "".join(lines[:3])):
        path.write_text(text)
        with pytest.raises(CommandError, match="not a line of heads signed"):
            compared(path)
    path.write_text(good)
    settings.AUDIT_KEYS = new_key("other")
    with pytest.raises(CommandError, match="not a line of heads signed"):
        compared(path)


def wait_for(sign: list) -> None:
    until = time.monotonic() + 30
    while not sign and time.monotonic() < until:
        time.sleep(0.01)


def test_a_long_transaction_holds_the_moment_back(threads):
    """What it has not committed yet bears a time since it began."""
    if connection.vendor != "postgresql":
        return
    began, seen = [], []

    def writer():
        with transaction.atomic():
            audit.record(action="case.read", chain=ONE)
            began.append(datetime.datetime.now(datetime.UTC))
            wait_for(seen)

    def reader():
        wait_for(began)
        seen.append(heads.settled())

    threads.run(writer, reader)
    assert seen[0] <= began[0] - heads.MARGIN
