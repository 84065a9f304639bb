"""A form takes what it offers: every other column of every model, sent along with it, changes nothing."""

from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import connection, models, reset_queries

from tests.architecture.posted import ROWS, fresh_forms

pytestmark = pytest.mark.once

APPS = ("safeguards", "villages", "members", "complaints", "planning")
SMUGGLED = "Diselundupkan"
# What Django's own rights would be called, were there any.
FOREIGN = {"is_superuser": "on", "is_staff": "on", "groups": "1", "user_permissions": "1", "pk": "1"}


def hostile(field) -> str:
    """A value that the column would take."""
    if field.is_relation:
        last = field.related_model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
        return str(last or 1)
    if field.choices:
        return str(field.flatchoices[-1][0])
    match field:
        case models.BooleanField():
            return "on"
        case models.IntegerField():
            return "99"
        case models.DateTimeField() | models.DateField():
            return "2020-02-20"
        case models.UUIDField():
            return "11111111-1111-4111-8111-111111111111"
    return SMUGGLED


@pytest.fixture(scope="module")
def extras(scene, django_db_blocker) -> dict[str, str]:
    """Every column of the portal by name; what cases and accounts call so comes first."""
    with django_db_blocker.unblock():
        found = dict(FOREIGN)
        every = [model for app in APPS for model in apps.get_app_config(app).get_models()]
        for model in sorted(every, key=lambda model: model.__name__ not in {"Complaint", "User"}):
            for field in model._meta.concrete_fields:
                for name in {field.name, field.attname}:
                    found.setdefault(name, hostile(field))
    return found


def rows_of(table: str) -> list[tuple]:
    """As the database holds them: without models, which would open what is sealed."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a name of ours
        names = [column[0] for column in cursor.description]
        return sorted([tuple(zip(names, map(_told, row), strict=True)) for row in cursor.fetchall()])


def _told(value) -> str:
    """PostgreSQL hands out bytes as a memoryview, which tells but its place in memory."""
    return str(bytes(value) if isinstance(value, memoryview) else value)


# Each request leaves a trace of its own in these, and keys of sealed rows are drawn anew. An attempt that
# failed is kept with what was posted, the portal's own fields masked by name (AXES_SENSITIVE_PARAMETERS).
PASSING = {"django_session", "members_session", "safeguards_auditevent", "safeguards_datakey"}
PASSING |= {"axes_accessattempt"}


@dataclass(frozen=True)
class Posting:
    """What a post was answered, and what then stood in the tables that it changed; it is undone."""

    status: int
    tables: dict[str, list[tuple]]

    @classmethod
    def of(cls, visitor, path: str, fields: dict) -> "Posting":
        def tables(written):
            return {table: rows_of(table) for table in sorted(written - PASSING)}

        response = visitor.ask("POST", path, urlencode(fields), look=tables)
        reset_queries()
        return cls(response.status_code, response.seen)


def steady(one: Posting, other: Posting) -> set[tuple[str, str]]:
    """(table, column) that come out alike when the same is posted twice: no key, clock or seal."""
    found = set()
    for table, rows in one.tables.items():
        twice = other.tables[table]
        names = [name for name, _value in rows[0]] if rows else []
        found |= {(table, name) for name in names if _column(rows, name) == _column(twice, name)}
    return found


def _column(rows: list, name: str) -> list[str]:
    return sorted(dict(row)[name] for row in rows)


def differs(visitor, form, extras: dict) -> tuple[list, bool]:
    """Steady columns that came out otherwise with every other column sent along; whether it was saved."""
    plain = form.filled()
    spiked = plain | {name: value for name, value in extras.items() if name not in form.controls}
    first, again, other = (Posting.of(visitor, form.action, sent) for sent in (plain, plain, spiked))
    if (first.status, set(first.tables)) != (other.status, set(other.tables)):
        tables = tuple(sorted(set(first.tables) ^ set(other.tables)))
        return [(form.action, first.status, other.status, tables)], False
    found = [
        (form.action, table, name)
        for table, name in sorted(steady(first, again))
        if _column(first.tables[table], name) != _column(other.tables[table], name)
    ]
    found += [
        (form.action, table, SMUGGLED) for table in other.tables if SMUGGLED in str(other.tables[table])
    ]
    return found, bool(first.tables)


def test_a_form_takes_what_it_offers_and_no_more(scene, db, extras):
    """Of one form each; a good many must really be saved, or nothing could have changed anyhow."""
    seen, saved, found = set(), set(), []
    for row in ROWS:
        visitor, fresh = fresh_forms(scene, row, seen)
        for form in fresh:
            differences, is_saved = differs(visitor, form, extras)
            found += differences
            saved |= {form.action} if is_saved else set()
    assert set(found) == set()
    assert len(saved) >= 20
