"""What was destroyed in the database leaves its files too: SQLite's log, PostgreSQL's dead rows."""

from collections.abc import Iterable

from django.db import connection


def settle_files(tables: Iterable[str], *, rewrite: bool = False) -> bool:
    """Call it outside of every transaction, after the last commit. True when it could be done at once.

    SQLite overwrites what is deleted (``secure_delete``); what its log still holds goes into the database
    and the log becomes empty, unless somebody reads at this moment. PostgreSQL takes dead rows out of
    their pages; ``rewrite`` writes the tables anew (VACUUM FULL, locked meanwhile), so that nothing of
    old rows is left in the free space of a page either.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return cursor.fetchone()[0] == 0
        how = "(FULL)" if rewrite else ""
        for table in tables:
            cursor.execute(f"VACUUM {how} {connection.ops.quote_name(table)}")
    return True
