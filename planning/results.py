"""What became of what was asked, year by year: counts and whole rupiah, exact, since it is of no person."""

from dataclasses import dataclass, field

from django.db.models import Count, QuerySet, Sum

from .budget import Status
from .models import ProposalStep

REACHED = (Status.PROPOSED, Status.RKPDES, Status.APBDES, Status.DONE)


@dataclass
class Result:
    """How many came so far, and the sum of what is known of their amounts."""

    count: int = 0
    amount: int = 0


@dataclass
class Year:
    year: int
    reached: dict[str, Result] = field(default_factory=lambda: {status: Result() for status in REACHED})

    @property
    def results(self) -> list[tuple[Status, Result]]:
        return list(self.reached.items())


def by_year(proposals: QuerySet) -> list[Year]:
    """Newest year first; two queries. A proposal that was refused later has still reached what it reached."""
    years: dict[int, Year] = {}
    rows = proposals.order_by().values_list("year").annotate(Count("pk"), Sum("amount_asked"))
    for year, count, amount in rows:
        told = years.setdefault(year, Year(year))
        told.reached[Status.PROPOSED] = Result(count, int(amount or 0))
    steps = ProposalStep.objects.filter(proposal__in=proposals.order_by(), to_status__in=REACHED[1:])
    rows = steps.order_by().values_list("proposal__year", "to_status")
    for year, status, count, amount in rows.annotate(Count("pk"), Sum("amount")):
        years[year].reached[status] = Result(count, int(amount or 0))
    return [years[year] for year in sorted(years, reverse=True)]
