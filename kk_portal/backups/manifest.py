"""What a backup says of itself: first what is needed to open it, last what must be found in it, signed."""

import hmac
import json
import tomllib

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from safeguards import crypto
from safeguards.models import AuditEvent, DataKey

from .errors import BackupError

FORMAT = 1
PURPOSE = "backup manifest"
# Left out: who is logged in now, what was typed an hour ago, who mistyped a password. None of it is missed.
OMITTED = (
    "members_session",
    "safeguards_keptinput",
    "safeguards_wrongcode",
    "axes_accessattempt",
    "axes_accessattemptexpiration",
    "axes_accessfailurelog",
    "axes_accesslog",
)
OURS = ("safeguards", "villages", "members", "complaints", "planning")


def version() -> str:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"]


def head(alias: str, *, made_at: str, tool: str) -> dict:
    """Read before anything is restored: by which program and tool, of which schema, under which keys."""
    return {
        "format": FORMAT,
        "program": version(),
        "made_at": made_at,
        "engine": connections[alias].vendor,
        "tool": tool,
        "migrations": sorted(f"{app}.{name}" for app, name in _applied(alias)),
        "keys": keys(alias),
    }


def keys(alias: str) -> dict[str, list[str]]:
    """Ids of the keys that the rows name, by family; of digests, which name none, those of the ring."""
    wrapped = DataKey.objects.using(alias).filter(destroyed_at=None)
    events = AuditEvent.objects.using(alias).order_by()
    return {
        "DATA_KEYS": sorted(wrapped.values_list("master_id", flat=True).distinct()),
        "AUDIT_KEYS": sorted({*events.values_list("key_id", flat=True).distinct(), _signer()[0]}),
        "DIGEST_KEYS": sorted(crypto.digest_keys().ids),
    }


def counts(alias: str) -> dict[str, int]:
    """Rows of each table of ours, by its name: they are counted before the schema is brought up to date."""
    tables = sorted(
        field.m2m_db_table() if field else model._meta.db_table
        for app in OURS
        for model in apps.get_app_config(app).get_models()
        for field in (None, *model._meta.local_many_to_many)
    )
    with connections[alias].cursor() as cursor:
        found = set(connections[alias].introspection.table_names(cursor))
        return {table: _count(cursor, table) for table in tables if table in found - set(OMITTED)}


def _count(cursor, table: str) -> int:
    cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - a name out of our own models
    return cursor.fetchone()[0]


def _applied(alias: str) -> set[tuple[str, str]]:
    return set(MigrationRecorder(connections[alias]).applied_migrations())


def _signer() -> tuple[str, bytes]:
    return crypto.audit_keys().newest


def signed(told: dict) -> dict:
    key_id, key = _signer()
    told = {**told, "signed_with": key_id}
    return {**told, "signature": _mac(told, key)}


def _mac(told: dict, key: bytes) -> str:
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.digest(crypto.derive(key, PURPOSE), text.encode(), "sha256").hex()


def require_signature(told: dict) -> None:
    """Sealed to a public key can be by anybody; signed with AUDIT_KEYS only by this portal."""
    rest = {name: value for name, value in told.items() if name != "signature"}
    key = crypto.audit_keys().get(told.get("signed_with", ""))
    if not hmac.compare_digest(_mac(rest, key), told.get("signature", "")):
        raise BackupError("The manifest is not signed with AUDIT_KEYS: another portal, or nobody's, made it.")


def require_openable(head: dict, vendor: str) -> None:
    """Raises before anything is written: an unknown format, another engine, a newer schema, a missing key."""
    if head.get("format") != FORMAT:
        raise BackupError(f"This is a backup of format {head.get('format')!r}; this program reads {FORMAT}.")
    if head["engine"] != vendor:
        raise BackupError(
            f"This backup is of {head['engine']} and DATABASE_URL leads to {vendor}: point it to an empty"
            f" {head['engine']} database."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if newer := sorted(set(head["migrations"]) - known):
        raise BackupError(
            f"This backup was made by a newer portal ({head['program']}, with {newer[0]}): install it."
        )
    _require_keys(head["keys"])


def _require_keys(named: dict[str, list[str]]) -> None:
    missing = [
        f"{family} {key_id!r}"
        for family, ids in named.items()
        for key_id in ids
        if key_id not in crypto.ring(family).ids
    ]
    if missing:
        raise BackupError(
            f"These keys of the backup are not in the environment: {', '.join(missing)}. Put the key lists of"
            " then (from the safe) into .env first; without them nobody can read what was sealed."
        )
