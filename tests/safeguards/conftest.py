"""Tables for the sealed fields, and threads on a database that both engines can share."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from tests.safeguards.stories import TABLES


@pytest.fixture(scope="session", autouse=True)
def story_tables(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        there = connection.introspection.table_names()
        with connection.schema_editor() as editor:
            for model in TABLES:
                if model._meta.db_table not in there:
                    editor.create_model(model)


class Threads:
    """Runs functions at once, each with a connection of its own to one database."""

    def __init__(self, path: str | None):
        self.path = path

    def connect(self) -> None:
        if self.path:
            wrapper = self.wrapper.copy()
            wrapper.settings_dict["NAME"] = self.path
            connections["default"] = wrapper

    def run(self, *functions) -> list:
        self.wrapper = connections["default"]

        def alone(function):
            self.connect()
            try:
                return function()
            finally:
                connection.close()

        with ThreadPoolExecutor(len(functions)) as pool:
            return [future.result(timeout=60) for future in [pool.submit(alone, run) for run in functions]]


@pytest.fixture
def threads(transactional_db, tmp_path):
    """PostgreSQL as it is. SQLite as a file like in production: its shared memory locks differently."""
    if connection.vendor == "postgresql":
        return Threads(None)
    path = str(tmp_path / "threads.sqlite3")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [path])
    return Threads(path)
