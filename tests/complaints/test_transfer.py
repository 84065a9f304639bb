"""A case is offered to another group: who may, what the receiver reads, what follows from each answer."""

import uuid
from datetime import date

import pytest
from django.utils import timezone

from complaints import errors
from complaints.enums import ActionState
from complaints.models import Complaint, Handover, PlanAction, Transfer
from complaints.services import closure, transfer
from members.enums import Position, PublicPost
from members.models import Assignment, Member, User
from safeguards.models import AuditEvent
from tests import factories


@pytest.fixture
def siti(cast):
    """Coordinator of Banjarsari."""
    return factories.volunteer("siti", cast.banjarsari, position=Position.COORDINATOR)


def fresh(user) -> User:
    return User.objects.get(pk=user.pk)


def offer(case, by, to_group, **told) -> Transfer:
    told = {"reason": "Ia pindah.", "agreed": True, "submission_key": uuid.uuid4(), **told}
    return transfer.offer(complaint=case, by=by, to_group=to_group, **told)


def actions(case) -> list[tuple[str, bool]]:
    events = AuditEvent.objects.filter(chain=case.pk).order_by("seq")
    return [(event.action, event.refused) for event in events]


def state(row) -> str:
    return Transfer.objects.get(pk=row.pk).state


def sees(user, case) -> bool:
    return Complaint.objects.visible_to(fresh(user)).filter(pk=case.pk).exists()


# Offering -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["relawan", "humas", "petugas", "bakti"])
def test_assignee_coordinator_and_reviewers_offer(cast, name):
    case = factories.complaint(cast.humas, group=cast.teros)
    row = offer(case, getattr(cast, name), cast.banjarsari)
    assert (row.state, row.from_group, row.reason) == ("offered", cast.teros, "Ia pindah.")
    assert actions(case) == [("transfer.offered", False)]
    event = AuditEvent.objects.get(chain=case.pk)
    assert event.figures == {"group": cast.banjarsari.pk, "agreed": True}
    case.refresh_from_db()
    assert (case.group, case.version) == (cast.teros, 2)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["rekan", "kawil", "relawan2", "sekdes", "petugas2"])
def test_others_do_not_offer(cast, name):
    case, by = factories.complaint(cast.relawan), getattr(cast, name, None)
    with pytest.raises(errors.NotPermitted):
        offer(case, by or factories.volunteer(name, cast.teros), cast.banjarsari)
    assert (Transfer.objects.count(), actions(case)) == (0, [("transfer.offered", True)])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"agreed": False}, errors.AgreementMissing),
        ({"reason": " "}, errors.ReasonMissing),
        ({"version": 7}, errors.Stale),
    ],
)
def test_what_an_offer_needs(cast, told, error):
    case = factories.complaint(cast.relawan)
    with pytest.raises(error):
        offer(case, cast.relawan, cast.banjarsari, **told)
    assert (Transfer.objects.count(), actions(case)) == (0, [("transfer.offered", True)])


@pytest.mark.django_db(transaction=True)
def test_where_to_it_cannot_be_offered(cast):
    case = factories.complaint(cast.relawan)
    cast.banjarsari.ended_on = timezone.localdate()
    cast.banjarsari.save()
    for group in (cast.teros, cast.banjarsari):
        with pytest.raises(errors.NotThere):
            offer(case, cast.relawan, group)
    with pytest.raises(errors.CaseClosed):
        offer(factories.closed(cast.relawan), cast.relawan, cast.kupang)


@pytest.mark.django_db(transaction=True)
def test_one_offer_at_a_time(cast):
    case = factories.complaint(cast.relawan)
    offer(case, cast.relawan, cast.banjarsari)
    with pytest.raises(errors.AlreadyOffered):
        offer(case, cast.relawan, cast.kupang)
    assert Transfer.objects.count() == 1


def test_the_same_key_twice_is_one_offer(cast):
    case, key = factories.complaint(cast.relawan), uuid.uuid4()
    first, second = (offer(case, cast.relawan, cast.banjarsari, submission_key=key) for _tap in range(2))
    assert (first.pk, actions(case)) == (second.pk, [("transfer.offered", False)])
    with pytest.raises(errors.NotPermitted):
        offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari, submission_key=key)


# Who receives ---------------------------------------------------------------------------------


def receives(user, row) -> bool:
    return Transfer.objects.offered_to(fresh(user)).filter(pk=row.pk).exists()


def test_the_coordinator_and_the_partners_officers_receive_it(cast, siti):
    row = offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari)
    told = {user.username: receives(user, row) for user in vars(cast).values() if isinstance(user, User)}
    assert [name for name, does in told.items() if does] == ["petugas", "bakti"]
    assert (receives(siti, row), sees(siti, row.complaint)) == (True, False)


