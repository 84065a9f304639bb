"""Invented places, people and cases for tests; every function makes one saved thing and its needs."""

import itertools
import time
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from types import SimpleNamespace

from django.contrib.auth.hashers import make_password
from django.db import models
from django.utils import timezone

from complaints import directory, enums, filestore, links
from complaints.models import (
    AnswerLink,
    Assessment,
    Attachment,
    Complaint,
    Consent,
    Hiding,
    Inquiry,
    Note,
    Person,
    PlanAction,
    Provider,
    Referral,
    RightsRequest,
    SafetyPlan,
    StandardAction,
    StandardPlan,
    Transfer,
)
from complaints.statistics import Span
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
from planning.models import Activity, ActivityPhoto, Proposal, ProposalRule, ProposalStep
from planning.services.releases import release_span
from safeguards import inserting
from safeguards.identifiers import time_ordered_uuid
from safeguards.models import DataKey
from villages.gazetteer import LEVELS, Gazetteer
from villages.models import Village
from villages.services import listed_place

PASSWORD = "kk-portal-demo"
LAST_YEAR = timezone.localdate().year - 1
APP_KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PHOTO = b"\xff\xd8\xff"
TEROS = "52.03.17.2003"
BANJARSARI = "52.03.17.2010"
BOKONUSAN = "53.01.04.2003"  # Kab. Kupang
NUSANIWE = "81.71.01.1006"  # Ambon
LOMPOE = "73.72.01.1004"  # Parepare
PLACES = {
    "52": "Nusa Tenggara Barat",
    "52.03": "Kabupaten Lombok Timur",
    "52.03.05": "Masbagik",
    "52.03.05.2002": "Paokmotong",
    "52.03.17": "Labuhan Haji",
    TEROS: "Teros",
    BANJARSARI: "Banjarsari",
    "53": "Nusa Tenggara Timur",
    "53.01": "Kabupaten Kupang",
    "53.01.04": "Semau",
    BOKONUSAN: "Bokonusan",
    "73": "Sulawesi Selatan",
    "73.72": "Kota Parepare",
    "73.72.01": "Bacukiki",
    LOMPOE: "Lompoe",
    "81": "Maluku",
    "81.71": "Kota Ambon",
    "81.71.01": "Nusaniwe",
    NUSANIWE: "Nusaniwe",
}
_count = itertools.count(1)


def gazetteer_of(places: dict[str, str]) -> Gazetteer:
    """code → name, parents included."""
    gazetteer = Gazetteer()
    for code in sorted(places):
        gazetteer.add(code, places[code])
    return gazetteer


def make_village(code: str = TEROS) -> Village:
    """One of the real places above; all of them are loaded at once."""
    return make_villages(code)[0]


def make_villages(*codes: str) -> list[Village]:
    """In the order of the codes. Nearly every test begins with them: few statements, nothing compared."""
    wanted = Village.objects.with_place()
    found = wanted.in_bulk(codes)
    if len(found) < len(set(codes)):
        inserting.insert(*_places(), skip_known=True)
        found = wanted.in_bulk(codes)
    return [found[code] for code in codes]


def merge(code: str, into: str | None, on: str = f"{LAST_YEAR}-10-01") -> None:
    """The village left the list on that day, for another or (None) for none."""
    make_village(code)
    Village.objects.filter(pk=code).update(withdrawn_on=on, merged_into=into)


def _places() -> list[list[models.Model]]:
    """The rows of PLACES, those of one level together."""
    listed = gazetteer_of(PLACES)
    return [[listed_place(level, *place) for place in getattr(listed, level).items()] for level in LEVELS]


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
    number = next(_count)
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


NAMES = ("relawan", "relawan2", "humas", "kawil", "sekdes", "petugas", "petugas2", "bakti")


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


def complaint(
    by: User | None = None, *, kind: str = enums.Kind.SOCIAL, name: str = "", **fields
) -> Complaint:
    """A case with one person and her consents, recorded by and assigned to ``by``."""
    by = by or volunteer()
    place = fields.pop("group", None) or by.current_assignments[0].group
    home = fields.pop("village", place.village)
    category = {"social": "civil", "violence": "physical"}[kind]
    fields = {
        "category": category,
        "assigned_to": by,
        "recorded_by": by,
        "may_be_counted": True,
        "village": home,
        "regency_id": home.pk[:5],
        **fields,
    }
    row = Complaint.objects.create(data_key=DataKey.objects.make(), kind=kind, group=place, **fields)
    person(row, name=name)
    for purpose in (enums.ConsentPurpose.RECORD, enums.ConsentPurpose.COUNT):
        Consent.objects.create(complaint=row, purpose=purpose, decision="given", recorded_by=by)
    return row


