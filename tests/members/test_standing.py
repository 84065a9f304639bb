"""Where a user stands today: the rows of her assignments and seats, and nobody else's."""

import datetime

import pytest

from members import standing
from members.enums import Division, Position, PublicPost
from members.models import Assignment, Member
from members.roles import Role
from members.standing import Post, Seat
from tests import factories

TODAY = datetime.date(2026, 3, 10)
DAY = datetime.timedelta(days=1)


def assignment(user, **fields) -> Assignment:
    return Assignment.objects.create(user=user, **{"starts_on": TODAY - DAY, **fields})


def seat(user, group, **fields) -> Member:
    fields = {"full_name": "Contoh", "sex": "female", "position": Position.MEMBER, **fields}
    return Member.objects.create(group=group, user=user, **{"division": Division.COMPLAINTS, **fields})


@pytest.fixture
def user(cast):
    return factories.user()


def test_each_kind_of_place(cast, user):
    assignment(user, role=Role.VOLUNTEER, group=cast.teros)
    assignment(user, role=Role.SECRETARY, village=cast.banjarsari.village)
    assignment(user, role=Role.OFFICER, organisation=cast.teros.partner)
    volunteer, secretary, officer = standing.posts(user.pk, TODAY)
    teros, banjarsari = cast.teros.village_id, cast.banjarsari.village_id
    assert volunteer == Post(Role.VOLUNTEER, cast.teros.pk, None, None, None, teros, False)
    assert secretary == Post(Role.SECRETARY, None, banjarsari, None, None, None, False)
    assert officer == Post(Role.OFFICER, None, None, cast.teros.partner_id, False, None, False)
    assert [row.village_code for row in (volunteer, secretary, officer)] == [teros, banjarsari, ""]


def test_nobody_elses(cast, user):
    assert standing.posts(user.pk, TODAY) == []
    assert standing.seats(user.pk, TODAY) == []


@pytest.mark.parametrize(
    ("starts", "ends", "number"), [(0, None, 1), (1, None, 0), (-5, 0, 1), (-5, -1, 0), (-5, 5, 1)]
)
def test_a_post_holds_from_its_first_to_its_last_day(cast, user, starts, ends, number):
    ends_on = None if ends is None else TODAY + ends * DAY
    assignment(user, role=Role.VOLUNTEER, group=cast.teros, starts_on=TODAY + starts * DAY, ends_on=ends_on)
    assert len(standing.posts(user.pk, TODAY)) == number


@pytest.mark.parametrize(("left", "number"), [(None, 1), (0, 0), (1, 1)])
def test_a_seat_ends_on_the_day_of_leaving(cast, user, left, number):
    seat(user, cast.teros, left_on=None if left is None else TODAY + left * DAY)
    assert len(standing.seats(user.pk, TODAY)) == number


@pytest.mark.parametrize(("until", "is_in_post"), [(None, True), (0, True), (-1, False)])
def test_a_public_post_counts_while_it_is_held(cast, user, until, is_in_post):
    held_until = None if until is None else TODAY + until * DAY
    seat(user, cast.banjarsari, public_post=PublicPost.HAMLET_HEAD, public_post_until=held_until)
    (found,) = standing.seats(user.pk, TODAY)
    assert found == Seat(
        cast.banjarsari.pk, Position.MEMBER, Division.COMPLAINTS, PublicPost.HAMLET_HEAD, is_in_post, False
    )


def test_whether_her_group_has_a_coordinator(cast, user):
    seat(user, cast.teros)  # relawan coordinates Pengaduan there
    seat(user, cast.banjarsari)
    found = {row.group_id: row.group_has_coordinator for row in standing.seats(user.pk, TODAY)}
    assert found == {cast.teros.pk: True, cast.banjarsari.pk: False}


def test_one_query_each(cast, django_assert_num_queries):
    with django_assert_num_queries(2):
        standing.posts(cast.relawan.pk, TODAY)
        standing.seats(cast.relawan.pk, TODAY)
