"""services.consent: each new word is kept beside the old ones, and a "no" stops what is under way."""

import datetime
import uuid

import pytest
from django.utils import timezone

from complaints import errors
from complaints.consenting import in_force
from complaints.enums import ConsentDecision, ConsentMethod, ConsentPurpose
from complaints.models import AnswerLink, Consent, Flag
from complaints.services import consent
from complaints.services.answer import answer
from safeguards.models import AuditEvent
from tests import factories

from .test_followup import actions

pytestmark = pytest.mark.django_db
D, P = ConsentDecision, ConsentPurpose


def say(case, decision, purpose=P.RECORD, by=None, key=None, version=None, **word):
    said = consent.Word(purpose=purpose, decision=decision, **{"on": timezone.localdate(), **word})
    return consent.record(
        complaint=case,
        by=by or case.assigned_to,
        submission_key=key or uuid.uuid4(),
        word=said,
        version=version,
    )


def link_of(referral) -> AnswerLink:
    return AnswerLink.objects.create(
        referral=referral,
        digest=uuid.uuid4().bytes,
        code="contoh",
        made_by=referral.sent_by,
        expires_at=timezone.now() + datetime.timedelta(days=30),
    )


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan)


@pytest.fixture
def child(cast):
    """A child, whose father is reported."""
    row = factories.complaint(cast.relawan, kind="violence")
    row.persons.update(age_band="13-17")
    factories.person(row, role="reported", relation="parent")
    return row


def test_a_word_is_kept_with_who_how_and_witness(case, cast):
    provider = factories.provider()
    made = say(
        case,
        D.GIVEN,
        P.REFER,
        provider=provider,
        method=ConsentMethod.THUMBPRINT,
        witness="Bu Saksi Contoh",
        text="Boleh tahu kebutuhannya.",
        version=1,
    ).consent
    row = Consent.objects.get(pk=made.pk)
    assert (row.purpose, row.provider, row.decision, row.given_by, row.method, row.recorded_by) == (
        "refer",
        provider,
        "given",
        "person",
        "thumbprint",
        cast.relawan,
    )
    assert (row.witness, row.text) == ("Bu Saksi Contoh", "Boleh tahu kebutuhannya.")
    event = AuditEvent.objects.get(chain=case.pk)
    assert (event.action, event.subject_id, event.figures) == (
        "consent.recorded",
        str(made.pk),
        {"purpose": "refer", "decision": "given", "stopped": 0},
    )


def test_the_record_shows_the_giving_and_the_withdrawal(case):
    say(case, D.WITHDRAWN)
    words = case.consents.filter(purpose="record").order_by("at").values_list("decision", flat=True)
    assert list(words) == ["given", "withdrawn"]
    assert {(row.purpose, row.decision) for row in in_force(case)} == {
        ("record", "withdrawn"),
        ("count", "given"),
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["relawan2", "humas", "kawil", "sekdes", "petugas", "bakti"])
def test_only_who_works_it_records_a_word(cast, name):
    case = factories.complaint(cast.relawan, kind="violence")
    with pytest.raises(errors.NotPermitted):
        say(case, D.WITHDRAWN, by=getattr(cast, name))
    assert actions(case) == [("consent.recorded", True)]


@pytest.mark.parametrize("decision", [D.WITHDRAWN, D.REFUSED])
def test_no_to_a_service_withdraws_its_running_referrals_and_no_others(case, decision):
    sent, other = factories.referral(case), factories.referral(case, factories.provider("KUA Contoh"))
    link = link_of(sent)
    stopped = say(case, decision, P.REFER, provider=sent.provider).stopped
    assert [row.pk for row in stopped] == [sent.pk]
    for row in (sent, other, link):
        row.refresh_from_db()
    assert (sent.state, other.state) == ("withdrawn", "sent")
    assert sent.ended_at is not None
    step = sent.steps.get()
    assert (step.state, step.reason, step.by) == ("withdrawn", "person_chose", case.assigned_to)
    assert link.revoked_at is not None
    assert actions(case) == [("referral.withdrawn", False), ("consent.recorded", False)]
    last = case.consents.filter(purpose="refer", provider=sent.provider).order_by("at").last()
    assert last.decision == decision


