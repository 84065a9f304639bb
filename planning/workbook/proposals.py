"""What is asked for in the next budget, and what became of what was asked for before."""

from complaints.statistics import VillageTotals

from .. import facts, workflow
from ..planned import Planned
from ..results import REACHED
from .page import Paper
from .tables import Cell, Tables

SHEET = "Usulan"
WIDTHS = (34, 24, 18, 34, 15, 15, 16)  # characters
ONE_PAGE = 10  # proposals; a longer list runs on
HEADS = ("Bidang", "Lokasi", "Sasaran", "Diusulkan (Rp)", "Disetujui (Rp)", "Status")


def write(book, styles, *, totals: VillageTotals, planned: Planned, paper: Paper) -> None:
    title = f"Usulan {totals.village.name} untuk anggaran {planned.year}"
    tables = Tables(book, styles, SHEET, totals=totals, columns=len(WIDTHS), title=title, widths=WIDTHS)
    if planned.proposals:
        rows = [(row.title, _cells(row)) for row in planned.proposals]
        tables.table([f"Usulan untuk anggaran {planned.year}", *HEADS], rows)
    else:
        tables.note(f"Belum ada usulan untuk anggaran {planned.year}.")
    if planned.history:
        years = planned.history[: len(HEADS)]
        rows = [
            (workflow.deed(status, totals.village), [year.reached[status].count for year in years])
            for status in REACHED
        ]
        tables.table(["Usulan menurut tahun anggaran", *(str(year.year) for year in years)], rows)
    tables.finish(paper, runs_on=len(planned.proposals) > ONE_PAGE)


def _cells(row) -> list[Cell]:
    return [
        row.sector,
        row.location,
        facts.targets(row),
        row.amount_asked,
        row.amount_granted,
        workflow.word(row.status, row.village),
    ]
