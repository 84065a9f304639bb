"""services.answer: what a service answers, once, in order, on a day that can be."""

import datetime
import itertools
import uuid

import pytest
from django.utils import timezone

from complaints import errors
from complaints.directory import REASONS, ReferralState
from complaints.models import Consent, ReferralStep
from complaints.services.answer import answer
from complaints.workflow import REFERRAL_TRANSITIONS
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
S = ReferralState


@pytest.fixture
def sent(cast):
    case = factories.complaint(cast.relawan, name="Ibu Contoh")
    return factories.referral(case, sent_at=timezone.now() - datetime.timedelta(days=5))


def enter(referral, state, by=None, **fields):
    fields = {
        "submission_key": uuid.uuid4(),
        "seen": referral.state,
        "on": timezone.localdate(),
        "reason": REASONS.get(state, [""])[0],
        "text": "Sudah diurus." if state == S.SERVED else "",
        **fields,
    }
    return answer(referral=referral, by=by or referral.complaint.assigned_to, state=state, **fields)


def walk(referral, *states):
    for state in states:
        referral = enter(referral, state)
    return referral


WAYS = {
    S.SENT: (),
    S.ACCEPTED: (S.ACCEPTED,),
    S.DECLINED: (S.DECLINED,),
    S.SERVED: (S.ACCEPTED, S.SERVED),
    S.NOT_SERVED: (S.ACCEPTED, S.NOT_SERVED),
    S.WITHDRAWN: (S.WITHDRAWN,),
}


@pytest.mark.parametrize(("start", "to"), list(itertools.product(S, S)))
def test_exactly_the_transitions_of_the_table(sent, start, to):
    referral = walk(sent, *WAYS[start])
    if to in REFERRAL_TRANSITIONS[start]:
        assert enter(referral, to).state == to
    else:
        with pytest.raises(errors.NotNow):
            enter(referral, to)
        referral.refresh_from_db()
        assert referral.state == start


def test_acceptance_is_the_answer_and_no_end(sent):
    row = enter(sent, S.ACCEPTED)
    assert row.answered_at is not None
    assert row.ended_at is None


def test_service_ends_it_and_keeps_the_first_answer(sent):
    accepted = enter(sent, S.ACCEPTED)
    served = enter(accepted, S.SERVED, text="Akta terbit.")
    assert served.answered_at == accepted.answered_at
    assert served.ended_at >= served.answered_at
    assert [step.text for step in served.steps.all()][-1] == "Akta terbit."


def test_withdrawn_before_an_answer_has_none(sent):
    row = enter(sent, S.WITHDRAWN)
    assert row.answered_at is None
    assert row.ended_at is not None


def test_when_she_chose_so_her_consent_is_taken_back(sent):
    enter(sent, S.WITHDRAWN, reason="person_chose")
    last = Consent.objects.filter(purpose="refer").order_by("-at").first()
    assert (last.decision, last.provider_id) == ("withdrawn", sent.provider_id)


def test_a_mistake_takes_no_consent_back(sent):
    enter(sent, S.WITHDRAWN, reason="mistake")
    assert not Consent.objects.filter(decision="withdrawn").exists()


@pytest.mark.parametrize(
    ("state", "action"), [(S.ACCEPTED, "referral.answered"), (S.WITHDRAWN, "referral.withdrawn")]
)
def test_it_is_recorded(sent, state, action):
    enter(sent, state)
    event = AuditEvent.objects.get(chain=sent.complaint_id)
    assert (event.action, event.figures, event.subject_id) == (action, {"state": state}, str(sent.pk))


@pytest.mark.parametrize(
    ("state", "reason", "text"),
    [
        (S.DECLINED, "", ""),
        (S.DECLINED, "person_chose", ""),
        (S.DECLINED, "other", " "),
        (S.WITHDRAWN, "no_capacity", ""),
        (S.ACCEPTED, "other", "Ada."),
    ],
)
def test_a_refusal_needs_one_of_its_reasons(sent, state, reason, text):
    with pytest.raises(errors.ReasonMissing):
        enter(sent, state, reason=reason, text=text)
    assert ReferralStep.objects.count() == 0


def test_what_was_done_is_told(sent):
    accepted = enter(sent, S.ACCEPTED)
    with pytest.raises(errors.ReasonMissing):
        enter(accepted, S.SERVED, text="")


def test_a_resend_changes_nothing(sent):
    key = uuid.uuid4()
    first = enter(sent, S.ACCEPTED, submission_key=key)
    events = AuditEvent.objects.count()
    again = enter(sent, S.ACCEPTED, submission_key=key, on=datetime.date(2020, 1, 1))
    assert (again.state, again.answered_at) == (S.ACCEPTED, first.answered_at)
    assert (ReferralStep.objects.count(), AuditEvent.objects.count()) == (1, events)


def test_of_two_answers_the_second_is_told(sent):
    enter(sent, S.ACCEPTED)
    with pytest.raises(errors.AnsweredMeanwhile):
        enter(sent, S.DECLINED, seen=S.SENT)
    sent.refresh_from_db()
    assert sent.state == S.ACCEPTED


def test_yesterday_s_answer_is_dated_yesterday(sent):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    row = enter(sent, S.ACCEPTED, on=yesterday)
    assert timezone.localtime(row.answered_at).date() == yesterday


@pytest.mark.parametrize("days", [1, 400, -6, -4000])
def test_no_date_to_come_and_none_before_it_was_sent(sent, days):
    with pytest.raises(errors.WrongDate):
        enter(sent, S.ACCEPTED, on=timezone.localdate() + datetime.timedelta(days=days))
    assert ReferralStep.objects.count() == 0


def test_an_answer_on_the_day_of_sending_is_not_before_it(cast):
    late = timezone.now().replace(hour=13, minute=0) - datetime.timedelta(days=1)  # 21.00 WITA
    referral = factories.referral(factories.complaint(cast.relawan), sent_at=late)
    row = enter(referral, S.ACCEPTED, on=late.astimezone(timezone.get_default_timezone()).date())
    assert row.answered_at == late


@pytest.mark.parametrize("who", ["relawan2", "petugas", "bakti", "sekdes", "kawil"])
def test_nobody_but_her_volunteers_answers(sent, cast, who):
    with pytest.raises(errors.NotPermitted):
        enter(sent, S.ACCEPTED, by=getattr(cast, who))
    last = AuditEvent.objects.get(chain=sent.complaint_id)
    assert (last.refused, last.reason) == (True, "not_permitted")


@pytest.mark.django_db(transaction=True)
def test_a_key_of_another_referral_was_made_up(cast, sent):
    other = factories.referral(sent.complaint, factories.provider("Lain"), sent_at=sent.sent_at)
    key = uuid.uuid4()
    enter(sent, S.ACCEPTED, submission_key=key)
    with pytest.raises(errors.NotPermitted):
        enter(other, S.ACCEPTED, submission_key=key)
