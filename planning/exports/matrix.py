"""The list of a year as the matrix of a village's work plan (RKPDes), and what became of it: a workbook.

Columns as in the plan's own form (Permendagri 114/2014): A4 landscape, one page wide, heads repeated.
"""

from collections.abc import Sequence
from itertools import groupby

from safeguards.spreadsheets import SafeWorkbook
from villages.models import Village

from .. import facts, workflow
from ..budget import Implementation, Status
from ..evidence import in_words
from ..models import Proposal
from ..results import REACHED, Year
from ..workbook.page import MARGINS, Paper, groups_of, head_of, lines_of, place_of
from ..workbook.styles import Styles

PLAN, OUTCOME = "Matriks", "Hasil"
# Heads in two rows: (over, under, width in characters, characters in one line).
COLUMNS = [
    ("No", "", 4, 4),
    ("Jenis kegiatan", "", 25, 23),
    ("Masalah dan bukti", "", 28, 26),
    ("Lokasi", "", 13, 11),
    ("Volume", "", 11, 9),
    ("Sasaran", "", 22, 20),
    ("Waktu", "", 11, 9),
    ("Biaya", "Jumlah (Rp)", 14, 12),
    ("Biaya", "Sumber", 15, 13),
    ("Pola pelaksanaan", "Swakelola", 11, 9),
    ("Pola pelaksanaan", "Antardesa", 11, 9),
    ("Pola pelaksanaan", "Pihak ketiga", 9, 9),
    ("Pengusul", "", 13, 11),
    ("Status", "", 13, 11),
]
AMOUNT = 7
OUTCOME_WIDTHS = (5, 34, 16, 18, 18, 13, 42)
OUTCOME_HEADS = (
    "No",
    "Jenis kegiatan",
    "Status",
    "Diusulkan (Rp)",
    "Disetujui (Rp)",
    "Tanggal",
    "Keterangan",
)
OUTCOME_AMOUNTS = (3, 4)
TICK = "✓"


def build(
    *, village: Village, year: int, proposals: Sequence[Proposal], groups: Sequence, years: Sequence[Year]
) -> bytes:
    """``proposals`` in their order, the refused last; ``years``: results.by_year of the village."""
    with SafeWorkbook() as book:
        book.set_properties({"title": title_of(village, year), "author": "KK Portal"})
        styles = Styles(book)
        sheet = _Sheet(book, styles, PLAN, [column[2] for column in COLUMNS], village, year, groups)
        _plan(sheet, [row for row in proposals if not row.is_refused])
        sheet = _Sheet(book, styles, OUTCOME, OUTCOME_WIDTHS, village, year, groups)
        _outcome(sheet, proposals, years)
    return book.content()


def title_of(village: Village, year: int) -> str:
    """ "Usulan RKPDes 2027"."""
    return f"Usulan {workflow.word(Status.RKPDES, village)} {year}"


