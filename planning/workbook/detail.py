"""The detail: every table with the year before, and the kabupaten beside it."""

from complaints.statistics import Line, VillageTotals

from .page import Paper, place_of, set_up
from .styles import write_figure

SHEET = "Rincian"
COLUMNS = 4
WIDTHS = (42, 20, 20, 24)


def write(book, styles, *, totals: VillageTotals, paper: Paper) -> tuple[int, int]:
    """Returns the first and last row of the needs, for the chart."""
    sheet = book.add_worksheet(SHEET)
    sheet.set_default_row(17)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    book.text(sheet, 0, 0, f"Rincian {totals.year}", styles.title)
    sheet.set_row(0, 24)
    book.text(sheet, 1, 0, place_of(totals.village), styles.subtitle)
    writer = _Tables(book, sheet, styles, totals)
    needs = writer.table("Kebutuhan warga", totals.needs, totals.needs_total)
    writer.table("Rincian terbanyak", totals.details)
    writer.table("Kekerasan terhadap perempuan dan anak", [_named(totals.violence, "Satu angka untuk desa")])
    writer.services()
    writer.table("Kerja kelompok", [totals.inquiries, *totals.work])
    if totals.regency:
        name = totals.regency.regency.name
        writer.table(f"{name}: kebutuhan", totals.regency.needs, totals.regency.needs_total)
        writer.table(f"{name}: bentuk kekerasan", totals.regency.violence, totals.regency.violence_total)
    set_up(sheet, paper, rows=writer.row, columns=COLUMNS)
    return needs


def _named(line: Line, label: str) -> Line:
    return Line(label, line.now, line.before)


class _Tables:
    def __init__(self, book, sheet, styles, totals: VillageTotals):
        self.book, self.sheet, self.styles, self.totals = book, sheet, styles, totals
        self.row = 3

    def _heads(self, *texts: str) -> None:
        for column, text in enumerate(texts):
            self.book.text(self.sheet, self.row, column, text, self.styles.head)
        self.row += 1

    def table(self, title: str, lines: list[Line], total: Line | None = None) -> tuple[int, int]:
        """Returns the first and last row of its lines."""
        self._heads(title, str(self.totals.year), str(self.totals.year - 1), "Perubahan")
        first = self.row
        for line in lines:
            self._line(line.label, line, self.styles.cell, self.styles.number)
        last = self.row - 1
        if total:
            self._line("Jumlah", total, self.styles.total, self.styles.total_number)
        self.row += 1
        return first, last

    def _line(self, label: str, line: Line, cell, number) -> None:
        self.book.text(self.sheet, self.row, 0, label, cell)
        write_figure(self.book, self.sheet, self.row, 1, line.now, number)
        write_figure(self.book, self.sheet, self.row, 2, line.before, number)
        self.book.text(self.sheet, self.row, 3, line.change.text, cell)
        self.row += 1

    def services(self) -> None:
        self._heads("Layanan (perlindungan sosial)", "Diminta", "Terlambat menjawab", "")
        for row in self.totals.services:
            self.book.text(self.sheet, self.row, 0, row.label, self.styles.cell)
            write_figure(self.book, self.sheet, self.row, 1, row.asked, self.styles.number)
            write_figure(self.book, self.sheet, self.row, 2, row.late, self.styles.number)
            self.sheet.write_blank(self.row, 3, None, self.styles.cell)
            self.row += 1
        self.row += 1
