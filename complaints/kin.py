"""What else belongs to a case, as far as its reader may know of it: cases that may be the same, what was
merged, and from which case a violence came to light.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When

from safeguards.spelled import Spelled

from .case_rows import Reader
from .enums import Outcome
from .hanging import SOME_CASE
from .models import Complaint, DuplicateHint, Merge
from .sameness import RANK

# Which of some cases a reader may know of: ``ComplaintQuerySet.worked_by`` or ``reviewed_by``.
Choose = Callable[[QuerySet, Reader], QuerySet]


@dataclass(frozen=True)
class Hint:
    """What a reader who may see both cases is told of one of them."""

    row: DuplicateHint
    other: Complaint


@dataclass(frozen=True)
class Kin:
    hints: list[Hint]
    kept: Complaint | None  # this one was merged into it
    merged: list[Complaint]  # these were merged into this one
    arose_from: Complaint | None


def with_kin(cases: QuerySet) -> QuerySet:
    """``cases``, each knowing what kin() need not ask for in vain."""
    this = OuterRef("pk")
    return cases.annotate(
        has_hints=Exists(DuplicateHint.objects.filter(Q(newer=this) | Q(older=this)).exclude(is_same=False)),
        is_merged=Exists(Merge.objects.in_force().filter(complaint=this)),
        has_merged=Exists(Merge.objects.in_force().filter(into=this)),
    )


def kin(case: Complaint, user, choose: Choose) -> Kin:
    """``case`` comes from with_kin(); told is of what ``choose`` lets ``user`` know."""
    return Kin(
        hints=_hints(case, user, choose) if case.has_hints and not case.is_merged else [],
        kept=kept_of(case, user, choose) if case.is_merged else None,
        merged=_merged_into(case, user, choose) if case.has_merged else [],
        arose_from=_arose_from(case, user, choose) if case.arose_from_id else None,
    )


def kept_of(case: Complaint, user, choose: Choose) -> Complaint | None:
    """The case that goes on for a merged one."""
    merges = Merge.objects.in_force().filter(complaint=case.pk)
    return _readable(user, choose).filter(pk__in=merges.values("into")).first()


def hint_of(case: Complaint, pk: int, readable: QuerySet[Complaint]) -> Hint | None:
    """One of them, judged or not, with the other case whole."""
    row = _hints_at(case.pk).filter(pk=pk).first()
    other = row and readable.filter(pk=row.older_id if row.newer_id == case.pk else row.newer_id).first()
    return Hint(row, other) if other else None


def _arose_from(case: Complaint, user, choose: Choose) -> Complaint | None:
    return _readable(user, choose).filter(pk=case.arose_from_id).first()


def _merged_into(case: Complaint, user, choose: Choose) -> list[Complaint]:
    merges = Merge.objects.in_force().filter(into=case.pk)
    return list(_readable(user, choose).filter(pk__in=merges.values("complaint")).newest_first())


def _readable(user, choose: Choose) -> QuerySet[Complaint]:
    return choose(Complaint.objects.all(), user)


def _hints(case: Complaint, user, choose: Choose) -> list[Hint]:
    """Of those that nobody has judged to be another case, whose other case the reader may know of; the
    surest first. Of the other case no more is read than its number.
    """
    rows: Iterable[DuplicateHint] = _standing(Reader.of(user), choose).instances({SOME_CASE: case.pk})
    found = [Hint(row, row.older if row.newer_id == case.pk else row.newer) for row in rows]
    return sorted(found, key=lambda hint: RANK.index(hint.row.reason))


@lru_cache(maxsize=500)
def _standing(reader: Reader, choose: Choose) -> Spelled:
    others = choose(Complaint.objects.exclude(outcome=Outcome.DUPLICATE), reader)
    other = Case(When(newer=SOME_CASE, then=F("older")), default=F("newer"))
    rows = _hints_at(SOME_CASE).exclude(is_same=False).annotate(other=other)
    rows = rows.filter(Exists(others.filter(pk=OuterRef("other")))).select_related("newer", "older")
    own = (field.name for field in DuplicateHint._meta.concrete_fields)
    return Spelled(rows.only(*own, "newer__number", "older__number"))


def _hints_at(case) -> QuerySet[DuplicateHint]:
    return DuplicateHint.objects.filter(Q(newer=case) | Q(older=case))
