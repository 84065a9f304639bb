"""Text goes out as text and comes in as text, and no file unpacks into the memory of the machine."""

import datetime
import io
import zipfile
from decimal import Decimal

import openpyxl
import pytest
import tablib
from import_export.formats.base_formats import BINARY_FORMATS
from openpyxl.worksheet.formula import ArrayFormula

from safeguards import spreadsheets
from safeguards.spreadsheets import SafeCSV, SafeWorkbook, SafeXLSX, UnreadableFile

DANGEROUS = [
    "=1+1",
    "==1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    '=HYPERLINK("http://contoh.invalid","klik")',
    "=cmd|' /C calc'!A0",
    "{=1+1}",
    "http://contoh.invalid",
    "mailto:a@contoh.invalid",
    "5203171708900001",
    "007",
    "<b>&\"'",
]


def read(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.mark.parametrize("constant_memory", [False, True])
def test_no_text_becomes_a_formula_a_link_or_a_number(constant_memory):
    with SafeWorkbook(constant_memory=constant_memory) as book:
        sheet = book.add_worksheet("Ringkasan")
        for row, text in enumerate(DANGEROUS):
            book.text(sheet, row, 0, text)
            sheet.write(row, 1, text)
    cells = list(read(book.content())["Ringkasan"].iter_rows())
    assert [[cell.data_type for cell in row] for row in cells] == [["s", "s"]] * len(DANGEROUS)
    assert [row[0].value for row in cells] == [text.replace("\r", "_x000D_") for text in DANGEROUS]
    assert [cell for row in cells for cell in row if cell.hyperlink] == []
    assert all(b"<f>" not in part for part in parts(book.content()).values())


def test_what_looks_like_a_formula_stays_text_when_it_is_edited():
    with SafeWorkbook() as book:
        sheet = book.add_worksheet()
        book.text(sheet, 0, 0, "=1+1")
        book.text(sheet, 1, 0, "Teros")
        book.text(sheet, 2, 0, "=1+1", book.add_format({"bold": True}))
    cells = [row[0] for row in read(book.content()).active.iter_rows()]
    assert [(cell.quotePrefix, cell.font.b) for cell in cells] == [
        (True, False),
        (False, False),
        (True, True),
    ]


def test_properties_name_nobody():
    with SafeWorkbook() as book:
        book.add_worksheet()
    properties = read(book.content()).properties
    assert (properties.creator, properties.lastModifiedBy, properties.title) == (
        "KK Portal",
        "KK Portal",
        None,
    )


@pytest.mark.parametrize("hide", ["hide", "very_hidden"])
def test_a_hidden_sheet_is_refused(hide):
    book = SafeWorkbook()
    book.add_worksheet("Ringkasan")
    getattr(book.add_worksheet("Rahasia"), hide)()
    with pytest.raises(ValueError, match="Rahasia"):
        book.close()


def test_text_that_no_cell_holds_ends_in_an_ellipsis():
    with SafeWorkbook() as book:
        sheet = book.add_worksheet()
        book.text(sheet, 0, 0, "a" * 40_000)
        book.text(sheet, 1, 0, "b" * 32_767)
    values = [row[0].value for row in read(book.content()).active.iter_rows()]
    assert values == ["a" * 32_766 + "…", "b" * 32_767]


def test_a_long_export_parks_its_rows_in_memory(monkeypatch, tmp_path):
    monkeypatch.setattr(spreadsheets, "MEMORY_DISK", tmp_path)
    assert SafeWorkbook(constant_memory=True).tmpdir == str(tmp_path)
    monkeypatch.setattr(spreadsheets, "MEMORY_DISK", tmp_path / "nowhere")
    beside = SafeWorkbook(constant_memory=True)
    assert (beside.tmpdir, beside.in_memory, bool(beside.constant_memory)) == (None, True, False)


def exported(*rows) -> bytes:
    return SafeXLSX().export_data(tablib.Dataset(*rows, headers=["a", "=b"]))


def test_the_format_is_one_of_the_binary_ones():
    assert SafeXLSX in BINARY_FORMATS
    assert (SafeXLSX().is_binary(), SafeXLSX().get_extension(), SafeXLSX().can_export()) == (
        True,
        "xlsx",
        True,
    )


def test_an_export_keeps_types():
    moment = datetime.datetime(2026, 5, 1, 23, 30, tzinfo=datetime.UTC)
    rows = [
        (1, 2.5),
        (Decimal("3.5"), True),
        (datetime.date(2026, 5, 1), datetime.datetime(2026, 5, 1, 7, 30)),  # noqa: DTZ001  # as openpyxl gives it
        (moment, None),
        ("", 10**15),
        (float("nan"), "teks"),
    ]
    content = exported(*rows)
    values = [[cell.value for cell in row] for row in read(content).active.iter_rows(min_row=2)]
    assert values == [
        [1, 2.5],
        [3.5, True],
        [datetime.datetime(2026, 5, 1), datetime.datetime(2026, 5, 1, 7, 30)],  # noqa: DTZ001
        [datetime.datetime(2026, 5, 2, 7, 30), None],  # noqa: DTZ001  # Makassar, eight hours ahead
        [None, str(10**15)],
        ["nan", "teks"],
    ]
    assert read(content).active.freeze_panes == "A2"


def test_an_export_without_headers_or_rows_is_an_empty_sheet():
    assert list(read(SafeXLSX().export_data(tablib.Dataset())).active.iter_rows()) == []


def test_dangerous_text_goes_out_and_comes_back_as_it_was():
    plain = [text for text in DANGEROUS if "\r" not in text]
    dataset = SafeXLSX().create_dataset(exported(*[(text, text) for text in plain]))
    assert dataset.headers == ["a", "=b"]
    assert dataset["a"] == plain


def workbook(*rows, sheets=1) -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(buffer)
    return buffer.getvalue()


def test_a_formula_comes_in_as_its_text():
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["nama", "jumlah"])
    book.active.append(["Wati", "=1+1"])
    book.active["A3"] = ArrayFormula("A3:A3", "=SUM(B1:B2)")
    book.save(buffer)
    dataset = SafeXLSX().create_dataset(buffer.getvalue())
    assert list(dataset) == [("Wati", "=1+1"), ("=SUM(B1:B2)", None)]


