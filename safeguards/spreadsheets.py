"""Workbooks and tables in which text stays text, on the way out and on the way in.

Out: XLSX only. A CSV has no types: a cell that begins with ``=`` is a formula to the program that
opens it, and a quote put before it would come back as part of the name. So CSV is read, not written.
In: sizes are summed before anything is unpacked (320 KB can unpack to 300 MB).
"""

import csv
import datetime
import io
import zipfile
import zlib
from contextlib import suppress
from decimal import Decimal
from itertools import islice
from pathlib import Path
from xml.parsers import expat

import openpyxl
import tablib
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.formats import base_formats
from openpyxl.utils.exceptions import InvalidFileException
from xlsxwriter import Workbook
from xlsxwriter.format import Format

from .sheet_layout import GROUPED_FROM, Layout, height, sheet_name

AUTHOR = "KK Portal"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_CELL = 32767
FIRST_YEAR = 1900  # no spreadsheet knows a day before it
EXACT_UP_TO = 10**15  # a spreadsheet keeps 15 digits of a number
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MOST_ROWS = 1_000  # each is checked against every constraint, about 20 ms: a request ends after 30 s
MOST_COLUMNS = 100
DEEPEST = 60  # elements within each other; an office program writes about twelve
LARGEST_UNPACKED = 20 * 1024 * 1024
LARGEST_TEXT = 5 * 1024 * 1024
MEMORY_DISK = Path("/dev/shm")  # noqa: S108  # memory, not disk; see SafeWorkbook


