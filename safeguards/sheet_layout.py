"""How a list of rows stands in its sheet: as wide and high as what it holds, on pages that can be read."""

import datetime
import re
import textwrap
from collections.abc import Sequence

NARROWEST, WIDEST = 6, 34  # characters; what is longer goes on in the next line of its cell
SLACK = 3  # for edges, and for a font that is wider than the spreadsheet's own
DAY, MOMENT = 10, 16  # "2026-01-31", "2026-01-31 23:59"
GROUPED_FROM = 10_000  # numbers with points between their thousands; a year has none
LINE, HIGHEST = 15, 409  # points; no spreadsheet has a higher row
ON_ONE_PAGE = 330  # characters side by side on A4 that can just be read
A4 = 9
MARGINS = {"left": 0.4, "right": 0.4, "top": 0.5, "bottom": 0.6}  # inches
LONGEST_NAME = 31
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
TAKEN = {"", "history"}  # Excel keeps this one for itself


def sheet_name(text: str) -> str | None:
    """``text`` as a sheet may be called in Excel: "Kabupaten kota"; None where nothing of it is left."""
    name = " ".join(NOT_IN_A_NAME.sub(" ", text).split())[:LONGEST_NAME].strip("' ")
    return None if name.casefold() in TAKEN else name[:1].upper() + name[1:]


class Layout:
    """Reads along while rows are written, so that a long list need not stand in memory."""

    def __init__(self):
        self.head_row = 0
        self._longest: dict[int, int] = {}

    def head(self, row: int, titles: Sequence) -> int:
        """The lines that it takes at most. Titles break between their words, so they widen no column beyond
        the longest of these.
        """
        self.head_row = row
        lines = [1]
        for column, title in enumerate(map(str, titles)):
            word = max(map(len, title.split()), default=0)
            self._note(column, word)
            lines.append(_lines(title, max(word, NARROWEST)))
        return max(lines)

    def row(self, values: Sequence) -> int:
        """The lines that it takes: a text that needs more than one has made its column the widest."""
        lines = [1]
        for column, value in enumerate(values):
            self._note(column, _length(value))
            if isinstance(value, str):
                lines.append(_lines(value, WIDEST - 1))
        return max(lines)

    def _note(self, column: int, length: int) -> None:
        self._longest[column] = max(length, self._longest.get(column, 0))

    @property
    def widths(self) -> list[int]:
        """Of the columns, in characters."""
        last = max(self._longest, default=-1)
        longest = (self._longest.get(column, 0) + SLACK for column in range(last + 1))
        return [min(max(length, NARROWEST), WIDEST) for length in longest]

    def apply(self, sheet, footer: str) -> None:
        """A4 landscape, one page wide as long as that can be read, the head on each page and always in
        sight. Beyond that, the first column stands on each page, too.
        """
        widths = self.widths
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        pages = max(-(-sum(widths) // ON_ONE_PAGE), 1)
        sheet.freeze_panes(self.head_row + 1, int(pages > 1))
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(**MARGINS)
        sheet.repeat_rows(self.head_row)
        if pages > 1:
            sheet.repeat_columns(0)
        sheet.fit_to_pages(pages, 0)
        told = footer.replace("&", "&&")
        sheet.set_footer(f"&L&8{told}&R&8Halaman &P dari &N")


def height(lines: int) -> int:
    """Of a row of so many lines, in points."""
    return min(lines * LINE, HIGHEST)


def _length(value) -> int:
    """Of what is shown of a cell, its longest line."""
    match value:
        case None:
            return 0
        case datetime.datetime():
            return MOMENT
        case datetime.date():
            return DAY
        case int():
            return len(f"{value:,}")
    return max(map(len, str(value).splitlines()), default=0)


def _lines(text: str, width: int) -> int:
    """Words stay whole, as spreadsheets break them."""
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(max(len(textwrap.wrap(line, width)), 1) for line in text.splitlines())
