"""PostgreSQL: the role that the portal runs as may add to the audit trail and read it, nothing else."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from safeguards import audit
from safeguards.models import AuditEvent

TRAIL = AuditEvent._meta.db_table
WORK = "SELECT, INSERT, UPDATE, DELETE"
CHANGES = "UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER"
ROLE = """
    SELECT quote_ident(rolname), rolsuper, pg_has_role(rolname, relowner, 'MEMBER')
    FROM pg_roles, pg_class WHERE rolname = %s AND pg_class.oid = %s::regclass
"""


class Command(BaseCommand):
    help = (
        "Run as the owner of the tables, once and after a change of roles: gives the role of the portal what "
        "it needs of every table, also of those to come, and of the audit trail only to read and to add."
    )

    def add_arguments(self, parser) -> None:
        parser.add_argument("--role", required=True, help="the role in the portal's DATABASE_URL")

    def handle(self, *, role: str, **options) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("SQLite has no roles; its triggers refuse changes to everybody.")
        with transaction.atomic(), connection.cursor() as cursor:
            name = self._name(cursor, role)
            for statement in self._statements(name):
                cursor.execute(statement)
            if self._may_change(cursor, role):
                raise CommandError(f"{role} may change the trail through another role that it belongs to.")
            audit.record(action="trail.protected", figures={"role": role})
        self.stdout.write(f"{role} may read the audit trail and add to it, and can change nothing in it.")

    def _name(self, cursor, role: str) -> str:
        """The role's name as SQL; CommandError for a role that no right could bind."""
        cursor.execute(ROLE, [role, TRAIL])
        found = cursor.fetchone()
        if found is None:
            raise CommandError(f"There is no role {role}: CREATE ROLE … LOGIN PASSWORD … first.")
        name, is_superuser, owns = found
        if is_superuser or owns:
            raise CommandError(
                f"{role} owns the tables or is a superuser; the portal needs a role of its own."
            )
        return name

    def _statements(self, name: str) -> list[str]:
        schema = "SCHEMA public"
        return [
            f"GRANT USAGE ON {schema} TO {name}",
            f"GRANT {WORK} ON ALL TABLES IN {schema} TO {name}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN {schema} TO {name}",
            f"ALTER DEFAULT PRIVILEGES IN {schema} GRANT {WORK} ON TABLES TO {name}",
            f"ALTER DEFAULT PRIVILEGES IN {schema} GRANT USAGE, SELECT ON SEQUENCES TO {name}",
            f"REVOKE {CHANGES} ON {TRAIL} FROM {name}, PUBLIC",
            f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {name}",
        ]

    def _may_change(self, cursor, role: str) -> bool:
        cursor.execute("SELECT has_table_privilege(%s, %s, %s)", [role, TRAIL, CHANGES])
        return cursor.fetchone()[0]
