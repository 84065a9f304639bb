"""Rows of several tables in one round trip."""

import pytest
from django.db import IntegrityError, connection, transaction

from complaints.models import Complaint, DuplicateHint, Note, Person
from safeguards.identifiers import time_ordered_uuid
from safeguards.inserting import insert
from safeguards.models import DataKey
from tests import factories


@pytest.fixture
def case(cast) -> Complaint:
    return factories.complaint(cast.relawan)


def note(case: Complaint, text: str) -> Note:
    return Note(complaint=case, kind="other", text=text, by=case.recorded_by)


def test_what_is_inserted_is_what_was_there(case):
    key = DataKey.new()
    person = Person(
        complaint=case,
        data_key=key,
        role="reporter",
        identity={"name": "Melati 'Contoh' 100% \\ $1; --"},
        phone_digest=b"\x00\xff'",
        digest_key_id="1",
    )
    insert([key], [person], [note(case, "Baris satu.\nBaris dua."), note(case, "")])
    stored = Person.objects.get(pk=person.pk)
    assert (stored.identity, bytes(stored.phone_digest)) == (person.identity, b"\x00\xff'")
    assert {row.text for row in case.notes.all()} == {"Baris satu.\nBaris dua.", ""}


def test_one_round_trip_on_postgresql_and_one_a_table_on_sqlite(case, django_assert_num_queries):
    with django_assert_num_queries(1 if connection.vendor == "postgresql" else 2):
        key = DataKey.new()
        insert([key], [], [Person(complaint=case, data_key=key, role="reporter")])


def test_an_inserted_row_is_saved_as_any_other(case):
    row = note(case, "Pertama")
    insert([row])
    row.text = "Kedua"
    row.save()
    assert Note.objects.get(pk=row.pk).text == "Kedua"


def test_what_the_database_computes_is_left_to_it(case):
    copy = Complaint.objects.get(pk=case.pk)
    copy.pk, copy.submission_key = time_ordered_uuid(), time_ordered_uuid()
    copy.number, copy.data_key = "AAAA2222", DataKey.new()
    insert([copy.data_key], [copy])
    assert Complaint.objects.get(pk=copy.pk).attention == case.attention


def test_nothing_is_inserted_where_one_row_is_refused(case):
    row = note(case, "Pertama")
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([note(case, "Lain")], [row, row])
    assert Note.objects.count() == 0
    insert([row])
    assert Note.objects.count() == 1


def test_what_is_known_can_be_left_as_it_stands(cast, case):
    newer = factories.complaint(cast.relawan)
    pairs = [DuplicateHint(newer=newer, older=case, reason=reason) for reason in ("phone", "similar")]
    insert(pairs[:1])
    insert(pairs[1:], skip_known=True)
    assert [row.reason for row in DuplicateHint.objects.all()] == ["phone"]


def test_nothing_asks_nothing(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        insert([], [])