def test_an_accepted_referral_is_withdrawn_too_and_an_ended_one_stays(case):
    accepted = factories.referral(case, state="accepted", answered_at=timezone.now())
    now = timezone.now()
    served = factories.referral(case, accepted.provider, state="served", answered_at=now, ended_at=now)
    say(case, D.WITHDRAWN, P.REFER, provider=accepted.provider)
    states = {row.pk: row.state for row in case.referrals.all()}
    assert states == {accepted.pk: "withdrawn", served.pk: "served"}


def test_a_withdrawn_referral_takes_no_answer(case):
    sent = factories.referral(case)
    say(case, D.WITHDRAWN, P.REFER, provider=sent.provider)
    sent.refresh_from_db()
    with pytest.raises(errors.NotNow):
        answer(
            referral=sent,
            by=case.assigned_to,
            submission_key=uuid.uuid4(),
            seen="withdrawn",
            state="accepted",
            on=timezone.localdate(),
        )


def test_no_longer_to_be_recorded_stops_all_and_is_put_before_an_officer(case):
    one, two = factories.referral(case), factories.referral(case, factories.provider("KUA Contoh"))
    stopped = say(case, D.WITHDRAWN, text="Ia takut.").stopped
    assert {row.pk for row in stopped} == {one.pk, two.pk}
    case.refresh_from_db()
    assert case.is_flagged
    assert Flag.objects.get().text == "Tidak setuju lagi kasusnya dicatat.\nIa takut."
    assert AuditEvent.objects.get(chain=case.pk, action="complaint.flagged").reason == "consent_withdrawn"
    words = {(row.purpose, row.provider_id): row.decision for row in in_force(case)}
    assert words == {
        ("record", None): "withdrawn",
        ("count", None): "given",
        ("refer", one.provider_id): "withdrawn",
        ("refer", two.provider_id): "withdrawn",
    }


def test_said_twice_it_is_flagged_once(case):
    say(case, D.WITHDRAWN)
    say(case, D.REFUSED)
    assert Flag.objects.count() == 1


def test_of_a_closed_case_too(cast):
    case = factories.closed(cast.relawan)
    sent = factories.referral(case)
    say(case, D.WITHDRAWN, P.REFER, provider=sent.provider)
    sent.refresh_from_db()
    case.refresh_from_db()
    assert (sent.state, case.is_closed) == ("withdrawn", True)


@pytest.mark.parametrize(("decision", "counted"), [(D.GIVEN, True), (D.REFUSED, False), (D.WITHDRAWN, False)])
def test_counting_follows_the_word(case, decision, counted):
    say(case, decision, P.COUNT)
    case.refresh_from_db()
    assert case.may_be_counted is counted


def test_a_resend_changes_nothing(case):
    key, sent = uuid.uuid4(), factories.referral(case)
    first = say(case, D.WITHDRAWN, P.REFER, provider=sent.provider, key=key, version=1)
    events = AuditEvent.objects.count()
    again = say(case, D.GIVEN, P.REFER, provider=sent.provider, key=key, version=1)
    assert (again.consent, again.stopped) == (first.consent, [])
    assert (again.consent.decision, AuditEvent.objects.count()) == ("withdrawn", events)


@pytest.mark.django_db(transaction=True)
def test_a_key_of_another_case_is_made_up(cast):
    case, other = factories.complaint(cast.relawan), factories.complaint(cast.relawan)
    key = say(case, D.WITHDRAWN).consent.pk
    with pytest.raises(errors.NotPermitted):
        say(other, D.WITHDRAWN, key=key)


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_the_second_is_told(case):
    say(case, D.WITHDRAWN, P.COUNT, version=1)
    with pytest.raises(errors.Stale):
        say(case, D.GIVEN, P.COUNT, version=1)
    case.refresh_from_db()
    assert case.may_be_counted is False
