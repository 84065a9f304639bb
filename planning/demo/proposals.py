"""Invented proposals for the demo's villages: every state, three years, refused and carried over."""

import datetime
import random
from dataclasses import dataclass

from django.utils import timezone

from members.enums import Position
from members.models import Group, Member, User
from safeguards.identifiers import time_ordered_uuid

from ..budget import FundSource, Implementation, Status
from ..evidence import evidence_for
from ..models import Proposal, ProposalRule
from ..services.proposals.deciding import Decision, take_step
from ..services.proposals.leaving import carry_over
from ..services.proposals.ordering import reorder
from ..services.proposals.writing import Origin, propose
from ..suggestions import suggest

ROAD = (Status.MUSDES, Status.RKPDES, Status.APBDES, Status.DONE)
MONTH_OF = {Status.MUSDES: (6, 12), Status.RKPDES: (9, 20), Status.APBDES: (12, 18), Status.DONE: (11, 5)}
REASONS = (
    "Dana desa tahun ini diutamakan untuk jalan dusun.",
    "Belum ada rincian biaya. Lengkapi lalu usulkan lagi.",
)
OWN = "Sumur bor dan tempat cuci tangan"


@dataclass(frozen=True)
class Fate:
    """How far the nth proposal of a year came: ``steps`` of ROAD, then refused or not."""

    steps: int
    is_refused: bool = False


# The year that lies two years back, the one before, and the one that is planned now.
PAST = [Fate(4), Fate(4), Fate(3), Fate(1, True), Fate(0, True)]
LAST = [Fate(4), Fate(3), Fate(2, True), Fate(3), Fate(1, True)]
NOW = [Fate(2), Fate(1), Fate(0), Fate(1, True), Fate(0)]


def add_proposals() -> int:
    """For the villages of the cast's accounts; returns how many there are then."""
    people = User.objects.in_bulk(["relawan", "relawan2"], field_name="username")
    chance = random.Random(20270101)  # noqa: S311 - the same invention each time
    for user in people.values():
        group = Group.objects.select_related("village__district__regency").get(
            pk__in=user.scope.volunteer_groups
        )
        leader = _leader_of(group)
        next_year = timezone.localdate(timezone=group.village.zone).year + 1
        for year, fates in ((next_year - 2, PAST), (next_year - 1, LAST), (next_year, NOW)):
            _year(group, leader, year, fates, chance)
    return Proposal.objects.count()


def _leader_of(group: Group) -> User:
    """Who may say what a meeting decided: the ketua or a koordinator."""
    seats = Member.objects.acting().filter(group=group, position__in=[Position.CHAIR, Position.COORDINATOR])
    return seats.select_related("user").order_by("pk").first().user


def _year(group: Group, user: User, year: int, fates: list[Fate], chance: random.Random) -> None:
    told = evidence_for(group.village, year)
    have = Proposal.objects.of(group.village).filter(year=year)
    titles = {row.title for row in have}
    offered = [
        one for one in suggest(village=group.village, told=told, proposals=have) if one.title not in titles
    ]
    made = [_propose(group, user, year, one, chance) for one in offered[: len(fates) - 1]]
    made.append(_own(group, user, year))
    for proposal, fate in zip(made, fates, strict=False):
        _decide(proposal, user, fate, chance)
    if len(made) > 2:
        reorder(proposal=made[2], by=user, up=True)


def _origin(group: Group, year: int, suggestion=None) -> Origin:
    evidence = [one.stored() for one in suggestion.evidence] if suggestion else []
    rule = suggestion.rule.code if suggestion else ""
    on = datetime.date(year - 1, 3, 14)  # in the months in which a group turns its cases into proposals
    return Origin(village=group.village, year=year, group=group, evidence=evidence, rule=rule, on=on)


def _propose(group: Group, user: User, year: int, suggestion, chance: random.Random) -> Proposal:
    rule: ProposalRule = suggestion.rule
    values = {
        "subsector": rule.subsector,
        "title": suggestion.title,
        "problem": suggestion.problem,
        "location": "Kantor "
        + group.village.formal_name.lower().replace(group.village.name.lower(), group.village.name),
        "volume": rule.volume,
        "targets": rule.targets,
        "women": chance.randrange(20, 80, 5),
        "men": chance.randrange(10, 60, 5),
        "children": chance.randrange(0, 50, 5),
        "disability": chance.randrange(1, 9),
        "time": chance.choice(["Maret–April", "Mei", "Juli–September", "Sepanjang tahun"]),
        "amount_asked": chance.randrange(4, 60) * 500_000,
        "fund_source": chance.choice([FundSource.VILLAGE_FUND, FundSource.ALLOCATION, FundSource.REGENCY]),
        "implementation": chance.choice(Implementation.values),
    }
    origin = _origin(group, year, suggestion)
    return propose(origin=origin, by=user, values=values, submission_key=time_ordered_uuid())


def _own(group: Group, user: User, year: int) -> Proposal:
    values = {
        "subsector": "2.2",
        "title": f"{OWN} di posyandu {chr(ord('A') + year % 5)}",
        "problem": "Ibu hamil dan balita di posyandu belum punya air bersih yang dekat.",
        "location": "Dusun Contoh",
        "volume": "1 unit",
        "amount_asked": 18_500_000,
    }
    return propose(origin=_origin(group, year), by=user, values=values, submission_key=time_ordered_uuid())


def _decide(proposal: Proposal, user: User, fate: Fate, chance: random.Random) -> None:
    """On the days of the planning year; the last day that can be is yesterday."""
    for status in ROAD[: fate.steps]:
        _step(proposal, user, status, granted=proposal.amount_asked - chance.randrange(0, 4) * 250_000)
    if fate.is_refused:
        _step(proposal, user, Status.REFUSED, reason=chance.choice(REASONS))
        if fate.steps and proposal.year == timezone.localdate().year:
            carry_over(proposal=proposal, by=user)


def _step(
    proposal: Proposal, user: User, status: Status, granted: int | None = None, reason: str = ""
) -> None:
    month, day = MONTH_OF.get(status, (12, 28))
    year = proposal.year if status == Status.DONE else proposal.year - 1
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    on = min(datetime.date(year, month, day), yesterday)
    amount = granted if status in ROAD[1:] else None
    decision = Decision(to=status, on=on, amount=amount, reason=reason)
    take_step(proposal=proposal, by=user, decision=decision, submission_key=time_ordered_uuid())
