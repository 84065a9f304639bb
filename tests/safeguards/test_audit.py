import datetime
import time
import uuid

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection, transaction

from members.models import User
from safeguards import audit
from safeguards.models import AuditEvent, DataKey
from safeguards.models.audit_event import AppendOnly

CASE = uuid.UUID("11111111-1111-4111-8111-111111111111")
OTHER = uuid.UUID("22222222-2222-4222-8222-222222222222")


@pytest.fixture
def wati(db):
    return User.objects.create_user("wati", full_name="Wati Contoh")


def test_an_event_tells_who_did_what_to_which_case_when(wati):
    subject = DataKey.objects.make()
    event = audit.record(
        action="complaint.changed",
        by=wati,
        chain=CASE,
        subject=subject,
        reason="correction",
        figures={"fields": ["urgency"], "rows": 2, "sealed": True, "then": None},
    )
    stored = AuditEvent.objects.get()
    assert (bytes(stored.digest), event.pk) == (event.digest, None)
    assert (stored.chain, stored.seq, stored.actor, stored.action) == (CASE, 1, wati.pk, "complaint.changed")
    assert (stored.subject_type, stored.subject_id) == ("safeguards.DataKey", str(subject.pk))
    assert (stored.reason, stored.refused) == ("correction", False)
    assert stored.figures == {"fields": ["urgency"], "rows": 2, "sealed": True, "then": None}
    assert abs(stored.at - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=1)


def test_chains_count_on_their_own(wati):
    recorded = [audit.record(action="case.read", chain=chain) for chain in (CASE, OTHER, CASE)]
    assert [event.seq for event in recorded] == [1, 1, 2]


def test_a_chain_begins_without_looking_for_an_earlier_event(wati, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        first = audit.begin(action="complaint.recorded", by=wati, chain=CASE, figures={"kind": "social"})
    assert (first.chain, first.seq, first.actor, first.figures) == (CASE, 1, wati.pk, {"kind": "social"})
    assert audit.record(action="complaint.read", chain=CASE).seq == 2
    assert audit.verify().bad is None


def test_many_chains_go_on_in_a_few_queries(wati, django_assert_num_queries):
    """Each where it stood, however many events it has; a new one begins."""
    chains = [uuid.UUID(int=number) for number in range(1, 6)]
    for place, chain in enumerate(chains[:-1]):
        for _each in range(place + 1):
            audit.record(action="complaint.read", chain=chain)
    queries = 4 if connection.vendor == "postgresql" else 3
    with transaction.atomic(), django_assert_num_queries(queries):
        audit.record_many(audit.Entry("note.added", chain=chain) for chain in reversed(chains))
    added = AuditEvent.objects.filter(action="note.added").order_by("chain")
    assert [event.seq for event in added] == [2, 3, 4, 5, 1]
    assert audit.verify().bad is None


def test_a_chain_begins_once(wati):
    audit.record(action="complaint.recorded", chain=CASE)
    with pytest.raises(IntegrityError), transaction.atomic():
        audit.begin(action="complaint.recorded", chain=CASE)


def test_what_has_no_case_goes_to_the_chain_of_its_actor(wati):
    mine, system = audit.record(action="list.exported", by=wati), audit.record(action="retention.run")
    stranger = audit.record(action="login.failed", by=AnonymousUser())
    assert mine.chain == audit.portal_chain(wati.pk) != system.chain
    assert (stranger.actor, stranger.chain) == (None, system.chain)


@pytest.mark.django_db
def test_recording_takes_two_queries(django_assert_num_queries):
    with django_assert_num_queries(2):
        audit.record(action="case.read", chain=CASE)
    with django_assert_num_queries(2):
        audit.record(action="case.read", chain=CASE)


@pytest.mark.django_db
def test_what_stands_since_then_is_not_recorded_again(wati, django_assert_num_queries):
    start = datetime.datetime.now(datetime.UTC)
    first = audit.record_once(since=start, action="link.opened", chain=CASE, subject=wati)
    with django_assert_num_queries(1):
        assert audit.record_once(since=start, action="link.opened", chain=CASE, subject=wati) is None
    audit.record_once(since=start, action="link.made", chain=CASE, subject=wati)
    audit.record_once(since=start, action="link.opened", chain=CASE)
    audit.record_once(since=start, action="link.opened", chain=OTHER, subject=wati)
    audit.record_once(
        since=datetime.datetime.now(datetime.UTC), action="link.opened", chain=CASE, subject=wati
    )
    events = AuditEvent.objects.filter(chain=CASE).order_by("seq")
    assert [event.action for event in events] == ["link.opened", "link.made", "link.opened", "link.opened"]
    assert (first.seq, audit.verify().bad) == (1, None)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused():
    with pytest.raises(RuntimeError):
        audit.record(action="case.read")
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_an_event_is_rolled_back_with_its_deed_and_a_refusal_after_it_stays():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(action="case.closed", chain=CASE)
        raise ZeroDivisionError
    audit.record_refusal(action="case.closed", chain=CASE, reason="not_permitted")
    stored = AuditEvent.objects.get()
    assert (stored.seq, stored.action, stored.reason, stored.refused) == (
        1,
        "case.closed",
        "not_permitted",
        True,
    )


@pytest.mark.django_db(transaction=True)
def test_a_refusal_inside_a_transaction_is_an_error():
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.record_refusal(action="case.closed", chain=CASE)
    assert AuditEvent.objects.count() == 0


def test_a_refusal_of_what_has_no_case_goes_to_its_actor(wati):
    assert audit.record_refusal(action="export", by=wati).chain == audit.portal_chain(wati.pk)


@pytest.mark.django_db
def test_many_at_once_follow_what_is_there(wati):
    audit.record(action="case.recorded", chain=CASE)
    entries = [audit.Entry("case.read", by=wati, chain=chain) for chain in (CASE, OTHER, CASE)]
    assert audit.record_many([*entries, audit.Entry("import.run", by=wati)]) == 4
    seqs = AuditEvent.objects.filter(chain=CASE).order_by("seq").values_list("seq", "action")
    assert list(seqs) == [(1, "case.recorded"), (2, "case.read"), (3, "case.read")]
    assert audit.verify().bad is None
    assert audit.record_many([]) == 0


@pytest.mark.django_db
def test_many_new_cases_take_few_queries(django_assert_num_queries):
    entries = [audit.Entry("case.recorded", chain=uuid.uuid4()) for _case in range(60)]
    with django_assert_num_queries(2):
        assert audit.record_many(entries) == 60
    assert audit.verify().chains == 60


@pytest.mark.django_db(transaction=True)
def test_many_outside_a_transaction_are_refused():
    with pytest.raises(RuntimeError):
        audit.record_many([audit.Entry("case.read", chain=CASE)])
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("told", [{"action": "Ia pulang"}, {"reason": "takut suami"}, {"reason": "x" * 61}])
def test_action_and_reason_are_codes_not_sentences(told):
    with pytest.raises(ValueError, match="are short codes"):
        audit.record(**{"action": "case.read"} | told)
    assert AuditEvent.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("figures", [{"story": "x" * 201}, {"share": 0.5}, {"who": object()}, {"x" * 201: 1}])
def test_figures_are_short_codes_and_whole_numbers(figures):
    with pytest.raises(ValueError, match="Audit figures are short codes and whole numbers"):
        audit.record(action="case.read", figures=figures)


@pytest.mark.django_db
def test_figures_of_other_plain_kinds_are_spelled_out():
    figures = {"ids": {"b", "a"}, "case": CASE, "on": datetime.date(2026, 5, 1), "pair": (1, 2), 3: "three"}
    assert audit.record(action="x", figures=figures).figures == {
        "ids": ["a", "b"],
        "case": str(CASE),
        "on": "2026-05-01",
        "pair": [1, 2],
        "3": "three",
    }


@pytest.mark.django_db
def test_events_are_only_ever_added():
    event = audit.record(action="case.read", chain=CASE)
    event.action = "case.closed"
    for forbidden in (
        event.save,
        event.delete,
        AuditEvent.objects.all().delete,
        lambda: AuditEvent.objects.update(action="x"),
        lambda: AuditEvent.objects.bulk_update([event], ["action"]),
    ):
        with pytest.raises(AppendOnly):
            forbidden()
    assert AuditEvent.objects.get().action == "case.read"


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"seq": 1}, {"seq": 0}, {"action": ""}])
def test_the_database_refuses_what_breaks_a_chain(wrong):
    audit.record(action="case.read", chain=CASE)
    row = {"chain": CASE, "seq": 2, "action": "case.read", "key_id": "1", "digest": b"x"} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent(**row).save()


