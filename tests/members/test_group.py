"""`/kelompok/`: who sees which group, and how little is told of any one member."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from members import inclusion
from members.enums import Division, Inclusion, Position, Sex
from members.models import Assignment, Member
from members.services import roster
from tests import factories

TODAY = timezone.localdate


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_group_shows_divisions_with_ketua_first(cast, login):
    fields = {"group": cast.teros, "division": Division.PUBLIC_RELATIONS}
    Member.objects.create(full_name="Contoh Zubaidah", sex=Sex.FEMALE, position=Position.CHAIR, **fields)
    divisions = login(cast.relawan).get("/kelompok/").context["divisions"]
    assert [(name, [row.full_name for row in rows]) for name, rows in divisions] == [
        ("Humas", ["Contoh Zubaidah", "Contoh Humas"]),
        ("Pengaduan", ["Contoh Relawan", "Contoh Kawil"]),
    ]


def test_group_marks_a_public_post_while_it_is_held(cast, login):
    client = login(cast.relawan)
    assert text_of(client.get("/kelompok/")).count("Kepala dusun") == 1
    Member.objects.filter(user=cast.kawil).update(public_post_until=TODAY() - timedelta(days=1))
    assert text_of(client.get("/kelompok/")).count("Kepala dusun") == 0


def test_group_shares_of_women_count_current_members(cast, login):
    Member.objects.create(group=cast.teros, full_name="Contoh Amir", sex=Sex.MALE)
    Member.objects.create(group=cast.teros, full_name="Contoh Lama", sex=Sex.MALE, left_on=TODAY())
    context = login(cast.relawan).get("/kelompok/").context
    assert (context["members_count"], context["women"]) == (4, {"count": 3, "percent": 75})


@pytest.mark.parametrize(
    ("days", "lapsed", "soon"), [(-1, True, False), (0, False, True), (90, False, True), (91, False, False)]
)
def test_group_warns_ninety_days_before_its_decree_ends_and_after(cast, login, days, lapsed, soon):
    cast.teros.sk_ends_on = TODAY() + timedelta(days=days)
    cast.teros.save()
    context = login(cast.relawan).get("/kelompok/").context
    assert (context["lapsed"], context["lapses_soon"]) == (lapsed, soon)


def test_group_of_several_is_chosen_and_a_foreign_one_is_not_found(cast, login):
    Assignment.objects.create(user=cast.relawan, role="volunteer", group=cast.banjarsari)
    client = login(cast.relawan)
    answers = [
        client.get("/kelompok/", {"kelompok": group.pk})
        for group in (cast.teros, cast.banjarsari, cast.kupang)
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 404]
    assert [answer.context["group"] for answer in answers[:2]] == [cast.teros, cast.banjarsari]


def test_group_is_for_volunteers(cast, login):
    users = (cast.relawan, cast.humas, cast.kawil, cast.sekdes, cast.petugas, cast.bakti)
    assert [login(user).get("/kelompok/").status_code for user in users] == [200, 200, 200, 403, 403, 403]


@pytest.mark.parametrize("more", [1, 3])
def test_group_queries_do_not_grow(cast, login, django_assert_num_queries, more):
    for number in range(more):
        Member.objects.create(group=cast.teros, full_name=f"Contoh {number}", sex=Sex.FEMALE)
    client = login(cast.relawan)
    with django_assert_num_queries(7):
        client.get("/kelompok/")


def declare(cast, count: int, value=Inclusion.TRANSGENDER, group=None):
    for number in range(count):
        row = Member.objects.create(
            group=group or cast.banjarsari, full_name=f"Contoh {number}", sex=Sex.FEMALE
        )
        roster.declare_inclusion(by=cast.petugas, member=row, values=[value], reason="told")


def told(code="52.03") -> dict:
    return {share.label: share.count.text for share in inclusion.of_regency(code)}


def test_inclusion_is_told_from_ten_on_and_rounded(cast):
    factories.group("KK Paokmotong", "52.03.05.2002")
    declare(cast, 9)
    assert told()["Transpuan/transgender"] == "di bawah 10, bisa nol"
    declare(cast, 3)
    assert told()["Transpuan/transgender"] == "10"
    assert told()["Keluarga miskin"] == "di bawah 10, bisa nol"


def test_inclusion_is_not_told_of_fewer_than_three_groups(cast):
    declare(cast, 12)
    assert told() == {}


def test_inclusion_leaves_out_who_has_left_and_other_regencies(cast):
    factories.group("KK Paokmotong", "52.03.05.2002")
    declare(cast, 9)
    declare(cast, 5)
    Member.objects.filter(full_name="Contoh 0").update(left_on=TODAY())
    Member.objects.filter(full_name="Contoh 1").update(left_on=TODAY())
    Member.objects.filter(full_name="Contoh 2").update(left_on=TODAY())
    assert told()["Transpuan/transgender"] == "di bawah 10, bisa nol"


def test_inclusion_never_stands_on_the_page_of_one_group(cast, login):
    declare(cast, 1, group=cast.teros)
    assert login(cast.relawan).get("/kelompok/").context["shares"] == []


def test_inclusion_is_sealed_in_the_database(cast):
    declare(cast, 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT inclusion FROM members_member WHERE full_name = 'Contoh 0'")
        assert b"transgender" not in bytes(cursor.fetchone()[0])
