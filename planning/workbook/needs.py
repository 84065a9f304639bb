"""Social protection in detail: by kind of need, what may be named of it, by quarter, and as a picture."""

from collections.abc import Sequence

from complaints.statistics import VillageTotals

from ..told import QuarterTotals, by_category
from .page import Paper
from .tables import CHANGE, Tables

SHEET = "Perlindungan sosial"
COLUMNS = 6
BESIDE_NEEDS = 18  # lines of detail that one page holds below the table of needs
CHART_HEIGHT, CHART_ROWS = 396, 19  # pixels, and as many rows as are a little higher: nothing lies under it
SHOWN_FROM = "#,##0;;"  # what is hidden is text, which Excel would label "0"


def write(book, styles, *, totals: VillageTotals, quarters: Sequence[QuarterTotals], paper: Paper) -> None:
    tables = Tables(book, styles, SHEET, totals=totals, columns=COLUMNS)
    places = totals.above
    heads = ["Kebutuhan", *tables.years, CHANGE, *(f"{place.place.short_name}" for place in places)]
    lines = [*totals.needs, totals.needs_total]
    beside = [[*place.needs, place.needs_total] for place in places]
    rows = [
        (line.label or "Jumlah", [*tables.compared(line), *(column[at].now for column in beside)])
        for at, line in enumerate(lines)
    ]
    span = tables.table(heads, rows, total=True)
    if len(totals.details) > BESIDE_NEEDS:
        tables.break_page()
    if totals.details:
        rows = [(line.label, tables.compared(line)) for line in totals.details]
        tables.table(["Yang boleh dirinci", *tables.years, CHANGE], rows)
    tables.break_page()
    if quarters:
        heads = [f"Triwulan {quarter.quarter} {quarter.year}" for quarter in quarters]
        tables.table(["Menurut triwulan", *heads], by_category(list(quarters)))
    _chart(tables, span)
    tables.finish(paper)


def _chart(tables: Tables, span: tuple[int, int]) -> None:
    """From the cells of the first table."""
    totals, (first, last) = tables.totals, span
    chart = tables.book.add_chart({"type": "bar"})
    for column, year, colour in ((1, totals.year, "#0B5D5A"), (2, totals.year - 1, "#B9AFA2")):
        chart.add_series(
            {
                "name": str(year),
                "categories": [SHEET, first, 0, last, 0],
                "values": [SHEET, first, column, last, column],
                "fill": {"color": colour},
                "data_labels": {"value": True, "num_format": SHOWN_FROM},
            }
        )
    title = f"Kebutuhan warga {totals.village.name}, {totals.year} dan {totals.year - 1}"
    chart.set_title({"name": title, "name_font": {"size": 13}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 880, "height": CHART_HEIGHT})
    described = {"description": "Grafik batang kebutuhan warga; angkanya sama dengan tabel kebutuhan."}
    tables.sheet.insert_chart(tables.row, 0, chart, described)
    tables.row += CHART_ROWS
    tables.note("Yang disamarkan tidak digambar; lihat tabel kebutuhan.")
