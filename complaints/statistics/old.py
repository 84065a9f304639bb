"""Totals: the only road by which a count leaves a case, through ``safeguards.disclosure``.

Counted are the cases whose person allowed it, in the year they were received, in the village where
the person lives. Kind A of a village is one number; A and B are never added up. Officers get the
same tables exact.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Group
from safeguards.disclosure import (
    BASE,
    FEW,
    Change,
    Released,
    Rule,
    comparable,
    compare,
    release,
    release_rounded_table,
    release_table,
)
from villages.models import Regency, Village

from .directory import SOCIAL_SERVICES, ReferralState, Service
from .enums import Kind, ViolenceForm
from .models import Complaint, Inquiry, Note, Referral
from .needs import CATEGORY_OF, NEEDS, STIGMATISED, NeedCategory

NOW, BEFORE = "now", "before"
LARGEST = 6  # sub-categories named in the summary
BESIDE_STIGMATISED = frozenset(CATEGORY_OF[need] for need in STIGMATISED)


@dataclass(frozen=True)
class Line:
    """One row of a table: this year's figure beside the year before."""

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
class RegencyTotals:
    """The kabupaten for comparison; told from three groups on."""

    regency: Regency
    groups: int
    exact: bool
    needs: list[Line]
    needs_total: Line
    violence: list[Line]  # by form
    violence_total: Line


@dataclass(frozen=True)
class VillageTotals:
    village: Village
    year: int
    until: date | None  # the last day counted, while the year is running
    exact: bool
    needs: list[Line]
    needs_total: Line
    details: list[Line]  # the largest sub-categories
    violence: Line
    services: list[ServiceLine]
    inquiries: Line
    work: list[Line]
    regency: RegencyTotals | None

    @property
    def has_referrals(self) -> bool:
        """Of kind B, in the two years; a hidden figure (value None) counts as some."""
        return any(row.asked.now.value != 0 or row.asked.before.value != 0 for row in self.services)


@dataclass(frozen=True)
class _Years:
    """A year and the one before it, as half-open spans of UTC moments in the village's zone."""

    year: int
    zone: ZoneInfo

    def begin(self, year: int) -> datetime:
        return datetime(year, 1, 1, tzinfo=self.zone).astimezone(UTC)

    def in_year(self, field: str, year: int) -> Q:
        return Q(**{f"{field}__gte": self.begin(year), f"{field}__lt": self.begin(year + 1)})

    def within(self, field: str) -> Q:
        return Q(**{f"{field}__gte": self.begin(self.year - 1), f"{field}__lt": self.begin(self.year + 1)})

    def which(self, field: str) -> Case:
        this = When(**{f"{field}__gte": self.begin(self.year)}, then=Value(NOW))
        return Case(this, default=Value(BEFORE), output_field=CharField())


def village_totals(
    *, village: Village, year: int, exact: bool = False, exact_regency: bool = False
) -> VillageTotals:
    """Everything the summary of one village and year says. Eight queries, whatever the number of cases.

    ``exact_regency``: the kabupaten exact as well, for who accompanies all of its groups.
    """
    years = _Years(year, village.zone)
    counts = _count(Complaint.objects.filter(village=village), years)
    social = Rule.EXACT if exact else Rule.SOCIAL
    violence = Rule.EXACT if exact else Rule.VIOLENCE
    needs, needs_total = _table(NeedCategory, _by(counts, Kind.SOCIAL, 2), social)
    return VillageTotals(
        village=village,
        year=year,
        until=_until(years),
        exact=exact,
        needs=needs,
        needs_total=needs_total,
        details=_details(counts, exact=exact),
        violence=_line("", _kind(counts, Kind.VIOLENCE), violence),
        services=_services(village, years, exact=exact),
        inquiries=_line(_("Pertanyaan warga dijawab"), _inquiries(village, years), social),
        work=_work(village, years, social),
        regency=_regency(village.district.regency, years, exact=exact_regency),
    )


def _until(years: _Years) -> date | None:
    today = timezone.localtime(timezone=years.zone).date()
    return today if today.year == years.year else None


