"""Closing with an outcome, reopening with a reason."""

import pytest

from complaints.errors import DuplicateOfWhich, NotNow, NotPermitted, OpenReferrals, ReasonMissing, Stale
from complaints.models import Complaint, StageChange
from complaints.services import approval, closure
from complaints.timeline import timeline
from safeguards.models import AuditEvent
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
    violence = factories.complaint(cast.relawan, kind="violence")  # whose number is told no reader of kind B
    for wrong in (None, case, violence):
        with pytest.raises(DuplicateOfWhich):
            close(case, cast.relawan, outcome="duplicate", duplicate_of=wrong)
    row = close(case, cast.relawan, outcome="duplicate", duplicate_of=other, note="Orang yang sama.")
    assert row.closing_note == f"Sama dengan kasus {other}.\nOrang yang sama."


def test_a_duplicate_names_no_case_that_is_hidden_from_its_readers(cast):
    case, other = factories.complaint(cast.relawan), factories.complaint(cast.relawan)
    factories.hiding(other, cast.humas)
    told = {"outcome": "duplicate", "duplicate_of": other}
    assert close(case, cast.relawan, **told).closing_note == "Sama dengan kasus lain."
    both = factories.complaint(cast.relawan)
    factories.hiding(both, cast.humas)
    assert close(both, cast.relawan, **told).closing_note == f"Sama dengan kasus {other}."


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
    told = AuditEvent.objects.get(chain=case.pk, action="complaint.assigned")
    assert told.figures == {"from": gone.pk, "to": cast.relawan.pk}


@pytest.mark.parametrize(("feeling", "figures"), [("better", {"feeling": "better"}), ("", {})])
def test_closing_keeps_how_the_person_feels_if_she_said(cast, feeling, figures):
    case = factories.complaint(cast.relawan)
    close(case, cast.relawan, feeling=feeling)
    case.refresh_from_db()
    assert case.feeling == feeling
    told = AuditEvent.objects.get(action="complaint.closed").figures
    assert told == {"from": "received", "outcome": "served", **figures}


def test_a_feeling_that_is_none_is_refused(cast):
    case = factories.complaint(cast.relawan)
    with pytest.raises(ValueError, match="damai"):
        close(case, cast.relawan, feeling="damai")
    case.refresh_from_db()
    assert case.stage == "received"


def test_the_timeline_still_tells_of_a_closing_that_was_undone(cast):
    case = factories.complaint(cast.relawan, kind="violence")
    close(case, cast.relawan, outcome="chose_not_to", feeling="worse", note="Ia lelah.")
    approval.approve_closing(complaint=case, by=cast.petugas)
    closure.reopen(complaint=case, by=cast.relawan, reason="Ia ingin mencoba lagi.")
    case.refresh_from_db()
    assert (case.feeling, case.closing_approved_at, case.closing_approved_by) == ("", None, None)
    row = Complaint.objects.visible_to(cast.relawan).with_access(cast.relawan).get(pk=case.pk)
    entries = timeline(row, cast.relawan)
    assert [(entry.title, entry.by, entry.text) for entry in entries[:4]] == [
        ("Dibuka lagi", cast.relawan, "Ia ingin mencoba lagi."),
        ("Penutupan disetujui petugas", cast.petugas, ""),
        ("Perasaan orangnya waktu ditutup: Lebih berat", cast.relawan, ""),
        ("Ditutup: Memilih tidak melanjutkan", cast.relawan, "Ia lelah."),
    ]


def test_closing_on_the_page_asks_for_the_feeling(cast, login):
    case, client = factories.complaint(cast.relawan, kind="violence"), login(cast.relawan)
    address = f"{case.get_absolute_url()}tutup/"
    page = client.get(address).content.decode()
    assert "Bagaimana perasaannya sekarang tentang masalah ini?" in page
    told = {"outcome": "served", "feeling": "damai", "note": "Lancar.", "versi": 1}
    refused = client.post(address, told)
    assert list(refused.context["form"].errors) == ["feeling"]
    assert "Lancar." in refused.content.decode()
    page = client.post(address, told | {"feeling": "better"}, follow=True).content.decode()
    assert "Perasaannya waktu itu: Lebih baik." in page
    assert "menunggu persetujuan petugas" in page


def test_a_feeling_that_was_not_said_is_not_kept(cast, login):
    case = factories.complaint(cast.relawan)
    told = {"outcome": "served", "feeling": "unsaid", "versi": 1}
    assert login(cast.relawan).post(f"{case.get_absolute_url()}tutup/", told).status_code == 302
    case.refresh_from_db()
    assert (case.is_closed, case.feeling) == (True, "")


def test_what_waits_for_nobody_does_not_say_so(cast, login):
    case = factories.closed(cast.relawan)
    assert "persetujuan petugas" not in login(cast.relawan).get(case.get_absolute_url()).content.decode()
