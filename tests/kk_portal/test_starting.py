"""The portal does not start without the keys that its database needs."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError
from django.db import connection

from kk_portal import starting
from kk_portal.management.commands.serve import Command
from safeguards.keygen import fresh_environment, new_key
from safeguards.models import DataKey

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def lost(transactional_db, settings):
    """A data key under a master that the environment no longer holds."""
    settings.DATA_KEYS = new_key("gone")
    DataKey.objects.make()
    settings.DATA_KEYS = new_key("new")


def test_a_start_names_what_is_missing(lost, settings, caplog):
    with pytest.raises(
        ImproperlyConfigured, match=r"lacks the key 'gone': 1 rows .* LOST_KEYS=DATA_KEYS:gone"
    ):
        starting.require_keys()
    settings.LOST_KEYS = ["DATA_KEYS:gone"]
    caplog.clear()
    starting.require_keys()
    assert [record.levelname for record in caplog.records] == ["WARNING"]


def test_serve_refuses_in_words(lost):
    with pytest.raises(CommandError, match=r"DATA_KEYS lacks the key 'gone'.*\n.*fresh demo"):
        Command(stdout=StringIO())._require_keys()


def in_production(*command: str, **environment: str) -> subprocess.CompletedProcess:
    told = connection.settings_dict
    url = f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT'] or 5432}/{told['NAME']}"
    environment = {**os.environ, **fresh_environment(), **environment, "DATABASE_URL": url.replace(":@", "@")}
    environment |= {"KK_MODE": "production", "ALLOWED_HOSTS": "portal.example.org"}
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, *command], env=environment, cwd=ROOT, capture_output=True, text=True
    )


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="production needs PostgreSQL")
def test_gunicorns_way_in_and_every_command_refuse_in_production(lost, settings):
    ways = [
        ("-c", "import kk_portal.wsgi"),
        ("manage.py", "check", "--tag", "security"),
        ("manage.py", "remind"),
    ]
    for way in ways:
        done = in_production(*way)
        assert done.returncode != 0
        assert "DATA_KEYS lacks the key 'gone': 1 rows of safeguards.DataKey need it" in done.stderr
    for way in ways:
        done = in_production(*way, LOST_KEYS="DATA_KEYS:gone")
        assert (way, done.returncode) == (way, 0)
