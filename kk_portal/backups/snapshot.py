"""One moment of the database, read over a connection of its own while others go on writing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections, transaction

ALIAS = "snapshot"
FIRST = {  # what fixes the moment
    "postgresql": "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
    "sqlite": "SELECT count(*) FROM sqlite_master",
}


@contextmanager
def snapshot() -> Iterator[str]:
    """The alias of a connection on which everything read inside is of the same moment."""
    wrapper = connections[DEFAULT_DB_ALIAS].copy(ALIAS)
    if wrapper.vendor == "sqlite":  # a transaction that only reads must not take the one lock of writers
        wrapper.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections[ALIAS] = wrapper
    try:
        with transaction.atomic(using=ALIAS):
            with wrapper.cursor() as cursor:
                cursor.execute(FIRST[wrapper.vendor])
            yield ALIAS
    finally:
        wrapper.close()
        del connections[ALIAS]
