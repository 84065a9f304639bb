"""What is told of a kabupaten: its villages, its kecamatan and itself, checked together.

The needs of a year are checked with the quarters already told, and every table with those that share
its cells; see ``safeguards.disclosure.network``. A kecamatan or kabupaten is told where three groups of
three villages stand behind it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q

from safeguards.disclosure import LIMITS, Limits, Network, Released, Rule, release

from ..directory import SOCIAL_SERVICES, VIOLENCE_SERVICES, Service
from ..enums import Kind, ViolenceForm
from ..needs import CATEGORY_OF, NEEDS, STIGMATISED, Need, NeedCategory
from .counting import Counted, count
from .figures import OTHERS, TOTAL, Figures, Table, Work
from .spans import QUARTERS, Span

COVERING = frozenset(CATEGORY_OF[need] for need in STIGMATISED)

Told = dict[str, Figures]  # by code of the place


def figures_of_quarter(regency: str, span: Span, groups: Mapping[str, int], limits: Limits = LIMITS) -> Told:
    """By code of the village; ``groups``: how many each village has. Needs by category alone, no total."""
    return quarter_told(count(Q(regency=regency), span), groups, limits)


def figures_of_year(
    regency: str,
    span: Span,
    groups: Mapping[str, int],
    quarters: Mapping[int, Told],
    limits: Limits = LIMITS,
) -> Told:
    """By code of the place: villages, kecamatan, kabupaten. ``quarters``: what was told of them. Of a village
    that stands in ``groups`` with 0 is told, and it makes no kecamatan comparable.
    """
    return year_told(count(Q(regency=regency), span), groups, quarters, limits)


def quarter_told(counted: Counted, groups: Mapping[str, int], limits: Limits = LIMITS) -> Told:
    sums = _Sums(counted)
    return {
        village: Figures(
            {
                Table.NEEDS: {
                    category: release(sums.category[village, category], _rule_of(category), limits=limits)
                    for category in NeedCategory
                }
            },
            groups[village],
            limits,
        )
        for village in groups
    }


def year_told(
    counted: Counted,
    groups: Mapping[str, int],
    quarters: Mapping[int, Told],
    limits: Limits = LIMITS,
) -> Told:
    places = _Places.of(_villages(counted, groups), groups, limits)
    tables: dict[str, dict[Table, dict[str, Released]]] = {
        place: {table: {} for table in Table} for place in places.told
    }
    sums = _Sums(counted)
    for table, told in (
        *_needs(sums, places, quarters),
        *_violence(sums, places),
        *_services(counted, places),
        *_help(counted, places),
        *_work(counted, places),
    ):
        for (place, key), figure in told.items():
            tables[place][table][key] = figure
    return {
        place: Figures(of_place, places.groups[place], limits)
        for place, of_place in tables.items()
        if places.groups[place] or place in groups  # of a village without a group nothing, always
    }


def _villages(counted: Counted, groups: Mapping[str, int]) -> list[str]:
    return sorted({key[0] for key in (*counted.cases, *counted.asked)} | set(groups))


def _rule_of(category: str) -> Rule:
    return Rule.COVERING if category in COVERING else Rule.SOCIAL


def district_of(village: str) -> str:
    return village[:8]


@dataclass(frozen=True)
class _Places:
    """Which places are told, and what lies in them."""

    regency: str
    districts: Mapping[str, list[str]]  # villages by kecamatan
    groups: Mapping[str, int]
    limits: Limits

    @classmethod
    def of(cls, villages: Iterable[str], groups: Mapping[str, int], limits: Limits) -> "_Places":
        districts, standing, with_groups = defaultdict(list), defaultdict(int), defaultdict(set)
        regency = ""
        for village in villages:
            regency = village[:5]
            districts[district_of(village)].append(village)
            for place in (village, district_of(village), regency):
                standing[place] += groups.get(village, 0)
                if groups.get(village):
                    with_groups[place].add(village)
        told = {
            place: number
            for place, number in standing.items()
            if len(place) > len("00.00.00") or limits.comparable(min(number, len(with_groups[place])))
        }
        return cls(regency, districts, told, limits)

    @property
    def told(self) -> Iterable[str]:
        return self.groups

    def above(self, village: str) -> list[str]:
        """The kecamatan and kabupaten of a village that are told."""
        return [place for place in (district_of(village), self.regency) if place in self.groups]


@dataclass
class _Sums:
    """Sums of cases that several tables ask for."""

    counted: Counted
    category: dict = field(default_factory=lambda: defaultdict(int))  # (village, category)
    need: dict = field(default_factory=lambda: defaultdict(int))  # (village, need)
    quarter: dict = field(default_factory=lambda: defaultdict(int))  # (village, category, quarter)
    form: dict = field(default_factory=lambda: defaultdict(int))  # (village, form)

    def __post_init__(self) -> None:
        for (village, kind, category, need, quarter), cases in self.counted.cases.items():
            if kind == Kind.VIOLENCE:
                self.form[village, category] += cases
                continue
            self.category[village, category] += cases
            self.need[village, need] += cases
            self.quarter[village, category, quarter] += cases

    def unnamed(self, village: str, category: NeedCategory) -> int:
        """Cases of a category for which no need was said."""
        named = sum(self.need[village, need] for need in NEEDS[category])
        return self.category[village, category] - named


def _needs(sums: _Sums, places: _Places, quarters: Mapping[int, Told]):
    """A village's row of categories with its total, each category with its needs and its quarters; the
    kecamatan's and kabupaten's row the same, each column adding up.
    """
    network = Network(places.limits)
    for district, villages in places.districts.items():
        for village in villages:
            _needs_of_village(network, sums, places, quarters, village)
        _needs_above(network, sums, places, district, villages, into=places.regency)
    everybody = [village for villages in places.districts.values() for village in villages]
    _needs_above(network, sums, places, places.regency, everybody, into="")
    network.settle()
    totals = {name: figure for name, figure in network.told.items() if name[1] not in Need.values}
    details = {name: figure for name, figure in network.told.items() if name[1] in Need.values}
    return (Table.NEEDS, totals), (Table.DETAILS, details)


def _needs_of_village(network, sums, places, quarters, village: str) -> None:
    district, above = district_of(village), places.above(village)
    for category in NeedCategory:
        cases, rule = sums.category[village, category], _rule_of(category)
        of_needs, of_quarters = (village, category, "needs"), (village, category, "quarters")
        within = [(village, TOTAL), *((place, key) for key in (category, TOTAL) for place in above)]
        network.tell((village, category), (of_needs, of_quarters), cases, rule, within)
        inside = [(village, category), *within]
        for need in NEEDS[category]:
            _need(network, (village, need), ((village, "row"), of_needs), sums.need[village, need], inside)
        network.free(((village, "row"), of_needs), sums.unnamed(village, category))
        for quarter in QUARTERS:
            told = quarters.get(quarter, {}).get(village, Figures()).told(Table.NEEDS, category)
            bounds, part = (told.low, told.high), sums.quarter[village, category, quarter]
            network.bound(
                (of_quarters, (district, category)), part, bounds, inside if told.protected else None
            )
    total = sum(sums.category[village, category] for category in NeedCategory)
    within = [(place, TOTAL) for place in above]
    network.tell((village, TOTAL), ((district, "row"), (village, "row")), total, Rule.COVERING, within)


def _need(network: Network, name, ends, cases: int, within) -> None:
    """Named from 5 on (ODGJ and disability from 10); that the others are fewer is known of them."""
    rule = Rule.VIOLENCE if name[1] in STIGMATISED else Rule.SOCIAL
    _least, small = network.limits.small(rule)
    if cases > small:
        network.tell(name, ends, cases, rule)
    elif network.told[within[0]].high:
        network.bound(ends, cases, (0, small), within)


def _needs_above(network, sums, places, place: str, villages: list[str], into: str) -> None:
    """The row of a kecamatan or kabupaten: told, or open where it is not."""
    above = [(into, key) for key in (TOTAL,)] if into in places.groups else []
    total = 0
    for category in NeedCategory:
        cases = sum(sums.category[village, category] for village in villages)
        ends = ((place, category), (into, category) if into else ("", "all"))
        total += cases
        if place not in places.groups:
            network.free(ends, cases)
            continue
        beside = [(place, TOTAL), *([(into, category)] if above else []), *above]
        network.tell((place, category), ends, cases, _rule_of(category), beside)
    ends = ((into, "row") if into else ("", "all"), (place, "row"))
    if place in places.groups:
        network.tell((place, TOTAL), ends, total, Rule.COVERING, above)
    else:
        network.free(ends, total)


def _violence(sums: _Sums, places: _Places):
    """One number of each village; above them the forms, adding up to what the villages have."""
    network, regency = Network(places.limits), places.regency
    everything = defaultdict(int)
    for district, villages in places.districts.items():
        forms = {form: sum(sums.form[village, form] for village in villages) for form in ViolenceForm}
        above = [(place, TOTAL) for place in (district, regency) if place in places.groups]
        for village in villages:
            cases = sum(sums.form[village, form] for form in ViolenceForm)
            network.tell((village, TOTAL), ((district, "villages"), "root"), cases, Rule.VIOLENCE, above)
        for form, cases in forms.items():
            everything[form] += cases
            within = [
                (district, TOTAL),
                *((regency, key) for key in (form, TOTAL) if regency in places.groups),
            ]
            _row(network, places, (district, form), ((regency, form), (district, "forms")), cases, within)
        ends = ((district, "forms"), (district, "villages"))
        _row(network, places, (district, TOTAL), ends, sum(forms.values()), above[1:])
    for form, cases in everything.items():
        ends = ((regency, "forms"), (regency, form))
        _row(network, places, (regency, form), ends, cases, [(regency, TOTAL)])
    _row(network, places, (regency, TOTAL), ("root", (regency, "forms")), sum(everything.values()), [])
    network.settle()
    return ((Table.VIOLENCE, network.told),)


def _row(network, places, name, ends, cases: int, within, rule: Rule = Rule.VIOLENCE) -> None:
    if name[0] in places.groups:
        network.tell(name, ends, cases, rule, within)
    else:
        network.free(ends, cases)


def _services(counted: Counted, places: _Places):
    """How often each service of kind B was asked for and answered late; late is a part of asked for."""
    asked_told, late_told = {}, {}
    for key in (*SOCIAL_SERVICES, OTHERS):
        services = [key] if key != OTHERS else [one for one in Service if one not in SOCIAL_SERVICES]
        rule = Rule.COVERING if key == OTHERS else Rule.SOCIAL
        asked = _of_services(counted.asked, Kind.SOCIAL, services)
        late = _of_services(counted.late, Kind.SOCIAL, services)
        network, regency = Network(places.limits), places.regency
        for district, villages in places.districts.items():
            for village in villages:
                above = places.above(village)
                times, too_late = asked[village], late[village]
                within = [(what, place) for what in ("asked", "late") for place in above]
                named = [("asked", village), *within]
                network.tell(("asked", village), (("asked", district), village), times, rule, within)
                network.tell(("late", village), (village, ("late", district)), too_late, rule, named)
                network.free((village, "root"), times - too_late)
            _service_above(network, places, district, villages, (asked, late), rule, regency)
        everybody = [village for villages in places.districts.values() for village in villages]
        _service_above(network, places, regency, everybody, (asked, late), rule, "")
        network.settle()
        for (what, place), figure in network.told.items():
            (asked_told if what == "asked" else late_told)[place, key] = figure
    return (Table.ASKED, asked_told), (Table.LATE, late_told)


def _service_above(network, places, place: str, villages, counts, rule: Rule, into: str) -> None:
    above = [(what, into) for what in ("asked", "late")] if into in places.groups else []
    for what, count_of in zip(("asked", "late"), counts, strict=True):
        times = sum(count_of[village] for village in villages)
        inner, outer = (what, place), (what, into) if into else "root"
        ends = (outer, inner) if what == "asked" else (inner, outer)
        if place in places.groups:
            within = [*above, *([("asked", place)] if what == "late" else [])]
            network.tell((what, place), ends, times, rule, within)
        else:
            network.free(ends, times)


def _of_services(counts, kind: str, services) -> dict[str, int]:
    summed: dict[str, int] = defaultdict(int)
    for (village, of_kind, service), times in counts.items():
        if of_kind == kind and service in services:
            summed[village] += times
    return summed


def _help(counted: Counted, places: _Places):
    """Services asked for after violence, of a kecamatan and a kabupaten alone, named from 10 on."""
    told, regency = {}, places.regency
    for service in VIOLENCE_SERVICES:
        asked = _of_services(counted.asked, Kind.VIOLENCE, [service])
        network = Network(places.limits)
        for district, villages in places.districts.items():
            times = sum(asked[village] for village in villages)
            within = [(regency, service)] if regency in places.groups else []
            _row(network, places, (district, service), ("inside", "root"), times, within)
        _row(network, places, (regency, service), ("root", "inside"), sum(asked.values()), [])
        network.settle()
        told |= network.told
    return ((Table.HELP, {name: figure for name, figure in told.items() if not figure.protected}),)


def _work(counted: Counted, places: _Places):
    """Numbers that share no case with any other table: each by itself."""
    counts = {Work.INQUIRIES: counted.inquiries, Work.NOTES: counted.notes}
    villages = [village for villages in places.districts.values() for village in villages]
    return (
        (
            Table.WORK,
            {
                (village, key): release(by_village[village,], Rule.SOCIAL, limits=places.limits)
                for key, by_village in counts.items()
                for village in villages
            },
        ),
    )
