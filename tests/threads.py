"""Deeds at the same moment, each on a connection of its own, on a database that both engines can share."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from django.db import connection, connections


class Threads:
    """Runs functions at once; what they wrote is read by ``run`` too.

    PostgreSQL as it is. SQLite on a copy in a file, as in production: shared memory locks differently.
    """

    def __init__(self, folder: Path):
        self.path = None
        if connection.vendor == "sqlite":
            self.path = str(folder / "threads.sqlite3")
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [self.path])
            with closing(sqlite3.connect(self.path)) as file:  # two that change this at once are refused
                file.execute("PRAGMA journal_mode=WAL")

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
