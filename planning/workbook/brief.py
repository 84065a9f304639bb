"""The one page that is handed round in the meeting. It fits A4 and F4 portrait, nothing clipped."""

from collections.abc import Sequence

from complaints.statistics import Line, PlaceTotals, VillageTotals
from members.models import Group

from .. import facts
from ..models import Proposal
from ..planned import Planned
from .page import (
    WARNING,
    Paper,
    change_of,
    clipped,
    groups_of,
    head_of,
    lines_of,
    meeting_of,
    notations,
    place_of,
    regency_head,
    secretary_of,
    set_up,
    span_of,
)
from .styles import write_figure

WIDTHS = (24, 8, 11, 15, 15, 15, 15)  # characters; seven columns, as the table of proposals needs
COLUMNS = len(WIDTHS)
# Characters in one line, in whatever font stands in for Calibri: of the page, in small, of a cell.
ONE_LINE, ONE_SMALL_LINE, ONE_CELL = 110, 130, 17
CHANGE = "Perubahan"
MOST_SERVICES = 7
PROPOSALS = 5
PROPOSAL_HEIGHT = {Paper.A4: 43, Paper.F4: 64}  # points; what the longer paper leaves is for writing
PROPOSAL_LINES = {Paper.A4: 3, Paper.F4: 4}
PROPOSAL_HEADS = ("Kegiatan", "Bidang", "Lokasi", "Volume", "Sasaran", "Biaya (Rp)", "Sumber dana")
AMOUNT = 5


class Page:
    """Writes downwards and remembers the row."""

    def __init__(self, book, styles, totals: VillageTotals):
        self.book, self.styles, self.totals = book, styles, totals
        self.years = [str(totals.year), str(totals.year - 1)]
        self.sheet = book.add_worksheet("Ringkasan")
        self.row = 0
        self.sheet.set_default_row(17)
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)

    def wide(self, text: str, style, height: float) -> None:
        """One cell over the whole width."""
        self.sheet.merge_range(self.row, 0, self.row, COLUMNS - 1, "", style)
        self.book.text(self.sheet, self.row, 0, text, style)
        self.sheet.set_row(self.row, height)
        self.row += 1

    def text(self, text: str) -> None:
        self.wide(text, self.styles.note, 6 + 13 * lines_of(text, ONE_LINE))

    def section(self, number: int, title: str) -> None:
        self.sheet.set_row(self.row, 9)
        self.row += 1
        self.wide(f"{number}. {title}", self.styles.section, 18)

    def heads(self, first: str, others: list[str]) -> None:
        """The last columns are ``others``, the first one takes what is left."""
        start = self._label(first, self.styles.head, len(others))
        for column, text in enumerate(others, start):
            style = self.styles.head if text == CHANGE else self.styles.head_number
            self.book.text(self.sheet, self.row, column, text, style)
        self._end(others)

    def figures(self, label: str, cells: list, *, total: bool = False) -> None:
        """``cells``: released numbers, or words as they are."""
        styles = self.styles
        word = styles.total if total else styles.cell
        for column, cell in enumerate(cells, self._label(label, word, len(cells))):
            if isinstance(cell, str):
                self.book.text(self.sheet, self.row, column, cell, word)
            else:
                at = self.row, column
                write_figure(self.book, self.sheet, at, cell, styles, total=total, narrow=True)
        self._end([cell for cell in cells if isinstance(cell, str)])

    def _label(self, text: str, style, others: int) -> int:
        """Returns the column after it."""
        start = COLUMNS - others
        self.sheet.merge_range(self.row, 0, self.row, start - 1, "", style)
        self.book.text(self.sheet, self.row, 0, text, style)
        return start

    def _end(self, texts: list[str]) -> None:
        lines = max((lines_of(text, ONE_CELL) for text in texts), default=1)
        self.sheet.set_row(self.row, 4 + 13 * lines)
        self.row += 1

    def compared(self, line: Line) -> list:
        return [line.now, line.before, change_of(line)]