def years_with_cases(village: Village, *, exact: bool = False) -> range:
    """The years that can be asked for: from the village's first case to this year.

    Of kind B alone unless ``exact``: a year in which every need stands at 0 would tell of violence.
    """
    this_year = timezone.localtime(timezone=village.zone).year
    cases = Complaint.objects.filter(village=village, may_be_counted=True)
    if not exact:
        cases = cases.filter(kind=Kind.SOCIAL)
    first = cases.order_by("received_at").values_list("received_at", flat=True).first()
    return range(first.astimezone(village.zone).year if first else this_year, this_year + 1)


def _count(cases: QuerySet, years: _Years) -> Counter:
    """(which year, kind, category, need) → cases that may be counted."""
    rows = (
        cases.filter(years.within("received_at"), may_be_counted=True)
        .order_by()
        .annotate(which=years.which("received_at"))
        .values_list("which", "kind", "category", "need")
        .annotate(cases=Count("*"))
    )
    return Counter({tuple(key): count for *key, count in rows})


def _by(counts: Counter, kind: str, part: int) -> dict[tuple[str, str], int]:
    """(which year, value) → cases of ``kind``; ``part`` is the place of the value in the key."""
    summed: Counter = Counter()
    for key, count in counts.items():
        if key[1] == kind:
            summed[key[0], key[part]] += count
    return summed


def _kind(counts: Counter, kind: str) -> dict[str, int]:
    summed: Counter = Counter()
    for key, count in counts.items():
        if key[1] == kind:
            summed[key[0]] += count
    return summed


def _line(label: str, counts: Mapping[str, int], rule: Rule) -> Line:
    return Line(label, release(counts.get(NOW, 0), rule), release(counts.get(BEFORE, 0), rule))


def _listed(choices: Iterable, counts: Mapping[tuple[str, str], int], rule: Rule) -> list[Line]:
    return [
        _line(
            str(choice.label), {which: counts.get((which, choice.value), 0) for which in (NOW, BEFORE)}, rule
        )
        for choice in choices
    ]


def _table(choices: Iterable, counts: Mapping[tuple[str, str], int], rule: Rule) -> tuple[list[Line], Line]:
    """A line for each choice, and a total that tells nothing more of the small ones among them."""
    released = release_table if rule is Rule.VIOLENCE else release_rounded_table
    now, before = (
        released({choice: counts.get((which, choice.value), 0) for choice in choices}, rule)
        for which in (NOW, BEFORE)
    )
    lines = [Line(str(choice.label), now.cells[choice], before.cells[choice]) for choice in choices]
    return lines, Line("", now.total, before.total)


def _details(counts: Counter, *, exact: bool) -> list[Line]:
    """The largest sub-categories, in the order of what is printed: the true order would tell more.

    Their year before says no more of a small number than that it is small.
    """
    lines = [line for category in NeedCategory for line in _named(category, counts, exact=exact)]
    largest = sorted(lines, key=lambda line: -(line.now.value or 0))[:LARGEST]
    return largest if exact else [replace(line, before=_few(line.before)) for line in largest]


def _named(category: NeedCategory, counts: Counter, *, exact: bool) -> list[Line]:
    """The sub-categories that may be named beside their category's figure.

    What stigmatises from 10 on only; its neighbours from 5 on: were the small ones listed too, the
    rest of the category would be what is hidden. Elsewhere small ones in the order of their list, as
    long as each may still be any of 1 to 4: four of them in a category of 1–4 would be 1 each.
    """
    by_need = _by(counts, Kind.SOCIAL, 3)
    lines = [_listed([need], by_need, _rule(need in STIGMATISED, exact=exact))[0] for need in NEEDS[category]]
    named = [line for line in lines if line.now.value]
    if exact or category in BESIDE_STIGMATISED:
        return named
    whole = release(_by(counts, Kind.SOCIAL, 2)[NOW, category], Rule.SOCIAL)
    for line in lines:
        least = sum(other.now.low for other in named)
        if line.now.low and line.now.protected and least + line.now.high <= whole.high:
            named.append(line)
    return named


def _few(figure: Released) -> Released:
    return FEW if figure.high < BASE else figure


