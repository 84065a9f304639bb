"""The workbook that goes to the village meeting: released figures only, no person in any cell."""

from collections.abc import Sequence

from complaints.statistics import VillageTotals
from members.models import Group
from safeguards.spreadsheets import SafeWorkbook

from . import brief, chart, cover, detail
from .page import Paper
from .styles import Styles

__all__ = ["Paper", "build"]


def build(*, totals: VillageTotals, groups: Sequence[Group], paper: Paper = Paper.A4) -> bytes:
    """An XLSX file: cover, the one page to hand round, the detail, a chart. ``groups`` head the page."""
    with SafeWorkbook() as book:
        title = f"Ringkasan {totals.village.name} {totals.year}"
        book.set_properties({"title": title, "author": "KK Portal"})
        styles = Styles(book)
        cover.write(book, styles, totals=totals, groups=groups, paper=paper)
        brief.write(book, styles, totals=totals, groups=groups, paper=paper)
        needs = detail.write(book, styles, totals=totals, paper=paper)
        chart.write(book, styles, totals=totals, needs=needs, paper=paper)
    return book.content()