def test_an_import_reads_the_named_columns_and_leaves_out_empty_rows():
    content = workbook(["nama ", 7, None, None], ["Wati"], [None, ""], ["Siti", 2, "lebih"])
    dataset = SafeXLSX().create_dataset(content)
    assert dataset.headers == ["nama", "7"]
    assert list(dataset) == [("Wati", None), ("Siti", 2)]


def message(content, form=SafeXLSX) -> str:
    with pytest.raises(UnreadableFile) as error:
        form().create_dataset(content)
    return str(error.value)


BROKEN = "Berkas ini rusak atau bukan XLSX. Simpan ulang sebagai XLSX."


def test_what_is_no_workbook_is_refused_with_a_way_out():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("halo.txt", "x")
    good = workbook(["nama"], ["Wati"])
    assert [message(content) for content in (b"", b"halo", buffer.getvalue(), good[:-30])] == [BROKEN] * 4


def test_broken_xml_inside_is_refused_too():
    buffer, good = io.BytesIO(), parts(workbook(["nama"], ["Wati"]))
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in good.items():
            file.writestr(name, content[:-20] if name == "xl/worksheets/sheet1.xml" else content)
    assert message(buffer.getvalue()) == BROKEN


def test_a_small_file_that_unpacks_to_much_is_refused_before_it_is_read():
    buffer = io.BytesIO(workbook(["nama"]))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/media/image1.png", b"\0" * (21 * 1024 * 1024))
    assert len(buffer.getvalue()) < 100_000
    assert (
        message(buffer.getvalue())
        == "Isi berkas lebih dari 20 MB. Hapus gambar dan lembar lain, lalu coba lagi."
    )


def test_an_empty_sheet_is_refused():
    assert message(workbook()) == message(workbook([None, " "])) == "Baris pertama harus berisi judul kolom."


def test_ten_thousand_rows_come_in_and_one_more_does_not(monkeypatch):
    monkeypatch.setattr(spreadsheets, "MOST_ROWS", 3)
    assert len(SafeXLSX().create_dataset(workbook(*[["x"]] * 4))) == 3
    limit = "Paling banyak 1.000 baris sekali impor. Bagi menjadi beberapa berkas."
    assert message(workbook(*[["x"]] * 5)) == limit
    assert message("x\n" * 5, SafeCSV) == limit


@pytest.mark.parametrize(
    "text",
    ["nama;jumlah\r\nWati;=1+1\r\n", "nama,jumlah\nWati,=1+1\n", "\ufeffnama;jumlah\nWati;=1+1"],
)
def test_a_csv_is_read_with_either_delimiter(text):
    for content in (text, text.encode()):
        dataset = SafeCSV().create_dataset(content)
        assert (dataset.headers, list(dataset)) == (["nama", "jumlah"], [("Wati", "=1+1")])


def test_a_csv_is_never_written_and_refused_when_unreadable(monkeypatch):
    assert (SafeCSV().can_import(), SafeCSV().can_export()) == (True, False)
    assert message(b"\xff\xfe\x00", SafeCSV) == "Berkas ini bukan CSV UTF-8. Simpan ulang sebagai XLSX."
    assert message("a\n" + "x" * 200_000, SafeCSV) == "Berkas ini bukan CSV UTF-8. Simpan ulang sebagai XLSX."
    monkeypatch.setattr(spreadsheets, "LARGEST_TEXT", 3)
    assert message("a;b;c", SafeCSV) == "Berkas terlalu besar. Bagi menjadi beberapa berkas."
