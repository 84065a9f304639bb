"""Taking the trail's triggers away, as only the owner of its table can: to empty a test database, and to
play the intruder who has become the owner.

The portal holds no such road. On PostgreSQL ``ALTER TABLE … DISABLE TRIGGER`` is refused to any other role;
on SQLite the triggers are dropped and made again from their own words.
"""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

TABLE = "safeguards_auditevent"
_TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s ORDER BY name"


def roads() -> tuple[list[str], list[str]]:
    """The statements that open the table to changes, and those that close it again."""
    if connection.vendor == "postgresql":
        return tuple([f"ALTER TABLE {TABLE} {verb} TRIGGER USER"] for verb in ("DISABLE", "ENABLE"))
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS, [TABLE])
        triggers = cursor.fetchall()
    return [f"DROP TRIGGER {name}" for name, _sql in triggers], [sql for _name, sql in triggers]


@contextmanager
def owned() -> Iterator[None]:
    """Inside, the trail can be changed; for the tests of what is said of it then."""
    opening, closing = roads()
    _run(opening)
    yield
    _run(closing)


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


# What Django makes again after each emptying, row by row, if it is gone.
STANDING = {"django_content_type", "auth_permission"}
RENEWED_EVERY = 50  # flushes


def flush_as_owner() -> None:
    """Emptying the test database after a test that commits takes the triggers away for as long as that.

    Django spells the statements in ``sql_flush`` and runs them in one transaction. The class is told, not one
    connection: once a browser runs its loop in this thread, Django opens another.

    PostgreSQL empties a table of a handful of rows sooner row by row than by TRUNCATE, which makes new files;
    that is done now and then, or each table would be searched through ever more rows that are gone.
    """
    operations = type(connection.ops)
    spell, flushes = operations.sql_flush, itertools.count(1)

    def sql_flush(self, style, tables, **options) -> list[str]:
        tables = [table for table in tables if table not in STANDING]
        if connection.vendor == "postgresql" and next(flushes) % RENEWED_EVERY:
            deletes = [f"DELETE FROM {self.quote_name(table)}" for table in tables]  # noqa: S608 - our own tables
            statements = [*deletes, "SET CONSTRAINTS ALL IMMEDIATE"]
        else:
            statements = spell(self, style, tables, **options)
        if TABLE not in tables:
            return statements
        opening, closing = roads()
        return [*opening, *statements, *closing]

    operations.sql_flush = sql_flush