def download(content: bytes, name: str) -> HttpResponse:
    """The answer that hands a finished workbook over as the file ``name``."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


BROKEN = gettext_lazy("Berkas ini rusak atau bukan XLSX. Simpan ulang sebagai XLSX.")


class UnreadableFile(ValueError):
    """The file was not read; the message tells the person what to do."""


class SafeWorkbook(Workbook):
    """An XlsxWriter workbook in memory: strings are never formulas or links, nothing is hidden.

    ``constant_memory`` is for long exports: rows must be written in order, and XlsxWriter parks
    them in a temporary file. That file lies in memory; where the system offers none, all rows do.

    >>> with SafeWorkbook() as book:
    ...     sheet = book.add_worksheet("Ringkasan")
    ...     book.text(sheet, 0, 0, "=1+1")
    >>> book.content()
    """

    def __init__(self, *, constant_memory: bool = False):
        self._buffer = io.BytesIO()
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        if constant_memory and MEMORY_DISK.is_dir():
            options |= {"constant_memory": True, "tmpdir": str(MEMORY_DISK)}
        else:
            options["in_memory"] = True
        super().__init__(self._buffer, options)
        self.set_properties({"author": AUTHOR})
        self._quoted: dict[Format | None, Format] = {}

    def add_format(self, properties=None) -> Format:
        made = super().add_format(properties)
        made.told = properties or {}
        return made

    def text(self, sheet, row: int, column: int, value, cell_format=None) -> None:
        """Writes ``value`` as text, whatever it looks like; what no cell can hold ends in "…"."""
        text = str(value)
        if len(text) > LONGEST_CELL:
            text = text[: LONGEST_CELL - 1] + "…"
        if text.startswith(STARTS_A_FORMULA):
            cell_format = self._quoting(cell_format)
        sheet.write_string(row, column, text, cell_format)

    def _quoting(self, cell_format: Format | None) -> Format:
        """The same look; what looks like a formula stays text when somebody edits its cell."""
        if cell_format not in self._quoted:
            told = cell_format.told if cell_format else {}
            self._quoted[cell_format] = self.add_format({**told, "quote_prefix": True})
        return self._quoted[cell_format]

    def close(self) -> None:
        hidden = [sheet.get_name() for sheet in self.worksheets() if sheet.hidden]
        if hidden:
            raise ValueError(f"A sheet that is handed round hides nothing: {', '.join(hidden)}")
        super().close()

    def content(self) -> bytes:
        """The finished file; only after the ``with`` block."""
        return self._buffer.getvalue()


class RowWriter:
    """Writes typed rows: dates as dates, numbers as numbers, the rest as text. ``finish`` after the last."""

    def __init__(self, book: SafeWorkbook, name: str = ""):
        self.book, self.sheet = book, book.add_worksheet(sheet_name(name))
        self._layout = Layout()
        cell, figure = {"valign": "top"}, {"valign": "top", "align": "right", "indent": 1}
        self.bold = book.add_format({"bold": True})
        head = {"bold": True, "text_wrap": True, "bottom": 1}
        self._bold_figure = book.add_format({**figure, "bold": True})
        self._head = book.add_format({**cell, **head})
        self._head_of_figures = book.add_format({**figure, **head})
        self._text = book.add_format({**cell, "text_wrap": True})
        self._number = book.add_format(figure)
        self._grouped = book.add_format({**figure, "num_format": "[$-421]#,##0"})
        self._date = book.add_format({**cell, "align": "left", "num_format": "yyyy-mm-dd"})
        self._moment = book.add_format({**cell, "align": "left", "num_format": "yyyy-mm-dd hh:mm"})

    def line(self, row: int, text: str, cell_format=None) -> None:
        """A sentence above the head; it runs over the columns and widens none."""
        self.book.text(self.sheet, row, 0, text, cell_format)

    def head(self, row: int, titles, figures: tuple[str, ...] = ()) -> None:
        """The titles that ``figures`` names stand over their numbers, to the right."""
        self.sheet.set_row(row, height(self._layout.head(row, titles)))
        for column, title in enumerate(titles):
            over = self._head_of_figures if title in figures else self._head
            self.book.text(self.sheet, row, column, title, over)

    def write(self, row: int, values, *, total: bool = False) -> None:
        """``total``: in bold, as the sum of the rows above."""
        lines = self._layout.row(values)
        if lines > 1:
            self.sheet.set_row(row, height(lines))
        for column, value in enumerate(values):
            self._cell(row, column, value, self._bold_of(value) if total else None)

    def finish(self, footer: str = AUTHOR) -> None:
        """Columns as wide as what was written, and pages to print."""
        self._layout.apply(self.sheet, footer)

    def _cell(self, row: int, column: int, value, cell_format) -> None:
        match value:
            case None | "":
                return
            case bool():
                self.sheet.write_boolean(row, column, value, cell_format or self._number)
            case int() | float() | Decimal() if abs(value) < EXACT_UP_TO:
                self.sheet.write_number(row, column, value, cell_format or self._of_number(value))
            case datetime.date() if value.year < FIRST_YEAR:
                self.book.text(self.sheet, row, column, value.isoformat(), cell_format or self._text)
            case datetime.datetime():
                naive = timezone.make_naive(value) if timezone.is_aware(value) else value
                self.sheet.write_datetime(row, column, naive, self._moment)
            case datetime.date():
                self.sheet.write_datetime(row, column, value, self._date)
            case _:
                self.book.text(self.sheet, row, column, value, cell_format or self._text)

    def _bold_of(self, value):
        return self._bold_figure if isinstance(value, int) else self.bold

    def _of_number(self, value):
        whole = isinstance(value, int) and abs(value) >= GROUPED_FROM
        return self._grouped if whole else self._number


class SafeXLSX(base_formats.XLSX):
    """The XLSX format of django-import-export, for lists of members and providers."""

    def export_data(self, dataset, **kwargs) -> bytes:
        with SafeWorkbook(constant_memory=True) as book:
            writer = RowWriter(book, dataset.title or "")
            writer.head(0, dataset.headers or [])
            for row, values in enumerate(dataset, start=1):
                writer.write(row, values)
            writer.finish()
        return book.content()

    def create_dataset(self, in_stream: bytes, **kwargs) -> tablib.Dataset:
        """The first sheet; a formula comes in as the text it was typed as, never as its result."""
        _refuse_a_bomb(in_stream)
        _refuse_odd_xml(in_stream)
        try:
            book = openpyxl.load_workbook(io.BytesIO(in_stream), read_only=True, data_only=False)
            sheet = book.worksheets[0]
            rows = sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
            return _dataset([_plain(value) for value in row] for row in rows)
        except UnreadableFile:
            raise
        except (
            InvalidFileException,
            KeyError,
            ValueError,
            IndexError,
            SyntaxError,
            zipfile.BadZipFile,
        ) as error:
            raise UnreadableFile(BROKEN) from error


# import-export asks `type(format) in BINARY_FORMATS` before it hands over dates and numbers as such.
base_formats.BINARY_FORMATS.append(SafeXLSX)


class SafeCSV(base_formats.CSV):
    """CSV, to import only; with the semicolons that an Indonesian Excel writes, or with commas."""

    def can_export(self) -> bool:
        return False

    def create_dataset(self, in_stream: str | bytes, **kwargs) -> tablib.Dataset:
        if len(in_stream) > LARGEST_TEXT:
            raise UnreadableFile(_("Berkas terlalu besar. Bagi menjadi beberapa berkas."))
        try:
            text = in_stream.decode("utf-8-sig") if isinstance(in_stream, bytes) else in_stream
            text = text.removeprefix("\ufeff")
            first = text.partition("\n")[0]
            delimiter = ";" if first.count(";") > first.count(",") else ","
            return _dataset(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
        except (UnicodeDecodeError, csv.Error) as error:
            raise UnreadableFile(_("Berkas ini bukan CSV UTF-8. Simpan ulang sebagai XLSX.")) from error


def _refuse_a_bomb(content: bytes) -> None:
    """Sums what the parts of the file say they unpack to; a lie about that ends in BadZipFile later."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            size = sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile as error:
        raise UnreadableFile(BROKEN) from error
    if size > LARGEST_UNPACKED:
        raise UnreadableFile(_("Isi berkas lebih dari 20 MB. Hapus gambar dan lembar lain, lalu coba lagi."))


