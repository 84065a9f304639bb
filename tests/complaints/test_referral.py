"""services.referral: consent for this provider first, one deed, one referral however often it is sent."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints import errors
from complaints.enums import ConsentDecision, ConsentGiver, ConsentMethod
from complaints.models import Complaint, Consent, Flag, Referral
from complaints.services.referral import Agreement, askable, refer
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
YES = Agreement(decision=ConsentDecision.GIVEN, told="Butuh akta kelahiran untuk anak.")


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, name="Ibu Contoh")


@pytest.fixture
def dukcapil(cast):
    return factories.provider()


def send(case, to, by=None, **fields):
    fields = {"submission_key": uuid.uuid4(), "services": ["civil_documents"], "agreement": YES, **fields}
    return refer(complaint=case, by=by or case.assigned_to, provider=to, **fields)


def refused(case, to, error, **fields):
    """The deed is refused with ``error``, nothing of it stands, and the refusal is on record."""
    with pytest.raises(error):
        send(case, to, **fields)
    assert not Referral.objects.exists()
    last = AuditEvent.objects.filter(chain=case.pk).order_by("-seq").first()
    assert (last.action, last.refused, last.reason) == ("referral.sent", True, error.code)


def test_one_deed_writes_consent_referral_and_step(case, dukcapil):
    referral = send(case, dukcapil, note="Bawa KK asli.")
    consent = referral.consent
    assert (consent.purpose, consent.provider, consent.decision) == ("refer", dukcapil, "given")
    assert (consent.given_by, consent.method, consent.text) == ("person", "spoken", YES.told)
    assert (referral.told, referral.note, referral.state) == (YES.told, "Bawa KK asli.", "sent")
    assert [(step.state, step.by) for step in referral.steps.all()] == [("sent", case.assigned_to)]
    assert not (referral.tells_name or referral.tells_nik)
    assert referral.due_at > referral.sent_at


def test_it_is_recorded_without_a_word_of_hers(case, dukcapil):
    send(case, dukcapil)
    events = AuditEvent.objects.filter(chain=case.pk)
    assert [event.action for event in events.order_by("seq")] == ["stage.changed", "referral.sent"]
    assert events.last().figures == {"services": ["civil_documents"], "vital": False}


def test_guardian_and_thumbprint_are_kept(case, dukcapil):
    agreement = Agreement(
        decision=ConsentDecision.GIVEN, given_by=ConsentGiver.GUARDIAN, method=ConsentMethod.THUMBPRINT
    )
    consent = send(case, dukcapil, agreement=agreement).consent
    assert (consent.given_by, consent.method) == ("guardian", "thumbprint")


@pytest.mark.parametrize(("wanted", "stage"), [(True, "assisted"), (False, "received")])
def test_the_case_moves_on_only_when_wanted(case, dukcapil, wanted, stage):
    send(case, dukcapil, move_on=wanted)
    case.refresh_from_db()
    assert case.stage == stage
    assert [step.to_stage for step in case.stage_changes.all()] == ["assisted"] * wanted


def test_a_case_that_is_assisted_already_stays_so(case, dukcapil):
    Complaint.objects.filter(pk=case.pk).update(stage="assisted")
    send(case, dukcapil)
    assert not case.stage_changes.exists()


def test_a_resend_gives_the_first_and_changes_nothing(case, dukcapil):
    key = uuid.uuid4()
    first = send(case, dukcapil, submission_key=key)
    case.refresh_from_db()
    version, events = case.version, AuditEvent.objects.count()
    again = send(case, dukcapil, submission_key=key, note="Lain.")
    case.refresh_from_db()
    assert (again.pk, again.note, case.version) == (first.pk, "", version)
    assert (Referral.objects.count(), AuditEvent.objects.count()) == (1, events)


def test_a_key_of_another_case_is_refused(case, dukcapil, cast):
    key = uuid.uuid4()
    send(case, dukcapil, submission_key=key)
    with pytest.raises(errors.NotPermitted):
        send(factories.complaint(cast.relawan), dukcapil, submission_key=key)


def test_without_consent_no_referral_but_her_no_is_kept(case, dukcapil):
    no = Agreement(decision=ConsentDecision.REFUSED)
    refused(case, dukcapil, errors.ConsentMissing, agreement=no)
    refused(case, dukcapil, errors.ConsentMissing, agreement=no)
    kept = Consent.objects.filter(purpose="refer")
    assert [(row.decision, row.provider) for row in kept] == [("refused", dukcapil)]
    assert AuditEvent.objects.filter(action="consent.refused").count() == 1


def test_she_may_change_her_mind_to_yes_and_back(case, dukcapil):
    no = Agreement(decision=ConsentDecision.REFUSED)
    for answer in (no, YES, no):
        try:
            send(case, dukcapil, agreement=answer)
        except errors.ConsentMissing:
            continue
    kept = Consent.objects.filter(purpose="refer").order_by("at")
    assert [row.decision for row in kept] == ["refused", "given", "refused"]


@pytest.mark.parametrize("fields", [{"urgency": "emergency"}, {"safety": "unsafe"}])
def test_life_at_risk_goes_without_consent_and_the_officer_is_told(cast, fields):
    case = factories.complaint(cast.relawan, kind="violence", **fields)
    police = factories.provider("Unit PPA Contoh", kind="police_ppa", services=["law_enforcement"])
    vital = Agreement(decision=ConsentDecision.VITAL, reason="Diancam dibunuh malam ini.")
    referral = send(case, police, services=["law_enforcement"], agreement=vital)
    case.refresh_from_db()
    consent = referral.consent
    assert (consent.decision, consent.given_by, consent.text) == ("vital", "nobody", vital.reason)
    flag = Flag.objects.get(complaint=case)
    assert (case.is_flagged, flag.text, flag.raised_by) == (True, vital.reason, cast.relawan)
    assert AuditEvent.objects.filter(action="complaint.flagged", reason="life_at_risk").count() == 1


def test_a_child_whose_parent_is_reported_needs_no_consent_of_a_guardian(cast):
    case = factories.complaint(cast.relawan, kind="violence")
    case.persons.update(age_band="6-12")
    factories.person(case, role="reported", relation="parent")
    uptd = factories.provider("UPTD Contoh", kind="uptd_ppa", services=["complaint"])
    vital = Agreement(decision=ConsentDecision.VITAL, reason="Walinya yang diduga melakukan.")
    assert send(case, uptd, services=["complaint"], agreement=vital).consent.decision == "vital"


def test_a_calm_case_cannot_go_without_consent(case, dukcapil):
    vital = Agreement(decision=ConsentDecision.VITAL, reason="Ingin cepat.")
    refused(case, dukcapil, errors.LifeNotAtRisk, agreement=vital)
    assert not Flag.objects.exists()


def test_life_at_risk_needs_its_reason(cast, dukcapil):
    case = factories.complaint(cast.relawan, urgency="emergency")
    refused(case, dukcapil, errors.ReasonMissing, agreement=Agreement(decision="vital", reason=" "))


@pytest.mark.parametrize("services", [[], ["health"], ["law_enforcement"], ["civil_documents", "education"]])
def test_only_services_given_there_and_fitting_the_kind(case, dukcapil, services):
    dukcapil.services = ["civil_documents", "law_enforcement"]
    dukcapil.save()
    assert askable(case, dukcapil) == ["civil_documents"]
    refused(case, dukcapil, errors.NotItsService, services=services)


def test_a_provider_that_serves_no_more(case, dukcapil):
    dukcapil.is_active = False
    dukcapil.save()
    refused(case, dukcapil, errors.NotItsService)


def test_a_closed_case_is_not_referred(cast, dukcapil):
    refused(factories.closed(cast.relawan), dukcapil, errors.CaseClosed)


def test_a_second_one_while_the_first_waits_is_warned_of(case, dukcapil):
    send(case, dukcapil)
    with pytest.raises(errors.AlreadyReferred):
        send(case, dukcapil)
    send(case, dukcapil, again=True)
    assert Referral.objects.count() == 2


def test_after_an_answer_nothing_is_warned_of(case, dukcapil):
    now = timezone.now()
    ended = {"state": "declined", "answered_at": now, "ended_at": now}
    factories.referral(case, dukcapil, **ended)
    assert send(case, dukcapil).state == "sent"


@pytest.mark.parametrize(("kind", "nik"), [("social", True), ("violence", False)])
def test_a_national_number_is_never_told_of_a_person_hurt(cast, kind, nik):
    case = factories.complaint(cast.relawan, kind=kind)
    service = {"social": "civil_documents", "violence": "law_enforcement"}[kind]
    to = factories.provider(services=[service])
    agreement = Agreement(decision=ConsentDecision.GIVEN, tells_name=True, tells_nik=True)
    referral = send(case, to, services=[service], agreement=agreement)
    assert (referral.tells_name, referral.tells_nik) == (True, nik)


def test_due_by_the_clock_is_exact(case):
    police = factories.provider(services=["social_assistance"], answer_within=24, answer_unit="clock_hours")
    referral = send(case, police, services=["social_assistance"])
    assert referral.due_at - referral.sent_at == timedelta(hours=24)


@pytest.mark.parametrize("who", ["relawan2", "petugas", "bakti", "sekdes", "kawil"])
def test_nobody_but_her_volunteers_refers(case, dukcapil, cast, who):
    refused(case, dukcapil, errors.NotPermitted, by=getattr(cast, who))