def person(complaint: Complaint, *, role: str = "concerned", name: str = "", **fields) -> Person:
    identity = {"name": name} if name else {}
    fields = {"identity": identity, "sex": "female" if role == "concerned" else "", **fields}
    return Person.objects.create(complaint=complaint, data_key=DataKey.objects.make(), role=role, **fields)


def closed(by: User | None = None, **fields) -> Complaint:
    by = by or volunteer()
    fields = {"stage": "closed", "closed_at": timezone.now(), "closed_by": by, "outcome": "served", **fields}
    return complaint(by, **fields)


def note(complaint: Complaint, text: str = "Sudah dikunjungi.", **fields) -> Note:
    return Note.objects.create(
        complaint=complaint, text=text, kind="visit", by=complaint.assigned_to, **fields
    )


def hiding(complaint: Complaint, user: User) -> Hiding:
    return Hiding.objects.create(complaint=complaint, user=user, by=complaint.recorded_by)


def provider(name: str = "Dukcapil Contoh", **fields) -> Provider:
    regencies = fields.pop("regencies", None)
    fields = {
        "kind": directory.ProviderKind.DUKCAPIL,
        "services": [directory.Service.CIVIL_DOCUMENTS],
        "answer_within": 1,
        "answer_unit": directory.AnswerUnit.WORKING_DAYS,
        **fields,
    }
    row = Provider.objects.create(name=name, **fields)
    row.regencies.set(regencies if regencies is not None else [make_village().district.regency])
    return row


def referral(complaint: Complaint, provider: Provider | None = None, **fields) -> Referral:
    """Sent an hour ago with the person's consent; ``late=True`` makes the answer overdue."""
    to = provider or globals()["provider"]()
    now = timezone.now()
    late = fields.pop("late", False)
    consent = Consent.objects.create(
        complaint=complaint,
        purpose=enums.ConsentPurpose.REFER,
        provider=to,
        decision="given",
        recorded_by=complaint.assigned_to,
    )
    fields = {
        "sent_at": now - timedelta(hours=1),
        "due_at": now + timedelta(days=-1 if late else 1),
        "sent_by": complaint.assigned_to,
        **fields,
    }
    return Referral.objects.create(complaint=complaint, provider=to, consent=consent, **fields)


def answer_link(referral: Referral, **fields) -> AnswerLink:
    """In force for a month; its code is ``.code``."""
    code = links.new_code()
    fields = {"expires_at": timezone.now() + timedelta(days=30), "made_by": referral.sent_by, **fields}
    return AnswerLink.objects.create(referral=referral, code=code, digest=links.digest_of(code), **fields)


def assessment(complaint: Complaint, **fields) -> Assessment:
    """An emergency, since there is danger now."""
    fields = {"urgency": "emergency", "proposed": "emergency", "reasons": ["danger_now"], **fields}
    fields = {"kind": "safety", "answers": {"danger_now": "yes"}, "by": complaint.assigned_to, **fields}
    return Assessment.objects.create(complaint=complaint, **fields)


def safety_plan(complaint: Complaint, **steps: str) -> SafetyPlan:
    """Her steps; without any she wants no plan."""
    return SafetyPlan.objects.create(
        complaint=complaint, steps=steps, is_refused=not steps, by=complaint.assigned_to
    )


def action(complaint: Complaint, text: str = "Antar ke Puskesmas", *, days: int = 7, **fields) -> PlanAction:
    """An open action of who accompanies the case, due in ``days`` from today."""
    by = complaint.assigned_to
    fields = {"responsible": by, "by": by, "due_on": timezone.localdate() + timedelta(days=days), **fields}
    return PlanAction.objects.create(complaint=complaint, text=text, **fields)


def ended_action(complaint: Complaint, **fields) -> PlanAction:
    by = complaint.assigned_to
    return action(complaint, **{"state": "done", "ended_at": timezone.now(), "ended_by": by, **fields})