def write(
    book,
    styles,
    *,
    totals: VillageTotals,
    groups: Sequence[Group],
    spoken: Sequence[str],
    planned: Planned,
    paper: Paper,
) -> None:
    page = Page(book, styles, totals)
    _head(page, groups)
    _spoken(page, spoken)
    _needs(page)
    _violence(page)
    _services(page)
    _proposals(page, planned, paper)
    _work(page, planned)
    _how_to_read(page)
    _signatures(page, groups)
    set_up(page.sheet, paper, rows=page.row, columns=COLUMNS, exact=totals.exact, pages_tall=1)


def _head(page: Page, groups: Sequence[Group]) -> None:
    village = page.totals.village
    page.wide(f"Ringkasan untuk {meeting_of(village)} {page.totals.year}", page.styles.title, 24)
    if page.totals.exact:
        page.wide(WARNING, page.styles.warning, 18)
    page.wide(place_of(village), page.styles.subtitle, 16)
    if groups:
        page.text(f"Disusun {groups_of(groups)}.")
    page.text(f"{span_of(page.totals)}.")


def _spoken(page: Page, spoken: Sequence[str]) -> None:
    """What may be read aloud."""
    for text in spoken:
        page.text(f"• {text}")


def _needs(page: Page) -> None:
    totals, regency = page.totals, page.totals.regency
    page.section(1, "Kebutuhan warga (perlindungan sosial)")
    page.heads("Kebutuhan", [*page.years, CHANGE, *([regency_head(totals)] if regency else [])])
    beside = [*regency.needs, regency.needs_total] if regency else []
    for number, line in enumerate([*totals.needs, totals.needs_total]):
        last = line is totals.needs_total
        cells = page.compared(line) + ([beside[number].now] if regency else [])
        page.figures("Jumlah" if last else line.label, cells, total=last)
    if totals.largest:
        named = ", ".join(f"{line.label} ({line.now.text})" for line in totals.largest)
        page.text(f"Paling banyak diurus: {named}.")


def _violence(page: Page) -> None:
    """One line for the village; the kabupaten's beside it, by form, where three groups stand behind it."""
    totals, regency = page.totals, page.totals.regency
    page.section(2, "Kekerasan terhadap perempuan dan anak")
    page.heads("Tempat", [*page.years, CHANGE])
    page.figures(totals.village.formal_name, page.compared(totals.violence))
    if regency is None:
        if not totals.exact:
            page.text("Pembanding kabupaten/kota baru disebut bila ada paling sedikit 3 kelompok.")
        return
    label = f"{regency.place.name} ({regency.groups} kelompok)"
    page.figures(label, page.compared(regency.violence_total))
    page.text(_forms(regency, totals))


def _forms(regency: PlaceTotals, totals: VillageTotals) -> str:
    year = totals.year
    shown = [f"{line.label} {line.now.text}" for line in regency.violence if line.now.value]
    others = "tidak ada" if totals.exact else notations(totals.limits)["hidden"].text
    if len(shown) == len(regency.violence):
        return f"Bentuknya di {regency.place.name} {year}: {', '.join(shown)}."
    if not shown:
        return f"Tiap bentuk di {regency.place.name} {year}: {others}."
    return f"Bentuknya di {regency.place.name} {year}: {', '.join(shown)}; bentuk lain {others}."


def _services(page: Page) -> None:
    page.section(3, "Layanan yang diminta (perlindungan sosial)")
    page.heads("Layanan", [f"{what} {year}" for what in ("Diminta", "Terlambat") for year in page.years])
    for row in page.totals.services[:MOST_SERVICES]:
        page.figures(row.label, list(row.figures))


