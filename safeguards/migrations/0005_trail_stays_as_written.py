"""The database itself refuses to change or remove what the audit trail holds, whoever asks.

Nothing switches these triggers off for one session: only the owner of the table can take them away, and
does so in words (``ALTER TABLE safeguards_auditevent DISABLE TRIGGER …``), on SQLite whoever holds the file
(``DROP TRIGGER …``). The role that the portal runs as is not the owner (``manage.py protect_audit``).
"""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION safeguards_trail_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Audit events are never changed or removed.' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER trail_rows_stay BEFORE UPDATE OR DELETE ON safeguards_auditevent
    FOR EACH ROW EXECUTE FUNCTION safeguards_trail_stays();
CREATE TRIGGER trail_stays BEFORE TRUNCATE ON safeguards_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION safeguards_trail_stays();
"""
NOT_POSTGRESQL = """
DROP TRIGGER trail_stays ON safeguards_auditevent;
DROP TRIGGER trail_rows_stay ON safeguards_auditevent;
DROP FUNCTION safeguards_trail_stays();
"""
REFUSE = "BEGIN SELECT RAISE(ABORT, 'Audit events are never changed or removed.'); END"
SQLITE = (
    f"CREATE TRIGGER trail_rows_stay_unchanged BEFORE UPDATE ON safeguards_auditevent {REFUSE}",
    f"CREATE TRIGGER trail_rows_stay BEFORE DELETE ON safeguards_auditevent {REFUSE}",
)
NOT_SQLITE = ("DROP TRIGGER trail_rows_stay", "DROP TRIGGER trail_rows_stay_unchanged")


def _run(schema_editor, postgresql: str, sqlite: tuple[str, ...]) -> None:
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for statement in (postgresql,) if is_postgresql else sqlite:
        schema_editor.execute(statement)


def protect(apps, schema_editor) -> None:
    _run(schema_editor, POSTGRESQL, SQLITE)


def give_up(apps, schema_editor) -> None:
    _run(schema_editor, NOT_POSTGRESQL, NOT_SQLITE)


class Migration(migrations.Migration):
    dependencies = [("safeguards", "0004_keys_in_use")]

    operations = [migrations.RunPython(protect, give_up)]