def standard_plan(name: str = "Rencana contoh", *texts: str, **fields) -> StandardPlan:
    """One of kind A with an action of one day for each text."""
    plan = StandardPlan.objects.create(name=name, **{"kind": "violence", **fields})
    for place, text in enumerate(texts or ("Langkah contoh",), start=1):
        StandardAction.objects.create(plan=plan, place=place, text=text, days=1)
    return plan


def attachment(complaint: Complaint, **fields) -> Attachment:
    """A photo by its first bytes alone, sealed in storage."""
    pk = time_ordered_uuid()
    with filestore.written(key=complaint.data_key, row=pk, original=PHOTO, shown=PHOTO) as names:
        fields = {
            "kind": enums.FileKind.PHOTO,
            "size": len(PHOTO),
            "by": complaint.assigned_to,
            **names,
            **fields,
        }
        return Attachment.objects.create(id=pk, complaint=complaint, **fields)


def proposal(by: User | None = None, **fields) -> Proposal:
    """Of her group for next year, with the step it begins with."""
    by = by or volunteer()
    place = fields.pop("group", None) or by.current_assignments[0].group
    fields = {
        "village": place.village,
        "group": place,
        "year": timezone.localdate().year + 1,
        "subsector": "1.3",
        "title": f"Kegiatan contoh {next(_count)}",
        "problem": "Masalah contoh.",
        "created_by": by,
        **fields,
    }
    row = Proposal.objects.create(**fields)
    proposal_step(row, row.status, reason=row.reason, amount=row.amount_granted)
    return row


def proposal_step(proposal: Proposal, to: str, **fields) -> ProposalStep:
    told = {"to_status": to, "on": timezone.localdate(), "by": proposal.created_by, **fields}
    return ProposalStep.objects.create(proposal=proposal, **told)


def proposal_rule(code: str = "", **fields) -> ProposalRule:
    """It looks at the need for civil documents, from 5 on."""
    code = code or f"aturan-{next(_count)}"
    fields = {
        "keys": ["need.civil"],
        "subsector": "1.3",
        "title": "Saran contoh",
        "problem": "Contoh.",
        **fields,
    }
    return ProposalRule.objects.create(code=code, **fields)


def right(complaint: Complaint, **fields) -> RightsRequest:
    """She herself asked this moment to see what is kept."""
    now = timezone.now()
    told = {"kind": "access", "asked_by": "person", "checked": "known", "way": "spoken"}
    clock = {"received_at": now, "due_at": now + timedelta(hours=72)}
    told |= {"recorded_by": complaint.assigned_to, **clock, **fields}
    return RightsRequest.objects.create(complaint=complaint, **told)


def transfer(complaint: Complaint, to_group: Group, **fields) -> Transfer:
    """Offered by who accompanies the case."""
    fields = {"reason": "Ia pindah.", "offered_by": complaint.assigned_to, **fields}
    return Transfer.objects.create(
        complaint=complaint, from_group=complaint.group, to_group=to_group, **fields
    )


def inquiry(by: User | None = None, **fields) -> Inquiry:
    by = by or volunteer()
    place = by.current_assignments[0].group
    fields = {"kind": "social", "category": "civil", "group": place, "village": place.village, **fields}
    return Inquiry.objects.create(
        data_key=DataKey.objects.make(), recorded_by=by, regency_id=fields["village"].pk[:5], **fields
    )


def release(year: int = LAST_YEAR, *, village: str = TEROS, quarters: Sequence[int] = ()) -> None:
    """The figures of a year (or of some of its quarters) of the village's whole kabupaten."""
    zone = make_village(village).zone
    for quarter in quarters or (0,):
        release_span(regency=village[:5], span=Span(year, zone, quarter))


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


def activity(group: Group | None = None, *, title: str = "Sosialisasi contoh", **fields) -> Activity:
    """Of today, with 14 people; recorded by somebody of the group."""
    place = group or globals()["group"]()
    by = fields.pop("recorded_by", None) or volunteer(group=place)
    fields = {"kind": "outreach", "held_on": timezone.localdate(), "women": 10, "men": 4, **fields}
    row = Activity(group=place, recorded_by=by, data_key=DataKey.objects.make(), **fields)
    row.title = title
    row.save(force_insert=True)
    return row


def activity_photo(row: Activity | None = None, content: bytes = PHOTO) -> ActivityPhoto:
    row = row or activity()
    photo = ActivityPhoto(activity=row, data_key=DataKey.objects.make(), by=row.recorded_by)
    photo.content = content
    photo.save(force_insert=True)
    return photo
