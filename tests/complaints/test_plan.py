"""Actions of a plan: who may, when one may, who may see to them, what is recorded."""

import uuid
from datetime import date

import pytest
from django.utils import timezone

from complaints import errors
from complaints.models import PlanAction
from complaints.services import plan
from complaints.timeline import timeline
from safeguards.identifiers import time_ordered_uuid
from safeguards.models import AuditEvent
from tests import factories

from .test_followup import actions

DAY = date(2026, 12, 1)


def add(case, by, *texts, **told):
    rows = [
        plan.NewAction(text=text, due_on=DAY, need="berobat") for text in texts or ("Antar ke Puskesmas",)
    ]
    told = {"submission_key": time_ordered_uuid(), "responsible": by, **told}  # as the form makes it
    made = plan.add_actions(complaint=case, by=by, actions=rows, **told)
    case.refresh_from_db()
    return made


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence")


@pytest.fixture
def action(case):
    return factories.action(case)


@pytest.mark.parametrize("stage", ["received", "assessed"])
def test_the_first_action_of_kind_a_makes_it_planned(cast, stage):
    case = factories.complaint(cast.relawan, kind="violence", stage=stage)
    made = add(case, cast.relawan, "Antar ke Puskesmas", "Hubungi UPTD PPA")
    assert [(row.text, row.need, row.due_on, row.state) for row in made] == [
        ("Antar ke Puskesmas", "berobat", DAY, "open"),
        ("Hubungi UPTD PPA", "berobat", DAY, "open"),
    ]
    assert (case.stage, case.version) == ("planned", 2)
    assert actions(case) == [("stage.changed", False), ("action.added", False)]
    figures = AuditEvent.objects.get(action="action.added").figures
    assert figures == {"actions": 2, "to": cast.relawan.pk}


@pytest.mark.parametrize(("kind", "stage"), [("violence", "assisted"), ("social", "received")])
def test_other_cases_stay_where_they_stand(cast, kind, stage):
    case = factories.complaint(cast.relawan, kind=kind, stage=stage)
    add(case, cast.relawan)
    assert case.stage == stage


def test_the_same_key_twice_is_one_plan(cast, case):
    key = uuid.uuid4()
    first = add(case, cast.relawan, "Satu", "Dua", submission_key=key)
    second = add(case, cast.relawan, "Lain", submission_key=key)
    assert {row.pk for row in first} == {row.pk for row in second}
    assert (PlanAction.objects.count(), case.version) == (2, 2)


@pytest.mark.django_db(transaction=True)
def test_what_is_refused_is_recorded(cast, case):
    colleague = factories.volunteer("rekan", cast.teros)  # reads no kind A
    with pytest.raises(errors.CannotTakeAction):
        add(case, cast.relawan, responsible=colleague)
    with pytest.raises(errors.ActionMissing):
        add(case, cast.relawan, " ")
    with pytest.raises(errors.CaseClosed):
        add(factories.closed(cast.relawan, kind="violence"), cast.relawan)
    key = add(factories.complaint(cast.relawan), cast.relawan)[0].pk
    with pytest.raises(errors.NotPermitted):
        add(case, cast.relawan, submission_key=key)
    assert (case.actions.count(), actions(case)) == (0, [("action.added", True)] * 3)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["relawan2", "humas", "kawil", "sekdes", "petugas", "bakti"])
def test_who_does_not_work_the_case_is_refused(cast, case, action, name):
    by = getattr(cast, name)
    for deed in (
        lambda: add(case, by, responsible=cast.relawan),
        lambda: plan.change_action(action=action, by=by, text="Lain"),
        lambda: plan.end_action(action=action, by=by, state="done"),
        lambda: plan.reopen_action(action=action, by=by),
    ):
        with pytest.raises(errors.NotPermitted):
            deed()
    names = ("action.added", "action.changed", "action.ended", "action.reopened")
    assert actions(case) == [(name, True) for name in names]


def test_changing_writes_what_differs(cast, case, action):
    told = {"text": "Antar ke RSUD", "need": action.need, "due_on": DAY, "responsible": cast.relawan}
    names = plan.change_action(action=action, by=cast.relawan, version=1, **told)
    action.refresh_from_db()
    assert (names, action.text, action.due_on) == (["text", "due_on"], "Antar ke RSUD", DAY)
    assert plan.change_action(action=action, by=cast.relawan, version=1, **told) == []
    assert AuditEvent.objects.get(action="action.changed").figures == {"fields": ["text", "due_on"]}


