"""A query spelled once says what its queryset says, each time for other values."""

import datetime
import uuid

import pytest
from django.db import DataError, connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from complaints.models import Complaint, Note, Person
from safeguards import prepared
from safeguards.spelled import Spelled, keep
from tests import factories

SOME_CASE = uuid.UUID("6b6b7369-6d65-4361-8365-000000000000")
SOME_NUMBER = "00000000"
SOME_TIME = datetime.datetime(1907, 2, 3, 4, 5, tzinfo=datetime.UTC)
COLUMNS = ("id", "number", "received_at", "may_be_counted", "further", "group__village__name", "reviewed_at")


@pytest.fixture
def cases(cast) -> list[Complaint]:
    """Two of one volunteer, one of another; each with one person, the first with two notes."""
    made = [factories.complaint(by, name=f"Contoh {by}") for by in (cast.relawan, cast.relawan, cast.humas)]
    factories.note(made[0], "Yang pertama.")
    factories.note(made[0], "Yang kedua.")
    return made


def of_case(rows):
    return rows.filter(complaint=SOME_CASE)


def state(row) -> dict:
    """The row's columns as the database holds them, sealed ones too."""
    return {field.attname: bytes_or(row.__dict__[field.attname]) for field in row._meta.concrete_fields}


def bytes_or(value):
    return bytes(value) if isinstance(value, bytes | memoryview) else value


def test_values_are_those_of_the_queryset(cases):
    rows = Complaint.objects.order_by("number").values_list(*COLUMNS)
    assert Spelled(rows).fetch({}) == list(rows)


def test_a_stand_in_gives_way_to_each_value(cases):
    found = Spelled(Complaint.objects.filter(number=SOME_NUMBER).values_list("pk"))
    assert [found.fetch({SOME_NUMBER: case.number}) for case in cases] == [[(case.pk,)] for case in cases]


def test_without_its_value_a_stand_in_finds_nothing(cases):
    assert Spelled(Complaint.objects.filter(number=SOME_NUMBER).values_list("pk")).fetch({}) == []


def test_uuids_and_moments_stand_in_too(cases):
    notes = Note.objects.filter(complaint=SOME_CASE, at__lt=SOME_TIME)
    found = Spelled(notes.order_by("at").values_list("pk"))
    now, before = timezone.now(), cases[0].received_at - datetime.timedelta(days=1)
    assert len(found.fetch({SOME_CASE: cases[0].pk, SOME_TIME: now})) == 2
    assert found.fetch({SOME_CASE: cases[0].pk, SOME_TIME: before}) == []
    assert found.fetch({SOME_CASE: cases[1].pk, SOME_TIME: now}) == []


def test_what_the_query_itself_says_stays(cases, cast):
    rows = Complaint.objects.filter(recorded_by=cast.relawan, number=SOME_NUMBER).values_list("pk")
    assert Spelled(rows).fetch({SOME_NUMBER: cases[1].number}) == [(cases[1].pk,)]
    assert Spelled(rows).fetch({SOME_NUMBER: cases[2].number}) == []


def test_instances_are_those_of_the_queryset(cases):
    found = Spelled(of_case(Note.objects.order_by("at", "id"))).instances({SOME_CASE: cases[0].pk})
    assert [state(row) for row in found] == [state(row) for row in cases[0].notes.order_by("at", "id")]
    assert [row.pk for row in found] == [row.pk for row in cases[0].notes.order_by("at", "id")]


def test_instances_know_that_they_are_stored(cases):
    (found, _second) = Spelled(of_case(Note.objects.order_by("at"))).instances({SOME_CASE: cases[0].pk})
    assert (found._state.adding, found._state.db) == (False, "default")


def test_sealed_fields_open(cases):
    (person,) = Spelled(of_case(Person.objects.select_related("data_key"))).instances(
        {SOME_CASE: cases[0].pk}
    )
    assert person.identity == {"name": f"Contoh {cases[0].recorded_by}"}


def test_related_rows_come_along(cases, django_assert_num_queries):
    rows = Complaint.objects.filter(number=SOME_NUMBER).select_related("group__village", "closed_by")
    with django_assert_num_queries(1):
        (found,) = Spelled(rows).instances({SOME_NUMBER: cases[0].number})
        related = (found.group.village.name, found.group.name, found.closed_by)
    assert related == (cases[0].group.village.name, cases[0].group.name, None)


def test_annotations_come_along(cases):
    noted = Exists(Note.objects.filter(complaint=OuterRef("pk")))
    rows = Complaint.objects.filter(number=SOME_NUMBER).annotate(is_noted=noted).select_related("group")
    found = [Spelled(rows).instances({SOME_NUMBER: case.number})[0] for case in cases]
    assert [(row.pk, row.is_noted, row.group) for row in found] == [
        (case.pk, number == 0, case.group) for number, case in enumerate(cases)
    ]


