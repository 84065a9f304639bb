"""Services: asked for, answered late, and missing near here."""

from collections.abc import Sequence

from complaints.statistics import ServiceLine, VillageTotals

from ..messages import late_share
from .page import Paper
from .tables import Cell, Tables

SHEET = "Layanan"
COLUMNS = 6


def write(book, styles, *, totals: VillageTotals, missing: Sequence[str], paper: Paper) -> None:
    tables = Tables(book, styles, SHEET, totals=totals, columns=COLUMNS)
    heads = [f"{what} {year}" for what in ("Diminta", "Terlambat") for year in tables.years]
    places = [(totals.village.formal_name, totals.services)]
    places += [(place.place.short_name, place.services) for place in totals.above]
    for name, rows in places:
        table = [(row.label, [*row.figures, _share(row)]) for row in rows]
        tables.table([f"{name}: layanan", *heads, f"Terlambat {tables.years[0]} (%)"], table)
    tables.note(
        "Perlindungan sosial saja. Terlambat: dijawab lewat batas waktu, atau lewat batas dan belum dijawab. "
        "Persen dihitung dari angka yang tercetak."
    )
    if missing:
        tables.table(["Belum ada di kabupaten/kota ini"], [(name, []) for name in missing])
    tables.finish(paper)


def _share(row: ServiceLine) -> Cell:
    share = late_share(row)
    return "–" if share is None else share
