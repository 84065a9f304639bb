"""What became of what was asked, year by year: counts and whole rupiah, exact, since it is of no person.

Of steps those that stand: what was recorded by mistake and taken back was never reached.
"""

from dataclasses import dataclass

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
    reached: dict[Status, Result]


def by_year(proposals: QuerySet) -> list[Year]:
    """Newest year first; two queries. A proposal that was refused later has still reached what it reached."""
    found = _summed(proposals, "year")
    return [Year(year, reached) for (year,), reached in sorted(found.items(), reverse=True)]


def side_by_side(years: list[Year]) -> dict:
    """A row for each state, a column for each year: a phone shows three years."""
    rows = [(status, [one.reached[status] for one in years]) for status in REACHED]
    return {"years": [one.year for one in years], "rows": rows}


def by_village_and_year(proposals: QuerySet) -> dict[tuple[str, int], dict[Status, Result]]:
    """(code, year) → what was reached, in that order."""
    return dict(sorted(_summed(proposals, "village", "year").items()))


def _summed(proposals: QuerySet, *by: str) -> dict[tuple, dict[Status, Result]]:
    found: dict[tuple, dict[Status, Result]] = {}
    rows = proposals.order_by().values_list(*by)
    for *key, count, amount in rows.annotate(Count("pk"), Sum("amount_asked")):
        found[tuple(key)] = {status: Result() for status in REACHED}
        found[tuple(key)][Status.PROPOSED] = Result(count, int(amount or 0))
    wanted = {"proposal__in": proposals.order_by().values("pk"), "to_status__in": REACHED[1:]}
    steps = ProposalStep.objects.standing().filter(**wanted).order_by()
    rows = steps.values_list(*(f"proposal__{name}" for name in by), "to_status")
    for *key, status, count, amount in rows.annotate(Count("pk"), Sum("amount")):
        found[tuple(key)][Status(status)] = Result(count, int(amount or 0))
    return found
