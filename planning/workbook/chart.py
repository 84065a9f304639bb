"""The needs as bars, from the cells of the detail."""

from complaints.statistics import VillageTotals

from . import detail
from .page import WARNING, Paper, place_of, set_up, span_of

ROWS, COLUMNS = 32, 10
SHOWN_FROM = "#,##0;;"  # what is hidden is text, which Excel would label "0"


def write(book, styles, *, totals: VillageTotals, needs: tuple[int, int], paper: Paper) -> None:
    """``needs``: first and last row of the needs in the detail. A figure that is hidden has no bar."""
    sheet = book.add_worksheet("Grafik")
    style = styles.warning if totals.exact else styles.subtitle
    book.text(sheet, 0, 0, WARNING if totals.exact else place_of(totals.village), style)
    book.text(sheet, 1, 0, f"{span_of(totals)}.", styles.subtitle)
    chart = book.add_chart({"type": "bar"})
    first, last = needs
    for column, year, colour in ((1, totals.year, "#0B5D5A"), (2, totals.year - 1, "#B9AFA2")):
        chart.add_series(
            {
                "name": str(year),
                "categories": [detail.SHEET, first, 0, last, 0],
                "values": [detail.SHEET, first, column, last, column],
                "fill": {"color": colour},
                "data_labels": {"value": True, "num_format": SHOWN_FROM},
            }
        )
    title = f"Kebutuhan warga {totals.village.name}, {totals.year} dan {totals.year - 1}"
    chart.set_title({"name": title, "name_font": {"size": 13}})
    chart.set_y_axis({"reverse": True})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom"})
    chart.set_size({"width": 640, "height": 520})
    described = {"description": "Grafik batang kebutuhan warga; angkanya sama dengan tabel di Rincian."}
    sheet.insert_chart(3, 0, chart, described)
    drawn = (
        "Angka 0 dan 1–4 tidak digambar; lihat Rincian." if not totals.exact else "Angka 0 tidak digambar."
    )
    book.text(sheet, ROWS - 1, 0, drawn, styles.subtitle)
    set_up(sheet, paper, rows=ROWS, columns=COLUMNS, exact=totals.exact, pages_tall=1)