@pytest.mark.django_db(transaction=True)
def test_changing_is_refused(cast, case, action):
    with pytest.raises(errors.Stale):
        plan.change_action(action=action, by=cast.relawan, version=7, text="Lain")
    with pytest.raises(errors.ActionMissing):
        plan.change_action(action=action, by=cast.relawan, text=" ")
    with pytest.raises(errors.CannotTakeAction):
        plan.change_action(action=action, by=cast.relawan, responsible=cast.humas)
    with pytest.raises(errors.ActionEnded):
        plan.change_action(action=factories.ended_action(case), by=cast.relawan, text="Lain")
    gone = factories.action(factories.closed(cast.relawan))
    with pytest.raises(errors.CaseClosed):
        plan.change_action(action=gone, by=cast.relawan, text="Lain")


@pytest.mark.parametrize(("state", "result"), [("done", ""), ("not_possible", "Puskesmas tutup.")])
def test_an_action_ends_once(cast, case, action, state, result):
    for _tap in range(2):
        row = plan.end_action(action=action, by=cast.relawan, state=state, result=result)
    assert (row.state, row.result, row.ended_by, row.ended_at is None) == (state, result, cast.relawan, False)
    assert actions(case) == [("action.ended", False)]
    assert AuditEvent.objects.get(action="action.ended").figures == {"state": state}


@pytest.mark.django_db(transaction=True)
def test_ending_is_refused(cast, case, action):
    with pytest.raises(errors.ReasonMissing):
        plan.end_action(action=action, by=cast.relawan, state="not_possible", result=" ")
    with pytest.raises(errors.NotNow):
        plan.end_action(action=action, by=cast.relawan, state="open")
    plan.end_action(action=action, by=cast.relawan, state="done")
    with pytest.raises(errors.ActionEnded):
        plan.end_action(action=action, by=cast.relawan, state="not_possible", result="Tutup.")
    with pytest.raises(errors.CaseClosed):
        row = factories.action(factories.closed(cast.relawan))
        plan.end_action(action=row, by=cast.relawan, state="done")


def test_reopening_keeps_what_was_written(cast, case):
    row = factories.ended_action(case, state="not_possible", result="Puskesmas tutup.")
    for _tap in range(2):
        row = plan.reopen_action(action=row, by=cast.relawan)
    assert (row.state, row.ended_at, row.ended_by, row.result) == ("open", None, None, "Puskesmas tutup.")
    assert actions(case) == [("action.reopened", False)]


def test_reopened_it_is_seen_to_by_somebody_who_can(cast, case):
    gone = factories.volunteer("siti", cast.teros)
    row = factories.ended_action(case, responsible=gone)
    assert plan.reopen_action(action=row, by=cast.relawan).responsible_id == cast.relawan.pk


@pytest.mark.django_db(transaction=True)
def test_an_action_of_a_closed_case_is_not_reopened(cast):
    row = factories.ended_action(factories.closed(cast.relawan))
    with pytest.raises(errors.CaseClosed):
        plan.reopen_action(action=row, by=cast.relawan)


def told(case, user) -> list[tuple[str, str]]:
    row = type(case).objects.visible_to(user).with_access(user).get(pk=case.pk)
    return [(entry.title, entry.text) for entry in timeline(row, user) if "angkah" in entry.title]


def test_the_timeline_tells_of_every_turn(cast, case):
    first, _second = add(case, cast.relawan, "Satu", "Dua")
    plan.end_action(action=first, by=cast.relawan, state="not_possible", result="Tutup.")
    plan.reopen_action(action=first, by=cast.relawan)
    plan.change_action(action=first, by=cast.relawan, text="Satu lagi")
    plan.end_action(action=first, by=cast.relawan, state="done", result="Berhasil.")
    add(case, cast.relawan, "Tiga")
    assert told(case, cast.relawan) == [
        ("Langkah direncanakan", "Tiga"),
        ("Langkah selesai", "Satu lagi\nBerhasil."),
        ("Langkah diubah", "Satu lagi"),
        ("Langkah dibuka lagi", "Satu lagi"),
        ("Langkah tidak bisa", "Satu lagi"),
        ("2 langkah direncanakan", "Satu lagi\nDua"),
    ]
    assert {text for _title, text in told(case, cast.petugas)} == {""}


def test_a_reviewer_who_opens_nothing_reads_no_action(cast, login, case):
    factories.action(case, "Antar ke bibi", state="done", result="Rahasia", ended_at=timezone.now(),
                     ended_by=cast.relawan)  # fmt: skip
    page = login(cast.petugas).get(f"/admin/complaints/complaint/{case.pk}/change/").content.decode()
    assert ("Antar ke bibi" in page, "Rahasia" in page, "Contoh Relawan" in page) == (False, False, True)
