"""A query whose SQL is spelled once, for what every request asks in the same words.

Django makes the SQL of a queryset anew each time; for a query over indexes that costs several times
what running it does. Values that differ from call to call are given as stand-ins when it is spelled:
any value that appears nowhere else in the query.
"""

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, models


class Spelled:
    """``rows`` is a values_list() queryset; its rows come as values_list() would give them."""

    def __init__(self, rows: models.QuerySet):
        self._compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
        try:
            self._sql, self._parameters = self._compiler.as_sql()
        except EmptyResultSet:  # nothing can fit: no SQL, no rows
            self._sql, self._parameters = "", ()

    def fetch(self, known: dict) -> list[tuple]:
        """The rows of today, with ``known`` (stand-in → value) in their places."""
        if not self._sql:
            return []
        values = {_stored(stand_in): _stored(value) for stand_in, value in known.items()}
        with connection.cursor() as cursor:
            cursor.execute(self._sql, [values.get(value, value) for value in self._parameters])
            found = cursor.fetchall()
        return list(self._compiler.results_iter(results=[found], tuple_expected=True))


def _stored(value):
    """As the database's driver takes it."""
    return connection.ops.adapt_unknown_value(value)
