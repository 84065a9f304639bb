"""What cannot be opened reaches no page, neither as ciphertext nor as what it sealed: damaged, destroyed."""

import base64
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction

from complaints import filestore
from complaints.models import Attachment, Opening
from safeguards import audit
from safeguards.crypto import CannotOpen, Erased
from safeguards.models import AuditEvent, DataKey
from tests import factories, sealed_rows
from tests.sealed_rows import OF_THEIR_OWN, SEALED, SECRET, again, dump, make, put, stored

from . import roles_table, world
from .asking import Visitor, address

# Every address of a violence case, of one that hangs on it, and those that list several.
PAGES = [row for row in roles_table.rows() if row.thing == "A"]
LISTS = ["/", "/pengaduan/", "/rujukan/", "/pelimpahan/", "/admin/", "/admin/complaints/complaint/"]
HANGING = [model for model in SEALED if model._meta.label not in OF_THEIR_OWN]


@pytest.fixture(scope="module")
def full(django_db_setup, django_db_blocker):
    """A case with a row of every model that seals something, and who reads it."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = factories.cast()
        case = factories.complaint(cast.relawan, kind="violence", stage="assisted", name="Contoh Melati")
        rows = [make(model, case) for model in HANGING]
        things = world._case(case)
        told = {"complaint": case, "user": cast.petugas, "reason": "review"}
        Opening.objects.create(**told, ends_at=sealed_rows.NOW + timedelta(days=1))
        paths = [*(address(row, {"A": things}) for row in PAGES), *LISTS]
        visitors = {name: Visitor(getattr(cast, name)) for name in ("relawan", "petugas")}
        yield SimpleNamespace(case=again(case), rows=rows, paths=paths, visitors=visitors)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def undone(db):
    """Each test has the case as it was."""


def everything(rows) -> list[tuple]:
    """(row, field, what is stored) of each filled sealed field of each row that there is."""
    return [
        (row, field.name, value)
        for model in {type(row) for row in rows}
        for row in model._base_manager.all()
        for field in SEALED[model]
        if (value := stored(row, field.name))
    ]


def spellings(value: bytes) -> list[bytes]:
    """Any way in which a page could show it; the version byte and the random beginning are enough."""
    start = value[1:13]
    return [start, start.hex().encode(), base64.b64encode(value)[:16], base64.urlsafe_b64encode(value)[:16]]


def asked(full) -> dict[tuple[str, str], object]:
    found = {}
    for name, visitor in full.visitors.items():
        for path in full.paths:
            found[name, path] = visitor.ask("GET", path, look=lambda _written: is_recorded(full.case))
    return found


def is_recorded(case) -> bool:
    return AuditEvent.objects.filter(chain=case.pk).exists()


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def leaks(responses, values: list[bytes]) -> list:
    """Where something stands that must not: ciphertext, its placeholder, or the word that was sealed."""
    bad = [b"&lt;sealed", b"<sealed", SECRET.encode()]
    bad += [word for value in values for word in spellings(value)]
    return [place for place, answer in responses.items() if any(word in body(answer) for word in bad)]


def test_the_pages_show_what_is_sealed_while_it_opens(full):
    """Else what follows would hold of anything."""
    responses = asked(full)
    assert {answer.status_code for answer in responses.values()} <= {200, 302, 403, 404, 405}
    detail = body(responses["relawan", f"/pengaduan/{full.case.number}/"])
    assert SECRET.encode() in detail
    assert len(leaks(responses, [])) > 10
    assert len(shown_files(responses)) > 0


def test_what_was_damaged_is_an_error_page(full):
    values = everything(full.rows)
    for row, name, value in values:
        put(row, name, value[:-1] + bytes([value[-1] ^ 1]))
    responses = asked(full)
    assert leaks(responses, [value for _row, _name, value in values]) == []
    broken = {place for place, answer in responses.items() if answer.status_code == 500}
    assert ("relawan", f"/pengaduan/{full.case.number}/") in broken
    assert len(broken) > 20
    (page,) = {body(responses[place]) for place in broken}
    assert "Ada yang rusak di pihak kami" in page.decode()


@pytest.mark.parametrize("model", HANGING, ids=lambda model: model.__name__)
def test_one_damaged_table_leaks_nothing_and_stays_as_it_is(full, model):
    values = everything([row for row in full.rows if type(row) is model])
    for row, name, value in values:
        put(row, name, value[:-1] + bytes([value[-1] ^ 1]))
    damaged = [stored(row, name) for row, name, _value in values]
    visitor = full.visitors["relawan"]
    number = full.case.number
    paths = [f"/pengaduan/{number}/", f"/pengaduan/{number}/ubah/cerita/", "/pengaduan/", "/rujukan/"]
    responses = {path: visitor.ask("GET", path) for path in paths}
    spelled = [word for value in damaged for word in spellings(value)]
    assert [path for path in paths if any(word in body(responses[path]) for word in spelled)] == []
    assert b"&lt;sealed" not in b"".join(map(body, responses.values()))
    assert [stored(row, name) for row, name, _value in values] == damaged


def shown_files(responses) -> list[str]:
    return [path for (_who, path), answer in responses.items() if answer["Content-Type"] == "image/jpeg"]


def keys_of(full) -> list[DataKey]:
    """Of the case, and of each person in it: wherever a row that hangs on it holds a key of its own."""
    persons = [row.data_key_id for row in full.case.persons.all()]
    return list(DataKey.objects.filter(pk__in=[full.case.data_key_id, *persons]))


def test_a_destroyed_case_opens_nowhere(full):
    values, files = everything(full.rows), list(Attachment.objects.filter(complaint=full.case))
    keys = keys_of(full)
    wrapped = [bytes(key.wrapped) for key in keys]
    for key in keys:
        key.require_opens()
    bare = [key._opened for key in keys]
    assert [value for value in wrapped if value not in dump()] == []
    for key in keys:
        key.destroy()
    assert opened(values) == []
    for file, field in [(file, field) for file in map(again, files) for field in filestore.FIELDS]:
        with pytest.raises(Erased):
            filestore.read(key=file.complaint.data_key, row=file.pk, field=field, name=getattr(file, field))
    responses = asked(full)
    assert leaks(responses, [value for _row, _name, value in values]) == []
    assert shown_files(responses) == []
    left = dump()
    assert [value for value in [*wrapped, *bare] if value in left or value.hex().encode() in left] == []
    assert audit.verify().bad is None


def opened(values) -> list[str]:
    """Those that do not say that they were erased. Another case, into which it was merged, keeps its own."""
    found = []
    for row, name, _value in values:
        try:
            getattr(again(row), name)
        except Erased:
            continue
        except CannotOpen as error:
            found.append(str(error))
        else:
            found.append(f"{row._meta.label}.{name} {row.pk}")
    return found


def test_a_page_that_shows_what_was_sealed_leaves_a_record(full):
    """On the trail of the case; lists, which show what the volunteer calls it, are not readings of one."""
    assert not is_recorded(full.case)
    shown = {place: answer for place, answer in asked(full).items() if SECRET.encode() in body(answer)}
    assert len(shown) > 10
    assert [place for place, answer in shown.items() if not answer.seen and place[1] not in LISTS] == []
