"""Who sees which case: the one rule behind every list, page and file."""

from complaints.models import Complaint
from members.models import Assignment
from members.roles import Role
from tests import factories


def seen_by(user) -> set:
    """Read anew, as a later request would."""
    fresh = type(user).objects.get(pk=user.pk)
    return set(Complaint.objects.visible_to(fresh))


def test_coordinator_sees_both_kinds_of_her_group(cast):
    violence = factories.complaint(cast.humas, kind="violence")
    social = factories.complaint(cast.humas)
    factories.complaint(cast.relawan2, kind="violence")
    assert seen_by(cast.relawan) == {violence, social}


def test_division_pengaduan_sees_social_of_the_group_and_own_violence(cast):
    colleague = factories.volunteer("rekan", cast.teros)
    own = factories.complaint(colleague, kind="violence")
    social = factories.complaint(cast.relawan)
    factories.complaint(cast.relawan, kind="violence")
    assert seen_by(colleague) == {own, social}


def test_other_divisions_see_only_their_own(cast):
    own = factories.complaint(cast.humas)
    factories.complaint(cast.relawan)
    assert seen_by(cast.humas) == {own}


def test_chair_coordinates_only_where_there_is_no_coordinator(cast):
    chair = factories.volunteer("ketua", cast.banjarsari, "public_relations", "chair")
    violence = factories.complaint(cast.relawan2, kind="violence")
    assert seen_by(chair) == {violence}
    factories.volunteer("koordinator", cast.banjarsari, position="coordinator")
    assert seen_by(chair) == set()


def test_public_post_sees_only_what_is_assigned_by_name(cast):
    factories.complaint(cast.relawan)
    factories.complaint(cast.kawil, assigned_to=cast.relawan)
    assigned = factories.complaint(cast.relawan, assigned_to=cast.kawil)
    assert seen_by(cast.kawil) == {assigned}


def test_secretary_sees_no_case(cast):
    factories.complaint(cast.relawan)
    assert seen_by(cast.sekdes) == set()


def test_secretary_who_is_a_member_never_sees_violence(cast):
    Assignment.objects.create(user=cast.relawan, role=Role.SECRETARY, village=cast.teros.village)
    social = factories.complaint(cast.relawan)
    factories.complaint(cast.relawan, kind="violence")
    assert seen_by(cast.relawan) == {social}


def test_a_member_whose_post_is_secretary_never_sees_violence(cast):
    clerk = factories.volunteer("sekdes2", cast.teros, public_post="secretary")
    social = factories.complaint(cast.relawan, assigned_to=clerk)
    factories.complaint(cast.relawan, kind="violence", assigned_to=clerk)
    assert seen_by(clerk) == {social}


def test_officer_sees_the_groups_of_her_organisation(cast):
    own = {factories.complaint(cast.relawan), factories.complaint(cast.relawan2, kind="violence")}
    foreign = factories.complaint(factories.volunteer("kupang", cast.kupang))
    assert seen_by(cast.petugas) == own
    assert seen_by(cast.petugas2) == {foreign}
    assert seen_by(cast.bakti) == own | {foreign}


def test_hiding_always_wins(cast):
    case = factories.complaint(cast.relawan)
    for reader in (cast.relawan, cast.petugas, cast.bakti):
        factories.hiding(case, reader)
        assert seen_by(reader) == set()


def test_an_ended_assignment_ends_sight_at_once(cast):
    factories.complaint(cast.relawan)
    cast.relawan.assignments.update(starts_on="2020-01-01", ends_on="2020-12-31")
    assert seen_by(cast.relawan) == set()


def test_access_says_which_way_leads_to_the_case(cast):
    case = factories.complaint(cast.relawan, kind="violence")
    ways = {
        user.username: (row.is_worked, row.is_reviewed, row.is_opened)
        for user in (cast.relawan, cast.petugas)
        for row in Complaint.objects.visible_to(user).with_access(user).filter(pk=case.pk)
    }
    assert ways == {"relawan": (True, False, False), "petugas": (False, True, False)}
