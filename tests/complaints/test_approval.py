"""An officer approves the closing of kind A, or sends it back: who, when, what it refuses and records."""

import uuid

import pytest

from complaints.errors import ClosingNotWaiting, NotPermitted, OwnClosing, ReasonMissing, Stale
from complaints.models import Complaint, Question
from complaints.services import approval, closure
from complaints.today import today
from members.models import Assignment
from members.roles import Role
from safeguards.models import AuditEvent
from tests import factories

from .test_followup import actions

WHY = "Apakah ia sudah aman di rumah?"


@pytest.fixture
def closed(cast) -> Complaint:
    return factories.closed(cast.relawan, kind="violence", name="Contoh Melati", feeling="same")


def approve(row, by, **told):
    return approval.approve_closing(complaint=row, by=by, **told)


def send_back(row, by, **told):
    told = {"text": WHY, "submission_key": uuid.uuid4(), **told}
    return approval.return_closing(complaint=row, by=by, **told)


def waiting(user) -> list[Complaint]:
    return list(Complaint.objects.reviewed_by(user).closing_waits())


def test_approving_keeps_who_and_when_and_leaves_the_version_alone(cast, closed):
    assert waiting(cast.petugas) == [closed]
    for _second_tap in range(2):
        approve(closed, cast.petugas, version=closed.version)
    before = closed.version
    closed.refresh_from_db()
    assert (closed.closing_approved_by, closed.version, closed.feeling) == (cast.petugas, before, "same")
    assert closed.closing_approved_at is not None
    assert waiting(cast.petugas) == []
    assert actions(closed) == [("closing.approved", False)]


def test_it_needs_no_opening(cast, closed, login):
    page = login(cast.petugas).get(f"/admin/complaints/complaint/{closed.pk}/change/").content.decode()
    assert "Setujui penutupan" in page
    assert "Contoh Melati" not in page
    approve(closed, cast.petugas)
    assert closed.openings.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("do", [approve, send_back])
@pytest.mark.parametrize("who", ["relawan", "relawan2", "sekdes", "kawil", "petugas2"])
def test_only_who_reviews_it_says_so(cast, closed, do, who):
    with pytest.raises(NotPermitted):
        do(closed, getattr(cast, who))
    [(_action, refused)] = actions(closed)
    closed.refresh_from_db()
    assert (refused, closed.stage, closed.closing_waits) == (True, "closed", True)


@pytest.mark.parametrize("do", [approve, send_back])
def test_not_who_must_not_know(cast, closed, do):
    factories.hiding(closed, cast.petugas)
    assert waiting(cast.petugas) == []
    with pytest.raises(NotPermitted):
        do(closed, cast.petugas)


@pytest.mark.parametrize("do", [approve, send_back])
@pytest.mark.parametrize("state", ["open", "social", "approved"])
def test_only_what_waits(cast, closed, do, state):
    row = {
        "open": lambda: factories.complaint(cast.relawan, kind="violence"),
        "social": lambda: factories.closed(cast.relawan),
        "approved": lambda: approve(closed, cast.bakti),
    }[state]()
    with pytest.raises(ClosingNotWaiting):
        do(row, cast.petugas)
    assert actions(row)[-1][1]


def test_who_closed_it_does_not_approve_it(cast):
    both = factories.volunteer("rangkap", cast.teros)
    Assignment.objects.create(user=both, role=Role.OFFICER, organisation=cast.teros.partner)
    both = type(both).objects.get(pk=both.pk)
    row = factories.closed(both, kind="violence")
    with pytest.raises(OwnClosing):
        approve(row, both)
    assert approve(row, cast.petugas).closing_approved_by == cast.petugas


@pytest.mark.parametrize("do", [approve, send_back])
def test_a_closing_that_she_did_not_see_is_stale(cast, closed, do):
    closure.reopen(complaint=closed, by=cast.relawan, reason="Keliru.")
    closure.close(complaint=closed, by=cast.relawan, outcome="moved_away")
    with pytest.raises(Stale):
        do(closed, cast.petugas, version=1)


