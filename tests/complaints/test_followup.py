"""Notes and stages: who may, when one may, what a second tap does."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from complaints.errors import CaseClosed, NotNow, NotPermitted, Stale
from complaints.models import Note, StageChange
from complaints.services import followup
from safeguards.models import AuditEvent
from tests import factories

TODAY = date(2026, 11, 22)


def note(case, by, **told):
    told = {"submission_key": uuid.uuid4(), "kind": "visit", "text": "Berkunjung.", **told}
    return followup.add_note(complaint=case, by=by, happened_on=TODAY, **told)


def actions(case) -> list[tuple[str, bool]]:
    events = AuditEvent.objects.filter(chain=case.pk).order_by("seq")
    return [(event.action, event.refused) for event in events]


def test_a_note_moves_the_appointment_and_the_version(cast):
    case = factories.complaint(cast.relawan)
    moment = timezone.now() + timedelta(days=3)
    note(case, cast.relawan, next_appointment=moment)
    case.refresh_from_db()
    assert (case.next_appointment, case.version, case.stage) == (moment, 2, "received")
    assert Note.objects.get().text == "Berkunjung."
    assert actions(case) == [("note.added", False)]


def test_a_note_without_appointment_clears_the_one_that_was(cast):
    case = factories.complaint(cast.relawan, next_appointment=timezone.now())
    note(case, cast.relawan)
    case.refresh_from_db()
    assert case.next_appointment is None


def test_a_note_may_take_the_case_a_step_further(cast):
    case = factories.complaint(cast.relawan)
    note(case, cast.relawan, stage="assisted")
    case.refresh_from_db()
    assert case.stage == "assisted"
    assert actions(case) == [("stage.changed", False), ("note.added", False)]


@pytest.mark.django_db(transaction=True)
def test_a_note_with_an_impossible_step_is_not_kept(cast):
    case = factories.complaint(cast.relawan)
    with pytest.raises(NotNow):
        note(case, cast.relawan, stage="closed")
    assert Note.objects.count() == 0
    assert actions(case) == [("note.added", True)]


def test_the_same_key_twice_is_one_note(cast):
    case = factories.complaint(cast.relawan)
    key = uuid.uuid4()
    first = note(case, cast.relawan, submission_key=key)
    second = note(case, cast.relawan, submission_key=key, text="Lain.")
    case.refresh_from_db()
    assert (second.pk, second.text, case.version) == (first.pk, "Berkunjung.", 2)


@pytest.mark.django_db(transaction=True)
def test_the_key_of_another_case_is_refused(cast):
    key = uuid.uuid4()
    note(factories.complaint(cast.relawan), cast.relawan, submission_key=key)
    with pytest.raises(NotPermitted):
        note(factories.complaint(cast.relawan), cast.relawan, submission_key=key)
    assert Note.objects.count() == 1


def test_a_resend_after_closing_gives_the_note_that_was(cast):
    case = factories.complaint(cast.relawan)
    key = uuid.uuid4()
    first = note(case, cast.relawan, submission_key=key)
    from_now_on_closed(case, cast.relawan)
    assert note(case, cast.relawan, submission_key=key).pk == first.pk


def from_now_on_closed(case, by):
    case.refresh_from_db()
    case.stage, case.outcome, case.closed_at, case.closed_by = "closed", "served", timezone.now(), by
    case.save()


@pytest.mark.django_db(transaction=True)
def test_a_closed_case_takes_no_note_and_no_step(cast):
    case = factories.closed(cast.relawan)
    with pytest.raises(CaseClosed):
        note(case, cast.relawan)
    with pytest.raises(CaseClosed):
        followup.change_stage(complaint=case, by=cast.relawan, to="assisted")
    assert actions(case) == [("note.added", True), ("stage.changed", True)]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["relawan2", "humas", "kawil", "sekdes", "petugas", "petugas2", "bakti"])
def test_who_does_not_work_the_case_writes_no_note(cast, name):
    case = factories.complaint(cast.relawan, kind="violence")
    with pytest.raises(NotPermitted):
        note(case, getattr(cast, name))
    assert Note.objects.count() == 0
    assert actions(case) == [("note.added", True)]


@pytest.mark.django_db(transaction=True)
def test_from_whom_it_is_hidden_she_writes_no_note(cast):
    case = factories.complaint(cast.relawan)
    colleague = factories.volunteer("rekan", cast.teros)
    note(case, colleague)
    factories.hiding(case, colleague)
    with pytest.raises(NotPermitted):
        note(case, colleague)


@pytest.mark.django_db(transaction=True)
def test_a_post_in_the_village_narrows_to_what_is_assigned_by_name(cast):
    own = factories.complaint(cast.kawil)
    note(own, cast.kawil)
    with pytest.raises(NotPermitted):
        note(factories.complaint(cast.relawan), cast.kawil)


def test_stages_are_walked_and_recorded(cast):
    case = factories.complaint(cast.relawan, kind="violence")
    for to in ("assessed", "planned", "assisted"):
        followup.change_stage(complaint=case, by=cast.relawan, to=to)
    assert list(StageChange.objects.values_list("from_stage", "to_stage")) == [
        ("received", "assessed"),
        ("assessed", "planned"),
        ("planned", "assisted"),
    ]


def test_the_same_step_twice_is_one(cast):
    case = factories.complaint(cast.relawan)
    followup.change_stage(complaint=case, by=cast.relawan, to="assisted", version=1)
    row = followup.change_stage(complaint=case, by=cast.relawan, to="assisted", version=1)
    assert (row.version, StageChange.objects.count()) == (2, 1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("kind", "to"), [("social", "assessed"), ("social", "closed"), ("violence", "closed")]
)
def test_what_the_workflow_does_not_know_is_refused(cast, kind, to):
    case = factories.complaint(cast.relawan, kind=kind)
    with pytest.raises(NotNow):
        followup.change_stage(complaint=case, by=cast.relawan, to=to)


@pytest.mark.django_db(transaction=True)
def test_a_step_back_is_refused(cast):
    case = factories.complaint(cast.relawan, kind="violence", stage="planned")
    with pytest.raises(NotNow):
        followup.change_stage(complaint=case, by=cast.relawan, to="assessed")


@pytest.mark.django_db(transaction=True)
def test_a_step_from_an_old_page_is_stale(cast):
    case = factories.complaint(cast.relawan)
    note(case, cast.relawan)
    with pytest.raises(Stale):
        followup.change_stage(complaint=case, by=cast.relawan, to="assisted", version=1)
    followup.change_stage(complaint=case, by=cast.relawan, to="assisted", version=2)