class _Sheet:
    """Writes downwards and remembers the row."""

    def __init__(self, book, styles, name: str, widths, village: Village, year: int, groups):
        self.book, self.styles, self.village, self.year = book, styles, village, year
        self.sheet, self.columns, self.row = book.add_worksheet(name), len(widths), 0
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.text(title_of(village, year), styles.title, 24)
        self.text(place_of(village), styles.subtitle, 17)
        if groups:
            self.text(f"Disusun bersama {groups_of(groups)}.", styles.subtitle, 17)
        self.row += 1

    def text(self, text: str, style, height: float) -> None:
        self.book.text(self.sheet, self.row, 0, text, style)
        self.sheet.set_row(self.row, height)
        self.row += 1

    def cell(self, column: int, value, style=None) -> None:
        """A number as a number, None as an empty cell, the rest as text."""
        if value is None or value == "":
            self.sheet.write_blank(self.row, column, None, style or self.styles.cell)
        elif isinstance(value, int):
            self.sheet.write_number(self.row, column, value, style or self.styles.number)
        else:
            self.book.text(self.sheet, self.row, column, value, style or self.styles.cell)

    def wide(self, first: int, last: int, text: str, style) -> None:
        self.sheet.merge_range(self.row, first, self.row, last, "", style)
        self.book.text(self.sheet, self.row, first, text, style)

    def end(self, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.row += 1

    def set_up(self, repeat: tuple[int, int]) -> None:
        sheet = self.sheet
        sheet.set_paper(int(Paper.A4))
        sheet.set_landscape()
        sheet.set_margins(**MARGINS)
        sheet.repeat_rows(*repeat)
        sheet.print_area(0, 0, self.row - 1, self.columns - 1)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8KK Portal – tanpa nama orang&R&8Halaman &P dari &N")
        sheet.hide_gridlines(2)


def _plan(page: _Sheet, proposals: Sequence[Proposal]) -> None:
    heads = page.row, page.row + 1
    _heads(page)
    by_sector = sorted(proposals, key=lambda row: row.subsector[0])  # stable: priority within
    places = {row.pk: place for place, row in enumerate(proposals, start=1)}
    for sector, rows in groupby(by_sector, key=lambda row: row.sector):
        page.wide(0, page.columns - 1, sector, page.styles.section)
        page.end(18)
        for row in rows:
            _line(page, places[row.pk], row)
    if not proposals:
        page.wide(0, page.columns - 1, "Belum ada usulan.", page.styles.cell)
        page.end(18)
    _total(page, proposals)
    page.row += 1
    _signatures(page)
    page.set_up(heads)


def _heads(page: _Sheet) -> None:
    style = page.styles.head
    for over, columns in groupby(range(len(COLUMNS)), key=lambda column: COLUMNS[column][0]):
        span = list(columns)
        if len(span) > 1:
            page.wide(span[0], span[-1], over, style)
        else:
            page.sheet.merge_range(page.row, span[0], page.row + 1, span[0], "", style)
            page.book.text(page.sheet, page.row, span[0], over, style)
    page.end(18)
    for column, (_over, under, *_widths) in enumerate(COLUMNS):
        if under:
            page.cell(column, under, page.styles.head_number if column == AMOUNT else style)
    page.end(32)


def _line(page: _Sheet, place: int, row: Proposal) -> None:
    ways = [TICK if row.implementation == one else "" for one in Implementation]
    cells = [
        place,
        f"{row.title} ({row.subsector})",
        "\n".join([row.problem, *map(in_words, row.evidence)]),
        row.location,
        row.volume,
        facts.targets(row),
        row.time,
        row.amount_asked,
        str(row.get_fund_source_display()),
        *ways,
        row.proposer,
        workflow.word(row.status, row.home),
    ]
    for column, value in enumerate(cells):
        page.cell(column, value, page.styles.tick if value == TICK else None)
    page.end(_height([(str(cell or ""), COLUMNS[column][3]) for column, cell in enumerate(cells)]))


def _height(cells: list[tuple[str, int]]) -> float:
    """Room for the longest of (text, characters in a line); a spreadsheet takes no row beyond 409 points."""
    lines = max(sum(lines_of(part, width) for part in text.split("\n")) for text, width in cells)
    return min(6 + 13 * lines, 409)


def _total(page: _Sheet, proposals: Sequence[Proposal]) -> None:
    page.wide(0, AMOUNT - 1, "Jumlah biaya yang diketahui", page.styles.total)
    page.cell(AMOUNT, sum(row.amount_asked or 0 for row in proposals), page.styles.total_number)
    for column in range(AMOUNT + 1, page.columns):
        page.cell(column, None, page.styles.total)
    page.end(18)


def _signatures(page: _Sheet) -> None:
    """Of the head of the village and of the group."""
    for first, last, who in ((0, 3, head_of(page.village)), (8, 13, "Ketua Kelompok")):
        page.wide(first, last, who, page.styles.centred)
    page.end(90)
    for first, last in ((0, 3), (8, 13)):
        page.wide(first, last, "(………………………………)", page.styles.centred)
    page.end(17)


def _outcome(page: _Sheet, proposals: Sequence[Proposal], years: Sequence[Year]) -> None:
    """What was asked, and how far each came; then the years side by side."""
    heads = page.row, page.row
    for column, head in enumerate(OUTCOME_HEADS):
        page.cell(column, head, page.styles.head_number if column in OUTCOME_AMOUNTS else page.styles.head)
    page.end(20)
    for number, row in enumerate(proposals, start=1):
        told = (number, row.title, workflow.word(row.status, row.home), row.amount_asked, row.amount_granted)
        for column, value in enumerate((*told, row.status_since.strftime("%d/%m/%Y"), row.reason)):
            page.cell(column, value)
        page.end(_height([(row.title, 31), (row.reason, 38)]))
    page.row += 1
    page.text("Dari tahun ke tahun", page.styles.strong, 18)
    _years(page, years)
    page.set_up(heads)


def _years(page: _Sheet, years: Sequence[Year]) -> None:
    words = [workflow.word(status, page.village) for status in REACHED]
    page.wide(0, 1, "Tahun", page.styles.head)
    for column, word in enumerate(words, start=2):
        page.cell(column, f"{word}: usulan (Rp)", page.styles.head_number)
    page.end(32)
    for one in years:
        page.wide(0, 1, str(one.year), page.styles.cell)
        for column, (_status, result) in enumerate(one.reached.items(), start=2):
            page.cell(column, f"{result.count} ({result.amount:,})".replace(",", "."), page.styles.words)
        page.end(18)
