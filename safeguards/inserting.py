"""New rows of several tables in one round trip, the SQL of each table spelled once.

Django makes an INSERT anew for each call and sends it by itself; for the half dozen tables that one
recording fills, that took longer than the database did.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from django.db import DEFAULT_DB_ALIAS, connection, models

from . import prepared


def insert(*tables: Sequence[models.Model], skip_known: bool = False) -> None:
    """Inserts the rows of each table, those of one model together, in the order given.

    As bulk_create() does: no signals, no save(). A number that the database itself gives as key is not
    read back. Raises IntegrityError, unless ``skip_known``: what a unique constraint refuses is then left
    as it stands. Call it in a transaction, so that all stand or none.
    """
    filled = [list(rows) for rows in tables if rows]
    if not filled:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            prepared.execute(cursor, [_statement(rows, skip_known) for rows in filled])
        else:
            for rows in filled:
                spelling = _spelling(type(rows[0]), skip_known)
                cursor.executemany(spelling.sql, [spelling.values(row) for row in rows])
    for rows in filled:
        for row in rows:
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _statement(rows: list[models.Model], skip_known: bool) -> prepared.Statement:
    spelling = _spelling(type(rows[0]), skip_known)
    marks = [prepared.mark(place) for place in range(1, len(spelling.fields) + 1)]
    label = f"insert_{type(rows[0])._meta.db_table}"
    return prepared.Statement(spelling, label, spelling.sql, marks, [spelling.values(row) for row in rows])


@dataclass(frozen=True)
class _Spelling:
    sql: str
    fields: tuple[models.Field, ...]

    def values(self, row: models.Model) -> list:
        return [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in self.fields]


@cache
def _spelling(model: type[models.Model], skip_known: bool) -> _Spelling:
    given = [field for field in model._meta.concrete_fields if not field.generated]
    fields = tuple(field for field in given if not isinstance(field, models.AutoField))
    quote = connection.ops.quote_name
    columns, marks = ", ".join(quote(field.column) for field in fields), ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({marks})"  # noqa: S608 - of a model
    return _Spelling(f"{sql} ON CONFLICT DO NOTHING" if skip_known else sql, fields)
