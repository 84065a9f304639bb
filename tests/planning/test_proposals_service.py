"""Proposals are written in one transaction, by whom it concerns, and on record."""

import uuid
from datetime import date

import pytest
from django.utils import timezone

from complaints.errors import NotPermitted
from members.enums import Division
from members.models import Assignment
from members.roles import Role
from planning import errors, results, workflow
from planning.budget import Status
from planning.models import Proposal, ProposalStep
from planning.services.proposals import deciding, leaving, ordering, writing
from planning.services.proposals.deciding import Decision
from planning.services.proposals.writing import Origin
from safeguards.models import AuditEvent
from tests import factories
from villages.models import Village

VALUES = {"subsector": "1.3", "title": "Jemput bola", "problem": "Banyak yang belum punya akta."}
YEAR = timezone.localdate().year + 1
JUNE = date(2026, 6, 10)


def origin(place, **fields) -> Origin:
    told = {"village": place.village, "year": YEAR, "group": place, "evidence": [], **fields}
    return Origin(**told)


def propose(by, group, key=None, **values):
    key = key or uuid.uuid4()
    return writing.propose(origin=origin(group), by=by, values={**VALUES, **values}, submission_key=key)


def step(row, by, to, **fields):
    decision = Decision(to=to, **{"on": JUNE, **fields})
    return deciding.take_step(proposal=row, by=by, decision=decision, submission_key=uuid.uuid4())


def budgeted(cast):
    """Teros's one proposal, in the APBDes for 8 million."""
    row = propose(cast.relawan, cast.teros, amount_asked=10_000_000)
    step(row, cast.relawan, "musdes")
    step(row, cast.relawan, "rkpdes")
    step(row, cast.relawan, "apbdes", amount=8_000_000)
    row.refresh_from_db()
    return row


def events(action: str) -> list[tuple]:
    return [
        (event.actor, event.refused, event.reason)
        for event in AuditEvent.objects.filter(action=action).order_by("at", "pk")
    ]


def test_it_begins_at_the_end_of_the_list_with_a_step_and_a_record(cast):
    first, second = (propose(cast.humas, cast.teros, title=title) for title in ("Satu", "Dua"))
    assert (first.priority, second.priority, second.status) == (1, 2, "proposed")
    assert list(second.steps.values_list("from_status", "to_status", "by")) == [
        ("", "proposed", cast.humas.pk)
    ]
    assert events("proposal.made") == [(cast.humas.pk, False, "")] * 2


def test_a_resend_finds_the_first(cast):
    key = uuid.uuid4()
    first, again = (propose(cast.relawan, cast.teros, key=key) for _time in range(2))
    assert first == again
    assert Proposal.objects.count() == 1


def test_a_key_of_somebody_else_was_made_up(cast):
    key = propose(cast.relawan, cast.teros).submission_key
    with pytest.raises(NotPermitted):
        propose(cast.humas, cast.teros, key=key, title="Lain")


@pytest.mark.parametrize("name", ["relawan2", "petugas", "petugas2", "bakti"])
def test_others_do_not_propose_for_a_group(cast, name):
    with pytest.raises(NotPermitted):
        propose(getattr(cast, name), cast.teros)
    assert Proposal.objects.count() == 0
    assert events("proposal.made") == [(getattr(cast, name).pk, True, "not_permitted")]


def test_the_secretary_proposes_for_the_village_and_not_in_a_groups_name(cast):
    told = {"by": cast.sekdes, "values": VALUES, "submission_key": uuid.uuid4()}
    row = writing.propose(origin=origin(cast.teros, group=None), **told)
    assert row.proposer == "Desa Teros"
    with pytest.raises(NotPermitted):
        propose(cast.sekdes, cast.teros, title="Lain")


def test_a_volunteer_does_not_propose_for_the_village(cast):
    told = {"by": cast.relawan, "values": VALUES, "submission_key": uuid.uuid4()}
    with pytest.raises(NotPermitted):
        writing.propose(origin=origin(cast.teros, group=None), **told)


