"""The workbook that goes to the village meeting: what may be told alone, no person in any cell."""

from collections.abc import Sequence

from complaints.statistics import VillageTotals
from members.models import Group
from safeguards.spreadsheets import SafeWorkbook

from ..planned import Planned
from ..told import QuarterTotals
from . import activities, brief, cover, explanation, needs, proposals, services, violence
from .page import Paper
from .styles import Styles

__all__ = ["Paper", "build"]


def build(
    *,
    totals: VillageTotals,
    groups: Sequence[Group],
    planned: Planned,
    spoken: Sequence[str] = (),
    missing: Sequence[str] = (),
    quarters: Sequence[QuarterTotals] = (),
    paper: Paper = Paper.A4,
) -> bytes:
    """An XLSX file: cover, the one page to hand round, and a sheet for each subject. ``groups`` head the
    page; ``spoken`` are its messages, ``missing`` the services nobody offers near here, ``planned`` what the
    village asks for and what its groups did.
    """
    with SafeWorkbook() as book:
        title = f"Ringkasan {totals.village.name} {totals.year}"
        book.set_properties({"title": title, "author": "KK Portal"})
        styles = Styles(book)
        cover.write(book, styles, totals=totals, groups=groups, paper=paper)
        brief.write(book, styles, totals=totals, groups=groups, spoken=spoken, planned=planned, paper=paper)
        services.write(book, styles, totals=totals, missing=missing, paper=paper)
        needs.write(book, styles, totals=totals, quarters=quarters, paper=paper)
        violence.write(book, styles, totals=totals, paper=paper)
        proposals.write(book, styles, totals=totals, planned=planned, paper=paper)
        activities.write(book, styles, totals=totals, planned=planned, paper=paper)
        explanation.write(book, styles, totals=totals, paper=paper)
    return book.content()
