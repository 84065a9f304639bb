"""services.linking: one link in force per referral, made and revoked by those who may."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints import errors, links
from complaints.models import AnswerLink
from complaints.services import closure, linking
from complaints.services.answer import answer
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(cast):
    return factories.referral(factories.complaint(cast.relawan))


def make(referral, by=None, key=None):
    by = by or referral.complaint.assigned_to
    return linking.make(referral=referral, by=by, submission_key=key or uuid.uuid4())


def told(referral) -> list[tuple]:
    events = AuditEvent.objects.filter(chain=referral.complaint_id).order_by("seq")
    return list(events.values_list("action", "subject_id", "refused", "reason", "figures"))


def test_a_link_lasts_as_long_as_is_set(referral, settings):
    settings.ANSWER_LINK_DAYS = 7
    link = make(referral)
    assert link.expires_at - link.made_at == timedelta(days=7)
    assert links.find(link.code) == link


def test_making_it_is_recorded_without_its_code(referral):
    link = make(referral)
    assert told(referral) == [("link.made", str(link.pk), False, "", {})]


def test_a_new_one_revokes_the_old(referral):
    first, second = make(referral), make(referral)
    first.refresh_from_db()
    assert (first.revoked_at is not None, links.current(referral)) == (True, second)


def test_an_expired_one_makes_room_too(referral):
    past = timezone.now() - timedelta(days=90)
    factories.answer_link(referral, made_at=past, expires_at=past + timedelta(days=60))
    assert links.current(referral) is None
    assert make(referral) == links.current(referral)


def test_a_resend_gives_the_first_and_changes_nothing(referral):
    key = uuid.uuid4()
    first = make(referral, key=key)
    assert (make(referral, key=key), AnswerLink.objects.count()) == (first, 1)
    assert len(told(referral)) == 1


@pytest.mark.django_db(transaction=True)
def test_a_key_of_another_referral_was_made_up(cast, referral):
    key = uuid.uuid4()
    make(referral, key=key)
    with pytest.raises(errors.NotPermitted):
        make(factories.referral(referral.complaint, factories.provider("Lain")), key=key)


@pytest.mark.parametrize("who", ["relawan2", "petugas", "bakti", "sekdes", "kawil"])
def test_only_who_works_the_case_makes_one(cast, referral, who):
    with pytest.raises(errors.NotPermitted):
        make(referral, by=getattr(cast, who))
    assert [row[2:4] for row in told(referral)] == [(True, "not_permitted")]


def test_none_for_a_referral_that_has_ended(referral):
    withdraw(referral)
    with pytest.raises(errors.NotNow):
        make(referral)


def test_none_for_a_closed_case(referral):
    closure.close(complaint=referral.complaint, by=referral.sent_by, outcome="served", leave_referrals=True)
    with pytest.raises(errors.CaseClosed):
        make(referral)


def test_none_where_consent_was_taken_back(referral):
    word = {"purpose": "refer", "provider": referral.provider, "decision": "withdrawn"}
    referral.complaint.consents.create(recorded_by=referral.sent_by, **word)
    with pytest.raises(errors.ConsentMissing):
        make(referral)


@pytest.mark.parametrize("who", ["relawan", "petugas", "bakti"])
def test_who_works_or_reviews_the_case_revokes(cast, referral, who):
    link = make(referral)
    for _tap in range(2):
        linking.revoke(referral=referral, by=getattr(cast, who))
    link.refresh_from_db()
    assert link.revoked_at is not None
    assert [row[0] for row in told(referral)] == ["link.made", "link.revoked"]


@pytest.mark.parametrize("who", ["relawan2", "petugas2", "sekdes", "kawil"])
def test_nobody_else_revokes(cast, referral, who):
    make(referral)
    with pytest.raises(errors.NotPermitted):
        linking.revoke(referral=referral, by=getattr(cast, who))
    assert links.current(referral) is not None


def withdraw(referral):
    fields = {"submission_key": uuid.uuid4(), "seen": "sent", "on": timezone.localdate()}
    answer(referral=referral, by=referral.sent_by, state="withdrawn", reason="mistake", **fields)


def test_it_ends_when_the_referral_is_taken_back(referral):
    link = make(referral)
    withdraw(referral)
    link.refresh_from_db()
    assert link.revoked_at is not None


def test_closing_the_case_ends_it_and_reopening_revives_none(referral):
    make(referral)
    closure.close(complaint=referral.complaint, by=referral.sent_by, outcome="served", leave_referrals=True)
    closure.reopen(complaint=referral.complaint, by=referral.sent_by, reason="Belum.")
    assert links.current(type(referral).objects.get(pk=referral.pk)) is None