def test_two_groups_of_a_village_share_one_list_in_which_an_activity_stands_once(cast):
    other = factories.group("KK Mekar")
    mekar = factories.volunteer("mekar", other, Division.DATA)
    propose(cast.relawan, cast.teros)
    with pytest.raises(errors.AlreadyProposed, match="dari KK Teros"):
        propose(mekar, other, title="JEMPUT BOLA")
    second = propose(mekar, other, title="Kejar Paket")
    assert second.priority == 2
    ordering.reorder(proposal=second, by=cast.relawan, up=True)
    assert list(Proposal.objects.order_by("priority").values_list("title", flat=True)) == [
        "Kejar Paket",
        "Jemput bola",
    ]


def test_change_writes_what_differs_and_counts_up(cast):
    row = propose(cast.relawan, cast.teros)
    names = writing.change(
        proposal=row, by=cast.humas, values={**VALUES, "location": "Kantor desa"}, version=1
    )
    row.refresh_from_db()
    assert (names, row.location, row.version) == (["location"], "Kantor desa", 2)
    assert AuditEvent.objects.get(action="proposal.changed").figures == {"fields": ["location"]}
    assert writing.change(proposal=row, by=cast.humas, values=VALUES, version=1) == []  # a second tap


def test_the_second_of_two_is_told(cast):
    row = propose(cast.relawan, cast.teros)
    writing.change(proposal=row, by=cast.humas, values={"location": "A"}, version=1)
    with pytest.raises(errors.Stale):
        writing.change(proposal=row, by=cast.relawan, values={"location": "B"}, version=1)
    row.refresh_from_db()
    assert row.location == "A"


@pytest.mark.parametrize(
    ("name", "to", "refusal"),
    [
        ("relawan", "musdes", errors.Settled),
        ("sekdes", "musdes", None),
        ("sekdes", "rkpdes", None),
        ("sekdes", "apbdes", errors.Ended),
        ("sekdes", "refused", errors.Ended),
        ("relawan", "apbdes", errors.Ended),
    ],
)
def test_what_was_discussed_is_the_secretarys_until_it_is_budgeted(cast, name, to, refusal):
    granted = 5 if to == "apbdes" else None
    reason = "Dana habis." if to == "refused" else ""
    row = factories.proposal(cast.relawan, status=to, amount_granted=granted, reason=reason)
    told = {"proposal": row, "by": getattr(cast, name), "values": {"location": "A"}, "version": 1}
    if refusal:
        with pytest.raises(refusal):
            writing.change(**told)
    else:
        assert writing.change(**told) == ["location"]


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


def test_order_is_numbered_anew_and_ends_are_ends(cast):
    rows = [factories.proposal(cast.relawan, priority=priority) for priority in (1, 1, 7)]
    refused = factories.proposal(cast.relawan, status="refused", reason="Habis.", priority=2)
    ordering.reorder(proposal=rows[2], by=cast.humas, up=True)
    assert list(Proposal.objects.in_order()) == [rows[0], rows[2], rows[1], refused]
    assert list(Proposal.objects.in_order().values_list("priority", flat=True)) == [1, 2, 3, 2]
    ordering.reorder(proposal=rows[0], by=cast.humas, up=True)
    ordering.reorder(proposal=rows[1], by=cast.humas, up=False)
    ordering.reorder(proposal=refused, by=cast.humas, up=True)
    assert list(Proposal.objects.in_order()) == [rows[0], rows[2], rows[1], refused]
    assert len(events("proposal.reordered")) == 1


