"""A sheet of tables one under the other, landscape, its title frozen and printed on every page."""

from collections.abc import Sequence

from complaints.statistics import Line, VillageTotals
from safeguards.disclosure import Released

from .page import WARNING, Paper, change_of, lines_of, place_of, set_up, span_of
from .styles import write_figure

FIRST_WIDTH, WIDTH = 40, 18  # characters
TITLE_ROWS = 3
ONE_LINE = 130  # characters of a note over the whole width
CHANGE = "Perubahan"

Cell = Released | str | int


def _lines(label: str, cells: Sequence[Cell]) -> int:
    """In whatever font stands in for Calibri."""
    texts = [cell.text if isinstance(cell, Released) else str(cell) for cell in cells]
    return max(lines_of(label, FIRST_WIDTH - 4), *(lines_of(text, WIDTH - 3) for text in texts), 1)


class Tables:
    """Writes downwards and remembers the row."""

    def __init__(self, book, styles, name: str, *, totals: VillageTotals, columns: int, title: str = ""):
        self.book, self.styles, self.totals, self.columns = book, styles, totals, columns
        self.name = name
        self._breaks: list[int] = []
        self.sheet = book.add_worksheet(name)
        self.sheet.set_default_row(17)
        self.sheet.set_column(0, 0, FIRST_WIDTH)
        self.sheet.set_column(1, columns - 1, WIDTH)
        heading = title or f"{name} {totals.village.name} {totals.year}"
        book.text(self.sheet, 0, 0, heading, styles.title)
        self.sheet.set_row(0, 24)
        book.text(self.sheet, 1, 0, f"{place_of(totals.village)}. {span_of(totals)}.", styles.subtitle)
        if totals.exact:
            book.text(self.sheet, 2, 0, WARNING, styles.warning)
        self.sheet.freeze_panes(TITLE_ROWS, 0)
        self.row = TITLE_ROWS

    def heading(self, text: str) -> None:
        self.book.text(self.sheet, self.row, 0, text, self.styles.strong)
        self.row += 1

    def note(self, text: str) -> None:
        self.sheet.merge_range(self.row, 0, self.row, self.columns - 1, "", self.styles.text)
        self.book.text(self.sheet, self.row, 0, text, self.styles.text)
        self.sheet.set_row(self.row, 4 + 14 * lines_of(text, ONE_LINE))
        self.row += 2

    def table(
        self, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[Cell]]], *, total: bool = False
    ) -> tuple[int, int]:
        """A table by Excel's own means, so that programs and screen readers know its head. ``total``: the
        last row is one. Returns the first and last row of what is counted.
        """
        first, last = self.row + 1, self.row + len(rows)
        columns = [{"header": head, "header_format": self._head(at, head)} for at, head in enumerate(heads)]
        options = {"columns": columns, "autofilter": False, "style": None}
        self.sheet.add_table(self.row, 0, max(last, first), len(heads) - 1, options)
        for row, (label, cells) in enumerate(rows, first):
            is_total = total and row == last
            word = self.styles.total if is_total else self.styles.cell
            self.book.text(self.sheet, row, 0, label, word)
            for column, cell in enumerate(cells, 1):
                self._cell((row, column), cell, word, total=is_total)
            self.sheet.set_row(row, 4 + 13 * _lines(label, cells))
        self.row = max(last, first) + 2
        return first, last - 1 if total else last

    def _head(self, column: int, text: str):
        return self.styles.head_number if column and text != CHANGE else self.styles.head

    def _cell(self, at: tuple[int, int], cell: Cell, word, *, total: bool) -> None:
        if isinstance(cell, Released):
            write_figure(self.book, self.sheet, at, cell, self.styles, total=total)
        elif isinstance(cell, str):
            self.book.text(self.sheet, *at, cell, word)
        else:
            self.sheet.write_number(*at, cell, self.styles.total_number if total else self.styles.number)

    def compared(self, line: Line) -> list[Cell]:
        return [line.now, line.before, change_of(line)]

    @property
    def years(self) -> list[str]:
        return [str(self.totals.year), str(self.totals.year - 1)]

    def break_page(self) -> None:
        """What follows begins on a page of its own when it is printed."""
        self._breaks.append(self.row)

    def finish(self, paper: Paper, *, landscape: bool = True) -> None:
        """Tables without a break of their own are printed on one page."""
        self.sheet.repeat_rows(0, TITLE_ROWS - 1)
        self.sheet.set_h_pagebreaks(self._breaks)
        set_up(
            self.sheet,
            paper,
            rows=self.row,
            columns=self.columns,
            exact=self.totals.exact,
            landscape=landscape,
            pages_tall=0 if self._breaks else 1,
        )
