"""A mark on a place into which a backup is being restored: while it stands, nobody works there."""

from django.db import Error as DatabaseError
from django.db import OperationalError, connection, connections

from . import databases
from .errors import BackupError

TABLE = "kk_portal_unfinished_restore"
TOLD = (
    "This place is half-restored: a restore into it began and did not end well. Nobody may work with it."
    " Drop the database (SQLite: remove the file) and the folder of attachments, then restore anew."
)


def mark(cursor) -> None:
    cursor.execute(f"CREATE TABLE {TABLE} (began integer)")


def clear() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {TABLE}")


def stands() -> bool:
    if connection.vendor == "sqlite" and databases.partial_path().exists():
        return True
    with connection.cursor() as cursor:
        return TABLE in connection.introspection.table_names(cursor)


def refuse() -> None:
    """Raises BackupError where the mark stands."""
    if stands():
        raise BackupError(TOLD)


def refuse_to_serve() -> None:
    """The same for a web process that is about to start. A database that does not answer yet is no reason not
    to: pages will say so until it does. The connection must not cross into workers.
    """
    try:
        refuse()
    except (OperationalError, DatabaseError):
        pass
    finally:
        connections.close_all()
