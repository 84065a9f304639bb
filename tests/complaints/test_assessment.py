"""Saving an assessment: who may, when one may, what it changes, what it tells the officer."""

import uuid

import pytest

from complaints.errors import CaseClosed, NotPermitted, ReasonMissing, Stale
from complaints.models import Assessment, Flag
from complaints.services.assessment import assess
from safeguards.models import AuditEvent
from tests import factories

from .test_followup import actions

CALM = {"danger_now": "no", "sleeps": "safe"}
DANGER = {"danger_now": "yes", "weapon": "yes"}


def save(case, by, answers=CALM, urgency="normal", **told):
    told = {"submission_key": uuid.uuid4(), **told}
    made = assess(complaint=case, by=by, answers=answers, urgency=urgency, **told)
    case.refresh_from_db()
    return made


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence")


def test_danger_makes_it_an_emergency_and_tells_the_officer(cast, case):
    made = save(case, cast.relawan, DANGER, "emergency", version=1)
    assert (made.kind, made.proposed, made.urgency) == ("safety", "emergency", "emergency")
    assert (made.reasons, made.answers) == (["danger_now", "weapon"], DANGER)
    assert (case.urgency, case.safety, case.stage, case.is_flagged) == (
        "emergency",
        "unsafe",
        "assessed",
        True,
    )
    assert actions(case) == [
        ("complaint.flagged", False),
        ("stage.changed", False),
        ("assessment.made", False),
    ]
    assert AuditEvent.objects.get(action="assessment.made").figures == {
        "kind": "safety",
        "proposed": "emergency",
        "urgency": "emergency",
        "reasons": ["danger_now", "weapon"],
    }
    assert AuditEvent.objects.get(action="complaint.flagged").reason == "became_emergency"


def test_what_was_an_emergency_already_is_not_flagged_again(cast):
    case = factories.complaint(cast.relawan, kind="violence", urgency="emergency")
    save(case, cast.relawan, DANGER, "emergency")
    assert (Flag.objects.count(), case.is_flagged) == (0, False)


def test_a_calm_case_takes_the_urgency_and_is_safe(cast):
    case = factories.complaint(cast.relawan, kind="violence", urgency="emergency", safety="unsafe")
    save(case, cast.relawan)
    assert (case.urgency, case.safety, case.stage) == ("normal", "safe", "assessed")


def test_answers_that_leave_safety_open_leave_it_as_it_was(cast):
    case = factories.complaint(cast.relawan, kind="violence", safety="unsafe")
    save(case, cast.relawan, {"danger_now": "no"})
    assert case.safety == "unsafe"


def test_another_urgency_needs_a_reason_and_is_told_when_it_was_an_emergency(cast, case):
    made = save(case, cast.relawan, DANGER, "normal", override_reason="Ia sudah di rumah aman.")
    assert (made.proposed, made.urgency, made.override_reason) == (
        "emergency",
        "normal",
        "Ia sudah di rumah aman.",
    )
    assert (case.urgency, AuditEvent.objects.get(action="complaint.flagged").reason) == (
        "normal",
        "emergency_overridden",
    )


@pytest.mark.django_db(transaction=True)
def test_another_urgency_without_a_reason_is_refused(cast, case):
    with pytest.raises(ReasonMissing):
        save(case, cast.relawan, CALM, "urgent", override_reason=" ")
    assert (Assessment.objects.count(), actions(case)) == (0, [("assessment.made", True)])


def test_a_reason_for_nothing_is_not_kept(cast, case):
    assert save(case, cast.relawan, override_reason="Sama saja.").override_reason == ""


def test_the_safe_way_to_reach_her_is_taken_over(cast):
    case = factories.complaint(cast.relawan, kind="violence", safe_contact={"way": "call", "note": "Malam"})
    save(case, cast.relawan, contact={"way": "", "hours": "", "note": ""})
    assert case.safe_contact == {"way": "call", "note": "Malam"}
    save(case, cast.relawan, contact={"way": "visit", "hours": "", "note": ""})
    assert case.safe_contact == {"way": "visit"}


@pytest.mark.parametrize("stage", ["assessed", "planned", "assisted"])
def test_a_case_further_on_stays_where_it_stands(cast, stage):
    case = factories.complaint(cast.relawan, kind="violence", stage=stage)
    save(case, cast.relawan)
    assert case.stage == stage


def test_needs_of_kind_b(cast):
    case = factories.complaint(cast.relawan)
    made = save(case, cast.relawan, {"ill_now": "yes"}, "emergency")
    assert (made.kind, case.urgency, case.safety, case.stage) == ("needs", "emergency", "", "received")


def test_the_same_key_twice_is_one_assessment(cast, case):
    key = uuid.uuid4()
    first = save(case, cast.relawan, submission_key=key, version=1)
    second = save(case, cast.relawan, DANGER, "emergency", submission_key=key, version=1)
    assert (first.pk, second.pk, second.urgency, case.version) == (key, key, "normal", 2)


@pytest.mark.django_db(transaction=True)
def test_the_key_of_another_case_is_refused(cast, case):
    key = uuid.uuid4()
    save(factories.complaint(cast.relawan, kind="violence"), cast.relawan, submission_key=key)
    with pytest.raises(NotPermitted):
        save(case, cast.relawan, submission_key=key)


@pytest.mark.django_db(transaction=True)
def test_a_closed_case_and_an_old_page_are_refused(cast, case):
    with pytest.raises(CaseClosed):
        save(factories.closed(cast.relawan, kind="violence"), cast.relawan)
    with pytest.raises(Stale):
        save(case, cast.relawan, version=7)
    assert Assessment.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["relawan2", "humas", "kawil", "sekdes", "petugas", "bakti"])
def test_who_does_not_work_the_case_is_refused(cast, case, name):
    with pytest.raises(NotPermitted):
        save(case, getattr(cast, name))
    assert actions(case) == [("assessment.made", True)]


@pytest.mark.django_db(transaction=True)
def test_whom_the_case_is_hidden_from_is_refused(cast):
    colleague = factories.volunteer("rekan", cast.teros)
    case = factories.complaint(colleague, kind="violence")
    factories.hiding(case, colleague)
    with pytest.raises(NotPermitted):
        save(case, colleague)


def test_answers_are_sealed(cast, case):
    made = save(case, cast.relawan, CALM | {"note": "Rahasia sekali"})
    stored = Assessment.objects.values_list("answers", flat=True).get(pk=made.pk)
    assert b"Rahasia" not in stored
