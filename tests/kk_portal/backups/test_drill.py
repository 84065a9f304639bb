"""`make drill`: the whole way, on the database that the suite runs on."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from complaints.models import Complaint
from kk_portal.backups import drill
from safeguards.models import AuditEvent


def test_drill_says_that_all_came_back_and_leaves_nothing(portal, capsys):
    call_command("drill")
    told = capsys.readouterr().out
    assert "The second recipient opens it too." in told
    assert "Files opened: 4 open." in told
    assert "4 files came back" in told
    assert AuditEvent.objects.filter(action="backup.drilled").count() == 1
    assert Complaint.objects.count() == 2
    assert _left() == []


def test_drill_that_fails_is_told(portal, monkeypatch):
    monkeypatch.setattr(drill.sys, "executable", "/bin/false")
    with pytest.raises(CommandError, match="The restore failed"):
        call_command("drill")
    assert not AuditEvent.objects.filter(action="backup.drilled").exists()
    assert _left() == []


def _left() -> list[str]:
    if connection.vendor != "postgresql":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'kk_drill_%%'")
        return [name for (name,) in cursor.fetchall()]


@pytest.mark.parametrize(
    ("database", "url"),
    [
        (
            {"USER": "portal", "PASSWORD": "a/b@c", "HOST": "db", "PORT": 5433},
            "postgres://portal:a%2Fb%40c@db:5433/baru",
        ),
        (
            {"USER": "postgres", "PASSWORD": "", "HOST": "", "PORT": ""},
            "postgres://postgres@localhost:5432/baru",
        ),
    ],
)
def test_address_of_another_database_on_the_same_server(database, url):
    assert drill.url_of(database, "baru") == url
