"""What an officer has to look after: how much of it waits, by regency and group, and how her volunteers
are loaded. Exact, within ``reviewed_by``; what is hidden from her is not in any number.

Every number leads to the list that it counts: a measure is a condition of ``querysets`` and the words
that set the same condition in the address of admin's list.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models import Assignment, Group, User
from members.roles import Role

from .enums import Kind
from .models import Complaint
from .querysets import PRESSING

NEW_FOR = timedelta(days=7)
STALE_AFTER = timedelta(days=14)  # without an entry a case is stale
LATELY = timedelta(days=30)  # an answer is news for so long


Pool = Callable[[QuerySet, datetime], QuerySet]


def _open(rows: QuerySet, now: datetime) -> QuerySet:
    return rows.open()


def _attention(rows: QuerySet, now: datetime) -> QuerySet:
    return rows.filter(attention=1)


@dataclass(frozen=True)
class Measure:
    """Cases of ``pool`` that fit ``only``; ``query`` is the same in the address of admin's list.

    Measures of one pool are counted together.
    """

    name: str
    label: Promise | str
    icon: str
    query: str
    pool: Pool
    only: Callable[[datetime], Q] = lambda now: Q()
    alarms: bool = False


MEASURES = (
    Measure(
        "new",
        format_lazy(_("Baru {days} hari"), days=NEW_FOR.days),
        "plus",
        "baru=ya",
        lambda rows, now: rows.received_since(now - NEW_FOR),
    ),
    Measure(
        "pressing",
        _("Darurat atau mendesak"),
        "warning",
        "tahap=terbuka&kedaruratan=segera",
        _open,
        lambda now: Q(urgency__in=PRESSING),
        alarms=True,
    ),
    Measure(
        "unreviewed",
        _("Belum ditinjau"),
        "eye",
        "tinjauan=belum",
        _attention,
        lambda now: Q(reviewed_at__isnull=True),
    ),
    Measure(
        "late",
        _("Jawaban layanan terlambat"),
        "clock",
        "tahap=terbuka&terlambat=ya",  # who closes a case lets go of the referrals that she leaves running
        lambda rows, now: rows.open().unanswered(),
        alarms=True,
    ),
    Measure(
        "stale",
        format_lazy(_("Diam {days} hari"), days=STALE_AFTER.days),
        "leaf",
        "diam=ya",
        _open,
        lambda now: Q(last_entry_at__lt=now - STALE_AFTER),
    ),
    Measure(
        "answered",
        _("Relawan sudah menjawab"),
        "chat",
        "pertanyaan=dijawab",
        lambda rows, now: rows.answered_since(now - LATELY),
    ),
    Measure(
        "asked",
        _("Pertanyaan belum dijawab"),
        "question",
        "pertanyaan=menunggu",
        lambda rows, now: rows.asked(),
    ),
    Measure(
        "closing",
        _("Penutupan menunggu"),
        "check",
        "penutupan=menunggu",
        lambda rows, now: rows.closing_waits(),
    ),
    Measure("flagged", _("Ditandai"), "flag", "tanda=ya", _attention, lambda now: Q(is_flagged=True)),
    Measure(
        "hinted",
        _("Mungkin kasus yang sama"),
        "chain",
        "kembaran=ya",
        lambda rows, now: rows.hinted_at(rows),
    ),
)


@dataclass(frozen=True)
class Number:
    measure: Measure
    count: int
    query: str  # of the list that it counts


@dataclass(frozen=True)
class Line:
    """One row of the table; ``place`` sets the same place in the address ("kelompok=5"), empty for all."""

    name: str
    place: str
    counts: Counter = field(default_factory=Counter)  # by name of measure

    @property
    def numbers(self) -> list[Number]:
        return [
            Number(one, self.counts[one.name], "&".join(filter(None, [one.query, self.place])))
            for one in MEASURES
        ]


@dataclass(frozen=True)
class Board:
    """``places``: each regency with its groups; those where nothing waits are only counted (``calm``)."""

    total: Line
    places: list[tuple[Line, list[Line]]]
    calm: int


def board(user, now: datetime | None = None) -> Board:
    """Nine queries, whatever the number of cases and groups: one for each pool, one for the groups."""
    now = now or timezone.now()
    pools: dict[Pool, list[Measure]] = defaultdict(list)
    for measure in MEASURES:
        pools[measure.pool].append(measure)
    counts: dict[int, Counter] = defaultdict(Counter)
    for pool, measures in pools.items():
        for group, *found in _by_group(pool(Complaint.objects.reviewed_by(user), now), measures, now):
            names = (one.name for one in measures)
            counts[group] += Counter(dict(zip(names, found, strict=True)))  # which leaves out the zeros
    groups = Group.objects.accompanied_by(user).select_related("village__district__regency")
    return _board(counts, groups.order_by("village__district__regency__name", "name", "pk"))


def _by_group(rows: QuerySet, measures: list[Measure], now: datetime) -> QuerySet:
    numbers = {f"cases_{one.name}": Count("pk", filter=one.only(now)) for one in measures}
    return rows.order_by().values_list("group").annotate(**numbers)


def _board(counts: dict[int, Counter], groups: Iterable[Group]) -> Board:
    total, places, calm = Line("", ""), {}, 0
    for group in groups:
        found = counts.get(group.pk)
        if not found:
            calm += 1
            continue
        regency = group.village.district.regency
        head, lines = places.setdefault(regency.pk, (Line(regency.short_name, f"kabupaten={regency.pk}"), []))
        lines.append(Line(group.name, f"kelompok={group.pk}", found))
        for sum_line in (head, total):
            sum_line.counts.update(found)
    return Board(total, list(places.values()), calm)


@dataclass(frozen=True)
class Load:
    """The open cases that one volunteer carries; ``last_entry`` is the newest entry in them."""

    user: User
    groups: tuple[str, ...]
    violence: int = 0
    social: int = 0
    late: int = 0
    stale: int = 0
    missed: int = 0
    last_entry: datetime | None = None

    @property
    def open(self) -> int:
        return self.violence + self.social


def loads(user, group: Group | None = None, now: datetime | None = None) -> list[Load]:
    """Everybody who serves in the groups that ``user`` accompanies or has open cases there, the most
    loaded first. Four queries, whatever the number of cases and volunteers.
    """
    now = now or timezone.now()
    cases = Complaint.objects.reviewed_by(user)
    seats = Assignment.objects.current().filter(user.scope.accompanied("group__"), role=Role.VOLUNTEER)
    if group is not None:
        cases, seats = cases.filter(group=group), seats.filter(group=group)
    carried = {row.pop("assigned_to"): row for row in _carried(cases, now)}
    late = dict(cases.open().unanswered().order_by().values_list("assigned_to").annotate(cases=Count("pk")))
    groups = defaultdict(list)
    for seat in seats.filter(user__is_active=True).order_by("group__name"):
        groups[seat.user_id].append(seat.group.name)
    people = User.objects.filter(pk__in={*groups, *carried, *late}).order_by("full_name", "pk")
    told = [
        Load(one, tuple(groups[one.pk]), late=late.get(one.pk, 0), **carried.get(one.pk, {}))
        for one in people
    ]
    return sorted(told, key=lambda load: (-load.open, -load.late))


def _carried(cases: QuerySet, now: datetime) -> QuerySet:
    return (
        cases.open()
        .order_by()
        .values("assigned_to")
        .annotate(
            violence=Count("pk", filter=Q(kind=Kind.VIOLENCE)),
            social=Count("pk", filter=Q(kind=Kind.SOCIAL)),
            stale=Count("pk", filter=Q(last_entry_at__lt=now - STALE_AFTER)),
            missed=Count("pk", filter=Q(next_appointment__lt=now)),
            last_entry=Max("last_entry_at"),
        )
    )
