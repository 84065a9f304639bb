"""Invents whole cases in bulk: rows are collected model by model and written a few thousand at a time."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import models

from members.models import Group, User
from safeguards import audit
from safeguards.identifiers import new_case_number
from safeguards.models import DataKey
from villages.names import regency_of

from .. import enums
from ..models import Complaint, Consent, Flag, Inquiry, Person, Provider, Question
from ..needs import NEEDS, Need, NeedCategory
from . import paths, words

WEIGHTS = {  # how often a need is brought, before chance
    NeedCategory.CIVIL: 40,
    NeedCategory.HEALTH: 22,
    NeedCategory.ASSISTANCE: 16,
    NeedCategory.DTSEN: 9,
    NeedCategory.EDUCATION: 7,
    NeedCategory.MARRIAGE: 4,
    NeedCategory.WORK: 2,
}
FORM_WEIGHTS = {
    "physical": 40,
    "psychological": 26,
    "sexual": 16,
    "neglect": 14,
    "exploitation": 3,
    "trafficking": 1,
}
DELAYS = {  # days from the event until somebody was told, from and to
    enums.When.TODAY: (0, 0),
    enums.When.THREE_DAYS: (1, 3),
    enums.When.MONTH: (4, 29),
    enums.When.LONGER: (31, 400),
    enums.When.REPEATED: (2, 200),
}
APPROVED_AFTER = timedelta(days=30)
VIOLENCE_SHARE = 0.16
WRITE_EVERY = 1_000  # cases; bounds memory while a hundred thousand are made


@dataclass
class Batch:
    """Rows waiting to be written, by model, in an order that satisfies foreign keys."""

    rows: dict[type[models.Model], list] = field(default_factory=lambda: defaultdict(list))
    events: list[audit.Entry] = field(default_factory=list)

    def add(self, *rows: models.Model) -> None:
        for row in rows:
            self.rows[type(row)].append(row)

    def write(self) -> None:
        for model in (DataKey, Complaint, Person, Consent, *paths.MODELS, Flag, Question, Inquiry):
            model.objects.bulk_create(self.rows.pop(model, []), batch_size=500)
        audit.record_many(self.events)
        self.events.clear()


@dataclass
class Inventor:
    """Makes cases of ``groups`` over the ``days`` before ``now``; the same seed makes the same people."""

    groups: Sequence[Group]
    shares: Sequence[int]  # relative weight of each group
    recorders: dict[int, list[User]]  # by group id; the first is the coordinator
    providers: dict[str, list[Provider]]  # by regency code
    officers: dict[int, User]  # by organisation id
    now: datetime
    days: int = 3 * 365
    seed: int = 7
    numbers: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)  # noqa: S311 - invention, not secrecy
        # What a case gained since is decided apart, so that the people and their ways stay as they were.
        self.luck = random.Random(self.seed + 1)  # noqa: S311 - likewise

    def write(self, count: int) -> Iterator[int]:
        """Invent and save ``count`` cases; yields how many stand after each batch."""
        batch = Batch()
        for number in range(count):
            self.invent(number, batch)
            if (number + 1) % WRITE_EVERY == 0 or number + 1 == count:
                batch.write()
                yield number + 1

    def invent(self, number: int, batch: Batch) -> Complaint:
        group = self.chance.choices(self.groups, self.shares)[0]
        violence = self.chance.random() < VIOLENCE_SHARE
        case = self._case(group, violence)
        batch.add(case.data_key, case)
        self._persons(number, case, batch)
        self._consents(case, batch)
        batch.events.append(audit.Entry("complaint.recorded", case.recorded_by, chain=case.pk, subject=case))
        paths.walk(case, self, batch)
        self._review(case, batch)
        if self.chance.random() < 0.12:
            self._inquiry(case, batch)
        return case

    def _case(self, group: Group, violence: bool) -> Complaint:
        chance = self.chance
        by = chance.choice(self.recorders[group.pk])
        received = self.now - timedelta(
            days=self.days * chance.random() ** 1.15, minutes=chance.randrange(600)
        )
        case = Complaint(
            number=self._number(),
            data_key=DataKey.new(),
            group=group,
            village_id=group.village_id,
            regency_id=regency_of(group.village_id),
            recorded_by=by,
            assigned_to=by,
            received_at=received,
            stage_since=received,
            last_entry_at=received,
            channel=chance.choice([*enums.Channel][:4]),
            may_be_counted=chance.random() < 0.96,
            **(self._violence() if violence else self._need()),
        )
        if violence and self.luck.random() < 0.7:
            case.happened_on = (received - timedelta(days=self.luck.randint(*DELAYS[case.happened]))).date()
            case.happened_on_is_estimate = case.happened in (enums.When.LONGER, enums.When.REPEATED)
        stories = words.VIOLENCE_STORIES if violence else words.SOCIAL_STORIES
        case.narrative = chance.choice(stories)
        case.reminder = chance.choice(words.REMINDERS)
        case.hamlet = chance.choice(words.HAMLETS)
        case.safe_contact = {"way": "whatsapp", "hours": "morning"} if violence else {}
        return case

    def _number(self) -> str:
        """Not drawn before: among a hundred thousand, two are the same once in seven times."""
        while (number := new_case_number()) in self.numbers:
            pass
        self.numbers.add(number)
        return number

    def _violence(self) -> dict:
        form = self.chance.choices(list(FORM_WEIGHTS), list(FORM_WEIGHTS.values()))[0]
        unsafe = self.chance.random() < 0.15
        return {
            "kind": enums.Kind.VIOLENCE,
            "category": form,
            "urgency": enums.Urgency.EMERGENCY if unsafe else self.chance.choice(["urgent", "normal"]),
            "safety": enums.Safety.UNSAFE if unsafe else enums.Safety.SAFE,
            "happened": self.chance.choice(enums.When.values),
            "domestic": form in ("physical", "psychological", "neglect"),
            "scene": self.chance.choice(["household", "household", "public", "online", "school"]),
            "sexual_kinds": [self.chance.choice(enums.SexualKind.values)] if form == "sexual" else [],
        }

    def _need(self) -> dict:
        category = self.chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
        needs = NEEDS[category]
        need = self.chance.choices(needs, range(len(needs) + 3, 3, -1))[0]
        if need == Need.ODGJ and self.chance.random() < 0.5:
            need = Need.PBI_INACTIVE
        urgent = category == NeedCategory.HEALTH and self.chance.random() < 0.3
        return {
            "kind": enums.Kind.SOCIAL,
            "category": category,
            "need": need,
            "urgency": enums.Urgency.URGENT if urgent else enums.Urgency.NORMAL,
        }

    def _persons(self, number: int, case: Complaint, batch: Batch) -> None:
        chance = self.chance
        woman = chance.random() < (0.93 if case.is_violence else 0.66)
        concerned = Person(
            complaint=case,
            data_key=DataKey.new(),
            role=enums.PersonRole.CONCERNED,
            sex=enums.Sex.FEMALE if woman else enums.Sex.MALE,
            age_band=chance.choices(enums.AgeBand.values, [2, 5, 12, 18, 40, 16, 12])[0],
            disabilities=["physical"] if chance.random() < 0.04 else [],
        )
        concerned.identity = {"name": words.person_name(number)}
        if chance.random() < 0.5:
            concerned.identity = {**concerned.identity, "phone": words.phone(number)}
        concerned.digest_anew()
        batch.add(concerned.data_key, concerned)
        if case.is_violence:
            self._reported(case, batch)

    def _reported(self, case: Complaint, batch: Batch) -> None:
        relation = self.chance.choices(enums.Relation.values, [8, 10, 44, 8, 14, 2, 3, 3, 4, 4])[0]
        reported = Person(
            complaint=case, data_key=DataKey.new(), role=enums.PersonRole.REPORTED, relation=relation
        )
        batch.add(reported.data_key, reported)

    def _consents(self, case: Complaint, batch: Batch) -> None:
        purposes = enums.ConsentPurpose
        counted = enums.ConsentDecision.GIVEN if case.may_be_counted else enums.ConsentDecision.REFUSED
        for purpose, decision in ((purposes.RECORD, enums.ConsentDecision.GIVEN), (purposes.COUNT, counted)):
            batch.add(
                Consent(
                    complaint=case,
                    purpose=purpose,
                    decision=decision,
                    at=case.received_at,
                    recorded_by=case.recorded_by,
                )
            )

    def _review(self, case: Complaint, batch: Batch) -> None:
        """What an officer did with it; the newest cases still wait for her."""
        officer = self.officers.get(case.group.partner_id)
        age = self.now - case.received_at
        if officer is None:
            return
        if age > timedelta(days=10) and self.chance.random() < 0.9:
            case.reviewed_at, case.reviewed_by = case.received_at + timedelta(days=3), officer
        if case.closing_waits and self.now - case.closed_at > APPROVED_AFTER:
            case.closing_approved_at, case.closing_approved_by = case.closed_at + timedelta(days=4), officer
        if not case.is_closed and self.chance.random() < 0.06:
            batch.add(self._flag(case, officer, age))
        if not case.is_closed and self.chance.random() < 0.08:
            batch.add(self._question(case, officer, age))

    def _flag(self, case: Complaint, officer: User, age: timedelta) -> Flag:
        """Three of five still stand."""
        flag = Flag(complaint=case, text=self.chance.choice(words.FLAGS), raised_by=officer)
        flag.raised_at = self.now - age / 2
        case.is_flagged = self.luck.random() < 0.6
        if not case.is_flagged:
            flag.resolution, flag.resolved_by = self.luck.choice(words.RESOLUTIONS), officer
            flag.resolved_at = self.now - age / 4
        return flag

    def _question(self, case: Complaint, officer: User, age: timedelta) -> Question:
        """Two of three still wait for the volunteer."""
        question = Question(complaint=case, text=self.chance.choice(words.QUESTIONS), asked_by=officer)
        question.asked_at = self.now - age / 3
        if self.luck.random() < 0.33:
            question.answer, question.answered_by = self.luck.choice(words.ANSWERS), case.assigned_to
            question.answered_at = self.now - age / 6
        return question

    def _inquiry(self, case: Complaint, batch: Batch) -> None:
        row = Inquiry(
            data_key=DataKey.new(),
            kind=case.kind,
            category="" if case.is_violence else case.category,
            sex=self.chance.choice(enums.Sex.values),
            group=case.group,
            village_id=case.village_id,
            regency_id=case.regency_id,
            recorded_by=case.recorded_by,
            received_at=case.received_at,
        )
        row.answer = "Diberi tahu syarat dan tempatnya."
        batch.add(row.data_key, row)
