"""The rows that one recording makes, built from the answers, and how they are inserted."""

import uuid
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Group, User
from safeguards.inserting import insert
from safeguards.models import DataKey
from villages.models import Village

from .. import enums
from ..assignees import assignee
from ..enums import ConsentDecision, ConsentGiver, ConsentPurpose, FirstHelp, PersonRole, Stage
from ..models import Complaint, Consent, Hiding, Note, Person, StageChange

# What a resend is compared by: all that the form can say of the case itself.
TOLD = ("kind", "category", "need", "further", "safety", "village_id", "happened", "may_be_counted")
TOLD_SEALED = ("hamlet", "reminder", "narrative", "safe_contact")


@dataclass(frozen=True, kw_only=True)
class Intake:
    """The answers. ``vital_reason`` filled: recorded without consent, since a life is at risk
    (UU 27/2022 Ps 20). ``hidden_from`` holds keys of accounts; ``phone`` numbers are E.164.
    """

    kind: str
    group: Group
    village: Village
    category: str
    need: str = ""
    further: tuple[str, ...] = ()
    safety: str = ""
    happened: str = ""
    vital_reason: str = ""
    may_count: bool = False
    name: str = ""
    phone: str = ""
    sex: str = ""
    age_band: str = ""
    relation: str = ""
    told_by_other: bool = False
    reporter_name: str = ""
    reporter_phone: str = ""
    hamlet: str = ""
    reminder: str = ""
    narrative: str = ""
    contact: dict[str, str] = field(default_factory=dict)  # way, hours, note
    hidden_from: frozenset[int] = frozenset()
    first_help: str = ""
    sexual_kinds: tuple[str, ...] = ()
    arose_from: Complaint | None = None  # of kind B, in which this violence came to light
    batch: uuid.UUID | None = None  # what is recorded together has it in common

    @property
    def is_sexual(self) -> bool:
        return enums.ViolenceForm.SEXUAL in (self.category, *self.further) or bool(self.sexual_kinds)


@dataclass
class Rows:
    complaint: Complaint
    persons: list[Person]
    consents: list[Consent]
    hidings: list[Hiding]
    notes: list[Note] = field(default_factory=list)
    steps: list[StageChange] = field(default_factory=list)

    def tables(self) -> tuple[list, ...]:
        """All of them by table, in an order in which they can be inserted."""
        keys = [self.complaint.data_key, *(row.data_key for row in self.persons)]
        hanging = self.persons, self.consents, self.hidings, self.steps, self.notes
        return keys, [self.complaint], *hanging

    def told(self) -> dict:
        """What was said, in one spelling, to see whether a resend says something else."""
        return {
            "case": [getattr(self.complaint, name) for name in (*TOLD, *TOLD_SEALED)],
            "persons": sorted(
                (row.role, row.sex, row.age_band, row.relation, sorted(row.identity.items()))
                for row in self.persons
            ),
            "consents": sorted((row.purpose, row.decision, row.given_by, row.text) for row in self.consents),
            "hidden_from": {row.user_id for row in self.hidings},
        }


def insert_all(made: list[Rows]) -> None:
    """Those of several cases, in one round trip."""
    by_table = zip(*(rows.tables() for rows in made), strict=True)
    insert(*([row for table in tables for row in table] for tables in by_table))


def stored(complaint: Complaint) -> Rows:
    """The rows of a case recorded before, with the consents that were asked then."""
    persons = list(complaint.persons.select_related("data_key"))
    asked_then = complaint.consents.exclude(purpose=ConsentPurpose.REFER).filter(at=complaint.received_at)
    consents = list(asked_then)
    for row in consents:
        row.complaint = complaint
    return Rows(complaint, persons, consents, list(complaint.hidings.all()))


def build(*, by: User, key: uuid.UUID, intake: Intake) -> Rows:
    """Unsaved rows; every sealed text under the key of its case, every identity under its own."""
    case = _complaint(by, key, intake)
    rows = Rows(
        case,
        persons=_persons(case, intake),
        consents=_consents(case, by, intake),
        hidings=[Hiding(complaint=case, user_id=pk, by=by) for pk in sorted(intake.hidden_from - {by.pk})],
    )
    if intake.first_help in {FirstHelp.SOLVED, FirstHelp.ACCOMPANY}:
        _help_at_once(rows, by, solved=intake.first_help == FirstHelp.SOLVED)
    return rows


