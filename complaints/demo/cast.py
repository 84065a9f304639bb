"""The demo's partners, groups, members and accounts, as design and README name them."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password

from members.enums import Division, Inclusion, Position, PublicPost, Sex
from members.models import Assignment, Group, Member, Organisation, User
from members.roles import Role
from safeguards.models import DataKey
from villages.models import Regency

from . import words

PASSWORD = "kk-portal-demo"  # noqa: S105 - the demo's published password, refused in production mode
TEROS, BANJARSARI = "52.03.17.2003", "52.03.17.2010"


@dataclass(frozen=True)
class Account:
    username: str
    full_name: str
    what: str


ACCOUNTS = [
    Account("relawan", "Melati Contoh", "volunteer, koordinator Pengaduan of KK Teros"),
    Account("relawan2", "Kenanga Contoh", "volunteer, Pengaduan, KK Banjarsari"),
    Account("humas", "Seruni Contoh", "volunteer, Humas, KK Teros"),
    Account("kawil", "Jati Contoh", "volunteer, Pengaduan, KK Teros, head of a hamlet"),
    Account("sekdes", "Mahoni Contoh", "secretary of Desa Teros"),
    Account("petugas", "Cempaka Contoh", "officer of LRC, Lombok Timur"),
    Account("petugas2", "Dahlia Contoh", "officer of UDN, Kab. Kupang"),
    Account("bakti", "Teratai Contoh", "administrator, Yayasan BaKTI"),
]

ORGANISATIONS = {  # short name: (name, lead, regencies)
    "BaKTI": ("Yayasan BaKTI", True, ["73.09", "73.72", "73.18", "74.71", "52.03", "81.71", "53.01"]),
    "LRC": ("LRC (Lombok Timur)", False, ["52.03"]),
    "YLP2EM": ("YLP2EM (Parepare)", False, ["73.72"]),
    "YESMa": ("YESMa (Tana Toraja)", False, ["73.18"]),
    "RG": ("Rumah Generasi (Ambon)", False, ["81.71"]),
    "RPS": ("RPS (Kendari)", False, ["74.71"]),
    "UDN": ("Yayasan UDN (Kabupaten Kupang)", False, ["53.01"]),
}


@dataclass(frozen=True)
class GroupPlan:
    name: str
    village: str
    partner: str
    share: int  # of the invented cases, per thousand
    label: str = "Kelompok Konstituen"


GROUPS = [
    GroupPlan("KK Teros", TEROS, "LRC", 330),
    GroupPlan("KK Banjarsari", BANJARSARI, "LRC", 170),
    GroupPlan("KK Paokmotong", "52.03.05.2002", "LRC", 110),
    GroupPlan("KK Korleko", "52.03.17.2006", "LRC", 60),
    GroupPlan("KPD Bokonusan", "53.01.04.2003", "UDN", 90, "Kelompok Pemerhati Desa"),
    GroupPlan("KPD Otan", "53.01.04.2004", "UDN", 60, "Kelompok Pemerhati Desa"),
    GroupPlan("KPD Uitao", "53.01.04.2005", "UDN", 40, "Kelompok Pemerhati Desa"),
    GroupPlan("KK Nusaniwe", "81.71.01.1006", "RG", 60),
    GroupPlan("KK Wainitu", "81.71.01.1007", "RG", 40),
    GroupPlan("KK Lompoe", "73.72.01.1004", "YLP2EM", 40),
]
SEATS = [
    (Position.CHAIR, ""),
    (Position.CLERK, ""),
    (Position.TREASURER, ""),
    *[(Position.COORDINATOR, division) for division in Division],
    *[(Position.MEMBER, division) for division in Division for _number in range(3)],
]


def make_organisations() -> dict[str, Organisation]:
    made = {}
    for short, (name, lead, regencies) in ORGANISATIONS.items():
        made[short], _new = Organisation.objects.update_or_create(
            short_name=short, defaults={"name": name, "is_lead": lead}
        )
        made[short].regencies.set(Regency.objects.filter(pk__in=regencies))
    return made


def make_accounts() -> dict[str, User]:
    """The eight of the README; one hash serves all, hashing is slow by design."""
    hashed = make_password(PASSWORD)
    rows = [
        User(
            username=row.username,
            full_name=row.full_name,
            password=hashed,
            phone=words.phone(90_000 + number),
        )
        for number, row in enumerate(ACCOUNTS)
    ]
    return {row.username: row for row in User.objects.bulk_create(rows)}


def make_groups(partners: dict[str, Organisation], today: datetime.date) -> list[Group]:
    rows = [
        Group(
            label=plan.label,
            name=plan.name,
            village_id=plan.village,
            partner=partners[plan.partner],
            founded_on=today.replace(day=1) - datetime.timedelta(days=365 * 4),
            sk_number=f"CONTOH/{number:02d}/SK",
            sk_date=today - datetime.timedelta(days=365 * 2 + number),
            sk_ends_on=today + datetime.timedelta(days=365 - 60 * number),
        )
        for number, plan in enumerate(GROUPS, 1)
    ]
    return Group.objects.bulk_create(rows)


def make_members(groups: list[Group], accounts: dict[str, User]) -> dict[int, list[User]]:
    """Fills every group's seats. Returns the accounts that record cases, coordinator first, by group id."""
    today = groups[0].founded_on
    recorders, members, keys, assignments = {}, [], [], []
    for number, group in enumerate(groups):
        users = _users_of(number, group, accounts)
        recorders[group.pk] = [users[seat] for seat in ("coordinator", "member") if seat in users]
        for place, (position, division) in enumerate(SEATS):
            user = users.pop(position, None) if division == Division.COMPLAINTS else None
            if group.village_id == TEROS and (position, division) == (
                Position.MEMBER,
                Division.PUBLIC_RELATIONS,
            ):
                user = accounts["humas"] if accounts["humas"] not in [m.user for m in members] else None
            if group.village_id == TEROS and division == Division.COMPLAINTS and place == len(SEATS) - 1:
                user = accounts["kawil"]
            member = _member(number * 40 + place, group, position, division, user)
            keys.append(member.data_key)
            members.append(member)
            if user:
                assignments.append(Assignment(user=user, role=Role.VOLUNTEER, group=group, starts_on=today))
    DataKey.objects.bulk_create(keys)
    Member.objects.bulk_create(members)
    Assignment.objects.bulk_create(assignments)
    return recorders