@pytest.mark.parametrize("name", ["relawan2", "petugas", "petugas2", "bakti"])
def test_others_do_nothing_to_it(cast, name):
    row, by = factories.proposal(cast.relawan), getattr(cast, name)
    refused = factories.proposal(cast.relawan, status="refused", reason="Habis.")
    deeds = [
        lambda: writing.change(proposal=row, by=by, values={"location": "A"}, version=1),
        lambda: step(row, by, "musdes"),
        lambda: ordering.reorder(proposal=row, by=by, up=True),
        lambda: leaving.withdraw(proposal=row, by=by),
        lambda: leaving.carry_over(proposal=refused, by=by),
    ]
    for deed in deeds:
        with pytest.raises(NotPermitted):
            deed()
    row.refresh_from_db()
    assert (row.version, row.status) == (1, "proposed")
    assert AuditEvent.objects.filter(actor=by.pk, refused=True).count() == len(deeds)


def test_proposals_of_a_merged_village_follow_to_the_successor(cast):
    ours = factories.proposal(cast.relawan2)
    theirs = factories.proposal(cast.relawan)
    factories.merge(factories.BANJARSARI, factories.TEROS)
    row = Proposal.objects.visible_to(cast.relawan).with_place().get(pk=ours.pk)
    assert (row.home, row.village) == (cast.teros.village, cast.banjarsari.village)
    ordering.reorder(proposal=theirs, by=cast.sekdes, up=False)
    assert list(Proposal.objects.of(cast.teros.village).in_order()) == [ours, theirs]
    step(row, cast.sekdes, "musdes")
    step(row, cast.sekdes, "refused", reason="Habis.")
    row.refresh_from_db()
    assert leaving.carry_over(proposal=row, by=cast.sekdes).village == cast.teros.village


def test_by_way_of_another_village_too(cast):
    row = factories.proposal(cast.relawan2)
    village = factories.make_village("52.03.05.2002")
    factories.merge(factories.BANJARSARI, village.pk)
    factories.merge(village.pk, factories.TEROS)
    assert Proposal.objects.visible_to(cast.sekdes).get().home.pk == factories.TEROS
    step(row, cast.sekdes, "musdes")


def test_a_village_that_returned_to_the_list_has_its_own_again(cast):
    factories.proposal(cast.relawan2)
    Village.objects.filter(pk=factories.BANJARSARI).update(merged_into=factories.TEROS)
    assert not Proposal.objects.visible_to(cast.relawan).exists()


def test_nothing_new_is_proposed_in_a_village_that_is_gone(cast):
    factories.merge(factories.BANJARSARI, factories.TEROS)
    cast.banjarsari.village.refresh_from_db()
    with pytest.raises(errors.VillageGone, match="bergabung ke Desa Teros"):
        propose(cast.relawan2, cast.banjarsari)
    factories.merge(factories.TEROS, factories.LOMPOE)
    cast.banjarsari.village.refresh_from_db()
    with pytest.raises(errors.VillageGone, match="bergabung ke Kelurahan Lompoe"):
        propose(cast.relawan2, cast.banjarsari)
    Village.objects.filter(pk=factories.BANJARSARI).update(merged_into=None)
    cast.banjarsari.village.refresh_from_db()
    with pytest.raises(errors.VillageGone, match="Hubungi petugas"):
        propose(cast.relawan2, cast.banjarsari)


def test_a_secretary_of_two_villages_works_in_both(cast):
    village = cast.banjarsari.village
    Assignment.objects.create(user=cast.sekdes, role=Role.SECRETARY, village=village)
    for group in (cast.teros, cast.banjarsari):
        told = {"by": cast.sekdes, "values": VALUES, "submission_key": uuid.uuid4()}
        writing.propose(origin=origin(group, group=None), **told)
    assert set(Proposal.objects.values_list("village", flat=True)) == {factories.TEROS, factories.BANJARSARI}


def test_two_at_once_get_places_of_their_own(cast, threads):
    def add(title):
        return lambda: propose(cast.relawan, cast.teros, title=title)

    threads.run(add("Satu"), add("Dua"))
    (places,) = threads.run(lambda: sorted(Proposal.objects.values_list("priority", flat=True)))
    assert places == [1, 2]