def _complaint(by: User, key: uuid.UUID, intake: Intake) -> Complaint:
    now = timezone.now()
    to = assignee(by=by, group=intake.group, kind=intake.kind, hidden_from=intake.hidden_from)
    return Complaint(
        submission_key=key,
        data_key=DataKey.new(),
        kind=intake.kind,
        category=intake.category,
        need=intake.need,
        further=list(intake.further),
        urgency=_urgency(intake),
        safety=intake.safety,
        group=intake.group,
        village=intake.village,
        regency_id=intake.village.regency_code,
        hamlet=intake.hamlet,
        recorded_by=by,
        assigned_to=to,
        received_at=now,
        stage_since=now,
        last_entry_at=now,
        happened=intake.happened,
        sexual_kinds=list(intake.sexual_kinds),
        arose_from=intake.arose_from,
        batch=intake.batch,
        reminder=intake.reminder,
        narrative=intake.narrative,
        safe_contact=dict(intake.contact),
        may_be_counted=intake.may_count and not intake.vital_reason,
    )


def _urgency(intake: Intake) -> enums.Urgency:
    """An emergency where she is not safe or a life is at risk; urgent while care and proof run out."""
    if intake.safety == enums.Safety.UNSAFE or intake.vital_reason:
        return enums.Urgency.EMERGENCY
    if intake.is_sexual and intake.happened in enums.WITHIN_72_HOURS:
        return enums.Urgency.URGENT
    return enums.Urgency.NORMAL


def _persons(case: Complaint, intake: Intake) -> list[Person]:
    concerned = _person(case, PersonRole.CONCERNED, intake.name, intake.phone)
    concerned.sex, concerned.age_band = intake.sex, intake.age_band
    persons = [concerned]
    if intake.told_by_other:
        persons.append(_person(case, PersonRole.REPORTER, intake.reporter_name, intake.reporter_phone))
    if intake.relation:
        persons.append(_person(case, PersonRole.REPORTED))
        persons[-1].relation = intake.relation
    return persons


def _person(case: Complaint, role: PersonRole, name: str = "", phone: str = "") -> Person:
    said = {"name": name, "phone": phone}
    identity = {key: value for key, value in said.items() if value}
    person = Person(complaint=case, data_key=DataKey.new(), role=role, identity=identity)
    person.digest_anew()
    return person


def _consents(case: Complaint, by: User, intake: Intake) -> list[Consent]:
    """To be recorded, and to be counted. A child's comes from a guardian (UU 27/2022 Ps 25)."""
    row = {"complaint": case, "recorded_by": by, "at": case.received_at}
    if intake.vital_reason:
        return [
            Consent(
                purpose=ConsentPurpose.RECORD,
                decision=ConsentDecision.VITAL,
                given_by=ConsentGiver.NOBODY,
                text=intake.vital_reason,
                **row,
            )
        ]
    is_child = intake.age_band in enums.CHILD_BANDS
    row["given_by"] = ConsentGiver.GUARDIAN if is_child else ConsentGiver.PERSON
    counts = ConsentDecision.GIVEN if intake.may_count else ConsentDecision.REFUSED
    return [
        Consent(purpose=ConsentPurpose.RECORD, decision=ConsentDecision.GIVEN, **row),
        Consent(purpose=ConsentPurpose.COUNT, decision=counts, **row),
    ]


def _help_at_once(rows: Rows, by: User, *, solved: bool) -> None:
    """Of kind B: solved on the spot (the case closes), or she goes along."""
    case = rows.complaint
    case.stage = Stage.CLOSED if solved else Stage.ASSISTED
    outcome = enums.Outcome.SOLVED_BY_GROUP if solved else ""
    rows.steps = [
        StageChange(complaint=case, from_stage=Stage.RECEIVED, to_stage=case.stage, outcome=outcome, by=by)
    ]
    if solved:
        case.closed_at, case.closed_by, case.outcome = case.received_at, by, outcome
        rows.notes = [Note(complaint=case, kind=enums.NoteKind.OTHER, text=_("Selesai sekarang."), by=by)]
