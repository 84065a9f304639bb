"""How far a proposal comes, step by step; and how it leaves its list, carried over or deleted."""

import uuid
from datetime import date

import pytest

from planning import errors, results, workflow
from planning.budget import Status
from planning.models import Proposal, ProposalStep
from planning.services.proposals import deciding, leaving, writing
from planning.services.proposals.deciding import Decision
from tests import factories

from .proposal_deeds import JUNE, VALUES, YEAR, budgeted, events, origin, propose, step


def test_every_transition_that_is_not_in_the_table_is_refused(cast):
    for status in Status:
        granted = 5 if status in {Status.APBDES, Status.DONE} else None
        reason = "Dana habis." if status == Status.REFUSED else ""
        for to in Status:
            row = factories.proposal(
                cast.relawan, status=status, amount_granted=granted, reason=reason, title=f"{status} {to}"
            )
            decision = {"to": to, "amount": 5, "reason": "Dana habis."}
            if to in workflow.TRANSITIONS[status]:
                step(row, cast.relawan, **decision)
                row.refresh_from_db()
                assert row.status == to
            else:
                with pytest.raises(errors.NotNow):
                    step(row, cast.relawan, **decision)


def test_from_proposal_to_done(cast):
    row = budgeted(cast)
    assert (row.status, row.amount_granted, row.status_since) == ("apbdes", 8_000_000, JUNE)
    step(row, cast.sekdes, "done", amount=7_500_000)
    row.refresh_from_db()
    assert (row.status, row.amount_granted) == ("done", 8_000_000)
    assert list(row.steps.values_list("to_status", "amount")) == [
        ("proposed", 10_000_000),
        ("musdes", None),
        ("rkpdes", 10_000_000),
        ("apbdes", 8_000_000),
        ("done", 7_500_000),
    ]


def test_a_budget_needs_an_amount_and_a_refusal_a_reason(cast):
    row = factories.proposal(cast.relawan, status="rkpdes")
    with pytest.raises(errors.MissingAmount):
        step(row, cast.relawan, "apbdes")
    with pytest.raises(errors.MissingReason):
        step(row, cast.relawan, "refused")
    assert events("proposal.moved") == [
        (cast.relawan.pk, True, "missing_amount"),
        (cast.relawan.pk, True, "missing_reason"),
    ]


def test_a_step_does_not_lie_before_the_last_meeting(cast):
    row = propose(cast.relawan, cast.teros)  # written down today, discussed in June
    step(row, cast.relawan, "musdes")
    with pytest.raises(errors.TooEarly, match="10 Juni 2026"):
        step(row, cast.relawan, "rkpdes", on=date(2026, 6, 9))


def test_a_resent_step_is_one_step(cast):
    row, key = propose(cast.relawan, cast.teros), uuid.uuid4()
    told = {"proposal": row, "by": cast.relawan, "decision": Decision(to="musdes", on=JUNE)}
    first, again = (deciding.take_step(**told, submission_key=key) for _time in range(2))
    assert first == again
    assert ProposalStep.objects.filter(to_status="musdes").count() == 1


def test_refused_after_the_budget_grants_nothing_and_keeps_its_history(cast):
    row = budgeted(cast)
    step(row, cast.sekdes, "refused", reason="Anggaran dialihkan.")
    row.refresh_from_db()
    assert (row.status, row.amount_granted, row.reason) == ("refused", None, "Anggaran dialihkan.")
    (year,) = results.by_year(Proposal.objects.all())
    assert [(one.count, one.amount) for one in year.reached.values()] == [
        (1, 10_000_000),
        (1, 10_000_000),
        (1, 8_000_000),
        (0, 0),
    ]


def test_refused_is_carried_over_once(cast):
    row = propose(cast.relawan, cast.teros, location="Dusun Contoh", amount_asked=5)
    with pytest.raises(errors.NotRefused):
        leaving.carry_over(proposal=row, by=cast.relawan)
    step(row, cast.relawan, "refused", reason="Dana habis.")
    new, again = (leaving.carry_over(proposal=row, by=cast.relawan) for _time in range(2))
    assert new == again
    assert (new.year, new.carried_from, new.location, new.status) == (
        YEAR + 1,
        row,
        "Dusun Contoh",
        "proposed",
    )
    assert events("proposal.carried") == [
        (cast.relawan.pk, True, "not_refused"),
        (cast.relawan.pk, False, ""),
    ]


def test_what_was_refused_long_ago_comes_into_the_list_that_is_open(cast):
    row = factories.proposal(cast.relawan, year=YEAR - 4, status="refused", reason="Dana habis.")
    assert leaving.carry_over(proposal=row, by=cast.relawan).year == YEAR


def test_what_was_proposed_anew_by_hand_is_not_carried_over_as_well(cast):
    row = propose(cast.relawan, cast.teros)
    step(row, cast.relawan, "refused", reason="Dana habis.")
    told = {"by": cast.relawan, "values": VALUES, "submission_key": uuid.uuid4()}
    writing.propose(origin=origin(cast.teros, year=YEAR + 1), **told)
    with pytest.raises(errors.AlreadyProposed):
        leaving.carry_over(proposal=row, by=cast.relawan)


def test_only_what_no_meeting_discussed_is_deleted(cast):
    row = propose(cast.relawan, cast.teros)
    leaving.withdraw(proposal=row, by=cast.humas)
    assert Proposal.objects.count() == ProposalStep.objects.count() == 0
    assert events("proposal.withdrawn") == [(cast.humas.pk, False, "")]
    row = budgeted(cast)
    with pytest.raises(errors.StaysInHistory, match="tetap ada dalam riwayat"):
        leaving.withdraw(proposal=row, by=cast.sekdes)
    assert Proposal.objects.get() == row


@pytest.mark.parametrize(
    ("status", "words"), [("done", "terlaksana"), ("refused", "dilanjutkan"), ("musdes", "Bila batal")]
)
def test_the_refusal_to_delete_says_what_can_be_done(cast, status, words):
    reason, granted = ("Habis.", None) if status == "refused" else ("", 5 if status == "done" else None)
    row = factories.proposal(cast.relawan, status=status, reason=reason, amount_granted=granted)
    with pytest.raises(errors.StaysInHistory, match=words):
        leaving.withdraw(proposal=row, by=cast.relawan)
