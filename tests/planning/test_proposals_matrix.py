"""The matrix that goes to the team of the work plan: typed, printable, nothing cut off, nothing hidden."""

import io

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from planning.exports import matrix
from planning.models import Proposal
from planning.results import by_year
from tests import factories
from tests.office import HOSTILE, OFFICE, opened

YEAR = timezone.localdate().year + 1
DOWNLOAD = reverse("planning:proposal-download")


def book_of(cast, village=None):
    village = village or cast.teros.village
    rows = Proposal.objects.of(village)
    told = {"village": village, "year": YEAR, "groups": [cast.teros]}
    listed = list(rows.filter(year=YEAR).in_order().with_place())
    return matrix.build(proposals=listed, years=by_year(rows), **told)


def sheets(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def rows_of(sheet) -> list[tuple]:
    return [row for row in sheet.iter_rows(values_only=True) if any(cell not in (None, "") for cell in row)]


def test_it_is_downloaded_under_the_villages_name(cast, login):
    response = login(cast.humas).get(DOWNLOAD)
    assert response["Content-Disposition"] == f'attachment; filename="usulan-teros-{YEAR}.xlsx"'
    assert sheets(response.content).sheetnames == ["Matriks", "Hasil"]


def test_rows_stand_under_their_sector_with_their_priority(cast):
    told = {"amount_asked": 2_500_000, "implementation": "third_party", "women": 40, "targets": "Warga"}
    factories.proposal(cast.relawan, title="Kedua", subsector="4.4", priority=2, **told)
    factories.proposal(cast.relawan, title="Pertama", subsector="4.4", priority=1)
    factories.proposal(cast.relawan, title="Ketiga", subsector="1.3", priority=3)
    factories.proposal(cast.relawan, title="Ditolak", status="refused", reason="Habis.", priority=4)
    rows = rows_of(sheets(book_of(cast))["Matriks"])
    assert rows[0][0] == f"Usulan RKPDes {YEAR}"
    lines = [row[:2] for row in rows if isinstance(row[0], int) or (row[0] or "")[1:3] == ". "]
    assert lines == [
        ("1. Penyelenggaraan pemerintahan", None),
        (3, "Ketiga (1.3)"),
        ("4. Pemberdayaan masyarakat", None),
        (1, "Pertama (4.4)"),
        (2, "Kedua (4.4)"),
    ]
    (second,) = [row for row in rows if row[1] == "Kedua (4.4)"]
    assert second[5:12] == ("Warga; P 40", None, 2_500_000, None, None, None, "✓")
    (total,) = [row for row in rows if row[0] == "Jumlah biaya yang diketahui"]
    assert total[7] == 2_500_000


def test_the_evidence_stands_beside_the_problem(cast):
    told = [{"key": "need.civil", "label": "Administrasi kependudukan", "year": 2026, "text": "45"}]
    factories.proposal(cast.relawan, problem="Banyak tanpa akta.", evidence=told)
    cells = [row[2] for row in rows_of(sheets(book_of(cast))["Matriks"])]
    assert "Banyak tanpa akta.\nAdministrasi kependudukan: 45 (2026)" in cells


def test_what_became_of_each_and_of_the_years(cast):
    factories.proposal(cast.relawan, title="Ditolak", status="refused", reason="Dana habis.", amount_asked=7)
    factories.proposal(
        cast.relawan, title="Lama", year=YEAR - 1, amount_asked=5, status="done", amount_granted=4
    )
    rows = rows_of(sheets(book_of(cast))["Hasil"])
    assert [row[1:] for row in rows if row[0] == 1] == [
        ("Ditolak", "Ditolak", 7, None, timezone.localdate().strftime("%d/%m/%Y"), "Dana habis."),
    ]
    assert [(row[0], *row[2:6]) for row in rows[-2:]] == [
        (str(YEAR), "1 (7)", "0 (0)", "0 (0)", "0 (0)"),
        (str(YEAR - 1), "1 (5)", "0 (0)", "0 (0)", "1 (4)"),
    ]


@pytest.mark.parametrize("name", ["Matriks", "Hasil"])
def test_it_prints_on_a4_landscape_with_heads_repeated(cast, name):
    for _number in range(40):
        factories.proposal(cast.relawan, problem="Masalah yang panjang sekali. " * 20)
    sheet = sheets(book_of(cast))[name]
    setup = sheet.page_setup
    told = (setup.paperSize, setup.orientation, setup.fitToWidth or 1, setup.fitToHeight)
    assert (told, sheet.sheet_properties.pageSetUpPr.fitToPage) == ((9, "landscape", 1, 0), True)
    assert sheet.print_title_rows in {"$5:$6", "$5:$5"}
    assert "Halaman &P dari &N" in sheet.oddFooter.right.text
    assert max(row.height or 0 for row in sheet.row_dimensions.values()) <= 409


def test_a_kelurahan_has_its_own_words(cast):
    group = factories.group("KK Nusaniwe", factories.NUSANIWE, "RG")
    factories.proposal(factories.volunteer("nusaniwe", group), status="musdes")
    book = sheets(book_of(cast, group.village))
    cells = [cell for sheet in book for row in rows_of(sheet) for cell in row if isinstance(cell, str)]
    told = {f"Usulan RKPD {YEAR}", "Musrenbang kelurahan", "Lurah", "APBD: usulan (Rp)"}
    assert told - set(cells) == set()


def test_an_empty_list_says_so(cast):
    assert "Belum ada usulan." in [row[0] for row in rows_of(sheets(book_of(cast))["Matriks"])]


@pytest.mark.skipif(not OFFICE, reason="LibreOffice is missing")
def test_text_stays_text_in_an_office_program(cast, tmp_path):
    for text in HOSTILE:
        factories.proposal(cast.relawan, title=text.strip(), problem=text, location=text, reason="")
    kinds = {cell.kind for row in opened(book_of(cast), tmp_path) for cell in row}
    assert kinds <= {"string", "float"}


def test_what_looks_like_a_formula_stays_text_while_the_meeting_fills_it_in(cast):
    """The look of its cell stays too."""
    lure = '=HYPERLINK("http://contoh.invalid","klik")'
    factories.proposal(cast.relawan, title=lure, problem=lure, location=lure, volume="Biasa")
    rows = list(sheets(book_of(cast))["Matriks"].iter_rows())
    (row,) = [row for row in rows if row[3].value == lure]
    assert [cell.quotePrefix for cell in row[1:5]] == [True, True, True, False]
    assert {(cell.border.left.style, cell.alignment.wrap_text) for cell in row[1:5]} == {("thin", True)}


def test_amounts_stand_under_their_heads_and_ticks_in_the_middle(cast):
    factories.proposal(cast.relawan, title="Contoh", implementation="self_managed", amount_asked=5)
    book = sheets(book_of(cast))
    sides = {
        cell.value: cell.alignment.horizontal for sheet in book for row in sheet.iter_rows() for cell in row
    }
    told = [sides[text] for text in ("Jumlah (Rp)", "Diusulkan (Rp)", "Disetujui (Rp)", "✓")]
    assert told == ["right", "right", "right", "center"]


def test_a_row_has_room_for_words_that_stay_whole(cast):
    """A line of eleven characters holds one word of nine: counted by characters alone, the last is cut."""
    factories.proposal(cast.relawan, title="Contoh", location="musyawarah " * 9)
    sheet = sheets(book_of(cast))["Matriks"]
    row = next(row[0].row for row in sheet.iter_rows() if row[1].value == "Contoh (1.3)")
    assert sheet.row_dimensions[row].height >= 9 * 13
