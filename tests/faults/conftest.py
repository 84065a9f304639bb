"""Which database is broken follows the suite: SQLite, or a PostgreSQL cluster of the test's own."""

import os
import tempfile
import uuid
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.db import connection

from .clusters import Cluster, programs
from .places import Place, filled, migrated_postgresql, migrated_sqlite, postgresql_copy, sqlite_copy
from .recording import Diary
from .servers import Server, serving

SHORT, LONG = 3, 20
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder, not a file anyone could have put there


def needs(there: object, what: str) -> None:
    """Skips by name where something is missing; with CI set, that is a failure."""
    if not there:
        assert not os.environ.get("CI"), f"{what} is required here"
        pytest.skip(f"{what} is missing")


@pytest.fixture(scope="session")
def rounds() -> int:
    """`make faults` asks for the long form."""
    return LONG if os.environ.get("FAULTS") == "long" else SHORT


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    needs(programs(), "initdb of PostgreSQL")
    with tempfile.TemporaryDirectory(prefix="kk-cluster-") as folder:
        made = Cluster(Path(folder))
        made.start()
        yield made
        made.stop("immediate")


@pytest.fixture(scope="session")
def template(request, django_db_setup, django_db_blocker) -> Iterator[Place]:
    """Made in memory, where nobody waits for the disk: what is tested are its copies."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        with django_db_blocker.unblock():
            if connection.vendor == "sqlite":
                url = migrated_sqlite(Path(folder))
            else:
                url = migrated_postgresql(request.getfixturevalue("cluster").url, "kk_template")
        yield filled(url, Path(folder))


@pytest.fixture
def place(template, tmp_path) -> Place:
    if connection.vendor == "sqlite":
        return sqlite_copy(template, tmp_path)
    return postgresql_copy(template, tmp_path, f"kk_{uuid.uuid4().hex}")


@pytest.fixture
def server(place) -> Iterator[Server]:
    with serving(place) as started:
        yield started


@pytest.fixture
def cluster_or_none(request) -> Cluster | None:
    return None if connection.vendor == "sqlite" else request.getfixturevalue("cluster")


@pytest.fixture
def stands(place, stands_in):
    """``stands(diary)``: the same of the test's own place."""
    return partial(stands_in, place)


@pytest.fixture
def stands_in():
    """``stands_in(place, diary)``: what was acknowledged is there once, and nothing else; all is whole."""

    def judge(place: Place, diary: Diary) -> dict:
        assert diary.strange == []
        assert diary.unsaid == []
        told = place.judged()
        assert told["trail"] == "whole"
        assert told["unopened"] == []
        filled_in = 1  # the case that was there before
        assert len(told["keys"]) == len(set(diary.acknowledged)) + filled_in
        assert set(diary.acknowledged) <= set(told["keys"])
        assert told["persons"] == len(told["cases"])
        assert len(told["recorded"]) == len(set(told["recorded"])) == len(set(diary.acknowledged))
        return told

    return judge


def pytest_collection_modifyitems(items) -> None:
    """The suite makes its database only where a test asks for one; these take its schema from there."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.django_db(transaction=True))
