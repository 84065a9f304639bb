"""Which other cases may be the same one as a case that is being saved.

Cases of one kind alone are compared: a hint across kinds would tell a reader of B that there is an A.
"""

import uuid
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.db.models import F, QuerySet, Value

from safeguards.crypto import digest_keys, digests
from safeguards.spelled import Spelled

from .enums import Outcome, PersonRole, SameBy
from .models import Complaint, Person

NEARBY = timedelta(days=14)
MOST = 3  # hints that one recording leaves
RECENT = 50  # of those that are alike but for the person, so many are looked at
BY_DIGEST = {"nik": SameBy.NIK, "phone": SameBy.PHONE}
RANK = list(SameBy)  # a number in common says more than a likeness


def candidates(case: Complaint, person: Person, *, similar: bool = True) -> list[tuple[uuid.UUID, str]]:
    """(key of a case, why) of at most MOST cases, the surest first; none or one query.

    ``similar``: also by village, category, fourteen days, sex and age. What was recorded together is
    not compared, nor what is known to stand in another case.
    """
    said = {part: person.identity[part] for part in BY_DIGEST if person.identity.get(part)}
    similar = similar and bool(person.sex and person.age_band)
    if not said and not similar:
        return []
    known = {SOME_CASE: case.pk}
    for part, value in said.items():
        known |= dict(zip(_some_digests(part), digests(part, value), strict=True))
    if similar:
        known |= {SOME_VILLAGE: case.village_id, SOME_CATEGORY: case.category}
        known |= {SOME_TIME: case.received_at - NEARBY, SOME_SEX: person.sex, SOME_AGE: person.age_band}
    if case.batch:
        known[SOME_BATCH] = case.batch
    keys = len(digest_keys().all()) if said else 0
    found: dict[uuid.UUID, str] = {}
    for key, _at, rank in _look(case.kind, tuple(said), keys, similar, bool(case.batch)).fetch(known):
        found.setdefault(key, RANK[rank])
    return list(found.items())[:MOST]


# Stand-ins of what differs from case to case.
SOME_CASE = uuid.UUID("6b6b7369-6d65-4361-8365-000000000001")
SOME_BATCH = uuid.UUID("6b6b7369-6d65-4361-8365-000000000002")
SOME_TIME = datetime(1907, 2, 3, 4, 5, tzinfo=UTC)
SOME_VILLAGE, SOME_CATEGORY, SOME_SEX, SOME_AGE = "00.00.00.0000", "?category", "?sex", "?age"


def _some_digests(part: str) -> list[bytes]:
    return [f"{part} {number}".encode() for number in range(len(digest_keys().all()))]


@lru_cache(maxsize=50)
def _look(kind: str, parts: tuple[str, ...], keys: int, similar: bool, in_batch: bool) -> Spelled:
    """Spelled once: it is asked with every case that is recorded. ``keys``: how many the ring holds.

    Each way of looking is bounded by itself, however many there are in a village or with one number.
    """
    cases = _compared(kind, in_batch)
    looks = [_by_digest(part, cases) for part in parts] + ([_similar(cases)] if similar else [])
    looks = [rows.annotate(at=F("complaint__received_at")) for rows in looks]
    first, *others = (rows.values_list("complaint", "at", "rank") for rows in looks)
    rows = first.union(*others, all=True) if others else first
    return Spelled(rows.order_by("rank", "-at")[: MOST * len(RANK)])


def _compared(kind: str, in_batch: bool) -> QuerySet[Complaint]:
    cases = Complaint.objects.filter(kind=kind).exclude(pk=SOME_CASE).exclude(outcome=Outcome.DUPLICATE)
    return cases.exclude(batch=SOME_BATCH) if in_batch else cases


def _by_digest(part: str, cases: QuerySet[Complaint]) -> QuerySet[Person]:
    """Keys of persons are in the order of time."""
    same = {f"{part}_digest__in": _some_digests(part), "role": PersonRole.CONCERNED}
    newest = Person.objects.filter(complaint__in=cases, **same).order_by("-pk").values("pk")[:MOST]
    return Person.objects.filter(pk__in=newest).annotate(rank=Value(RANK.index(BY_DIGEST[part])))


def _similar(cases: QuerySet[Complaint]) -> QuerySet[Person]:
    """Through the newest cases of the village, which stand in an index."""
    alike = cases.filter(village=SOME_VILLAGE, received_at__gte=SOME_TIME, category=SOME_CATEGORY)
    newest = alike.order_by("-received_at").values("pk")[:RECENT]
    same = {"role": PersonRole.CONCERNED, "sex": SOME_SEX, "age_band": SOME_AGE}
    rows = Person.objects.filter(complaint__in=newest, **same)
    return rows.annotate(rank=Value(RANK.index(SameBy.SIMILAR)))
