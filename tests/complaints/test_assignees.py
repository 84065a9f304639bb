"""Who accompanies a new case."""

import pytest

from complaints.assignees import assignee, colleagues, coordinator, workers
from complaints.models import Complaint
from members.enums import Division, Position, PublicPost
from members.models import Assignment, Member, User
from members.roles import Role
from tests import factories


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def chosen(by: User, group, kind="social", **options) -> str:
    return assignee(by=fresh(by), group=group, kind=kind, **options).username


def make_secretary(user) -> None:
    Assignment.objects.create(user=user, role=Role.SECRETARY, village=factories.make_village())


def test_recorder_keeps_her_case(cast):
    for user in (cast.relawan, cast.humas):
        assert chosen(user, cast.teros, "violence") == user.username


def test_public_post_gives_to_the_coordinator(cast):
    assert chosen(cast.kawil, cast.teros) == "relawan"


def test_public_post_gives_to_the_chair_where_there_is_no_coordinator(cast):
    head = factories.volunteer("kadus", cast.banjarsari, public_post=PublicPost.HAMLET_HEAD)
    assert chosen(head, cast.banjarsari) == "kadus"
    factories.volunteer("ketua", cast.banjarsari, Division.ECONOMY, Position.CHAIR)
    assert chosen(head, cast.banjarsari) == "ketua"


def test_hidden_from_the_coordinator_goes_to_the_next(cast):
    hidden = {cast.relawan.pk}
    assert chosen(cast.kawil, cast.teros, hidden_from=hidden) == "kawil"
    factories.volunteer("ketua", cast.teros, Division.ECONOMY, Position.CHAIR)
    assert chosen(cast.kawil, cast.teros, hidden_from=hidden) == "ketua"


def test_coordinator_in_a_public_post_is_assigned_by_name(cast):
    head = factories.volunteer(
        "kadus", cast.banjarsari, position=Position.COORDINATOR, public_post=PublicPost.HAMLET_HEAD
    )
    assert chosen(head, cast.banjarsari, "violence") == "kadus"


def test_secretary_gives_away_violence_and_keeps_the_rest(cast):
    make_secretary(cast.humas)
    assert chosen(cast.humas, cast.teros, "violence") == "relawan"
    assert chosen(cast.humas, cast.teros, "social") == "humas"


def test_violence_never_goes_to_a_secretary(cast):
    for user in (cast.humas, cast.relawan):
        make_secretary(user)
    assert chosen(cast.humas, cast.teros, "violence") == "kawil"


def test_violence_never_goes_to_a_secretary_by_post(cast):
    factories.volunteer(
        "sekretaris", cast.banjarsari, position=Position.COORDINATOR, public_post=PublicPost.SECRETARY
    )
    head = factories.volunteer("kadus", cast.banjarsari, public_post=PublicPost.HAMLET_HEAD)
    assert chosen(head, cast.banjarsari, "violence") == "kadus"
    assert chosen(head, cast.banjarsari, "social") == "sekretaris"


def test_secretaries_are_those_whose_scope_says_so(cast):
    factories.volunteer("sekretaris", cast.banjarsari, public_post=PublicPost.SECRETARY)
    found = set(User.objects.secretaries().values_list("username", flat=True))
    assert found == {user.username for user in User.objects.all() if user.scope.is_secretary}
    assert found == {"sekdes", "sekretaris"}


def test_former_coordinator_gets_nothing(cast):
    cast.relawan.assignments.update(starts_on="2020-01-01", ends_on="2020-12-31")
    assert chosen(cast.kawil, cast.teros) == "kawil"


def test_coordinator_is_the_one_to_tell(cast):
    assert coordinator(group=cast.teros, kind="violence") == cast.relawan
    assert coordinator(group=cast.teros, kind="violence", hidden_from={cast.relawan.pk}) is None
    assert coordinator(group=cast.banjarsari, kind="social") is None


def test_colleagues_are_those_with_an_account_but_herself(cast):
    found = colleagues(group=cast.teros, by=cast.relawan)
    assert found == [(cast.humas.pk, "Contoh Humas"), (cast.kawil.pk, "Contoh Kawil")]


@pytest.mark.parametrize("kind", ["violence", "social"])
@pytest.mark.parametrize("owner", ["relawan", "humas", "kawil"])
def test_workers_are_those_for_whom_the_queryset_has_it(cast, kind, owner):
    """Whoever accompanies it, with and without a coordinator, with a secretary among them and a hiding."""
    people = vars(cast).values()
    Assignment.objects.create(user=cast.humas, role=Role.SECRETARY, village=cast.teros.village)
    chair = factories.volunteer("ketua", cast.teros, Division.ECONOMY, Position.CHAIR)
    siti, hidden = factories.volunteer("siti", cast.teros), factories.volunteer("tersembunyi", cast.teros)
    ended = factories.volunteer("berhenti", cast.teros)
    User.objects.filter(pk=ended.pk).update(is_active=False)
    people = [one for one in people if isinstance(one, User)] + [chair, siti, hidden, ended]
    case = factories.complaint(
        siti, kind=kind, assigned_to=getattr(cast, owner), recorded_by=cast.kawil, group=cast.teros
    )
    factories.hiding(case, hidden)
    for position in (Position.COORDINATOR, Position.MEMBER):
        Member.objects.filter(user=cast.relawan).update(position=position)
        today = [User.objects.get(pk=one.pk) for one in people]
        reads = {one.pk for one in today if Complaint.objects.worked_by(one).filter(pk=case.pk).exists()}
        assert set(workers(case).values_list("pk", flat=True)) == reads