def test_another_partners_officer_receives_what_comes_to_her_groups(cast):
    row = offer(factories.complaint(cast.relawan), cast.relawan, cast.kupang)
    assert (receives(cast.petugas2, row), receives(cast.petugas, row)) == (True, False)
    assert sees(cast.petugas2, row.complaint) is False


def test_whom_it_is_hidden_from_receives_nothing(cast, siti):
    row = offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari)
    for user in (siti, cast.petugas):
        factories.hiding(row.complaint, user)
        assert receives(user, row) is False


def test_a_coordinator_in_a_public_post_receives_nothing_by_herself(cast, siti):
    row = offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari)
    Member.objects.filter(user=siti).update(public_post=PublicPost.HAMLET_HEAD)
    assert receives(siti, row) is False


def test_a_secretary_receives_no_violence(cast, siti):
    Assignment.objects.create(user=siti, role="secretary", village=cast.banjarsari.village)
    violence = offer(factories.complaint(cast.relawan, kind="violence"), cast.relawan, cast.banjarsari)
    social = offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari)
    assert (receives(siti, violence), receives(siti, social)) == (False, True)


# Answers --------------------------------------------------------------------------------------


def action(case, responsible, **fields) -> PlanAction:
    fields = {"text": "Urus surat", "due_on": date(2026, 12, 1), "by": responsible, **fields}
    return PlanAction.objects.create(complaint=case, responsible=responsible, **fields)


def test_accepted_it_goes_with_all_that_hangs_on_it(cast, siti):
    case = factories.complaint(
        cast.relawan, narrative="Cerita.", reviewed_at=timezone.now(), reviewed_by=cast.petugas
    )
    factories.hiding(case, cast.relawan2)
    todo = action(case, cast.relawan)
    done = action(case, cast.relawan, state=ActionState.DONE, ended_at=timezone.now(), ended_by=cast.relawan)
    row = offer(case, cast.relawan, cast.banjarsari)
    transfer.accept(transfer=row, by=siti, text="Kami dampingi.")
    case = Complaint.objects.get(pk=case.pk)
    assert (case.group, case.assigned_to, case.village) == (cast.banjarsari, siti, cast.teros.village)
    assert (case.narrative, case.reviewed_by) == ("Cerita.", cast.petugas)
    assert [sees(user, case) for user in (siti, cast.relawan, cast.humas, cast.relawan2)] == [
        True,
        False,
        False,
        False,
    ]
    assert [PlanAction.objects.get(pk=one.pk).responsible for one in (todo, done)] == [siti, cast.relawan]
    found = Transfer.objects.select_related("complaint").get()
    assert (found.state, found.answer, found.answered_by) == ("accepted", "Kami dampingi.", siti)
    assert actions(case) == [
        ("transfer.offered", False),
        ("transfer.accepted", False),
        ("complaint.assigned", False),
        ("action.passed", False),
    ]


def test_between_two_partners_the_reviewers_change_and_begin_anew(cast):
    chief = factories.volunteer("ketua-kupang", cast.kupang, position=Position.COORDINATOR)
    case = factories.complaint(
        cast.relawan, kind="violence", reviewed_at=timezone.now(), reviewed_by=cast.petugas
    )
    row = offer(case, cast.relawan, cast.kupang)
    assert [sees(user, case) for user in (cast.petugas, cast.petugas2)] == [True, False]
    transfer.accept(transfer=row, by=chief)
    assert [sees(user, case) for user in (cast.petugas, cast.petugas2)] == [False, True]
    case.refresh_from_db()
    assert (case.reviewed_at, case.reviewed_by, case.attention) == (None, None, 1)


def test_an_officer_accepts_for_a_group_by_naming_a_volunteer(cast):
    row = offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari)
    transfer.accept(transfer=row, by=cast.petugas, assign=cast.relawan2)
    case = Complaint.objects.get(pk=row.complaint_id)
    assert (case.group, case.assigned_to) == (cast.banjarsari, cast.relawan2)
    assert Handover.objects.get().to == cast.relawan2


@pytest.mark.django_db(transaction=True)
def test_it_goes_to_nobody_who_may_not_have_it(cast):
    case = factories.complaint(cast.relawan)
    factories.hiding(case, cast.relawan2)
    row = offer(case, cast.relawan, cast.banjarsari)
    for heir in (None, cast.relawan, cast.relawan2, cast.sekdes):
        with pytest.raises(errors.CannotBeAssigned):
            transfer.accept(transfer=row, by=cast.petugas, assign=heir)
    case.refresh_from_db()
    assert (case.group, case.assigned_to, state(row)) == (cast.teros, cast.relawan, "offered")