def test_sent_back_it_is_open_again_and_its_volunteer_is_asked(cast, closed):
    key = uuid.uuid4()
    for _resend in range(2):
        send_back(closed, cast.petugas, submission_key=key, version=1)
    closed.refresh_from_db()
    told = (closed.stage, closed.outcome, closed.feeling, closed.closed_at, closed.assigned_to)
    assert told == ("assisted", "", "", None, cast.relawan)
    [question] = today(cast.relawan)["questions"]
    assert (question.complaint, question.asked_by) == (closed, cast.petugas)
    assert question.text == f"Penutupan dikembalikan: {WHY}"
    assert actions(closed) == [
        *(("complaint.reopened", False), ("closing.returned", False), ("question.asked", False))
    ]
    step = closed.stage_changes.get()
    assert (step.from_stage, step.to_stage, step.by) == ("closed", "assisted", cast.petugas)


def test_sending_back_needs_words(cast, closed):
    with pytest.raises(ReasonMissing):
        send_back(closed, cast.petugas, text="  ")
    assert AuditEvent.objects.get().reason == "reason_missing"
    closed.refresh_from_db()
    assert (closed.is_closed, Question.objects.count()) == (True, 0)


def test_a_key_of_another_case_was_made_up(cast, closed):
    other, key = factories.closed(cast.relawan, kind="violence"), uuid.uuid4()
    send_back(other, cast.petugas, submission_key=key)
    with pytest.raises(NotPermitted):
        send_back(closed, cast.petugas, submission_key=key)


def _left(cast, **fields) -> Complaint:
    """Closed by somebody who has gone since."""
    gone = factories.volunteer(f"pergi{Complaint.objects.count()}", cast.teros)
    row = factories.closed(gone, kind="violence", **fields)
    gone.is_active = False
    gone.save()
    return row


def test_the_case_of_one_who_left_goes_to_the_coordinator(cast):
    row = _left(cast)
    send_back(row, cast.petugas)
    row.refresh_from_db()
    assert (row.assigned_to, row.is_flagged) == (cast.relawan, False)
    assert row.handovers.get().to == cast.relawan  # she finds it on her first page


def test_where_nobody_may_take_it_an_officer_is_told(cast):
    row = _left(cast)
    factories.hiding(row, cast.relawan)
    send_back(row, cast.petugas)
    row.refresh_from_db()
    assert (row.stage, row.is_flagged) == ("assisted", True)
    assert row.flags.get().text == "Pendampingnya berhenti. Tunjuk pendamping baru."


def test_closed_again_it_waits_again(cast, closed):
    approve(closed, cast.petugas)
    closure.reopen(complaint=closed, by=cast.relawan, reason="Ada kabar baru.")
    closure.close(complaint=closed, by=cast.relawan, outcome="served")
    assert waiting(cast.petugas) == [closed]


# On the pages ----------------------------------------------------------------------------------


def deed(row, name: str) -> str:
    return f"/admin/complaints/complaint/{row.pk}/{name}/"


def test_the_officers_page_approves_and_her_volunteer_reads_it(cast, closed, login):
    officer = login(cast.petugas)
    unseen = officer.post(deed(closed, "setujui-penutupan"), {"versi": 1})
    assert "lalu centang." in unseen.content.decode()
    told = {"versi": 1, "seen": "on"}
    page = officer.post(deed(closed, "setujui-penutupan"), told, follow=True)
    assert "Penutupan disetujui." in page.content.decode()
    assert "Setujui penutupan" not in page.content.decode()
    page = login(cast.relawan).get(closed.get_absolute_url()).content.decode()
    assert "Penutupan disetujui Contoh Petugas" in page


def test_the_officers_page_sends_back_and_keeps_what_was_typed(cast, closed, login):
    officer = login(cast.petugas)
    empty = officer.post(deed(closed, "kembalikan"), {"text": " ", "versi": 1})
    assert list(empty.context["forms"]["send_back"].errors) == ["text"]
    stale = officer.post(deed(closed, "kembalikan"), {"text": WHY, "versi": 9})
    assert stale.context["forms"]["send_back"]["text"].value() == WHY
    officer.post(deed(closed, "kembalikan"), {"text": WHY, "versi": 1})
    page = login(cast.relawan).get(closed.get_absolute_url()).content.decode()
    assert f"Penutupan dikembalikan: {WHY}" in page


def test_the_list_finds_what_waits_and_what_was_approved(cast, closed, login):
    done = factories.closed(cast.relawan, kind="violence")
    approve(done, cast.petugas)
    factories.closed(cast.relawan)
    officer = login(cast.petugas)

    def listed(value):
        page = officer.get(f"/admin/complaints/complaint/?penutupan={value}")
        return list(page.context["cl"].result_list)

    assert (listed("menunggu"), listed("disetujui")) == ([closed], [done])
