"""Making, resetting and ending accounts: within reach, never above it, told once, on record."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from complaints.models import Complaint
from members import reach
from members.errors import AccountEnded, AlreadyLinked, NotPermitted
from members.models import Assignment, Invitation, Member, User
from members.roles import Role
from members.services import accounts, invitations
from safeguards.models import AuditEvent
from tests import factories

ADD = "/admin/members/user/add/"
LINK = re.compile(r"http://testserver/undangan/((?:[0-9A-Z]{4}-){6}[0-9A-Z]{2})/")


def test_create_account_gives_role_and_place(cast):
    issued = accounts.create_account(
        by=cast.petugas, role=Role.VOLUNTEER, place=cast.teros, full_name="Contoh Siti Aminah"
    )
    user = User.objects.get(pk=issued.user.pk)
    assert (user.username, user.has_usable_password(), user.is_active) == ("contoh.siti", False, True)
    assert user.invitations.get().is_open
    assert [(row.role, row.place) for row in user.assignments.all()] == [("volunteer", cast.teros)]
    event = AuditEvent.objects.get(action="account.created")
    assert (event.actor, event.figures) == (
        cast.petugas.pk,
        {"role": "volunteer", "group": str(cast.teros.pk)},
    )


def test_create_account_finds_a_free_name(cast):
    names = [
        accounts.create_account(
            by=cast.petugas, role=Role.VOLUNTEER, place=cast.teros, full_name=f"Contoh Siti {word}"
        ).user.username
        for word in ("Satu", "Dua", "Tiga")
    ]
    assert names == ["contoh.siti", "contoh.siti2", "contoh.siti3"]


def places(cast) -> dict:
    village, foreign = cast.teros.village, cast.kupang.village
    return {
        "own volunteer": (Role.VOLUNTEER, cast.teros),
        "own secretary": (Role.SECRETARY, village),
        "foreign volunteer": (Role.VOLUNTEER, cast.kupang),
        "foreign secretary": (Role.SECRETARY, foreign),
        "officer": (Role.OFFICER, cast.teros.partner),
        "administrator": (Role.ADMINISTRATOR, None),
    }


@pytest.mark.parametrize(
    ("who", "given"),
    [
        ("petugas", {"own volunteer", "own secretary"}),
        ("petugas2", {"foreign volunteer", "foreign secretary"}),
        ("bakti", "all"),
        ("relawan", set()),
        ("sekdes", set()),
    ],
)
def test_nobody_gives_a_role_above_or_outside_her_reach(cast, who, given):
    offered = places(cast)
    may = {name for name, (role, place) in offered.items() if reach.may_give(getattr(cast, who), role, place)}
    assert may == (set(offered) if given == "all" else given)


def test_officer_of_the_lead_reaches_every_region_but_no_officers(cast):
    lead = factories.officer("induk", "BaKTI")
    type(cast.teros.partner).objects.filter(short_name="BaKTI").update(is_lead=True)
    lead = User.objects.get(pk=lead.pk)
    may = {name for name, (role, place) in places(cast).items() if reach.may_give(lead, role, place)}
    assert may == {"own volunteer", "own secretary", "foreign volunteer", "foreign secretary"}


def test_create_account_outside_the_reach_is_refused_and_recorded(cast):
    with pytest.raises(NotPermitted):
        accounts.create_account(
            by=cast.petugas, role=Role.OFFICER, place=cast.teros.partner, full_name="Contoh Baru"
        )
    assert not User.objects.filter(full_name="Contoh Baru").exists()
    event = AuditEvent.objects.get(action="account.created")
    assert (event.refused, event.reason, event.actor) == (True, "not_permitted", cast.petugas.pk)


def test_reset_password_ends_the_old_one_and_every_session(cast, login):
    client = login(cast.humas)
    invitations.reset_password(by=cast.petugas, user=cast.humas)
    assert client.get("/akun/")["Location"] == "/masuk/?next=/akun/"
    fresh = User.objects.get(pk=cast.humas.pk)
    assert (fresh.check_password(factories.PASSWORD), fresh.has_usable_password()) == (False, False)


@pytest.mark.parametrize(
    ("who", "may"), [("petugas", True), ("bakti", True), ("petugas2", False), ("relawan", False)]
)
def test_reset_password_within_reach_only(cast, who, may):
    assert reach.may_manage(getattr(cast, who), cast.humas) is may


def test_reset_password_of_an_ended_account_is_refused(cast):
    accounts.end_account(by=cast.petugas, user=cast.humas, hand_over=lambda user: None)
    with pytest.raises(AccountEnded):
        invitations.reset_password(by=cast.petugas, user=cast.humas)
    accounts.reopen_account(by=cast.petugas, user=cast.humas)
    assert User.objects.get(pk=cast.humas.pk).is_active is True


def test_member_with_an_account_gets_no_second_one(cast):
    seat = Member.objects.get(user=cast.humas)
    with pytest.raises(AlreadyLinked):
        accounts.create_account(
            by=cast.petugas, role=Role.VOLUNTEER, place=cast.teros, full_name="Contoh", member=seat
        )


def test_give_role_to_herself_is_refused(cast):
    with pytest.raises(NotPermitted):
        accounts.give_role(by=cast.petugas, user=cast.petugas, role=Role.VOLUNTEER, place=cast.teros)
    assert accounts.give_role(by=cast.petugas, user=cast.sekdes, role=Role.VOLUNTEER, place=cast.teros).pk


# In admin -------------------------------------------------------------------------------------


def new(cast, **fields):
    return {"full_name": "Contoh Baru", "role": "volunteer", "group": cast.teros.pk, **fields}


def test_admin_shows_the_link_once_and_keeps_it_nowhere(cast, login):
    client = login(cast.petugas)
    response = client.post(ADD, new(cast, phone="0812 3456 7890"))
    code = LINK.search(response.content.decode()).group(1)
    assert (response.status_code, response["Cache-Control"]) == (200, "no-store, private")
    user = User.objects.get(full_name="Contoh Baru")
    whatsapp = urlsplit(response.context["whatsapp"])
    assert whatsapp.path == "/6281234567890"
    words = parse_qs(whatsapp.query)["text"][0]
    assert (code in words, "Portal" in words, "sandi" in words, "Contoh" in words) == (
        True,
        False,
        False,
        False,
    )
    assert code not in client.get(reverse("admin:members_user_change", args=[user.pk])).content.decode()
    assert code not in str(list(AuditEvent.objects.values())) + str(dict(client.session))
    assert code.replace("-", "") not in str(list(Invitation.objects.values()))


def test_admin_makes_one_account_of_a_double_tap(cast, login):
    client = login(cast.petugas)
    client.post(ADD, new(cast))
    again = client.post(ADD, new(cast))
    assert again.context["form"].non_field_errors()[0].startswith("Sudah ada akun bernama ini")
    assert User.objects.filter(full_name="Contoh Baru").count() == 1


def test_admin_makes_an_account_from_a_member(cast, login):
    seat = Member.objects.create(
        group=cast.teros, full_name="Contoh Anggota", sex="female", phone="+6281234567890"
    )
    client, path = login(cast.petugas), f"{ADD}?member={seat.pk}"
    initial = client.get(path).context["form"].initial
    assert (initial["full_name"], initial["group"], initial["role"]) == (
        "Contoh Anggota",
        cast.teros.pk,
        "volunteer",
    )
    client.post(path, new(cast, full_name="Contoh Anggota", phone="0812 3456 7890"))
    user = User.objects.get(full_name="Contoh Anggota")
    assert (user.phone.as_e164, Member.objects.get(pk=seat.pk).user) == ("+6281234567890", user)
    assert user.assignments.get().group == cast.teros


def test_admin_links_no_foreign_member(cast, login):
    seat = Member.objects.create(group=cast.kupang, full_name="Contoh Jauh", sex="female")
    client, path = login(cast.petugas), f"{ADD}?member={seat.pk}"
    assert client.get(path).context["form"].initial == {}
    client.post(path, new(cast))
    assert Member.objects.get(pk=seat.pk).user is None


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({"full_name": ""}, "full_name", "Tulis nama lengkapnya."),
        ({"group": ""}, "group", "Relawan memerlukan kelompok. Pilih kelompoknya."),
        ({"username": "humas"}, "username", "Nama pengguna ini sudah dipakai. Pilih yang lain."),
        (
            {"username": "081234567890"},
            "username",
            "Nomor HP ditulis di kolomnya; nama pengguna memakai huruf.",
        ),
        ({"phone": "0812"}, "phone", "Nomor telepon ini kurang atau lebih angkanya. Contoh: 0812 3456 7890."),
        ({"role": "secretary"}, "group", "Kosongkan: peran ini tidak memakai tempat ini."),
    ],
)
def test_admin_says_what_to_do(cast, login, fields, field, problem):
    response = login(cast.petugas).post(ADD, new(cast, **fields))
    assert response.context["form"].errors[field] == [problem]


@pytest.mark.parametrize("role", ["officer", "administrator"])
def test_admin_offers_an_officer_no_role_above_her(cast, login, role):
    response = login(cast.petugas).post(ADD, new(cast, role=role, group=""))
    assert list(response.context["form"].errors) == ["role"]
    fields = new(cast, role=role, group="", organisation=cast.teros.partner.pk if role == "officer" else "")
    assert "errors" not in (login(cast.bakti).post(ADD, fields).context or {})
    assert User.objects.get(full_name="Contoh Baru").assignments.get().role == role


def test_admin_refuses_a_foreign_group_and_village(cast, login):
    client = login(cast.petugas)
    assert next(iter(client.post(ADD, new(cast, group=cast.kupang.pk)).context["form"].errors)) == "group"
    fields = new(cast, role="secretary", group="", village=cast.kupang.village.pk)
    assert list(client.post(ADD, fields).context["form"].errors) == ["village"]


def test_admin_resets_ends_and_reopens(cast, login):
    client, case = login(cast.petugas), factories.complaint(cast.humas)
    base = f"/admin/members/user/{cast.humas.pk}"
    assert LINK.search(client.post(f"{base}/reset/").content.decode())
    assert client.post(f"{base}/end/")["Location"] == f"{base}/change/"
    assert User.objects.get(pk=cast.humas.pk).is_active is False
    assert Complaint.objects.get(pk=case.pk).assigned_to == cast.relawan
    assert LINK.search(client.post(f"{base}/reopen/").content.decode())
    assert User.objects.get(pk=cast.humas.pk).is_active is True


def test_admin_changes_details_with_a_trace_of_field_names(cast, login):
    path = f"/admin/members/user/{cast.humas.pk}/change/"
    fields = {"full_name": "Contoh Humas", "phone": "0812 3456 7890", "email": ""}
    inline = {"assignments-TOTAL_FORMS": 0, "assignments-INITIAL_FORMS": 0}
    assert login(cast.petugas).post(path, {**fields, **inline}).status_code == 302
    assert User.objects.get(pk=cast.humas.pk).phone.as_e164 == "+6281234567890"
    assert AuditEvent.objects.get(action="account.changed").figures == {"fields": ["phone"]}


def role(cast, **fields):
    today = "2026-01-01"
    return {"user": cast.sekdes.pk, "role": "volunteer", "group": cast.teros.pk, "starts_on": today, **fields}


def test_admin_gives_one_more_role_once(cast, login):
    client, path = login(cast.petugas), "/admin/members/assignment/add/"
    assert client.post(path, role(cast)).status_code == 302
    assert cast.sekdes.assignments.count() == 2
    again = client.post(path, role(cast))
    assert again.context["adminform"].form.non_field_errors() == [
        "Peran ini sudah dipegangnya di tempat ini."
    ]


def test_admin_gives_no_role_to_oneself_nor_outside(cast, login):
    client, path = login(cast.petugas), "/admin/members/assignment/add/"
    answers = [
        client.post(path, role(cast, **fields))
        for fields in ({"user": cast.petugas.pk}, {"group": cast.kupang.pk})
    ]
    assert [next(iter(answer.context["adminform"].form.errors)) for answer in answers] == ["user", "group"]
    assert Assignment.objects.filter(role="volunteer").count() == 4


def test_admin_ends_a_role_and_hands_over_its_cases(cast, login):
    case, row = factories.complaint(cast.humas), cast.humas.assignments.get()
    fields = {"ends_on": row.starts_on.isoformat()}
    login(cast.petugas).post(f"/admin/members/assignment/{row.pk}/change/", fields)
    row.refresh_from_db()
    assert (row.ends_on, Complaint.objects.get(pk=case.pk).assigned_to) == (row.starts_on, cast.relawan)
