"""The needs as bars, from the cells of the detail."""

from complaints.statistics import VillageTotals

from . import detail
from .page import Paper, set_up

ROWS, COLUMNS = 28, 10


def write(book, *, totals: VillageTotals, needs: tuple[int, int], paper: Paper) -> None:
    """``needs``: first and last row of the needs in the detail. A figure that is hidden has no bar."""
    sheet = book.add_worksheet("Grafik")
    chart = book.add_chart({"type": "bar"})
    first, last = needs
    for column, year, colour in ((1, totals.year, "#0B5D5A"), (2, totals.year - 1, "#B9AFA2")):
        chart.add_series(
            {
                "name": str(year),
                "categories": [detail.SHEET, first, 0, last, 0],
                "values": [detail.SHEET, first, column, last, column],
                "fill": {"color": colour},
                "data_labels": {"value": True},
            }
        )
    chart.set_title({"name": f"Kebutuhan warga {totals.village.name}", "name_font": {"size": 13}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 640, "height": 520})
    described = {"description": "Grafik batang kebutuhan warga; angkanya sama dengan tabel di Rincian."}
    sheet.insert_chart(0, 0, chart, described)
    set_up(sheet, paper, rows=ROWS, columns=COLUMNS, pages_tall=1)
