"""What a list looks like once it is a sheet: its name, its columns, its rows, its pages."""

import datetime
import io

import openpyxl
import pytest
import tablib

from safeguards.sheet_layout import NARROWEST, ON_ONE_PAGE, SLACK, WIDEST, Layout, height, sheet_name
from safeguards.spreadsheets import RowWriter, SafeWorkbook, SafeXLSX


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def exported(*rows, heads=("Nama", "Tanggal"), title="kegiatan kelompok"):
    return opened(SafeXLSX().export_data(tablib.Dataset(*rows, headers=heads, title=title)))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kegiatan kelompok", "Kegiatan kelompok"),
        ("kabupaten/kota", "Kabupaten kota"),
        ("a[b]:c*?\\d\n", "A b c d"),
        ("x" * 40, "X" + "x" * 30),
        ("'dikutip'", "Dikutip"),
        ("", None),
        ("/:*", None),
        ("History", None),
    ],
)
def test_a_sheet_is_called_what_excel_takes(text, name):
    assert sheet_name(text) == name


def test_a_list_is_called_after_what_it_is_of():
    assert (exported(title="kabupaten/kota").title, exported(title="").title) == ("Kabupaten kota", "Sheet1")


def test_columns_are_as_wide_as_what_they_hold_within_bounds():
    layout = Layout()
    layout.head(0, ["No", "Penyandang disabilitas", "Tanggal", "Saat", "Judul", "Rupiah"])
    day = datetime.date(2026, 1, 31)
    moment = datetime.datetime(2026, 1, 31, 23, 59, tzinfo=datetime.UTC)
    layout.row([1, 2, day, moment, "a" * 200, 16_000_000])
    layout.row([None, None, None, None, "pendek\nlagi", 0])
    assert layout.widths == [
        NARROWEST,
        len("disabilitas") + SLACK,
        len("2026-01-31") + SLACK,
        len("2026-01-31 23:59") + SLACK,
        WIDEST,
        len("16.000.000") + SLACK,
    ]


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        (["a" * (WIDEST - 1), 3], 1),
        (["kata " * 12], 2),
        (["satu\ndua\n\nempat"], 4),
        ([None, "", datetime.date(2026, 1, 31)], 1),
    ],
)
def test_a_row_is_as_high_as_its_longest_text(values, lines):
    assert Layout().row(values) == lines


def test_a_title_breaks_between_its_words():
    assert [Layout().head(0, [title]) for title in ("Nama", "Penyandang disabilitas", "")] == [1, 2, 1]
    assert (height(2), height(1000)) == (30, 409)


def test_a_date_has_room():
    sheet = exported(("Contoh", datetime.date(2026, 1, 31)))
    cell = sheet["B2"]
    assert (cell.number_format, sheet.column_dimensions["B"].width >= 12) == ("yyyy-mm-dd", True)


def test_a_list_prints_on_landscape_pages_one_wide_with_its_head_and_numbers():
    sheet = exported(("Contoh", None))
    setup = sheet.page_setup
    assert (setup.orientation, str(setup.paperSize), setup.fitToWidth, setup.fitToHeight) == (
        "landscape",
        "9",
        None,
        0,
    )
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.print_title_cols) == ("A2", "$1:$1", None)
    assert (sheet.oddFooter.left.text, sheet.oddFooter.right.text) == ("KK Portal", "Halaman &P dari &N")


def test_what_cannot_be_read_on_one_page_takes_two_and_keeps_its_first_column():
    columns = ON_ONE_PAGE // WIDEST + 1
    sheet = exported(["a" * 40] * columns, heads=[f"Kolom {number}" for number in range(columns)])
    assert (sheet.page_setup.fitToWidth, sheet.print_title_cols, sheet.freeze_panes) == (2, "$A:$A", "B2")


def test_what_stands_above_the_head_widens_no_column():
    with SafeWorkbook() as book:
        writer = RowWriter(book, "Contoh")
        writer.line(0, "Satu kalimat yang panjang tentang isi seluruh daftar di bawahnya", writer.bold)
        writer.head(1, ["Nama"])
        writer.write(2, ["Wati"])
        writer.finish("Contoh & lain")
    sheet = opened(book.content())
    assert (sheet.column_dimensions["A"].width < 10, sheet.print_title_rows) == (True, "$2:$2")
    assert (sheet.freeze_panes, sheet.oddFooter.left.text) == ("A3", "Contoh && lain")


@pytest.mark.parametrize("text", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1"])
def test_what_looks_like_a_formula_stays_text_when_it_is_edited(text):
    cells = exported((text, "Contoh"))[2]
    assert [(cell.data_type, cell.quotePrefix, cell.value) for cell in cells] == [
        ("s", True, text),
        ("s", False, "Contoh"),
    ]


def test_large_numbers_have_points_and_years_have_none():
    cells = exported((2027, 16_000_000))[2]
    assert [cell.number_format for cell in cells] == ["General", "[$-421]#,##0"]
