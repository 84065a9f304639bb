"""services.chasing: reminding by hand, her word on complaining and on being content; how ends are worded."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints import errors
from complaints.directory import REASONS, ReferralState, step_in_words
from complaints.models import Consent, Referral, Reminder
from complaints.services.answer import answer
from complaints.services.chasing import agree_to_complain, note_satisfaction, remind_service
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OTHERS = ["relawan2", "petugas", "bakti", "sekdes", "kawil"]


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence")


@pytest.fixture
def referral(case):
    return factories.referral(case, late=True)


@pytest.fixture
def stalled(case):
    due = timezone.now() - 15 * DAY
    return factories.referral(case, sent_at=due - DAY, due_at=due)


@pytest.fixture
def served(case):
    now = timezone.now()
    return factories.referral(case, state="served", answered_at=now, ended_at=now)


def last_event(case) -> AuditEvent:
    return AuditEvent.objects.filter(chain=case.pk).order_by("-seq").first()


def refused(case, error, do, **fields):
    with pytest.raises(error):
        do(**fields)
    event = last_event(case)
    assert (event.refused, event.reason) == (True, error.code)


# Reminding by hand --------------------------------------------------------------------------


def remind(referral, by=None, key=None) -> Reminder:
    by = by or referral.complaint.assigned_to
    return remind_service(referral=referral, by=by, submission_key=key or uuid.uuid4())


def test_who_reminded_and_when_is_kept_as_often_as_it_happens(case, referral):
    remind(referral)
    remind(referral)
    assert list(referral.reminders.values_list("kind", "by")) == [("by_hand", case.assigned_to_id)] * 2


def test_reminding_is_recorded_and_shows_that_the_case_is_worked(case, referral):
    before = case.last_entry_at
    made = remind(referral)
    case.refresh_from_db()
    event = last_event(case)
    assert (event.action, event.figures, event.subject_id) == (
        "referral.reminded",
        {"kind": "by_hand"},
        str(made.pk),
    )
    assert (case.version, case.last_entry_at > before) == (2, True)


def test_a_double_tap_is_one_reminder(referral):
    key = uuid.uuid4()
    assert remind(referral, key=key) == remind(referral, key=key)
    assert (Reminder.objects.count(), AuditEvent.objects.count()) == (1, 1)


def test_a_key_of_another_referral_is_refused(case, referral, stalled):
    key = uuid.uuid4()
    remind(stalled, key=key)
    refused(case, errors.NotPermitted, remind, referral=referral, key=key)


def test_an_accepted_one_may_be_reminded_of_too(referral):
    Referral.objects.filter(pk=referral.pk).update(state="accepted", answered_at=timezone.now())
    assert remind(referral).kind == "by_hand"


def test_an_ended_one_may_not(case, served):
    refused(case, errors.ReferralEnded, remind, referral=served)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_but_her_volunteers_reminds(case, referral, cast, who):
    refused(case, errors.NotPermitted, remind, referral=referral, by=getattr(cast, who))
    assert not Reminder.objects.exists()


# Complaining of the service -----------------------------------------------------------------


def agree(referral, by=None, decision="given", key=None, **fields) -> Consent:
    by = by or referral.complaint.assigned_to
    key = key or uuid.uuid4()
    return agree_to_complain(referral=referral, by=by, submission_key=key, decision=decision, **fields)


@pytest.mark.parametrize("decision", ["given", "refused"])
def test_her_word_is_a_consent_of_its_own(case, stalled, decision):
    consent = agree(stalled, decision=decision, given_by="guardian", method="thumbprint")
    kept = Consent.objects.get(purpose="complain")
    assert kept == consent
    assert (kept.provider_id, kept.decision, kept.given_by, kept.method, kept.recorded_by) == (
        stalled.provider_id,
        decision,
        "guardian",
        "thumbprint",
        case.assigned_to,
    )
    assert (last_event(case).action, last_event(case).figures) == ("consent.complain", {"decision": decision})


def test_a_resend_of_her_word_is_one(stalled):
    key = uuid.uuid4()
    assert agree(stalled, key=key) == agree(stalled, key=key, decision="refused")
    assert Consent.objects.filter(purpose="complain").count() == 1


def test_a_key_of_another_case_is_refused(case, stalled, cast):
    other = factories.complaint(cast.relawan)
    key = other.consents.first().pk
    refused(case, errors.NotPermitted, agree, referral=stalled, key=key)


def test_not_before_the_days_are_over(case, referral):
    refused(case, errors.NotToComplainYet, agree, referral=referral)
    assert not Consent.objects.filter(purpose="complain").exists()


def test_not_of_a_service_that_answered(case, stalled):
    Referral.objects.filter(pk=stalled.pk).update(state="accepted", answered_at=timezone.now())
    refused(case, errors.NotToComplainYet, agree, referral=stalled)


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_but_her_volunteers_asks_her(case, stalled, cast, who):
    refused(case, errors.NotPermitted, agree, referral=stalled, by=getattr(cast, who))


# Being content ------------------------------------------------------------------------------


def judge(referral, by=None, seen="", satisfaction="yes") -> Referral:
    by = by or referral.complaint.assigned_to
    return note_satisfaction(referral=referral, by=by, seen=seen, satisfaction=satisfaction)


@pytest.mark.parametrize("state", ["declined", "served", "not_served"])
def test_asked_once_the_service_has_had_its_say(case, state):
    now = timezone.now()
    row = factories.referral(case, state=state, answered_at=now, ended_at=now)
    judge(row, satisfaction="partly")
    row.refresh_from_db()
    assert row.satisfaction == "partly"
    event = last_event(case)
    assert (event.action, event.figures) == ("referral.judged", {"satisfaction": "partly"})


@pytest.mark.parametrize("state", ["sent", "accepted", "withdrawn"])
def test_not_while_it_runs_nor_when_it_was_taken_back(case, state):
    now = timezone.now()
    fields = {"sent": {}, "accepted": {"answered_at": now}, "withdrawn": {"ended_at": now}}[state]
    row = factories.referral(case, state=state, **fields)
    refused(case, errors.NotEnded, judge, referral=row)


def test_the_same_word_again_changes_nothing(served):
    judge(served)
    judge(served)
    assert AuditEvent.objects.count() == 1


def test_she_may_change_her_word(served):
    judge(served)
    assert judge(served, seen="yes", satisfaction="no").satisfaction == "no"


def test_of_two_who_write_it_down_the_second_is_told(case, served):
    judge(served)
    refused(case, errors.SaidMeanwhile, judge, referral=served, seen="", satisfaction="no")


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_but_her_volunteers_notes_it(case, served, cast, who):
    refused(case, errors.NotPermitted, judge, referral=served, by=getattr(cast, who))


@pytest.mark.parametrize(("state", "kept"), [("declined", "no"), ("withdrawn", "")])
def test_with_the_answer_it_is_kept_where_the_service_had_its_say(case, referral, state, kept):
    answer(
        referral=referral,
        by=case.assigned_to,
        submission_key=uuid.uuid4(),
        seen="sent",
        state=state,
        on=timezone.localdate(),
        reason=REASONS[state][0],
        satisfaction="no",
    )
    referral.refresh_from_db()
    assert referral.satisfaction == kept


# The words ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "reason", "words"),
    [
        ("declined", "not_competent", "Layanan menolak · Bukan wewenangnya"),
        ("declined", "no_capacity", "Layanan tidak tersedia"),
        ("not_served", "no_capacity", "Diterima, lalu layanan tidak tersedia"),
        ("not_served", "other", "Tidak terlayani · Lainnya"),
        ("withdrawn", "person_chose", "Orangnya memilih tidak melanjutkan"),
        ("withdrawn", "mistake", "Ditarik: salah kirim"),
        ("accepted", "", "Layanan menerima"),
    ],
)
def test_whose_choice_it_was_is_said_in_words(state, reason, words):
    assert step_in_words(state, reason) == words


def test_no_two_endings_read_alike():
    endings = [(state, reason) for state in ReferralState for reason in REASONS.get(state, ())]
    assert len({step_in_words(*ending) for ending in endings}) == len(endings)
