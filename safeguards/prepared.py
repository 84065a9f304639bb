"""Statements that PostgreSQL plans once per connection: planning took longer than running them.

A statement belongs to its session: a pooler before PostgreSQL must keep sessions (``session`` mode).
"""

import itertools
import weakref
from collections import OrderedDict

from django.db import connection
from psycopg2.extensions import AsIs

MOST = 100  # per connection; each holds its plan in the server's memory
_names = (f"spelled_{number}" for number in itertools.count())
_of_connections = weakref.WeakKeyDictionary()


def execute(cursor, owner, sql: str, parameters, values: dict) -> None:
    """Runs ``sql``, the statement of ``owner``, with each key of ``values`` replaced by its value.

    The first time on a connection it is prepared in the same round trip; other parameters stay in it as
    they are, so that its plan suits them. A name is used for one attempt only: a statement that was
    prepared but failed to run is there all the same.
    """
    statements = _of_connections.setdefault(connection.connection, OrderedDict())
    if owner in statements:
        statements.move_to_end(owner)
        cursor.execute(_run(cursor, statements[owner], values))
        return
    name, steps = next(_names), []
    if len(statements) >= MOST:
        steps.append(f"DEALLOCATE {statements.popitem(last=False)[1]}")
    places = {stand_in: AsIs(f"${place}") for place, stand_in in enumerate(values, start=1)}
    spelled = cursor.mogrify(sql, [places.get(value, value) for value in parameters]).decode()
    steps += [f"PREPARE {name} AS {spelled}", _run(cursor, name, values)]
    cursor.execute("; ".join(steps))
    statements[owner] = name


def _run(cursor, name: str, values: dict) -> str:
    if not values:
        return f"EXECUTE {name}"
    marks = ", ".join(["%s"] * len(values))
    return cursor.mogrify(f"EXECUTE {name}({marks})", list(values.values())).decode()
