"""Which other cases may be the same one, what was merged, and from which case a violence came to light.

Cases of one kind alone are compared: a hint across kinds would tell a reader of B that there is an A.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from members.models import Group
from safeguards.crypto import digest_keys, digests
from safeguards.spelled import Spelled

from .enums import Outcome, PersonRole, SameBy
from .models import Complaint, DuplicateHint, Merge, Person

NEARBY = timedelta(days=14)
MOST = 5  # hints that one recording leaves
BY_DIGEST = {"nik": SameBy.NIK, "phone": SameBy.PHONE}
RANK = list(SameBy)  # a number in common says more than a likeness


@dataclass(frozen=True)
class Hint:
    """What a reader who may see both cases is told of one of them."""

    row: DuplicateHint
    other: Complaint


@dataclass(frozen=True)
class Kin:
    """What else belongs to a case, as far as its reader may see it."""

    hints: list[Hint]
    kept: Complaint | None  # this one was merged into it
    merged: list[Complaint]  # these were merged into this one
    arose_from: Complaint | None


# Finding them ---------------------------------------------------------------------------------


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
        known |= {SOME_GROUP: case.group_id, SOME_VILLAGE: case.village_id, SOME_CATEGORY: case.category}
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
SOME_GROUP, SOME_VILLAGE, SOME_CATEGORY, SOME_SEX, SOME_AGE = -7, "00.00.00.0000", "?category", "?sex", "?age"


def _some_digests(part: str) -> list[bytes]:
    return [f"{part} {number}".encode() for number in range(len(digest_keys().all()))]


@lru_cache(maxsize=50)
def _look(kind: str, parts: tuple[str, ...], keys: int, similar: bool, in_batch: bool) -> Spelled:
    """Spelled once: it is asked with every case that is recorded. ``keys``: how many the ring holds."""
    looks = [_by_digest(part) for part in parts] + ([_similar()] if similar else [])
    first, *others = (_compared(rows, kind, in_batch) for rows in looks)
    rows = first.union(*others, all=True) if others else first
    return Spelled(rows.order_by("rank", "-at")[: MOST * len(RANK)])


def _by_digest(part: str) -> QuerySet[Person]:
    same = {f"{part}_digest__in": _some_digests(part)}
    return Person.objects.filter(**same).annotate(rank=Value(RANK.index(BY_DIGEST[part])))


def _similar() -> QuerySet[Person]:
    """Through the groups that work in the village, whose newest cases stand in an index."""
    groups = Group.objects.filter(Q(pk=SOME_GROUP) | Q(village=SOME_VILLAGE))
    rows = Person.objects.filter(
        complaint__group__in=groups.values("pk"),
        complaint__received_at__gte=SOME_TIME,
        complaint__village=SOME_VILLAGE,
        complaint__category=SOME_CATEGORY,
        sex=SOME_SEX,
        age_band=SOME_AGE,
    )
    return rows.annotate(rank=Value(RANK.index(SameBy.SIMILAR)))


def _compared(rows: QuerySet[Person], kind: str, in_batch: bool) -> QuerySet:
    rows = rows.filter(role=PersonRole.CONCERNED, complaint__kind=kind).exclude(complaint=SOME_CASE)
    rows = rows.exclude(complaint__outcome=Outcome.DUPLICATE)
    if in_batch:
        rows = rows.exclude(complaint__batch=SOME_BATCH)
    return rows.annotate(at=F("complaint__received_at")).values_list("complaint", "at", "rank")


# Telling a reader -----------------------------------------------------------------------------


def with_kin(cases: QuerySet) -> QuerySet:
    """``cases``, each knowing what kin() need not ask for in vain."""
    this = OuterRef("pk")
    return cases.annotate(
        has_hints=Exists(DuplicateHint.objects.filter(Q(newer=this) | Q(older=this)).exclude(is_same=False)),
        is_merged=Exists(Merge.objects.in_force().filter(complaint=this)),
        has_merged=Exists(Merge.objects.in_force().filter(into=this)),
    )


def kin(case: Complaint, readable: QuerySet[Complaint]) -> Kin:
    """``case`` comes from with_kin(); ``readable`` are the cases that its reader may know of."""
    return Kin(
        hints=hints(case, readable) if case.has_hints and not case.is_merged else [],
        kept=kept_of(case, readable) if case.is_merged else None,
        merged=_merged_into(case, readable) if case.has_merged else [],
        arose_from=readable.filter(pk=case.arose_from_id).first() if case.arose_from_id else None,
    )


def hints(case: Complaint, readable: QuerySet[Complaint]) -> list[Hint]:
    """Of those that nobody has judged to be another case, whose other case the reader may know of; the
    surest first.
    """
    rows = DuplicateHint.objects.filter(Q(newer=case.pk) | Q(older=case.pk)).exclude(is_same=False)
    found = _readable(case, rows, readable.exclude(outcome=Outcome.DUPLICATE))
    return sorted(found, key=lambda hint: RANK.index(hint.row.reason))


def hint_of(case: Complaint, pk: int, readable: QuerySet[Complaint]) -> Hint | None:
    """One of them, judged or not."""
    rows = DuplicateHint.objects.filter(Q(newer=case.pk) | Q(older=case.pk), pk=pk)
    return next(iter(_readable(case, rows, readable)), None)


def _readable(case: Complaint, rows: Iterable[DuplicateHint], readable: QuerySet) -> list[Hint]:
    others = {row: row.older_id if row.newer_id == case.pk else row.newer_id for row in rows}
    found = readable.in_bulk(list(others.values()))
    return [Hint(row, found[key]) for row, key in others.items() if key in found]


def kept_of(case: Complaint, readable: QuerySet[Complaint]) -> Complaint | None:
    """The case that goes on for a merged one, if the reader may know of it."""
    return readable.filter(pk__in=Merge.objects.in_force().filter(complaint=case.pk).values("into")).first()


def _merged_into(case: Complaint, readable: QuerySet[Complaint]) -> list[Complaint]:
    merges = Merge.objects.in_force().filter(into=case.pk)
    return list(readable.filter(pk__in=merges.values("complaint")).newest_first())