def _proposals(page: Page, planned: Planned, paper: Paper) -> None:
    """The first of the list; what is left of the rows is for the meeting to fill in."""
    page.section(4, f"Usulan anggaran {planned.year} (dilengkapi dalam {meeting_of(page.totals.village)})")
    for column, head in enumerate(PROPOSAL_HEADS):
        style = page.styles.head_number if column == AMOUNT else page.styles.head
        page.book.text(page.sheet, page.row, column, head, style)
    page.row += 1
    rows = [row for row in planned.proposals if not row.is_refused][:PROPOSALS]
    for place, row in enumerate([*rows, *[None] * (PROPOSALS - len(rows))], 1):
        page.sheet.set_row(page.row, PROPOSAL_HEIGHT[paper])
        values = _columns(row, place, PROPOSAL_LINES[paper]) if row else [""] * COLUMNS
        for column, value in enumerate(values):
            _cell(page, column, value)
        page.row += 1
    listed = sum(not row.is_refused for row in planned.proposals)
    if listed > PROPOSALS:
        page.text(f"{PROPOSALS} dari {listed} usulan; selengkapnya di lembar Usulan.")


def _columns(row: Proposal, place: int, lines: int) -> list[str | int]:
    """Each in so many lines at most; the whole stands in the sheet of proposals. ``place`` is that in the
    list, where what was refused leaves no gap.
    """
    texts = [f"{place}. {row.title}", row.subsector, row.location, row.volume, facts.people(row)]
    short = [clipped(text, width, lines) for text, width in zip(texts, WIDTHS, strict=False)]
    amount = "" if row.amount_asked is None else row.amount_asked
    return [*short, amount, clipped(row.get_fund_source_display(), WIDTHS[-1], lines)]


def _cell(page: Page, column: int, value: str | int) -> None:
    if value == "":
        page.sheet.write_blank(page.row, column, None, page.styles.cell)
    elif isinstance(value, int):
        page.sheet.write_number(page.row, column, value, page.styles.number)
    else:
        page.book.text(page.sheet, page.row, column, value, page.styles.cell)


def _work(page: Page, planned: Planned) -> None:
    totals = page.totals
    page.section(5, "Kerja kelompok")
    page.heads("Kegiatan", [*page.years, CHANGE])
    for line in totals.work:
        page.figures(line.label, page.compared(line))
    if planned.activities:
        named = ", ".join(f"{line.label} {line.number}" for line in planned.activities)
        present = planned.all_activities
        page.text(
            f"Kegiatan {totals.year}: {named}. Hadir: {present.women} perempuan, {present.men} laki-laki."
        )


def _how_to_read(page: Page) -> None:
    """So that the sheet explains itself to who holds nothing else."""
    late = "Terlambat: dijawab lewat batas waktu, atau lewat batas dan belum dijawab."
    limits = page.totals.limits
    hidden = (
        "Agar tak seorang pun dikenali, angka dibulatkan ke kelipatan 5, "
        f"1–{limits.social - 1} tidak dirinci, dan kekerasan, ODGJ, serta disabilitas di bawah "
        f"{limits.violence} tidak disebut. Jumlah dibulatkan sendiri, kadang lebih kasar."
    )
    text = late if page.totals.exact else f"{hidden} {late}"
    page.wide(text, page.styles.small, 4 + 11 * lines_of(text, ONE_SMALL_LINE))


def _signatures(page: Page, groups: Sequence[Group]) -> None:
    village = page.totals.village
    page.row += 1
    titles = (head_of(village), secretary_of(village), _chair(groups))
    spans = ((0, 1), (2, 3), (4, 6))
    page.sheet.set_row(page.row, 4 + 13 * max(lines_of(title, 34) for title in titles))
    for title, (first, last) in zip(titles, spans, strict=True):
        page.sheet.merge_range(page.row, first, page.row, last, "", page.styles.centred)
        page.book.text(page.sheet, page.row, first, title, page.styles.centred)
    page.sheet.set_row(page.row + 1, 40)
    page.row += 2
    for first, last in spans:
        page.sheet.merge_range(page.row, first, page.row, last, "", page.styles.centred)
        page.book.text(page.sheet, page.row, first, "(................................)", page.styles.centred)
    page.row += 1


def _chair(groups: Sequence[Group]) -> str:
    return f"Ketua {groups[0].name}" if len(groups) == 1 else "Ketua kelompok"
