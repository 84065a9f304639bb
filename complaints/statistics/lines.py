"""Told figures as the lines that a page and a workbook show: this year's beside the year before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _

from safeguards.disclosure import UNTOLD, Change, Limits, Released, Rule, compare, small_of
from villages.models import District, Regency, Village

from ..directory import SOCIAL_SERVICES, Service
from ..enums import ViolenceForm
from ..needs import STIGMATISED, Need, NeedCategory
from .figures import OTHERS, TOTAL, Figures, Table, Work

LARGEST = 6  # needs named in the summary


@dataclass(frozen=True)
class Line:
    """One row of a table. ``key``: the stored value that it counts."""

    key: str
    label: str
    now: Released
    before: Released

    @property
    def change(self) -> Change:
        return compare(self.now, self.before)


@dataclass(frozen=True)
class ServiceLine:
    """How often a service was asked for (kind B), and how often its answer came late or not at all."""

    label: str
    asked: Line
    late: Line

    @property
    def figures(self) -> tuple[Released, ...]:
        """Asked for now and before, late now and before."""
        return self.asked.now, self.asked.before, self.late.now, self.late.before


@dataclass(frozen=True)
class PlaceTotals:
    """A kecamatan or kabupaten for comparison; told from three groups on."""

    place: District | Regency
    groups: int
    needs: list[Line]
    needs_total: Line
    violence: list[Line]  # by form
    violence_total: Line
    services: list[ServiceLine]
    help: list[Line]  # services asked for after violence


@dataclass(frozen=True)
class VillageTotals:
    village: Village
    year: int
    until: date | None  # the last day counted, where the year is still running
    exact: bool
    limits: Limits  # from where on the figures were told
    needs: list[Line]
    needs_total: Line
    details: list[Line]  # the needs that may be named, the largest first
    violence: Line
    services: list[ServiceLine]
    work: list[Line]
    attended: Mapping[str, Released]  # Table.ATTENDED, where it was released
    district: PlaceTotals | None
    regency: PlaceTotals | None

    @property
    def largest(self) -> list[Line]:
        return self.details[:LARGEST]

    @property
    def above(self) -> list[PlaceTotals]:
        """The kecamatan and the kabupaten, where they are told."""
        return [place for place in (self.district, self.regency) if place]


def totals_of(
    *,
    village: Village,
    year: int,
    told: Sequence[Sequence[Figures | None]],
    until: date | None = None,
    exact: bool = False,
) -> VillageTotals:
    """``told``: the figures of the village, and where they are known of its kecamatan and kabupaten; of
    each this year's and those of the year before.
    """
    mine, *above = [_Pair(now or Figures(), before or Figures()) for now, before in told]
    places = [village.district, village.district.regency]
    district, regency = map(_place, places, above or [_Pair(Figures(), Figures())] * len(places))
    return VillageTotals(
        village=village,
        year=year,
        until=until,
        exact=exact,
        limits=mine.now.limits,
        needs=mine.lines(Table.NEEDS, NeedCategory),
        needs_total=mine.line(Table.NEEDS),
        details=mine.named(Table.DETAILS, Need),
        violence=mine.line(Table.VIOLENCE),
        services=mine.services(),
        work=[mine.line(Table.WORK, key, label) for key, label in _work()],
        attended=mine.now.tables.get(Table.ATTENDED, {}),
        district=district,
        regency=regency,
    )


def needs_of(figures: Figures) -> list[tuple[str, Released]]:
    """Of one quarter: each category in words, and what was told of it."""
    return [(str(choice.label), figures.told(Table.NEEDS, choice.value)) for choice in NeedCategory]


def _work() -> list[tuple[str, str]]:
    return [
        (Work.INQUIRIES, _("Pertanyaan warga dijawab")),
        (Work.NOTES, _("Tindak lanjut dan kunjungan")),
    ]


def _place(place: District | Regency, pair: "_Pair") -> PlaceTotals | None:
    if not pair.now.groups:
        return None
    return PlaceTotals(
        place=place,
        groups=pair.now.groups,
        needs=pair.lines(Table.NEEDS, NeedCategory),
        needs_total=pair.line(Table.NEEDS),
        violence=pair.lines(Table.VIOLENCE, ViolenceForm),
        violence_total=pair.line(Table.VIOLENCE),
        services=pair.services(),
        help=pair.named(Table.HELP, Service),
    )


@dataclass(frozen=True)
class _Pair:
    """The figures of one place and year, and of the year before."""

    now: Figures
    before: Figures

    def line(self, table: Table, key: str = TOTAL, label: str = "") -> Line:
        return Line(key, label, self.now.told(table, key), self.before.told(table, key))

    def lines(self, table: Table, choices: Iterable) -> list[Line]:
        return [self.line(table, choice.value, str(choice.label)) for choice in choices]

    def named(self, table: Table, choices: Iterable) -> list[Line]:
        """Those told this year, in the order of what is printed: the true order would tell more. What
        was not named the year before was small then; of exact figures, none (``Figures.unlisted``).
        """
        told = self.now.tables.get(table, {})
        lines = self.lines(table, [choice for choice in choices if choice.value in told])
        if self.before.tables:
            lines = [replace(line, before=_unnamed(table, line, self.before.limits)) for line in lines]
        return sorted(lines, key=lambda line: -(line.now.value or 0))

    def services(self) -> list[ServiceLine]:
        told = self.now.tables.get(Table.ASKED, {}) | self.before.tables.get(Table.ASKED, {})
        labels = {one.value: str(one.label) for one in Service} | {OTHERS: _("Layanan lain")}
        listed = [key for key in (*labels,) if key in told or key in SOCIAL_SERVICES]
        rows = [
            ServiceLine(
                labels[key],
                self.line(Table.ASKED, key, labels[key]),
                self.line(Table.LATE, key, labels[key]),
            )
            for key in listed
        ]
        return sorted(rows, key=lambda row: -(row.asked.now.value or 0))


def _unnamed(table: Table, line: Line, limits: Limits) -> Released:
    if line.before is not UNTOLD:
        return line.before
    hidden = table is Table.HELP or line.key in STIGMATISED
    return small_of(Rule.VIOLENCE if hidden else Rule.COVERING, limits)
