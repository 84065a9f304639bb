"""What the database itself refuses, each beside what it takes."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from members.models import Assignment, Group, Member, User
from tests import factories

EARLY, LATE = date(2026, 1, 1), date(2026, 2, 1)


def refused(constraint: str, make) -> bool:
    with pytest.raises(IntegrityError) as error, transaction.atomic():
        make()
    return constraint in str(error.value) or "UNIQUE" in str(error.value)


def seat(group, **fields):
    return Member.objects.create(**{"group": group, "full_name": "Contoh", "sex": "female", **fields})


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        ("member_sex_is_listed", {"sex": "lain"}),
        ("member_position_is_listed", {"position": "raja"}),
        ("member_division_is_listed", {"division": "dapur"}),
        ("member_post_is_listed", {"public_post": "raja"}),
        ("member_coordinator_has_a_division", {"position": "coordinator"}),
        ("member_leaves_after_joining", {"joined_on": LATE, "left_on": EARLY}),
        ("member_post_dates_need_a_post", {"public_post_from": EARLY}),
        ("member_post_dates_need_a_post", {"public_post_until": EARLY}),
        (
            "member_post_ends_after_it_begins",
            {"public_post": "council", "public_post_from": LATE, "public_post_until": EARLY},
        ),
    ],
)
def test_member_refused(cast, constraint, fields):
    assert refused(constraint, lambda: seat(cast.teros, **fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"position": "coordinator", "division": "data"},
        {"joined_on": EARLY, "left_on": EARLY},
        {"public_post": "council", "public_post_from": EARLY, "public_post_until": LATE},
        {"left_on": EARLY},
    ],
)
def test_member_taken(cast, fields):
    assert seat(cast.teros, **fields).pk


def test_account_sits_once_in_a_group_at_a_time(cast):
    assert refused("member_account_once_in_a_group", lambda: seat(cast.teros, user=cast.humas))
    assert seat(cast.teros, user=cast.humas, left_on=LATE).pk
    assert seat(cast.banjarsari, user=cast.humas).pk


def test_group_decree_ends_after_it_begins(cast):
    def dated(start, end):
        return Group.objects.filter(pk=cast.teros.pk).update(sk_date=start, sk_ends_on=end)

    assert refused("group_sk_ends_after_it_begins", lambda: dated(LATE, EARLY))
    assert dated(EARLY, LATE) == 1
    assert dated(None, EARLY) == 1


def test_group_name_once_in_a_village(cast):
    fields = {"village": cast.teros.village, "partner": cast.teros.partner}
    assert refused("group_name_once_in_a_village", lambda: Group.objects.create(name="KK Teros", **fields))
    assert Group.objects.create(name="KK Mekar", **fields).pk


def given(cast, role: str, *places: str, **fields) -> Assignment:
    offered = {"group": cast.teros, "village": cast.teros.village, "organisation": cast.teros.partner}
    held = {name: offered[name] for name in places}
    return Assignment.objects.create(user=factories.user(), role=role, **held, **fields)


@pytest.mark.parametrize("role", ["volunteer", "secretary", "officer", "administrator", "raja"])
def test_assignment_role_fits_its_place(cast, role):
    place = {
        "volunteer": ["group"],
        "secretary": ["village"],
        "officer": ["organisation"],
        "administrator": [],
    }
    for places in ([], ["group"], ["village"], ["organisation"], ["group", "village"]):
        if places == place.get(role):
            assert given(cast, role, *places).pk
        else:
            assert refused("assignment_role_fits_its_place", lambda places=places: given(cast, role, *places))


def test_assignment_ends_after_it_starts(cast):
    dates = {"starts_on": LATE, "ends_on": EARLY}
    assert refused("assignment_ends_after_it_starts", lambda: given(cast, "volunteer", "group", **dates))
    assert given(cast, "volunteer", "group", starts_on=EARLY, ends_on=EARLY).pk


@pytest.mark.parametrize("field", ["username", "phone"])
def test_account_name_and_number_are_its_own(cast, field):
    values = {"username": "siti", "phone": "+6281234567890"}
    factories.user(**values)
    other = {"username": "ani", "phone": "+6281234567891", field: values[field]}
    assert refused(f"members_user_{field}", lambda: User.objects.create(full_name="Contoh", **other))


def test_accounts_without_a_number_are_many(cast):
    assert User.objects.filter(phone=None).count() > 1


def test_clean_tells_it_in_indonesian(cast):
    with pytest.raises(ValidationError) as error:
        Member(group=cast.teros, full_name="Contoh", sex="female", position="coordinator").full_clean()
    assert error.value.messages == ["Koordinator divisi memerlukan divisi. Pilih divisinya."]
