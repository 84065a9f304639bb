"""Figures of the work, for officers: what was done in a period, how soon, and what it came to.

They follow, as far as they fit here, what GBVIMS+ keeps in Primero under "Key Performance Indicators";
each measure names the one it answers to. Exact, within ``reviewed_by``, and of cases whose person allowed
to be counted. Counted in the database in groups; a median is found from how many cases took each number
of days, so that SQLite and PostgreSQL agree and no case is read.
"""

from dataclasses import dataclass

from ..models import Complaint
from ..periods import Period
from .ending import closures, satisfaction, time_open
from .intake import cases_and_forms, reporting_delay
from .tables import NOT_ALLOWED, Table, by_kind, countable
from .work import assessments, load, per_case, plans, safety_plans, services

__all__ = ["Figures", "figures"]


@dataclass(frozen=True)
class Figures:
    """``left_out``: cases of the period that their person did not allow to be counted; what was recorded
    twice is not among them.
    """

    period: Period
    left_out: int
    tables: list[Table]


def figures(user, period: Period) -> Figures:
    """Fourteen queries, whatever the number of cases."""
    reviewed = Complaint.objects.reviewed_by(user)
    cases = countable(user)
    received = cases.filter(period.holds("received_at"))
    closed = cases.filter(period.holds("closed_at"))
    whole = by_kind(received)
    return Figures(
        period=period,
        left_out=reviewed.filter(period.holds("received_at"), NOT_ALLOWED).count(),
        tables=[
            *cases_and_forms(received),
            reporting_delay(received),
            assessments(received, whole),
            safety_plans(received),
            plans(received),
            *services(cases, period),
            per_case(received, whole),
            time_open(closed),
            closures(closed),
            satisfaction(cases, period),
            load(reviewed),
        ],
    )