def _users_of(number: int, group: Group, accounts: dict[str, User]) -> dict[str, User]:
    """Coordinator and a member of Pengaduan; outside the cast, accounts nobody can log in to."""
    named = {TEROS: {"coordinator": "relawan"}, BANJARSARI: {"member": "relawan2"}}.get(group.village_id, {})
    users = {}
    for seat in ("coordinator", "member"):
        if seat in named:
            users[seat] = accounts[named[seat]]
            continue
        users[seat] = User.objects.create(
            username=f"contoh-{seat}-{number + 1}",
            full_name=words.person_name(200 + number * 2 + (seat == "member")),
            phone=words.phone(80_000 + number * 2 + (seat == "member")),
            password="!",  # noqa: S106 - Django's mark for "cannot log in"
        )
    return users


def _member(number: int, group: Group, position: str, division: str, user: User | None) -> Member:
    row = Member(
        group=group,
        user=user,
        full_name=user.full_name if user else words.person_name(number),
        sex=Sex.MALE if number % 5 == 3 and position != Position.CHAIR else Sex.FEMALE,
        position=position,
        division=division,
        joined_on=group.founded_on,
        data_key=DataKey.new(),
    )
    row.inclusion = [mark for step, mark in enumerate(Inclusion) if number % (step + 3) == 0][:2]
    if user and user.username == "kawil":
        row.public_post, row.public_post_from = PublicPost.HAMLET_HEAD, group.founded_on
    return row


def make_assignments(
    accounts: dict[str, User], partners: dict[str, Organisation], since: datetime.date
) -> None:
    rows = [
        Assignment(user=accounts["sekdes"], role=Role.SECRETARY, village_id=TEROS),
        Assignment(user=accounts["petugas"], role=Role.OFFICER, organisation=partners["LRC"]),
        Assignment(user=accounts["petugas2"], role=Role.OFFICER, organisation=partners["UDN"]),
        Assignment(user=accounts["bakti"], role=Role.ADMINISTRATOR),
    ]
    for row in rows:
        row.starts_on = since
    Assignment.objects.bulk_create(rows)