def _refuse_odd_xml(content: bytes) -> None:
    """Entities and depth that no office program writes: the one reads other files, the other breaks readers.
    What is no XML (pictures) is left to whoever may ask for it.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        for part in parts.infolist():
            try:
                _walk(parts.read(part))
            except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, EOFError) as error:
                raise UnreadableFile(BROKEN) from error


def _walk(part: bytes) -> None:
    depth, parser = 0, expat.ParserCreate()

    def refuse(*_told) -> None:
        raise UnreadableFile(BROKEN)

    def begin(_name, _attributes) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            refuse()

    def end(_name) -> None:
        nonlocal depth
        depth -= 1

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    with suppress(expat.ExpatError):
        parser.Parse(part, True)


def _plain(value):
    """A cell's value; the objects that openpyxl makes of array formulas as their text."""
    return value if value is None or isinstance(value, (str, int, float, datetime.date)) else _formula(value)


def _formula(value) -> str:
    return str(getattr(value, "text", None) or value)


def _dataset(rows) -> tablib.Dataset:
    """Headers up to the last named column; rows cut or filled to that width, empty ones left out."""
    rows = iter(rows)
    headers = ["" if name is None else str(name).strip() for name in islice(next(rows, []), MOST_COLUMNS + 1)]
    while headers and not headers[-1]:
        headers.pop()
    if not headers:
        raise UnreadableFile(_("Baris pertama harus berisi judul kolom."))
    if len(headers) > MOST_COLUMNS:
        raise UnreadableFile(_("Terlalu banyak kolom. Hapus kolom yang tidak dipakai."))
    dataset = tablib.Dataset(headers=headers)
    for row in islice(rows, MOST_ROWS):
        cells = (list(row) + [None] * len(headers))[: len(headers)]
        if any(value not in (None, "") for value in cells):
            dataset.append(cells)
    if next(rows, None) is not None:
        raise UnreadableFile(_("Paling banyak 1.000 baris sekali impor. Bagi menjadi beberapa berkas."))
    return dataset
