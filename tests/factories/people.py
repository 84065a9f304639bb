"""Invented people with their groups, roles and second factors; and the cast."""

import itertools
import time
from datetime import timedelta
from functools import cache
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from members import codes, totp
from members.enums import Division, FactorKind, Position, PublicPost, Sex
from members.models import (
    Assignment,
    Group,
    Invitation,
    Member,
    Organisation,
    RecoveryCode,
    SecondFactor,
    User,
)
from members.roles import Role
from safeguards.models import DataKey

from .places import BANJARSARI, BOKONUSAN, TEROS, make_village, make_villages

PASSWORD = "kk-portal-demo"
APP_KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
counter = itertools.count(1)
NAMES = ("relawan", "relawan2", "humas", "kawil", "sekdes", "petugas", "petugas2", "bakti")


def organisation(short_name: str = "LRC", **fields) -> Organisation:
    fields = {"name": f"Lembaga {short_name}", **fields}
    return Organisation.objects.get_or_create(short_name=short_name, defaults=fields)[0]


def group(name: str = "KK Teros", code: str = TEROS, partner: str = "LRC", **fields) -> Group:
    fields = {"partner": organisation(partner), **fields}
    return Group.objects.get_or_create(name=name, village=make_village(code), defaults=fields)[0]


@cache
def _hashed() -> str:
    """The real hasher, but once: it is slow by design."""
    return make_password(PASSWORD)


def user(username: str = "", **fields) -> User:
    """An account without any role; its password is PASSWORD."""
    number = next(counter)
    username = username or f"orang{number}"
    fields = {"full_name": f"Contoh {username.title()}", **fields}
    return User.objects.create(username=username, password=_hashed(), **fields)


def volunteer(
    username: str = "",
    group: Group | None = None,
    division: str = Division.COMPLAINTS,
    position: str = Position.MEMBER,
    **member,
) -> User:
    """An account that is volunteer of a group and sits in it."""
    place = group or globals()["group"]()
    person = user(username)
    Assignment.objects.create(user=person, role=Role.VOLUNTEER, group=place)
    _seated(person, place, **{"division": division, "position": position, **member}).save()
    return person


def secretary(username: str = "", code: str = TEROS) -> User:
    person = user(username)
    Assignment.objects.create(user=person, role=Role.SECRETARY, village=make_village(code))
    return person


def officer(username: str = "", partner: str = "LRC") -> User:
    person = user(username)
    Assignment.objects.create(user=person, role=Role.OFFICER, organisation=organisation(partner))
    return person


def administrator(username: str = "") -> User:
    person = user(username)
    Assignment.objects.create(user=person, role=Role.ADMINISTRATOR)
    return person


def overseer() -> User:
    """The administrator of the cast, who reviews every case."""
    return User.objects.filter(username="bakti").first() or administrator("bakti")


def cast() -> SimpleNamespace:
    """The demo accounts: two groups of LRC in Lombok Timur, one of UDN in Kabupaten Kupang.

    Nearly every test begins with them: one statement for each table.
    """
    teros, banjarsari, kupang = _groups()
    accounts = User.objects.bulk_create(
        User(username=name, full_name=f"Contoh {name.title()}", password=_hashed()) for name in NAMES
    )
    people = dict(zip(NAMES, accounts, strict=True))
    seats = {
        "relawan": (teros, {"position": Position.COORDINATOR}),
        "relawan2": (banjarsari, {}),
        "humas": (teros, {"division": Division.PUBLIC_RELATIONS}),
        "kawil": (teros, {"public_post": PublicPost.HAMLET_HEAD}),
    }
    Member.objects.bulk_create(_seated(people[name], place, **told) for name, (place, told) in seats.items())
    tasks = {
        "sekdes": {"role": Role.SECRETARY, "village": teros.village},
        "petugas": {"role": Role.OFFICER, "organisation": teros.partner},
        "petugas2": {"role": Role.OFFICER, "organisation": kupang.partner},
        "bakti": {"role": Role.ADMINISTRATOR},
    }
    tasks |= {name: {"role": Role.VOLUNTEER, "group": place} for name, (place, _told) in seats.items()}
    Assignment.objects.bulk_create(Assignment(user=people[name], **task) for name, task in tasks.items())
    return SimpleNamespace(teros=teros, banjarsari=banjarsari, kupang=kupang, **people)


def _groups() -> list[Group]:
    """Those that a test has made already are taken as they are."""
    if Group.objects.exists():
        return [
            group(),
            group("KK Banjarsari", BANJARSARI),
            group("KPD Contoh", BOKONUSAN, "UDN", label="Kelompok Pemerhati Desa"),
        ]
    lrc, udn = organisation("LRC"), organisation("UDN")
    villages = make_villages(TEROS, BANJARSARI, BOKONUSAN)
    return Group.objects.bulk_create(
        [
            Group(name="KK Teros", village=villages[0], partner=lrc),
            Group(name="KK Banjarsari", village=villages[1], partner=lrc),
            Group(name="KPD Contoh", village=villages[2], partner=udn, label="Kelompok Pemerhati Desa"),
        ]
    )


def _seated(person: User, place: Group, **fields) -> Member:
    fields = {"division": Division.COMPLAINTS, "position": Position.MEMBER, **fields}
    return Member(group=place, user=person, full_name=person.full_name, sex=Sex.FEMALE, **fields)


def invitation(user: User, by: User | None = None) -> str:
    """The code of one that is out to ``user``, who keeps her old password here."""
    code = codes.random_code(codes.INVITATION_LENGTH)
    Invitation.objects.create(
        user=user,
        digest=codes.invitation_digest(code),
        made_by=by,
        expires_at=timezone.now() + timedelta(hours=72),
    )
    return codes.show(code)


def app(user: User, key: str = APP_KEY) -> SecondFactor:
    """An authenticator app with a known key."""
    fields = {"name": "Aplikasi kode", "secret": {"key": key}, "data_key": DataKey.objects.make()}
    return SecondFactor.objects.create(user=user, kind=FactorKind.APP, **fields)


def app_code(key: str = APP_KEY, *, steps: int = 0) -> str:
    """What the app shows now, or ``steps`` half minutes later."""
    return totp.code_at(key, totp.step_at(time.time()) + steps)


def recovery_code(user: User) -> str:
    code = codes.random_code(codes.RECOVERY_LENGTH)
    RecoveryCode.objects.create(user=user, digest=codes.recovery_digest(user.pk, code))
    return codes.show(code)