def test_two_writers_on_one_chain_both_succeed_in_order(threads):
    def write():
        for _time in range(5):
            with transaction.atomic():
                audit.record(action="case.read", chain=CASE)
                time.sleep(0.002)
        return audit.verify().bad

    assert threads.run(*[write] * 4) == [None] * 4

    def count():
        report = audit.verify()
        return report.rows, report.chains, report.bad

    assert threads.run(count) == [(20, 1, None)]


def test_what_is_recorded_once_is_so_when_many_look_at_the_same_time(threads):
    since = datetime.datetime.now(datetime.UTC)

    def look():
        with transaction.atomic():
            audit.record_once(since=since, action="link.opened", chain=CASE)
            time.sleep(0.02)

    threads.run(*[look] * 4)
    assert threads.run(lambda: audit.verify().rows) == [1]


def test_the_second_writer_sees_what_the_first_committed_while_it_waited(threads):
    order = []

    def first():
        with transaction.atomic():
            audit.record(action="first", chain=CASE)
            order.append("written")
            time.sleep(0.2)
        order.append("committed")

    def second():
        while not order:
            time.sleep(0.005)
        with transaction.atomic():
            event = audit.record(action="second", chain=CASE)
        order.append("followed")
        return event.seq

    assert threads.run(first, second)[1] == 2
    assert order[0] == "written"
    assert threads.run(lambda: audit.verify().rows) == [2]


def test_people_do_not_wait_for_each_other_outside_cases(threads):
    """On PostgreSQL; SQLite has one writer at a time whatever is locked."""
    if connection.vendor != "postgresql":
        return
    ready, done = [], []

    def long_import():
        with transaction.atomic():
            audit.record(action="import.run", by=User(pk=1))
            ready.append(True)
            while not done:
                time.sleep(0.005)

    def login():
        while not ready:
            time.sleep(0.005)
        with transaction.atomic():
            audit.record(action="login", by=User(pk=2))
        done.append(True)

    threads.run(long_import, login)
    assert done == [True]