def test_declined_it_stays_and_its_people_read_why(cast, siti):
    case = factories.complaint(cast.relawan)
    row = offer(case, cast.relawan, cast.banjarsari)
    transfer.decline(transfer=row, by=siti, text="Kami sedang penuh.")
    case.refresh_from_db()
    found = Transfer.objects.select_related("complaint").get()
    assert (case.group, case.assigned_to, found.state) == (cast.teros, cast.relawan, "declined")
    assert (found.answer, sees(siti, case)) == ("Kami sedang penuh.", False)
    assert actions(case) == [("transfer.offered", False), ("transfer.declined", False)]


@pytest.mark.django_db(transaction=True)
def test_declining_needs_words(cast, siti):
    row = offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari)
    with pytest.raises(errors.ReasonMissing):
        transfer.decline(transfer=row, by=siti, text=" ")
    assert state(row) == "offered"


def test_taken_back_it_stays(cast, siti):
    row = offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari)
    for _tap in range(2):
        transfer.take_back(transfer=row, by=cast.relawan)
    assert (state(row), receives(siti, row)) == ("taken_back", False)
    assert actions(row.complaint) == [("transfer.offered", False), ("transfer.taken_back", False)]
    offer(row.complaint, cast.relawan, cast.kupang)


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_a_second_tap_changes_nothing(cast, siti, answer):
    row = offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari)
    for _tap in range(2):
        getattr(transfer, answer)(transfer=row, by=siti, text="Baik.")
    assert [name for name, _refused in actions(row.complaint)].count(f"transfer.{state(row)}") == 1


@pytest.mark.django_db(transaction=True)
def test_what_is_answered_or_taken_back_is_answered_no_more(cast, siti):
    row = offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari)
    transfer.decline(transfer=row, by=siti, text="Penuh.")
    with pytest.raises(errors.OfferGone):
        transfer.accept(transfer=row, by=siti)
    with pytest.raises(errors.OfferGone):
        transfer.take_back(transfer=row, by=cast.relawan)
    with pytest.raises(errors.NotPermitted):  # to the officer it waits no more
        transfer.accept(transfer=row, by=cast.petugas, assign=cast.relawan2)
    assert state(row) == "declined"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["relawan", "relawan2", "sekdes", "petugas2", "humas"])
def test_strangers_do_not_answer(cast, name):
    row, by = offer(factories.complaint(cast.relawan), cast.relawan, cast.banjarsari), getattr(cast, name)
    for do in (transfer.accept, transfer.decline):
        with pytest.raises(errors.NotPermitted):
            do(transfer=row, by=by, text="Ya.")
    assert state(row) == "offered"


@pytest.mark.django_db(transaction=True)
def test_a_case_closed_meanwhile_waits_for_no_answer(cast, siti):
    case = factories.complaint(cast.relawan)
    row = offer(case, cast.relawan, cast.banjarsari)
    case.refresh_from_db()
    case.stage, case.outcome, case.closed_at, case.closed_by = (
        "closed",
        "served",
        timezone.now(),
        cast.relawan,
    )
    case.save()
    assert receives(siti, row) is False
    with pytest.raises(errors.NotPermitted):
        transfer.accept(transfer=row, by=siti)


def test_closing_the_case_takes_the_offer_back(cast, siti):
    case = factories.complaint(cast.relawan)
    row = offer(case, cast.relawan, cast.banjarsari)
    case.refresh_from_db()
    version = case.version
    closure.close(complaint=case, by=cast.relawan, outcome="served", version=version)
    row.refresh_from_db()
    assert (row.state, row.answered_by, receives(siti, row)) == ("taken_back", cast.relawan, False)
    assert actions(case)[1:] == [("transfer.taken_back", False), ("complaint.closed", False)]
    event = AuditEvent.objects.get(chain=case.pk, action="transfer.taken_back")
    assert (event.figures, event.subject_id) == ({"group": cast.banjarsari.pk}, str(row.pk))
    assert Complaint.objects.get().version == version + 1
    closure.reopen(complaint=case, by=cast.relawan, reason="Belum selesai.")
    assert offer(case, cast.relawan, cast.kupang).is_open


@pytest.mark.django_db(transaction=True)
def test_a_closing_that_is_refused_leaves_the_offer(cast):
    case = factories.complaint(cast.relawan)
    row = offer(case, cast.relawan, cast.banjarsari)
    factories.referral(case)
    with pytest.raises(errors.OpenReferrals):
        closure.close(complaint=case, by=cast.relawan, outcome="served")
    assert state(row) == "offered"