def test_an_instance_may_be_changed_and_saved(cases):
    (note, _second) = Spelled(of_case(Note.objects.order_by("at"))).instances({SOME_CASE: cases[0].pk})
    note.complaint = cases[0]
    note.text = "Lain."
    note.save()
    assert Note.objects.get(pk=note.pk).text == "Lain."


def test_one_call_leaves_nothing_to_the_next(cases):
    found = Spelled(of_case(Note.objects.order_by("at")))
    first = found.instances({SOME_CASE: cases[0].pk})
    assert found.instances({SOME_CASE: cases[1].pk}) == []
    again = found.instances({SOME_CASE: cases[0].pk})
    assert [row.pk for row in again] == [row.pk for row in first]
    assert [one is other for one, other in zip(first, again, strict=True)] == [False, False]


def test_what_can_never_fit_asks_nothing(cases, django_assert_num_queries):
    nothing = Complaint.objects.filter(pk__in=[])
    with django_assert_num_queries(0):
        assert Spelled(nothing.values_list("pk")).fetch({}) == []
        assert Spelled(nothing).instances({}) == []


def test_a_value_is_data_and_never_sql(cases):
    found = Spelled(Complaint.objects.filter(number=SOME_NUMBER).values_list("pk"))
    assert found.fetch({SOME_NUMBER: "' OR '1'='1"}) == []
    assert found.fetch({SOME_NUMBER: "%s %(a)s"}) == []


def test_kept_rows_are_the_relations(cases, django_assert_num_queries):
    rows = list(cases[0].notes.order_by("-at"))
    case = Complaint.objects.get(pk=cases[0].pk)
    keep(case, "notes", rows)
    with django_assert_num_queries(0):
        assert [row is other for row, other in zip(case.notes.all(), rows, strict=True)] == [True, True]
        assert case.notes.count() == 2
    with django_assert_num_queries(1):
        assert case.notes.filter(kind="call").count() == 0


def test_threads_share_one_spelling(cases, threads):
    found = Spelled(of_case(Note.objects.order_by("at")).values_list("pk"))
    wanted = [found.fetch({SOME_CASE: case.pk}) for case in cases]
    asked = [lambda pk=case.pk: [found.fetch({SOME_CASE: pk}) for _time in range(20)] for case in cases]
    assert threads.run(*asked) == [[rows] * 20 for rows in wanted]


def test_a_spelling_made_in_a_thread_serves_others(cases, threads):
    (found,) = threads.run(lambda: Spelled(of_case(Note.objects.order_by("at"))))
    assert len(found.instances({SOME_CASE: cases[0].pk})) == 2


def test_more_statements_than_a_connection_keeps(cases, monkeypatch):
    monkeypatch.setattr(prepared, "MOST", 2)
    rows = Complaint.objects.filter(number=SOME_NUMBER)
    found = [Spelled(rows.values_list(column)) for column in ("pk", "kind", "stage", "number")]
    case = cases[0]
    wanted = [[(case.pk,)], [(case.kind,)], [(case.stage,)], [(case.number,)]]
    for _round in range(2):
        assert [one.fetch({SOME_NUMBER: case.number}) for one in found] == wanted


def test_a_spelling_outlives_what_failed(cases):
    found = Spelled(Complaint.objects.filter(submission_key=SOME_CASE).values_list("pk"))
    if connection.vendor == "postgresql":  # SQLite compares whatever it is given
        with pytest.raises(DataError), transaction.atomic():
            found.fetch({SOME_CASE: "not a key"})
    assert found.fetch({SOME_CASE: cases[0].submission_key}) == [(cases[0].pk,)]


def test_a_rolled_back_transaction_leaves_a_usable_statement(cases):
    found = Spelled(Complaint.objects.filter(number=SOME_NUMBER).values_list("pk"))
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        found.fetch({SOME_NUMBER: cases[0].number})
        raise ZeroDivisionError
    assert found.fetch({SOME_NUMBER: cases[1].number}) == [(cases[1].pk,)]


def test_bytes_stand_in_for_bytes(cases):
    second = Person.objects.order_by("id")[1]
    Person.objects.filter(pk=second.pk).update(phone_digest=b"digest of her number", digest_key_id="1")
    found = Spelled(Person.objects.filter(phone_digest__in=[b"?"]).values_list("pk").order_by())
    assert found.fetch({b"?": b"digest of her number"}) == [(second.pk,)]
    assert found.fetch({b"?": b"another"}) == []
