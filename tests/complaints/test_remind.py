"""One pass of the timer: which reminders it makes, once each, of whom it keeps silent, what it records."""

import uuid
from collections import Counter
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from complaints.models import Complaint, Flag, Referral, Reminder
from complaints.services import remind as module
from complaints.services.answer import answer
from complaints.services.remind import remind
from safeguards import audit
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence", name="Melati Rahasia")


def silent(case, days: float = 3, **fields) -> Referral:
    """Sent and unanswered, due ``days`` ago by the clock."""
    due = timezone.now() - days * DAY
    return factories.referral(case, sent_at=due - DAY, due_at=due, **fields)


def kinds(referral) -> list[str]:
    return list(referral.reminders.order_by("at").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("days", "made"),
    [
        (-0.5, []),
        (-0.2, ["before"]),
        (0.1, ["after"]),
        (1.1, ["after", "escalated"]),
        (14.1, ["after", "escalated", "complain"]),
    ],
)
def test_what_is_due_is_made(case, days, made):
    referral = silent(case, days)
    assert remind() == Counter(made)
    assert kinds(referral) == made
    assert not referral.reminders.exclude(by=None).exists()


def test_a_second_pass_makes_nothing(case):
    silent(case, 20)
    remind()
    events = AuditEvent.objects.count()
    assert (remind(), Reminder.objects.count(), AuditEvent.objects.count()) == (Counter(), 3, events)


def test_it_goes_on_where_it_stopped(case):
    referral = silent(case, 0.5)
    remind()
    remind(now=timezone.now() + DAY)
    assert kinds(referral) == ["after", "escalated"]


def test_escalation_flags_the_case_for_the_officer(case):
    silent(case, 2)
    remind()
    case.refresh_from_db()
    flag = Flag.objects.get()
    assert (case.is_flagged, flag.text, flag.raised_by) == (
        True,
        "Rujukan ke Dukcapil Contoh belum dijawab.",
        None,
    )


def test_nothing_of_it_makes_a_silent_case_look_alive(case):
    before = Complaint.objects.values_list("version", "last_entry_at").get(pk=case.pk)
    silent(case, 20)
    remind()
    assert Complaint.objects.values_list("version", "last_entry_at").get(pk=case.pk) == before


def test_each_is_recorded_on_the_case_s_chain(case):
    audit.record(action="complaint.recorded", chain=case.pk)
    silent(case, 2)
    remind()
    events = AuditEvent.objects.filter(chain=case.pk).order_by("seq")
    assert [(event.action, event.reason, event.figures, event.actor) for event in events[1:]] == [
        ("referral.reminded", "", {"kind": "after"}, None),
        ("referral.reminded", "", {"kind": "escalated"}, None),
        ("complaint.flagged", "no_answer", {}, None),
    ]
    assert audit.verify().bad is None


@pytest.mark.parametrize("state", ["accepted", "declined", "served", "withdrawn"])
def test_an_answered_one_is_left_alone(case, state):
    now = timezone.now()
    silent(case, 20, state=state, answered_at=now, ended_at=None if state == "accepted" else now)
    assert remind() == Counter()


def test_one_without_a_rule_is_left_alone(case):
    factories.referral(case, due_at=None)
    assert remind() == Counter()


def test_a_closed_case_is_left_alone(cast):
    silent(factories.closed(cast.relawan), 20)
    assert remind() == Counter()


def test_it_stops_with_the_answer(cast, case):
    referral = silent(case, 0.5)
    remind()
    answer(
        referral=referral,
        by=cast.relawan,
        submission_key=uuid.uuid4(),
        seen="sent",
        state="accepted",
        on=timezone.localdate(),
    )
    assert remind(now=timezone.now() + 30 * DAY) == Counter()


def test_several_of_one_case_and_of_many(cast, case, monkeypatch):
    """Across batches, also where the answer-by moments are equal."""
    monkeypatch.setattr(module, "BATCH", 2)
    due = timezone.now() - 20 * DAY
    other = factories.complaint(cast.relawan2)
    for number in range(7):
        to = factories.provider(f"Layanan {number}")
        factories.referral(case if number % 2 else other, to, sent_at=due - DAY, due_at=due)
    assert remind() == Counter(after=7, escalated=7, complain=7)
    assert (Reminder.objects.count(), Flag.objects.count()) == (21, 7)


def test_a_dry_run_counts_and_writes_nothing(case):
    silent(case, 20)
    out = StringIO()
    call_command("remind", "--dry-run", stdout=out)
    assert out.getvalue() == "Would remind: before 0, after 1, escalated 1, complain 1.\n"
    assert not Reminder.objects.exists()


def test_the_command_tells_what_it_did(case):
    silent(case, 2)
    out = StringIO()
    call_command("remind", stdout=out)
    assert out.getvalue() == (
        "Reminded: before 0, after 1, escalated 1, complain 0.\nE-mail: 0 sent, 0 refused, 0 waiting.\n"
    )


@pytest.mark.parametrize("number", [1, 3])
def test_a_batch_costs_the_same_for_one_and_three(cast, number, django_assert_num_queries, queries_of_a_pass):
    for one in range(number):
        case = factories.complaint(cast.relawan)
        audit.record(action="complaint.recorded", chain=case.pk)
        silent(case, 20, provider=factories.provider(f"Layanan {one}"))
    with django_assert_num_queries(queries_of_a_pass):
        remind()


@pytest.fixture
def queries_of_a_pass() -> int:
    """Two to look (a batch, and that there is no other) and one for what was made; then the batch's own
    transaction. PostgreSQL locks the chains in a query of its own.
    """
    return 15 if connection.vendor == "postgresql" else 14


@pytest.fixture
def many_silent(cast, transactional_db):
    for number in range(4):
        silent(factories.complaint(cast.relawan), 20, provider=factories.provider(f"Layanan {number}"))


def test_two_passes_at_once_make_each_once(many_silent, threads):
    """One leaves out the cases that the other holds; the next pass comes for them."""

    def found():
        kinds = Counter(Reminder.objects.values_list("kind", flat=True))
        return kinds, Flag.objects.count(), audit.verify().bad

    threads.run(remind, remind)
    threads.run(remind)
    assert threads.run(found) == [(Counter(after=4, escalated=4, complain=4), 4, None)]