def _rule(stigmatises: bool, *, exact: bool) -> Rule:
    if exact:
        return Rule.EXACT
    return Rule.VIOLENCE if stigmatises else Rule.SOCIAL


def _services(village: Village, years: _Years, *, exact: bool) -> list[ServiceLine]:
    """Those of kind B always, zero included; all others in one line, since some of them are asked for
    by ODGJ and disability alone. Exact, each that was asked for.
    """
    asked, late = _asked_and_late(village, years)
    rule = Rule.EXACT if exact else Rule.SOCIAL
    others = [service for service in Service if service not in SOCIAL_SERVICES]
    if exact:
        told = {key[1] for key in asked}
        rows = [(str(one.label), [one]) for one in Service if one in SOCIAL_SERVICES or one in told]
    else:
        rows = [*((str(one.label), [one]) for one in SOCIAL_SERVICES), (str(_("Layanan lain")), others)]
    lines = [
        ServiceLine(label, _summed(label, asked, services, rule), _summed(label, late, services, rule))
        for label, services in rows
    ]
    return sorted(lines, key=lambda line: -(line.asked.now.value or 0))


def _summed(label: str, counts: Counter, values: Iterable, rule: Rule) -> Line:
    return _line(label, {which: sum(counts[which, one] for one in values) for which in (NOW, BEFORE)}, rule)


def _asked_and_late(village: Village, years: _Years) -> tuple[Counter, Counter]:
    """(which year, service) → how often it was asked for, and how often its answer came late or not yet."""
    overdue = Q(state=ReferralState.SENT, due_at__lt=timezone.now()) | Q(answered_at__gt=F("due_at"))
    mine = {"complaint__village": village, "complaint__kind": Kind.SOCIAL, "complaint__may_be_counted": True}
    asked, late = Counter(), Counter()
    for which, year in ((NOW, years.year), (BEFORE, years.year - 1)):  # a year at a time: two scan the table
        rows = (
            Referral.objects.filter(years.in_year("sent_at", year), **mine)
            .order_by()
            .values_list("services")
            .annotate(asked=Count("*"), late=Count("sent_at", filter=overdue))
        )
        for services, count, late_count in rows:
            for service in services:
                asked[which, service] += count
                late[which, service] += late_count
    return asked, late


def _inquiries(village: Village, years: _Years) -> dict[str, int]:
    """Of kind B: questions about violence would be a second number of kind A."""
    rows = Inquiry.objects.filter(years.within("received_at"), village=village, kind=Kind.SOCIAL)
    return _per_year(rows, years, "received_at")


def _work(village: Village, years: _Years, rule: Rule) -> list[Line]:
    """What the group did for kind B."""
    mine = {"complaint__village": village, "complaint__kind": Kind.SOCIAL, "complaint__may_be_counted": True}
    notes = Note.objects.filter(years.within("at"), **mine)
    sent = Referral.objects.filter(years.within("sent_at"), **mine)
    return [
        _line(_("Tindak lanjut dan kunjungan"), _per_year(notes, years, "at"), rule),
        _line(_("Rujukan ke layanan"), _per_year(sent, years, "sent_at"), rule),
    ]


def _per_year(rows: QuerySet, years: _Years, field: str) -> dict[str, int]:
    return dict(
        rows.order_by().annotate(which=years.which(field)).values_list("which").annotate(count=Count("*"))
    )


def _regency(regency: Regency, years: _Years, *, exact: bool) -> RegencyTotals | None:
    groups = Group.objects.active().filter(village__district__regency=regency).count()
    if not comparable(groups):
        return None
    counts = _count(Complaint.objects.filter(regency=regency), years)
    social = Rule.EXACT if exact else Rule.SOCIAL
    violence = Rule.EXACT if exact else Rule.VIOLENCE
    needs, needs_total = _table(NeedCategory, _by(counts, Kind.SOCIAL, 2), social)
    forms, forms_total = _table(ViolenceForm, _by(counts, Kind.VIOLENCE, 2), violence)
    return RegencyTotals(
        regency=regency,
        groups=groups,
        exact=exact,
        needs=needs,
        needs_total=needs_total,
        violence=forms,
        violence_total=forms_total,
    )
