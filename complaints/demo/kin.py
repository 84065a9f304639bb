"""Cases of the demo that belong together, made by the same services as everybody's: many people with one
need and a service that asks back on its link, violence behind a drop-out, a case recorded twice.
"""

from django.utils.translation import gettext as _

from members.models import User
from safeguards.identifiers import time_ordered_uuid

from ..directory import ProviderKind, Service, ServiceRequestKind
from ..enums import AgeBand, ConsentDecision, ConsentGiver, Kind, Relation, Sex, SexualKind, ViolenceForm
from ..models import Complaint, Provider
from ..needs import Need, NeedCategory
from ..services import asking_back, batch, linking, merging, turning
from ..services.intake import Intake, record_complaint
from ..services.referral import Agreement
from . import words

CHILDREN = 14
NOBODYS = 50_000  # invented people are numbered; these follow after all others


def add_kin() -> None:
    """In the group of ``relawan``, where ``petugas`` is officer."""
    relawan, petugas = (User.objects.get(username=name) for name in ("relawan", "petugas"))
    first = _record(relawan, category=NeedCategory.CIVIL, need=Need.BIRTH_CERTIFICATE)
    people = [
        batch.OtherPerson(
            name=words.person_name(NOBODYS + number),
            sex=Sex.FEMALE if number % 2 else Sex.MALE,
            age_band=AgeBand.A6_12,
            may_count=True,
        )
        for number in range(CHILDREN)
    ]
    others = batch.record_others(complaint=first, by=relawan, key=time_ordered_uuid(), people=people)
    _refer([first, *others], relawan)
    _turn(relawan)
    _record_twice(relawan, petugas)


def _intake(by: User, **told) -> Intake:
    group = by.current_assignments[0].group
    said = {
        "kind": Kind.SOCIAL,
        "name": words.person_name(NOBODYS + CHILDREN),
        "sex": Sex.FEMALE,
        "age_band": AgeBand.A13_17,
        "may_count": True,
    }
    return Intake(group=group, village=group.village, **{**said, **told})


def _record(by: User, **told) -> Complaint:
    return record_complaint(by=by, key=time_ordered_uuid(), intake=_intake(by, **told)).complaint


def _turn(by: User) -> None:
    """A girl who left school turns out to be married off (UU 12/2022 Ps 10)."""
    school = _record(by, category=NeedCategory.EDUCATION, need=Need.DROP_OUT)
    intake = _intake(
        by,
        kind=Kind.VIOLENCE,
        category=ViolenceForm.SEXUAL,
        sexual_kinds=(SexualKind.FORCED_MARRIAGE,),
        relation=Relation.PARENT,
        safety="safe",
        happened="month",
        contact={"way": "visit", "hours": "morning"},
    )
    turning.turn(complaint=school, by=by, key=time_ordered_uuid(), intake=intake)


def _record_twice(by: User, officer: User) -> None:
    """The same phone twice: one pair stands as a hint, the other an officer has joined."""
    for number, joined in enumerate((True, False), start=1):
        phone = {"phone": words.phone(NOBODYS + number), "category": NeedCategory.HEALTH}
        older, newer = (_record(by, need=Need.PBI_INACTIVE, **phone) for _time in range(2))
        if joined:
            merging.merge(complaint=newer, into=older, by=officer, reason=_("Orang yang sama (contoh)."))


def _refer(cases: list[Complaint], by: User) -> None:
    """One letter with a list; the service has asked for papers on the link of the first."""
    provider = Provider.objects.serving(cases[0].regency_id).filter(kind=ProviderKind.DUKCAPIL).first()
    agreement = Agreement(decision=ConsentDecision.GIVEN, given_by=ConsentGiver.GUARDIAN, tells_name=True)
    errand = batch.Errand(provider=provider, services=[Service.CIVIL_DOCUMENTS])
    agreed = dict.fromkeys(cases, agreement)
    sent = batch.refer_all(agreed=agreed, by=by, key=time_ordered_uuid(), errand=errand)
    link = linking.make(referral=sent[0], by=by, submission_key=time_ordered_uuid())
    asking_back.ask_group(
        link=link,
        submission_key=time_ordered_uuid(),
        kind=ServiceRequestKind.PAPERS,
        text=_("Mohon fotokopi Kartu Keluarga dilengkapi (contoh)."),
    )
