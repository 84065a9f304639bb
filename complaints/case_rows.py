"""The rows of the list of cases: one query, spelled once for each reader and filter, and no models.

Every reading goes through ``Complaint.objects.worked_by``, as elsewhere; only what a row shows is
fetched, and only what this reader sees on it is opened.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from members.scoping import Scope
from safeguards.fields import Ciphertext
from safeguards.identifiers import show_case_number
from safeguards.models import DataKey
from safeguards.spelled import Spelled

from .addresses import case_address
from .enums import Kind, PersonRole, Stage
from .models import Complaint, Person

SOME_TIME = datetime.datetime(1907, 2, 3, 4, 5, tzinfo=datetime.UTC)  # stands in for now
KEY = ("pk", "wrapped", "master_id", "destroyed_at")
PLAIN = (
    *("number", "kind", "stage", "purged_because", "urgency"),
    *("next_appointment", "referral_is_late", "question_waits"),
)
SEALED = ("pk", "reminder", *(f"data_key__{name}" for name in KEY))
CONCERNED = ("who__pk", "who__identity", *(f"who__data_key__{name}" for name in KEY))


class Reader(NamedTuple):
    """All of a user that decides which cases she works."""

    pk: int
    scope: Scope

    @classmethod
    def of(cls, user) -> "Reader":
        return cls(user.pk, user.scope)


@dataclass(frozen=True, slots=True)
class Row:
    """One case as a list shows it; ``name`` for kind B only."""

    number: str
    kind: str
    stage: str
    purged_because: str
    urgency: str
    next_appointment: datetime.datetime | None
    referral_is_late: bool
    question_waits: bool
    reminder: str = field(repr=False)
    name: str = field(repr=False)

    @classmethod
    def of(cls, case: Complaint) -> "Row":
        """From a case ``with_lateness()`` and ``search.with_concerned``."""
        person = case.concerned[0] if case.concerned and not case.is_violence else None
        plain = {name: getattr(case, name) for name in PLAIN}
        return cls(**plain, reminder=case.reminder, name=person.name if person else "")

    def __str__(self) -> str:
        return show_case_number(self.number)

    @property
    def is_closed(self) -> bool:
        return self.stage == Stage.CLOSED

    @property
    def is_violence(self) -> bool:
        return self.kind == Kind.VIOLENCE

    def get_absolute_url(self) -> str:
        return case_address("detail", self)


Choose = Callable[[Reader, datetime.datetime, dict], QuerySet]


@dataclass(frozen=True)
class CaseRows:
    """What a page is cut from: ``rows[start:stop]`` reads these rows and no others.

    ``choose`` gives the cases for (reader, now, filters); filters are short words of the address.
    """

    user: object
    choose: Choose
    filters: dict[str, str]

    def __getitem__(self, part: slice) -> list[Row]:
        reader = Reader.of(self.user)
        query = _spelled(reader, self.choose, tuple(sorted(self.filters.items())), part.start, part.stop)
        return [_row(values) for values in query.fetch({SOME_TIME: timezone.now()})]

    def count(self) -> int:
        return self.choose(Reader.of(self.user), timezone.now(), self.filters).count()


@lru_cache(maxsize=500)
def _spelled(reader: Reader, choose: Choose, filters: tuple, start: int, stop: int) -> Spelled:
    person = FilteredRelation("persons", condition=Q(persons__role=PersonRole.CONCERNED))
    page = choose(reader, SOME_TIME, dict(filters)).newest_first()[start:stop]
    # What is late is asked of the page's cases alone: PostgreSQL would otherwise read every late referral.
    cases = Complaint.objects.filter(pk__in=page.values("pk")).with_lateness(SOME_TIME)
    rows = cases.annotate(who=person).newest_first()
    return Spelled(rows.values_list(*PLAIN, *SEALED, *CONCERNED))


def _row(values: tuple) -> Row:
    plain, (pk, reminder, *key) = values[: len(PLAIN)], values[len(PLAIN) : -len(CONCERNED)]
    row_kind = plain[PLAIN.index("kind")]
    name = _name(*values[-len(CONCERNED) :]) if row_kind == Kind.SOCIAL else ""
    return Row(*plain, reminder=_read(Complaint, "reminder", reminder, pk, key), name=name)


def _name(pk, identity: Ciphertext | None, *key) -> str:
    return _read(Person, "identity", identity, pk, key).get("name", "") if identity else ""


def _read(model, column: str, stored: Ciphertext, pk, key):
    return model._meta.get_field(column).read(stored=stored, key=DataKey.to_open(*key), row=pk)
