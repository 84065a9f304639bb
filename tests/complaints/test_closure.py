"""Closing with an outcome, reopening with a reason."""

import pytest

from complaints.errors import DuplicateOfWhich, NotNow, NotPermitted, OpenReferrals, ReasonMissing, Stale
from complaints.models import StageChange
from complaints.services import closure
from tests import factories

from .test_followup import actions, note


def close(case, by, **told):
    return closure.close(complaint=case, by=by, **{"outcome": "served", **told})


def test_closing_keeps_outcome_note_and_who(cast):
    case = factories.complaint(cast.relawan)
    close(case, cast.relawan, note="Kartu sudah aktif.", version=1)
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.closed_by, case.next_appointment) == (
        "closed",
        "served",
        cast.relawan,
        None,
    )
    step = StageChange.objects.get()
    assert (case.closing_note, step.reason, step.outcome) == (
        "Kartu sudah aktif.",
        "Kartu sudah aktif.",
        "served",
    )
    assert actions(case) == [("complaint.closed", False)]


def test_a_second_tap_closes_once(cast):
    case = factories.complaint(cast.relawan)
    close(case, cast.relawan, version=1)
    row = close(case, cast.relawan, version=1)
    assert (row.version, StageChange.objects.count()) == (2, 1)


@pytest.mark.django_db(transaction=True)
def test_closing_again_with_another_outcome_is_refused(cast):
    case = factories.closed(cast.relawan)
    with pytest.raises(NotNow):
        close(case, cast.relawan, outcome="moved_away")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["relawan2", "humas", "kawil", "sekdes", "petugas", "bakti"])
def test_only_who_works_it_closes_and_reopens(cast, name):
    case = factories.complaint(cast.relawan, kind="violence")
    over = factories.closed(cast.relawan, kind="violence")
    with pytest.raises(NotPermitted):
        close(case, getattr(cast, name))
    with pytest.raises(NotPermitted):
        closure.reopen(complaint=over, by=getattr(cast, name), reason="Belum selesai.")
    assert actions(case) == [("complaint.closed", True)]
    assert actions(over) == [("complaint.reopened", True)]


@pytest.mark.django_db(transaction=True)
def test_a_running_referral_asks_first(cast):
    case = factories.complaint(cast.relawan)
    factories.referral(case)
    with pytest.raises(OpenReferrals):
        close(case, cast.relawan)
    assert close(case, cast.relawan, leave_referrals=True).is_closed


@pytest.mark.django_db(transaction=True)
def test_a_duplicate_names_the_other_case(cast):
    case, other = factories.complaint(cast.relawan), factories.complaint(cast.relawan)
    for wrong in (None, case):
        with pytest.raises(DuplicateOfWhich):
            close(case, cast.relawan, outcome="duplicate", duplicate_of=wrong)
    row = close(case, cast.relawan, outcome="duplicate", duplicate_of=other, note="Orang yang sama.")
    assert row.closing_note == f"Sama dengan kasus {other}.\nOrang yang sama."


@pytest.mark.django_db(transaction=True)
def test_closing_from_an_old_page_is_stale(cast):
    case = factories.complaint(cast.relawan)
    note(case, cast.relawan)
    with pytest.raises(Stale):
        close(case, cast.relawan, version=1)


def test_reopening_needs_a_reason_and_keeps_the_closing_in_the_history(cast):
    case = factories.complaint(cast.relawan)
    close(case, cast.relawan, note="Sudah.")
    closure.reopen(complaint=case, by=cast.relawan, reason="Kartunya ditolak lagi.")
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.closed_at, case.closed_by, case.closing_note) == (
        "assisted",
        "",
        None,
        None,
        "",
    )
    steps = [(step.to_stage, step.outcome, step.reason) for step in case.stage_changes.order_by("at")]
    assert steps == [("closed", "served", "Sudah."), ("assisted", "", "Kartunya ditolak lagi.")]


@pytest.mark.django_db(transaction=True)
def test_reopening_without_a_reason_is_refused(cast):
    case = factories.closed(cast.relawan)
    with pytest.raises(ReasonMissing):
        closure.reopen(complaint=case, by=cast.relawan, reason="  ")


@pytest.mark.django_db(transaction=True)
def test_an_open_case_is_not_reopened(cast):
    case = factories.complaint(cast.relawan)
    with pytest.raises(NotNow):
        closure.reopen(complaint=case, by=cast.relawan, reason="Keliru.")


def test_a_second_tap_reopens_once(cast):
    case = factories.closed(cast.relawan)
    closure.reopen(complaint=case, by=cast.relawan, reason="Belum.", version=1)
    row = closure.reopen(complaint=case, by=cast.relawan, reason="Belum.", version=1)
    assert (row.version, StageChange.objects.count()) == (2, 1)


def test_a_reopened_case_goes_to_who_reopens_it_when_its_owner_left(cast):
    gone = factories.volunteer("pergi", cast.teros)
    case = factories.closed(gone)
    gone.is_active = False
    gone.save()
    closure.reopen(complaint=case, by=cast.relawan, reason="Ada kabar baru.")
    case.refresh_from_db()
    assert case.assigned_to == cast.relawan
