"""A database worth backing up, two people who may open it, and a fresh place to restore into."""

import contextlib
import copy
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings as live
from django.db import connections
from django.test import override_settings

from kk_portal.backups import age, making, restoring
from safeguards import erasures
from tests import factories

RULE = {"daily": 7}


@pytest.fixture
def people(settings) -> list[age.Identity]:
    made = [age.Identity.new(), age.Identity.new()]
    settings.BACKUP_RECIPIENTS = [str(one.recipient) for one in made]
    return made


@pytest.fixture
def portal(transactional_db, settings, tmp_path, people) -> SimpleNamespace:
    """One case with a person and two attachments, another to be forgotten; ``backup()`` makes a file."""
    settings.BACKUP_DIR = str(tmp_path / "backups")
    cast = factories.cast()
    kept, forgotten = (
        factories.complaint(cast.relawan, name="Melati Contoh", narrative=text) for text in ("Satu.", "Dua.")
    )
    files = [factories.attachment(kept), factories.attachment(kept)]

    def backup() -> Path:
        return making.make(Path(live.BACKUP_DIR), RULE).path

    return SimpleNamespace(cast=cast, kept=kept, forgotten=forgotten, files=files, backup=backup)


@contextlib.contextmanager
def fresh_place(folder: Path) -> Iterator[None]:
    """Inside, the portal's database and its files are empty ones of their own."""
    here, there = connections["default"], connections["default"].copy()
    name = f"kk_restored_{secrets.token_hex(6)}"
    if here.vendor == "postgresql":
        with here.cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        there.settings_dict["NAME"] = name
    else:
        there.settings_dict["NAME"] = str(folder / f"{name}.sqlite3")
    storage = copy.deepcopy(live.STORAGES)
    storage["attachments"]["OPTIONS"]["location"] = str(folder / name)
    connections["default"] = there
    try:
        with override_settings(STORAGES=storage):
            yield
    finally:
        there.close()
        connections["default"] = here
        if here.vendor == "postgresql":
            with here.cursor() as cursor:
                cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def place(tmp_path) -> Iterator[None]:
    """The rest of the test happens in a fresh place: named last, entered when everything else is made."""
    with fresh_place(tmp_path):
        yield


@pytest.fixture
def restored(portal, people, tmp_path) -> Callable:
    """``with restored(file) as found``: the block happens in the place into which ``file`` was restored."""

    @contextlib.contextmanager
    def restore(file: Path, key: age.Identity = people[0], **options) -> Iterator[restoring.Restored]:
        ledger = file.with_name(erasures.NAME)
        options.setdefault("ledgers", [ledger] if ledger.exists() else [])
        with fresh_place(tmp_path):
            yield restoring.restore(file, key, said=[].append, **options)

    return restore
