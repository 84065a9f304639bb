"""How much there was in each village, exact and of the day: for officers, over all that they accompany."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from villages.models import Village

from ..enums import Kind
from ..models import Complaint, Referral
from .counting import came_late
from .spans import Span


@dataclass(frozen=True)
class VillageCounts:
    """Cases of a year that may be counted, and the referrals sent in it; ``late``: answered too late, or not
    yet though it is due.
    """

    village: Village | None  # None where it is of several
    needs: int
    violence: int
    referrals: int
    late: int

    @property
    def is_any(self) -> bool:
        return bool(self.needs or self.violence or self.referrals)


def counts_by_village(user, villages: Iterable[Village], year: int) -> list[VillageCounts]:
    """Within what ``user`` reviews, in the order of ``villages``. Two queries, whatever their number."""
    villages = list(villages)
    cases = Complaint.objects.reviewed_by(user).filter(
        _in_year(villages, year, "received_at", "regency"), may_be_counted=True
    )
    kinds = cases.order_by().values_list("village", "kind").annotate(cases=Count("*"))
    by_kind = Counter({(village, kind): number for village, kind, number in kinds})
    sent = _referrals(user, villages, year)
    return [
        VillageCounts(
            village,
            by_kind[village.pk, Kind.SOCIAL],
            by_kind[village.pk, Kind.VIOLENCE],
            *sent.get(village.pk, (0, 0)),
        )
        for village in villages
    ]


def _referrals(user, villages: list[Village], year: int) -> dict[str, tuple[int, int]]:
    sent = Referral.objects.reviewed_by(user).filter(
        _in_year(villages, year, "sent_at", "complaint__regency"), complaint__may_be_counted=True
    )
    rows = (
        sent.order_by()
        .values_list("complaint__village")
        .annotate(number=Count("*"), late=Count("sent_at", filter=came_late()))
    )
    return {village: (number, late) for village, number, late in rows}


def _in_year(villages: list[Village], year: int, moment: str, regency: str) -> Q:
    """A year begins at midnight in the village; Indonesia has three clocks."""
    regencies = defaultdict(set)
    for village in villages:
        regencies[village.zone].add(village.regency_code)
    wanted = Q(pk__in=[])
    for zone, codes in regencies.items():
        wanted |= Q(**{f"{regency}__in": codes}) & Span(year, zone).holds(moment)
    return wanted
