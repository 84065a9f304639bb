"""The one page that is handed round in the meeting. It fits A4 and F4 portrait, nothing clipped."""

from complaints.statistics import VillageTotals
from members.models import Group

from .page import Paper, head_of, meeting_of, place_of, secretary_of, set_up
from .styles import write_figure

WIDTHS = (25, 14, 13, 10, 12, 13, 15)  # characters; seven columns, as the table of proposals needs
COLUMNS = len(WIDTHS)
CHANGE = "Perubahan"
MOST_SERVICES = 6
PROPOSALS = 5
PROPOSAL_HEADS = ("Masalah dan bukti", "Bidang", "Lokasi", "Volume", "Sasaran", "Biaya (Rp)", "Sumber dana")


class Page:
    """Writes downwards and remembers the row."""

    def __init__(self, book, styles, totals: VillageTotals):
        self.book, self.styles, self.totals = book, styles, totals
        self.sheet = book.add_worksheet("Ringkasan")
        self.row = 0
        self.sheet.set_default_row(17)
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)

    def wide(self, text: str, style, height: float | None = None) -> None:
        """One cell over the whole width."""
        self.sheet.merge_range(self.row, 0, self.row, COLUMNS - 1, "", style)
        self.book.text(self.sheet, self.row, 0, text, style)
        if height:
            self.sheet.set_row(self.row, height)
        self.row += 1

    def section(self, number: int, title: str) -> None:
        self.row += 1
        self.wide(f"{number}. {title}", self.styles.section, 18)

    def label(self, text: str, style, until: int = 3) -> None:
        self.sheet.merge_range(self.row, 0, self.row, until, "", style)
        self.book.text(self.sheet, self.row, 0, text, style)

    def figures(self, cells, style, start: int = 4) -> None:
        for column, cell in enumerate(cells, start):
            write_figure(self.book, self.sheet, self.row, column, cell, style)

    def heads(self, first: str, others: list[str], start: int = 4) -> None:
        self.label(first, self.styles.head, start - 1)
        for column, text in enumerate(others, start):
            style = self.styles.head if text == CHANGE else self.styles.head_number
            self.book.text(self.sheet, self.row, column, text, style)
        self.row += 1


def write(book, styles, *, totals: VillageTotals, group: Group | None, paper: Paper) -> None:
    page = Page(book, styles, totals)
    _head(page, group)
    _needs(page)
    _violence(page)
    _services(page)
    _proposals(page)
    _work(page, group)
    _signatures(page, group)
    set_up(page.sheet, paper, rows=page.row, columns=COLUMNS, pages_tall=1)


def _head(page: Page, group: Group | None) -> None:
    village = page.totals.village
    page.wide(f"Ringkasan untuk {meeting_of(village)} {page.totals.year}", page.styles.title, 24)
    page.wide(place_of(village), page.styles.subtitle, 16)
    if group:
        page.wide(f"Disusun {group.label} – {group.name}", page.styles.subtitle, 16)


def _lines(page: Page, lines) -> None:
    for line in lines:
        page.label(line.label, page.styles.cell)
        page.figures([line.now, line.before], page.styles.number)
        page.book.text(page.sheet, page.row, 6, _short(line.change.text), page.styles.cell)
        page.row += 1


def _short(change: str) -> str:
    return {"tidak bisa dibandingkan": "–", "kurang lebih tetap": "tetap"}.get(change, change)


def _needs(page: Page) -> None:
    totals = page.totals
    page.section(1, "Kebutuhan warga (perlindungan sosial)")
    page.heads("Kebutuhan", [str(totals.year), str(totals.year - 1), CHANGE])
    _lines(page, totals.needs)
    page.label("Jumlah", page.styles.total)
    page.figures([totals.needs_total.now, totals.needs_total.before], page.styles.total_number)
    page.book.text(page.sheet, page.row, 6, _short(totals.needs_total.change.text), page.styles.total)
    page.row += 1
    if totals.details:
        named = ", ".join(f"{line.label} ({line.now.text})" for line in totals.details)
        page.wide(f"Paling banyak diurus: {named}.", page.styles.text, 28)


def _violence(page: Page) -> None:
    """One line for the village; the kabupaten's beside it, by form, where three groups stand behind it."""
    totals = page.totals
    page.section(2, "Kekerasan terhadap perempuan dan anak")
    now, before = totals.violence.now.text, totals.violence.before.text
    page.wide(f"Di sini: {totals.year} {now}; {totals.year - 1} {before}.", page.styles.text, 17)
    if totals.regency is None:
        return
    shown = [f"{line.label} {line.now.text}" for line in totals.regency.violence if line.now.value]
    forms = f" Bentuknya: {', '.join(shown)}; bentuk lain di bawah 10, bisa nol." if shown else ""
    name, total = totals.regency.regency.name, totals.regency.violence_total.now.text
    page.wide(f"{name} {totals.year}: {total}.{forms}", page.styles.text, 30 if shown else 17)


def _services(page: Page) -> None:
    page.section(3, "Layanan yang diminta (perlindungan sosial)")
    if not page.totals.services:
        page.wide("Belum ada rujukan pada tahun ini.", page.styles.text, 17)
        return
    page.heads("Layanan", ["Diminta", "Terlambat"], start=5)
    for row in page.totals.services[:MOST_SERVICES]:
        page.label(row.label, page.styles.cell, until=4)
        page.figures([row.asked, row.late], page.styles.number, start=5)
        page.row += 1


def _proposals(page: Page) -> None:
    page.section(4, "Usulan")
    for column, head in enumerate(PROPOSAL_HEADS):
        page.book.text(page.sheet, page.row, column, head, page.styles.head)
    page.row += 1
    for _number in range(PROPOSALS):
        page.sheet.set_row(page.row, 34)
        for column in range(COLUMNS):
            page.sheet.write_blank(page.row, column, None, page.styles.cell)
        page.row += 1


def _work(page: Page, group: Group | None) -> None:
    totals = page.totals
    page.section(5, "Kerja kelompok")
    page.heads("Kegiatan", [str(totals.year), str(totals.year - 1), CHANGE])
    _lines(page, [totals.inquiries, *totals.work])


def _signatures(page: Page, group: Group | None) -> None:
    village = page.totals.village
    page.row += 1
    titles = (head_of(village), secretary_of(village), f"Ketua {group.name}" if group else "Ketua kelompok")
    spans = ((0, 1), (2, 3), (4, 6))
    for title, (first, last) in zip(titles, spans, strict=True):
        page.sheet.merge_range(page.row, first, page.row, last, "", page.styles.centred)
        page.book.text(page.sheet, page.row, first, title, page.styles.centred)
    page.sheet.set_row(page.row + 1, 40)
    page.row += 2
    for first, last in spans:
        page.sheet.merge_range(page.row, first, page.row, last, "", page.styles.centred)
        page.book.text(page.sheet, page.row, first, "(................................)", page.styles.centred)
    page.row += 1
