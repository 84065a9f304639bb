"""Every form of every page, with a canary wherever somebody writes: what it leaves holds none in the clear.

What a form is there to name keeps the name: an account, a group, a service. Nothing else may.
"""

import io
from urllib.parse import urlencode

import pytest
from django.db import connection, reset_queries

from tests.canary import travel
from tests.canary.encodings import Canaries

from .posted import ROWS, fresh_forms

pytestmark = pytest.mark.once

CANARIES = Canaries(travel.ALL)
# Where no name or sentence is taken: it would be refused, and nothing of the form kept.
OTHER = {"village": "", "duplicate_of": "", "short_name": "Singkat", "username": "contoh.baru"}
NAMED = {"members_user", "members_member", "members_group", "members_organisation", "members_assignment"}
NAMED |= {"complaints_provider", "complaints_standardplan", "planning_planningstep"}
# Of a village's budget, and read by many: the form asks for no name, and refuses a person's number.
NAMED |= {"planning_proposalstep"}


@pytest.fixture(scope="module")
def seen() -> set:
    return set()


@pytest.fixture(scope="module")
def saved() -> set:
    """Forms that were taken with the canary in them."""
    return set()


def search(written: set[str]) -> list[tuple[str, set[str]]]:
    """In which of the tables that were written it stands."""
    parts = ((table, as_bytes(table)) for table in sorted(written - NAMED))
    return [(table, found) for table, data in parts if (found := CANARIES.found(data))]


def as_bytes(table: str) -> bytes:
    with connection.cursor() as cursor:
        name = connection.ops.quote_name(table)
        if connection.vendor == "postgresql":
            told = io.BytesIO()
            cursor.copy_expert(f"COPY {name} TO STDOUT", told)
            return told.getvalue()
        cursor.execute(f"SELECT * FROM {name}")  # noqa: S608 - a name of ours
        return repr(cursor.fetchall()).encode()


def typed(control) -> str:
    name = control.name
    if name in OTHER:
        return OTHER[name]
    if control.kind == "tel" or "phone" in name or "whatsapp" in name:
        return travel.LOCAL_PHONE
    if name == "nik":
        return travel.NIK
    return travel.NAME if "name" in name else travel.WORDS


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_no_form_leaves_it_in_the_clear(scene, db, seen, saved, row):
    visitor, found = fresh_forms(scene, row, seen)
    for form in found:
        told = form.told(typed)
        response = visitor.ask("POST", form.action, urlencode(told), look=search)
        reset_queries()
        assert (form.action, response.seen) == (form.action, [])
        assert CANARIES.found(str(response.headers)) == set()
        if response.status_code == 302 and CANARIES.found(str(told)):
            saved.add(form.shape)


def test_many_forms_were_taken_with_it(saved):
    """Else nothing could have been left anyhow."""
    assert len(saved) >= 30
