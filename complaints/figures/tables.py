"""What a table of figures is, and how cases, days and middles are counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Case, Count, DateField, DurationField, ExpressionWrapper, F, Q, QuerySet, When
from django.db.models.functions import Substr, TruncDate
from django.db.models.lookups import In
from django.utils.translation import gettext_lazy as _

from villages.zones import WIB, ZONES

from ..enums import Kind, Outcome
from ..models import Complaint

Figure = int | float | None  # None: there is nothing of it to be told
BOTH = (Kind.VIOLENCE, Kind.SOCIAL)
BOTH_HEADS = (_("Kekerasan"), _("Perlindungan sosial"))
NOT_ALLOWED = Q(may_be_counted=False) & ~Q(outcome=Outcome.DUPLICATE)  # a duplicate is counted elsewhere
VIOLENCE_HEAD = (_("Kekerasan"),)


@dataclass(frozen=True)
class Row:
    """``values`` stand under the heads of the table; a row without any parts the table."""

    label: str
    values: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Table:
    """``about`` says in one sentence what is counted."""

    slug: str
    title: str
    about: str
    heads: tuple[str, ...]
    rows: list[Row]


def countable(user) -> QuerySet:
    """The cases ``user`` reviews whose person allowed to be counted."""
    return Complaint.objects.reviewed_by(user).filter(may_be_counted=True)


def by_kind(cases: QuerySet) -> dict[str, int]:
    return dict(cases.order_by().values_list("kind").annotate(cases=Count("pk")))


def row(label, counts: Mapping[str, Figure], kinds: Iterable[str] = BOTH, empty: Figure = 0) -> Row:
    """One figure for each kind; ``empty`` for a kind of which nothing was found."""
    return Row(str(label), tuple(counts.get(kind, empty) for kind in kinds))


def listed(choices: Iterable[tuple], counts: Mapping[tuple[str, str], int], kinds=BOTH) -> list[Row]:
    """A row for each (value, label); ``counts`` by (kind, value)."""
    return [
        Row(str(label), tuple(counts.get((kind, value), 0) for kind in kinds)) for value, label in choices
    ]


def share(part: int, whole: int) -> Figure:
    """In per cent of ``whole``, to one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def mean(total: int, number: int) -> Figure:
    """To one decimal; None of nothing."""
    return round(total / number, 1) if number else None


def median(counts: Mapping[int, int]) -> Figure:
    """The middle of values of which ``counts`` says how often each occurs; of an even number of them
    halfway between the middle two. None of nothing.
    """
    total = sum(counts.values())
    if not total:
        return None
    low, high = _nth(counts, (total - 1) // 2), _nth(counts, total // 2)
    return low if low == high else (low + high) / 2


def _nth(counts: Mapping[int, int], place: int) -> int:
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise ValueError("There are not so many.")


def village_day(moment: str, regency: str = "regency") -> Case:
    """The day of a moment on the clock of the place where the person lives."""
    zones = {zone for zone in ZONES.values() if zone is not WIB}
    whens = [
        When(
            In(Substr(F(regency), 1, 2), [code for code, zone in ZONES.items() if zone is one]),
            then=TruncDate(moment, tzinfo=one),
        )
        for one in sorted(zones, key=str)
    ]
    return Case(*whens, default=TruncDate(moment, tzinfo=WIB), output_field=DateField())


def days_between(first, last) -> ExpressionWrapper:
    """Whole days from one day to another; read with ``in_days``."""
    return ExpressionWrapper(last - first, output_field=DurationField())


def in_days(rows: Iterable[tuple]) -> dict[str, Counter]:
    """kind → (days → cases) of rows (kind, days, cases); an end before its begin is the same day."""
    found: dict[str, Counter] = {kind: Counter() for kind in BOTH}
    for kind, days, cases in rows:
        found[kind][max(days.days, 0)] += cases
    return found
