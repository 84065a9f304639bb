"""Proposals are written and ordered in one transaction, by whom it concerns, and on record."""

import uuid

import pytest

from complaints.errors import NotPermitted
from members.enums import Division
from members.models import Assignment
from members.roles import Role
from planning import errors
from planning.models import Proposal
from planning.services.proposals import leaving, ordering, writing
from safeguards.models import AuditEvent
from tests import factories
from villages.models import Village

from .proposal_deeds import VALUES, events, origin, propose, step


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
