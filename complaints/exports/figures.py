"""The figures of the work as a workbook: each table with the sentence that says what it counts.

Numbers alone, exact: no name, no case number. It leaves through the officer's own login and is recorded.
"""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from safeguards.spreadsheets import SafeWorkbook

from ..figures import Figures, Table

LABELS, NUMBERS = 48, 18  # widths of the columns


def workbook(user, told: Figures) -> bytes:
    with SafeWorkbook() as book:
        sheet = book.add_worksheet(_("Angka kerja"))
        line = _head(book, sheet, user, told)
        for table in told.tables:
            line = _table(book, sheet, line + 1, table)
        sheet.set_column(0, 0, LABELS)
        sheet.set_column(1, max(len(table.heads) for table in told.tables), NUMBERS)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    return book.content()


def _head(book: SafeWorkbook, sheet, user, told: Figures) -> int:
    """The lines above the tables; the number of the next one."""
    now = date_format(timezone.localtime(), "j F Y, H.i")
    lines = [
        _("Angka kerja kelompok dampingan: %(period)s") % {"period": told.period},
        _("Dibuat oleh %(name)s pada %(now)s") % {"name": user, "now": now},
        _("Angka sebenarnya, untuk pekerjaan pendampingan. Jangan diedarkan di desa."),
        _("Tidak dihitung karena orangnya belum mengizinkan: %(number)d kasus") % {"number": told.left_out},
    ]
    bold = book.add_format({"bold": True, "font_size": 13})
    for number, text in enumerate(lines):
        book.text(sheet, number, 0, text, None if number else bold)
    return len(lines)


def _table(book: SafeWorkbook, sheet, line: int, table: Table) -> int:
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "bottom": 1, "align": "right", "text_wrap": True})
    book.text(sheet, line, 0, table.title, book.add_format({"bold": True, "font_size": 12}))
    book.text(sheet, line + 1, 0, table.about, book.add_format({"italic": True}))
    for column, title in enumerate(table.heads, start=1):
        book.text(sheet, line + 2, column, title, head)
    for number, row in enumerate(table.rows, start=line + 3):
        book.text(sheet, number, 0, row.label, None if row.values else bold)
        for column, value in enumerate(row.values, start=1):
            if value is not None:
                sheet.write_number(number, column, value)
    return line + 3 + len(table.rows)
