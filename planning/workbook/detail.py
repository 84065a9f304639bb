"""The detail: every table with the year before, and the kabupaten beside it."""

from complaints.statistics import Line, VillageTotals
from safeguards.disclosure import Released

from .page import WARNING, Paper, change_of, place_of, regency_head, set_up, span_of
from .styles import write_figure

SHEET = "Rincian"
CHANGE = "Perubahan"
WIDTHS = (40, 20, 20, 20, 20)
COLUMNS = len(WIDTHS)


def write(book, styles, *, totals: VillageTotals, paper: Paper) -> tuple[int, int]:
    """Returns the first and last row of the needs, for the chart."""
    sheet = book.add_worksheet(SHEET)
    sheet.set_default_row(17)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    book.text(sheet, 0, 0, f"Rincian {totals.year}", styles.title)
    sheet.set_row(0, 24)
    book.text(sheet, 1, 0, f"{place_of(totals.village)}. {span_of(totals)}.", styles.subtitle)
    if totals.exact:
        book.text(sheet, 2, 0, WARNING, styles.warning)
    writer = _Tables(book, sheet, styles, totals)
    needs = writer.needs()
    writer.table("Rincian terbanyak", totals.details)
    writer.table("Kekerasan terhadap perempuan dan anak", [_named(totals.violence, "Satu angka saja")])
    writer.services()
    writer.table("Kerja kelompok", totals.work)
    if totals.regency:
        name = totals.regency.place.name
        writer.table(f"{name}: kebutuhan", totals.regency.needs, totals.regency.needs_total)
        writer.table(f"{name}: bentuk kekerasan", totals.regency.violence, totals.regency.violence_total)
    set_up(sheet, paper, rows=writer.row, columns=COLUMNS, exact=totals.exact)
    return needs


def _named(line: Line, label: str) -> Line:
    return Line(label, line.now, line.before)


class _Tables:
    def __init__(self, book, sheet, styles, totals: VillageTotals):
        self.book, self.sheet, self.styles, self.totals = book, sheet, styles, totals
        self.row = 3

    def _heads(self, *texts: str) -> None:
        for column, text in enumerate(texts):
            style = self.styles.head_number if column and text != CHANGE else self.styles.head
            self.book.text(self.sheet, self.row, column, text, style)
        self.row += 1

    def needs(self) -> tuple[int, int]:
        """The village's needs, the kabupaten's beside them where it is told."""
        totals, regency = self.totals, self.totals.regency
        if regency:
            self.book.text(self.sheet, self.row, 4, regency_head(totals), self.styles.head_number)
            for row, line in enumerate(regency.needs, self.row + 1):
                self._figure(row, 4, line.now)
            end = self.row + 1 + len(regency.needs)
            self._figure(end, 4, regency.needs_total.now, total=True)
        return self.table("Kebutuhan warga", totals.needs, totals.needs_total)

    def table(self, title: str, lines: list[Line], total: Line | None = None) -> tuple[int, int]:
        """Returns the first and last row of its lines."""
        self._heads(title, str(self.totals.year), str(self.totals.year - 1), CHANGE)
        first = self.row
        for line in lines:
            self._line(line.label, line)
        last = self.row - 1
        if total:
            self._line("Jumlah", total, total=True)
        self.row += 1
        return first, last

    def _line(self, label: str, line: Line, *, total: bool = False) -> None:
        cell = self.styles.total if total else self.styles.cell
        self.book.text(self.sheet, self.row, 0, label, cell)
        self._figure(self.row, 1, line.now, total=total)
        self._figure(self.row, 2, line.before, total=total)
        self.book.text(self.sheet, self.row, 3, change_of(self.totals, line), cell)
        self.row += 1

    def _figure(self, row: int, column: int, figure: Released, *, total: bool = False) -> None:
        write_figure(self.book, self.sheet, (row, column), figure, self.styles, total=total)

    def services(self) -> None:
        years = (self.totals.year, self.totals.year - 1)
        heads = [f"{what} {year}" for what in ("Diminta", "Terlambat") for year in years]
        self._heads("Layanan (perlindungan sosial)", *heads)
        for row in self.totals.services:
            self.book.text(self.sheet, self.row, 0, row.label, self.styles.cell)
            for column, figure in enumerate(row.figures, 1):
                self._figure(self.row, column, figure)
            self.row += 1
        self.row += 1
