"""A sheet of tables one under the other, landscape, its title frozen and printed on every page."""

from collections.abc import Sequence

from complaints.statistics import Line, VillageTotals
from safeguards.disclosure import Released

from .page import WARNING, Paper, change_of, lines_of, place_of, set_up, span_of
from .styles import write_figure

FIRST_WIDTH, WIDTH = 40, 20  # characters; a told figure ("di bawah 10, bisa nol") stands in one line
TITLE_ROWS = 3
ROW = 15.75  # points, 21 pixels: heights are kept in whole ones
CHANGE = "Perubahan"
DASH = "–"

Cell = Released | str | int | None
Row = tuple[str, Sequence[Cell]]


def is_words(head: str, cells: Sequence[Cell]) -> bool:
    """A column that is read, not added up: it begins at the left, its head too."""
    return head == CHANGE or (
        all(isinstance(cell, str) for cell in cells) and any(cell != DASH for cell in cells)
    )


class Tables:
    """Writes downwards and remembers the row. ``widths``: of its columns, where they are not alike."""

    def __init__(
        self,
        book,
        styles,
        name: str,
        *,
        totals: VillageTotals,
        columns: int,
        title: str = "",
        widths: Sequence[int] = (),
    ):
        self.book, self.styles, self.totals, self.columns = book, styles, totals, columns
        self.name = name
        self.widths = widths or (FIRST_WIDTH, *[WIDTH] * (columns - 1))
        self._breaks: list[int] = []
        self.sheet = book.add_worksheet(name)
        self.sheet.set_default_row(ROW)
        for column, width in enumerate(self.widths):
            self.sheet.set_column(column, column, width)
        self._title(title or f"{name} {totals.village.name} {totals.year}")
        self.row = TITLE_ROWS

    def _title(self, text: str) -> None:
        totals = self.totals
        self.book.text(self.sheet, 0, 0, text, self.styles.title)
        self.sheet.set_row(0, 24)
        self.book.text(
            self.sheet, 1, 0, f"{place_of(totals.village)}. {span_of(totals)}.", self.styles.subtitle
        )
        if totals.exact:
            self.book.text(self.sheet, 2, 0, WARNING, self.styles.warning)
        else:
            self.sheet.set_row(2, 6)
        self.sheet.freeze_panes(TITLE_ROWS, 0)

    def note(self, text: str) -> None:
        self.sheet.merge_range(self.row, 0, self.row, self.columns - 1, "", self.styles.note)
        self.book.text(self.sheet, self.row, 0, text, self.styles.note)
        self.sheet.set_row(self.row, 4 + 14 * lines_of(text, sum(self.widths)))
        self.row += 2

    def table(self, heads: Sequence[str], rows: Sequence[Row], *, total: bool = False) -> tuple[int, int]:
        """A table by Excel's own means, so that programs and screen readers know its head. ``total``: the
        last row is one. Returns the first and last row of what is counted.
        """
        first, last = self.row + 1, self.row + len(rows)
        words = [True, *self._words(heads[1:], rows)]
        columns = [
            {"header": head, "header_format": self.styles.head if is_word else self.styles.head_number}
            for head, is_word in zip(heads, words, strict=True)
        ]
        options = {"columns": columns, "autofilter": False, "style": None}
        self.sheet.add_table(self.row, 0, max(last, first), len(heads) - 1, options)
        for row, (label, cells) in enumerate(rows, first):
            is_total = total and row == last
            self.book.text(self.sheet, row, 0, label, self.styles.total if is_total else self.styles.cell)
            for column, cell in enumerate(cells, 1):
                self._cell((row, column), cell, is_word=words[column], total=is_total)
            self.sheet.set_row(row, ROW + 13 * (self._lines(label, cells) - 1))
        self.row = max(last, first) + 2
        return first, last - 1 if total else last

    def _words(self, heads: Sequence[str], rows: Sequence[Row]) -> list[bool]:
        return [is_words(head, [cells[at] for _label, cells in rows]) for at, head in enumerate(heads)]

    def _cell(self, at: tuple[int, int], cell: Cell, *, is_word: bool, total: bool) -> None:
        styles = self.styles
        if isinstance(cell, Released):
            write_figure(self.book, self.sheet, at, cell, styles, total=total)
        elif cell is None:
            self.sheet.write_blank(*at, None, styles.number)
        elif isinstance(cell, int):
            self.sheet.write_number(*at, cell, styles.total_number if total else styles.number)
        elif is_word:
            self.book.text(self.sheet, *at, cell, styles.total if total else styles.cell)
        else:
            self.book.text(self.sheet, *at, cell, styles.total_words if total else styles.words)

    def _lines(self, label: str, cells: Sequence[Cell]) -> int:
        """In whatever font stands in for Calibri. A figure takes one."""
        texts = [label, *(cell if isinstance(cell, str) else "" for cell in cells)]
        return max(lines_of(text, width - 1) for text, width in zip(texts, self.widths, strict=False))

    def compared(self, line: Line) -> list[Cell]:
        return [line.now, line.before, change_of(line)]

    @property
    def years(self) -> list[str]:
        return [str(self.totals.year), str(self.totals.year - 1)]

    def break_page(self) -> None:
        """What follows begins on a page of its own when it is printed."""
        self._breaks.append(self.row)

    def finish(self, paper: Paper, *, landscape: bool = True, runs_on: bool = False) -> None:
        """Tables without a break of their own are printed on one page, unless they run on."""
        self.sheet.repeat_rows(0, TITLE_ROWS - 1)
        self.sheet.set_h_pagebreaks(self._breaks)
        set_up(
            self.sheet,
            paper,
            rows=self.row - 1,
            columns=self.columns,
            exact=self.totals.exact,
            landscape=landscape,
            pages_tall=0 if self._breaks or runs_on else 1,
        )
