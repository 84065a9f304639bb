"""services.answer: the service answers by itself, on its link and by the same rules as a volunteer."""

import itertools
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints import errors
from complaints.directory import REASONS, ReferralState
from complaints.models import ReferralStep
from complaints.services.answer import answer, answer_by_link
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
S = ReferralState
WAYS = {S.SENT: (), S.ACCEPTED: (S.ACCEPTED,)}
MAY = {S.SENT: {S.ACCEPTED, S.DECLINED, S.SERVED}, S.ACCEPTED: {S.SERVED, S.NOT_SERVED}}


@pytest.fixture
def link(cast):
    case = factories.complaint(cast.relawan, kind="violence")
    sent = factories.referral(case, sent_at=timezone.now() - timedelta(days=5))
    return factories.answer_link(sent)


def enter(link, state, **fields):
    fields = {
        "submission_key": uuid.uuid4(),
        "seen": type(link.referral).objects.get(pk=link.referral_id).state,
        "reason": REASONS.get(state, [""])[0],
        "text": "Sudah diurus." if state == S.SERVED else "",
        **fields,
    }
    return answer_by_link(link=link, state=state, **fields)


@pytest.mark.parametrize(("start", "to"), list(itertools.product(WAYS, S)))
def test_what_it_may_answer_and_when(link, start, to):
    for state in WAYS[start]:
        enter(link, state)
    if to in MAY[start]:
        assert enter(link, to).state == to
    else:
        with pytest.raises((errors.NotNow, errors.NotPermitted)):
            enter(link, to)
        link.referral.refresh_from_db()
        assert link.referral.state == start


def test_its_steps_are_the_links_and_nobodys(link):
    row = enter(link, S.SERVED, text="Akta terbit.")
    steps = [(step.state, step.by, step.link, step.text) for step in row.steps.all()]
    assert steps == [("accepted", None, link, ""), ("served", None, link, "Akta terbit.")]
    assert str(row.steps.last().told_by) == "Layanan, lewat tautan"
    assert row.sent_at < row.answered_at < row.ended_at


def test_it_is_recorded_on_the_chain_of_the_case_without_a_person(link):
    row = enter(link, S.DECLINED, reason="no_capacity")
    event = AuditEvent.objects.get(chain=row.complaint_id)
    assert (event.action, event.actor, event.reason) == ("referral.answered", None, "no_capacity")
    assert event.figures == {"state": "declined", "link": True}


def test_an_answer_marks_the_link_as_used_and_an_end_ends_it(link):
    enter(link, S.ACCEPTED)
    link.refresh_from_db()
    assert (link.used_at is not None, link.revoked_at) == (True, None)
    enter(link, S.NOT_SERVED)
    link.refresh_from_db()
    assert link.revoked_at is not None


@pytest.mark.parametrize(
    ("state", "reason", "text"),
    [(S.DECLINED, "", ""), (S.DECLINED, "person_chose", ""), (S.DECLINED, "other", " "), (S.SERVED, "", " ")],
)
def test_a_refusal_needs_one_of_its_reasons_and_service_its_words(link, state, reason, text):
    with pytest.raises(errors.ReasonMissing):
        enter(link, state, reason=reason, text=text)
    assert ReferralStep.objects.count() == 0


def test_taking_back_is_the_groups(link):
    with pytest.raises(errors.NotPermitted):
        enter(link, S.WITHDRAWN)


@pytest.mark.parametrize("state", [S.ACCEPTED, S.SERVED])
def test_a_resend_changes_nothing_also_when_the_answer_ended_the_link(link, state):
    key = uuid.uuid4()
    enter(link, state, submission_key=key)
    steps, events = ReferralStep.objects.count(), AuditEvent.objects.count()
    assert enter(link, state, submission_key=key, seen=S.SENT, text="Lain.").state == state
    assert (ReferralStep.objects.count(), AuditEvent.objects.count()) == (steps, events)


@pytest.mark.parametrize("first", [S.ACCEPTED, S.DECLINED])
def test_of_two_colleagues_the_second_is_told(link, first):
    enter(link, first)
    with pytest.raises(errors.AnsweredMeanwhile):
        enter(link, S.DECLINED, seen=S.SENT)
    link.referral.refresh_from_db()
    assert link.referral.state == first


def test_what_a_volunteer_ended_is_not_told(link):
    fields = {"submission_key": uuid.uuid4(), "seen": "sent", "on": timezone.localdate()}
    by = link.referral.sent_by
    answer(referral=link.referral, by=by, state="withdrawn", reason="person_chose", **fields)
    with pytest.raises(errors.LinkEnded):
        enter(link, S.ACCEPTED, seen=S.SENT)
    last = AuditEvent.objects.filter(chain=link.referral.complaint_id).latest("seq")
    assert (last.refused, last.reason, last.figures) == (True, "link_ended", {"link": True})


def test_nothing_is_answered_on_a_revoked_or_expired_link(link):
    link.revoked_at = timezone.now()
    link.save()
    with pytest.raises(errors.LinkEnded):
        enter(link, S.ACCEPTED)
    assert ReferralStep.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_key_of_a_volunteers_answer_was_made_up(link):
    key = uuid.uuid4()
    fields = {"submission_key": key, "seen": "sent", "on": timezone.localdate()}
    answer(referral=link.referral, by=link.referral.sent_by, state="accepted", **fields)
    with pytest.raises(errors.NotPermitted):
        enter(link, S.SERVED, submission_key=key)
