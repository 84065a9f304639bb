"""Statements that PostgreSQL plans once per connection: planning took longer than running them.

A statement belongs to its session: a pooler before PostgreSQL must keep sessions (``session`` mode).
"""

import itertools
import weakref
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from psycopg2.extensions import AsIs

MOST = 100  # per connection; each holds its plan in the server's memory
_numbers = itertools.count()
_of_connections = weakref.WeakKeyDictionary()


@dataclass(frozen=True)
class Statement:
    """``sql`` with its ``parameters``: what stays as it is, so that the plan suits it, and ``mark(place)``
    where values go. ``owner`` is what it is known by, and ``label`` what the server's log and views call
    it; ``runs`` are the values, run by run.
    """

    owner: Hashable
    label: str
    sql: str
    parameters: Sequence
    runs: Sequence[Sequence]


def mark(place: int) -> AsIs:
    """Where the value of this place goes, from 1 on."""
    return AsIs(f"${place}")


def execute(cursor, statements: Iterable[Statement]) -> None:
    """Runs them one after the other in one round trip, in which those new to the connection are prepared.

    A name is used for one attempt only: a statement that was prepared but failed to run is there all
    the same.
    """
    known, fresh = _of_connections.setdefault(connection.connection, OrderedDict()), {}
    steps = []
    for statement in statements:
        if statement.owner in known:
            known.move_to_end(statement.owner)
        elif statement.owner not in fresh:
            fresh[statement.owner] = f"{statement.label}_{next(_numbers)}"
            spelled = cursor.mogrify(statement.sql, statement.parameters).decode()
            steps.append(f"PREPARE {fresh[statement.owner]} AS {spelled}")
        name = known.get(statement.owner) or fresh[statement.owner]
        steps += [_run(cursor, name, values) for values in statement.runs]
    given_up = []
    while known and len(known) + len(fresh) > MOST:
        given_up.append(f"DEALLOCATE {known.popitem(last=False)[1]}")
    cursor.execute("; ".join([*given_up, *steps]))
    known |= fresh


def _run(cursor, name: str, values: Sequence) -> str:
    if not values:
        return f"EXECUTE {name}"
    marks = ", ".join(["%s"] * len(values))
    return cursor.mogrify(f"EXECUTE {name}({marks})", list(values)).decode()
