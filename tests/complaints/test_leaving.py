"""Who leaves is out at once, and every case she accompanied goes on to somebody who may have it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from complaints.models import Complaint, Flag, PlanAction
from complaints.services import leaving
from members.enums import Division, Position, PublicPost
from members.errors import NotPermitted
from members.models import Assignment, Member, User
from safeguards.models import AuditEvent
from tests import factories


def owner(case: Complaint) -> User:
    return Complaint.objects.get(pk=case.pk).assigned_to


@pytest.fixture
def siti(cast):
    return factories.volunteer("siti", cast.teros)


def test_end_account_gives_open_cases_to_the_coordinator(cast, siti):
    mine, done, other = factories.complaint(siti), factories.closed(siti), factories.complaint(cast.humas)
    result = leaving.end_account(by=cast.petugas, user=siti)
    assert [owner(case) for case in (mine, done, other)] == [cast.relawan, siti, cast.humas]
    assert ([row.pk for row in result.moved], result.left) == ([mine.pk], ())
    event = AuditEvent.objects.get(action="complaint.assigned")
    assert (event.chain, event.actor, event.figures) == (
        mine.pk,
        cast.petugas.pk,
        {"from": siti.pk, "to": cast.relawan.pk},
    )


def test_end_account_ends_the_session_and_every_assignment(cast, siti, login):
    client = login(siti)
    assert client.get("/akun/").status_code == 200
    leaving.end_account(by=cast.petugas, user=siti)
    assert client.get("/akun/")["Location"] == "/masuk/?next=/akun/"
    assert list(siti.assignments.values_list("ends_on", flat=True)) == [timezone.localdate()]
    assert AuditEvent.objects.filter(action="account.ended", actor=cast.petugas.pk).count() == 1


@pytest.mark.parametrize("who", ["petugas2", "relawan", "sekdes", "humas"])
def test_end_account_is_refused_outside_the_reach_and_recorded(cast, siti, who):
    case, by = factories.complaint(siti), getattr(cast, who)
    with pytest.raises(NotPermitted):
        leaving.end_account(by=by, user=siti)
    assert owner(case) == siti
    assert User.objects.get(pk=siti.pk).is_active is True
    event = AuditEvent.objects.get(action="account.ended")
    assert (event.refused, event.actor, event.subject_id) == (True, by.pk, str(siti.pk))


def test_nobody_ends_her_own_account(cast):
    with pytest.raises(NotPermitted):
        leaving.end_account(by=cast.bakti, user=cast.bakti)


def test_case_hidden_from_the_coordinator_goes_to_the_ketua(cast, siti):
    chair = factories.volunteer("ketua", cast.teros, Division.ECONOMY, Position.CHAIR)
    case = factories.complaint(siti)
    factories.hiding(case, cast.relawan)
    leaving.end_account(by=cast.petugas, user=siti)
    assert owner(case) == chair


def test_holder_of_a_public_post_takes_over_nothing_by_herself(cast):
    case = factories.complaint(cast.relawan)
    result = leaving.end_account(by=cast.petugas, user=cast.relawan)
    assert [row.pk for row in result.left] == [case.pk]
    assert owner(case) == cast.relawan
    assert (Complaint.objects.get(pk=case.pk).is_flagged, Flag.objects.get().raised_by) == (
        True,
        cast.petugas,
    )


def test_violence_goes_to_no_village_secretary(cast, siti):
    Assignment.objects.create(user=cast.relawan, role="secretary", village=cast.teros.village)
    violence, social = factories.complaint(siti, kind="violence"), factories.complaint(siti)
    leaving.end_account(by=cast.petugas, user=siti)
    assert (owner(violence), owner(social)) == (siti, cast.relawan)


def test_end_role_hands_over_the_cases_of_that_group_only(cast, siti):
    Assignment.objects.create(user=siti, role="volunteer", group=cast.banjarsari)
    here, there = (
        factories.complaint(siti, group=cast.teros),
        factories.complaint(siti, group=cast.banjarsari),
    )
    row = siti.assignments.get(group=cast.teros)
    leaving.end_role(by=cast.petugas, assignment=row, ends_on=timezone.localdate())
    assert [owner(case) for case in (here, there)] == [cast.relawan, siti]
    assert User.objects.get(pk=siti.pk).is_active is True


def test_end_role_in_the_future_waits_for_the_daily_sweep(cast, siti):
    case, row = factories.complaint(siti), siti.assignments.get()
    leaving.end_role(by=cast.petugas, assignment=row, ends_on=timezone.localdate() + timedelta(days=3))
    assert owner(case) == siti
    yesterday = timezone.localdate() - timedelta(days=1)
    Assignment.objects.filter(pk=row.pk).update(starts_on=yesterday, ends_on=yesterday)
    out = StringIO()
    call_command("hand_over_cases", stdout=out)
    assert out.getvalue() == "Handed over: 1. Without a successor: 0.\n"
    assert owner(case) == cast.relawan


def test_end_role_of_a_foreign_group_is_refused(cast, siti):
    with pytest.raises(NotPermitted):
        leaving.end_role(by=cast.petugas2, assignment=siti.assignments.get(), ends_on=timezone.localdate())


def test_nobody_ends_her_own_role(cast):
    with pytest.raises(NotPermitted):
        leaving.end_role(by=cast.bakti, assignment=cast.bakti.assignments.get(), ends_on=timezone.localdate())


def test_post_that_is_over_no_longer_bars(cast):
    Member.objects.filter(user=cast.kawil).update(
        public_post=PublicPost.HAMLET_HEAD, public_post_until=timezone.localdate() - timedelta(days=1)
    )
    case = factories.complaint(cast.relawan)
    leaving.end_account(by=cast.petugas, user=cast.relawan)
    assert owner(case) == cast.kawil


def responsible(action) -> User:
    return PlanAction.objects.get(pk=action.pk).responsible


def test_what_she_was_to_do_goes_to_who_accompanies_the_case(cast, siti):
    mine, others = factories.complaint(siti), factories.complaint(cast.relawan)
    own, theirs = factories.action(mine), factories.action(others, responsible=siti)
    done = factories.ended_action(others, responsible=siti)
    hers = factories.action(others)
    leaving.end_account(by=cast.petugas, user=siti)
    assert [responsible(row) for row in (own, theirs, done, hers)] == [
        cast.relawan,
        cast.relawan,
        siti,
        cast.relawan,
    ]
    event = AuditEvent.objects.get(action="action.passed", chain=others.pk)
    assert (event.actor, event.figures) == (
        cast.petugas.pk,
        {"to": cast.relawan.pk, "actions": 1},
    )


def test_actions_of_another_group_stay_hers(cast, siti):
    Assignment.objects.create(user=siti, role="volunteer", group=cast.banjarsari)
    there = factories.action(factories.complaint(cast.relawan2), responsible=siti)
    here = factories.action(factories.complaint(cast.relawan), responsible=siti)
    row = siti.assignments.get(group=cast.teros)
    leaving.end_role(by=cast.petugas, assignment=row, ends_on=timezone.localdate())
    assert [responsible(action) for action in (here, there)] == [cast.relawan, siti]


def test_the_daily_sweep_passes_actions_on_and_has_nothing_to_do_twice(cast, siti):
    action = factories.action(factories.complaint(cast.relawan), responsible=siti)
    yesterday = timezone.localdate() - timedelta(days=1)
    siti.assignments.update(starts_on=yesterday, ends_on=yesterday)
    for _day in range(2):
        leaving.sweep()
    assert responsible(action) == cast.relawan
    assert AuditEvent.objects.filter(action="action.passed").count() == 1


def test_without_a_successor_her_actions_stay_with_her_case(cast):
    action = factories.action(factories.complaint(cast.relawan))
    leaving.end_account(by=cast.petugas, user=cast.relawan)
    assert responsible(action) == cast.relawan
