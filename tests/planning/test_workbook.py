"""The workbook of the meeting: released figures, no person, printable, readable by other programs."""

import io
import shutil
import subprocess
import zipfile

import openpyxl
import pytest

from complaints.statistics import village_totals
from planning import workbook
from tests import factories

SHEETS = ["Sampul", "Ringkasan", "Rincian", "Grafik"]
OFFICE = shutil.which("soffice")
CANARIES = ["Zamrud Rahasia", "081299990001", "5203170101010001", "cerita-kenari", "tanda-kenari"]


@pytest.fixture
def content(cast) -> bytes:
    for kind in ("social", "violence"):
        case = factories.complaint(
            cast.relawan, kind=kind, name=CANARIES[0], narrative=CANARIES[3], reminder=CANARIES[4]
        )
        factories.person(case, role="reporter", identity={"phone": CANARIES[1], "nik": CANARIES[2]})
    totals = village_totals(village=factories.make_village(), year=case.received_at.year)
    return workbook.build(totals=totals, group=cast.teros)


def cells(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def test_sheets_are_four_and_none_is_hidden(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == SHEETS
    assert [sheet.sheet_state for sheet in book] == ["visible"] * len(SHEETS)


def test_no_person_in_any_part_of_the_file(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        everything = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    assert [canary for canary in CANARIES if canary in everything] == []


def test_author_is_the_portal_alone(content):
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert (properties.creator, properties.lastModifiedBy or "KK Portal") == ("KK Portal", "KK Portal")


def test_no_cell_is_a_formula(content):
    assert [text for text in cells(content) if text.startswith("=")] == []


def test_violence_of_the_village_is_one_hidden_number(content):
    assert [text for text in cells(content) if text.startswith("Di sini:")] == [
        next(text for text in cells(content) if "di bawah 10, bisa nol; " in text)
    ]


@pytest.mark.parametrize(("paper", "code"), [(workbook.Paper.A4, "9"), (workbook.Paper.F4, "14")])
def test_page_to_hand_round_is_one_portrait_page(cast, paper, code):
    totals = village_totals(village=factories.make_village(), year=2026)
    content = workbook.build(totals=totals, group=cast.teros, paper=paper)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Ringkasan"]
    assert str(sheet.page_setup.paperSize) == code
    assert sheet.page_setup.orientation == "portrait"
    # One page wide and tall is what "fit to page" means where neither number is written.
    assert sheet.sheet_properties.pageSetUpPr.fitToPage is True
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, None)
    assert sheet.print_area == f"'Ringkasan'!$A$1:$G${sheet.max_row}"


def test_page_has_its_five_sections_and_empty_rows(content):
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Ringkasan"]
    heads = [
        str(row[0]) for row in sheet.iter_rows(values_only=True) if row[0] and str(row[0])[:2] in SECTIONS
    ]
    assert [head[:2] for head in heads] == SECTIONS


SECTIONS = ["1.", "2.", "3.", "4.", "5."]


def test_a_village_without_cases_and_group_still_gets_a_page(db):
    totals = village_totals(village=factories.make_village(factories.LOMPOE), year=2026)
    content = workbook.build(totals=totals, group=None)
    assert [text for text in cells(content) if "Musrenbang Kelurahan" in text] != []


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is missing")
def test_libreoffice_opens_it(content, tmp_path):
    source = tmp_path / "ringkasan.xlsx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - a fixed command
    assert source.with_suffix(".pdf").read_bytes()[:5] == b"%PDF-"
