"""The workbook of the meeting: released figures, no person, printable, readable by other programs."""

import io
import shutil
import subprocess
import zipfile

import openpyxl
import pytest

from complaints.statistics import exact_totals
from planning import workbook
from planning.planned import Planned, planned
from planning.told import newest_quarters, totals_told
from planning.workbook.page import WARNING
from tests import factories

SHEETS = [
    "Sampul",
    "Ringkasan",
    "Layanan",
    "Perlindungan sosial",
    "Kekerasan",
    "Usulan",
    "Kegiatan",
    "Penjelasan",
]
YEAR = factories.LAST_YEAR
MID_YEAR = f"{YEAR}-06-01T12:00:00+08:00"
PLANNED = Planned(YEAR + 2)
OFFICE = shutil.which("soffice")
CANARIES = ["Zamrud Rahasia", "081299990001", "5203170101010001", "cerita-kenari", "tanda-kenari"]


def told(village: str = factories.TEROS):
    factories.release(YEAR, village=village)
    return totals_told(factories.make_village(village), YEAR)


@pytest.fixture
def content(cast) -> bytes:
    for kind in ("social", "violence"):
        case = factories.complaint(
            cast.relawan,
            kind=kind,
            name=CANARIES[0],
            narrative=CANARIES[3],
            reminder=CANARIES[4],
            received_at=MID_YEAR,
        )
        factories.person(case, role="reporter", identity={"phone": CANARIES[1], "nik": CANARIES[2]})
    factories.release(YEAR, quarters=(1, 2))
    return workbook.build(
        planned=PLANNED,
        totals=told(),
        groups=[cast.teros],
        spoken=["Pesan pertama.", "Pesan kedua."],
        missing=["Reintegrasi sosial"],
        quarters=newest_quarters(cast.teros.village),
    )


def cells(content: bytes) -> list[str]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]


def test_sheets_are_named_and_none_is_hidden(content):
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
    rows = list(openpyxl.load_workbook(io.BytesIO(content))["Ringkasan"].iter_rows(values_only=True))
    hidden = "di bawah 10, bisa nol"
    assert [[text for text in row if text] for row in rows if row[0] == "Desa Teros"] == [
        ["Desa Teros", hidden, "–", "–"]
    ]


def row_of(content: bytes, sheet: str, label: str) -> list:
    rows = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return next([cell for cell in row if cell is not None] for row in rows if row[0] == label)


@pytest.mark.parametrize("sheet", ["Ringkasan", "Perlindungan sosial"])
def test_the_kabupaten_stands_beside_the_village(cast, sheet):
    factories.group("KK Contoh", "52.03.05.2002")
    for home, count in ((factories.TEROS, 6), (factories.BANJARSARI, 12)):
        for _number in range(count):
            factories.complaint(cast.relawan, village=factories.make_village(home), received_at=MID_YEAR)
    factories.release(YEAR - 1)
    content = workbook.build(planned=PLANNED, totals=told(), groups=[cast.teros])
    years, change = [str(YEAR), str(YEAR - 1)], "Perubahan"
    beside = [f"Kabupaten {YEAR}"] if sheet == "Ringkasan" else ["Kab. Lombok Timur"]
    assert row_of(content, sheet, "Kebutuhan")[1:] == [*years, change, *beside]
    assert row_of(content, sheet, "Administrasi kependudukan")[1:4] == [5, 0, "tetap"]
    assert row_of(content, sheet, "Administrasi kependudukan")[4:] == [20] * len(beside)


def test_what_is_missing_near_here_and_what_is_read_aloud_stand_in_it(content):
    assert row_of(content, "Layanan", "Reintegrasi sosial") == ["Reintegrasi sosial"]
    assert "• Pesan pertama." in cells(content)
    assert row_of(content, "Perlindungan sosial", "Menurut triwulan")[1:] == [
        f"Triwulan 2 {YEAR}",
        f"Triwulan 1 {YEAR}",
    ]


def test_tables_are_tables_with_unlike_names_and_no_filter(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    tables = [table for sheet in book for table in sheet.tables.values()]
    assert len({table.name for table in tables}) == len(tables) >= 5
    assert [table.name for table in tables if table.autoFilter] == []


def test_every_sheet_with_tables_keeps_its_title_in_sight(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    frozen = {sheet.title: sheet.freeze_panes for sheet in book if sheet.tables}
    assert frozen == dict.fromkeys(["Layanan", "Perlindungan sosial", "Kekerasan"], "A4")
    assert [book[name].print_title_rows for name in frozen] == ["$1:$3"] * len(frozen)


def test_exact_figures_are_marked_on_every_sheet(cast):
    totals = exact_totals(user=factories.overseer(), village=factories.make_village(), year=2024)
    book = openpyxl.load_workbook(
        io.BytesIO(workbook.build(planned=PLANNED, totals=totals, groups=[cast.teros]))
    )
    marks = [[cell for row in sheet.iter_rows(values_only=True) for cell in row] for sheet in book]
    assert [WARNING in cells for cells in marks] == [True] * len(SHEETS)
    assert [WARNING in sheet.oddFooter.left.text for sheet in book] == [True] * len(SHEETS)


def test_exact_figures_hide_nothing_of_the_year_before(cast):
    """A need that is named this year alone was not few then, but none."""
    factories.complaint(cast.relawan, category="education", need="drop_out", received_at=MID_YEAR)
    totals = exact_totals(user=factories.overseer(), village=factories.make_village(), year=YEAR)
    content = workbook.build(planned=PLANNED, totals=totals, groups=[cast.teros])
    assert row_of(content, "Perlindungan sosial", "Putus sekolah") == ["Putus sekolah", 1, 0, "naik 1"]
    assert [text for text in cells(content) if "bisa nol" in text] == []


def test_only_what_was_released_says_that_groups_are_missing(cast):
    said = "Pembanding kabupaten/kota baru disebut bila ada paling sedikit 3 kelompok."
    exact = exact_totals(user=factories.overseer(), village=cast.teros.village, year=2024)
    alone = workbook.build(planned=PLANNED, totals=exact, groups=[cast.teros])
    told_alone = workbook.build(planned=PLANNED, totals=told(), groups=[cast.teros])
    assert [said in cells(book) for book in (alone, told_alone)] == [False, True]


def test_no_released_sheet_bears_the_mark(content):
    assert [text for text in cells(content) if WARNING in text] == []


def test_two_groups_of_one_village_both_head_the_page(cast):
    other = factories.group("KK Mekar")
    found = cells(workbook.build(planned=PLANNED, totals=told(), groups=[cast.teros, other]))
    assert "Disusun Kelompok Konstituen – KK Teros; Kelompok Konstituen – KK Mekar." in found
    assert "Ketua kelompok" in found


def test_a_hidden_figure_has_no_label_in_the_chart(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("xl/charts/chart1.xml").decode().count('formatCode="#,##0;;"') == 2


@pytest.mark.parametrize(("paper", "code"), [(workbook.Paper.A4, "9"), (workbook.Paper.F4, "14")])
def test_page_to_hand_round_is_one_portrait_page(cast, paper, code):
    content = workbook.build(planned=PLANNED, totals=told(), groups=[cast.teros], paper=paper)
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
    content = workbook.build(planned=PLANNED, totals=told(factories.LOMPOE), groups=[])
    assert [text for text in cells(content) if "Musrenbang Kelurahan" in text] != []


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is missing")
def test_libreoffice_opens_it(content, tmp_path):
    source = tmp_path / "ringkasan.xlsx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - a fixed command
    assert source.with_suffix(".pdf").read_bytes()[:5] == b"%PDF-"


def test_what_is_asked_for_and_what_was_done_have_their_sheets(cast):
    factories.proposal(cast.relawan, title="Layanan jemput bola contoh", amount_asked=4_500_000)
    factories.activity(cast.teros, held_on=f"{YEAR}-05-20", women=12, men=3)
    totals = told()
    content = workbook.build(totals=totals, groups=[cast.teros], planned=planned(totals))
    assert row_of(content, "Usulan", "Layanan jemput bola contoh")[-2:] == [4_500_000, "Diusulkan"]
    assert row_of(content, "Kegiatan", "Sosialisasi") == ["Sosialisasi", 1, 12, 3, 0, 0]
    assert f"Kegiatan {YEAR}: Sosialisasi 1. Hadir: 12 perempuan, 3 laki-laki." in cells(content)
    assert row_of(content, "Ringkasan", "1. Layanan jemput bola contoh")[-1] == 4_500_000


def test_the_page_to_hand_out_numbers_without_a_gap(cast):
    """As the list does: what was refused keeps its priority, but has no place."""
    for priority, status in enumerate(("proposed", "refused", "proposed"), 1):
        reason = "Contoh." if status == "refused" else ""
        factories.proposal(
            cast.relawan, title=f"Usulan {status}", status=status, priority=priority, reason=reason
        )
    totals = told()
    content = workbook.build(totals=totals, groups=[cast.teros], planned=planned(totals))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Ringkasan"]
    numbered = [str(row[0]) for row in sheet.iter_rows(values_only=True) if "Usulan proposed" in str(row[0])]
    assert numbered == ["1. Usulan proposed", "2. Usulan proposed"]


@pytest.mark.parametrize(("exact", "text"), [(False, "di bawah 10, bisa nol"), (True, "1")])
def test_how_many_with_a_disability_came_is_one_figure_of_the_year_as_told(cast, exact, text):
    for kind, number in (("outreach", 1), ("meeting", 0)):
        factories.activity(cast.teros, held_on=f"{YEAR}-05-20", kind=kind, disabled=number)
    notes = notes_on_disability(cast, of_officers(cast) if exact else told())
    assert notes == [f"Penyandang disabilitas yang hadir sepanjang {YEAR}: {text}."]


def test_where_nothing_was_released_of_it_the_sheet_is_silent(cast):
    """What was recorded after the release waits for no other one."""
    totals = told()
    factories.activity(cast.teros, held_on=f"{YEAR}-05-20", disabled=12)
    assert notes_on_disability(cast, totals) == []


def of_officers(cast):
    return exact_totals(user=cast.petugas, village=cast.teros.village, year=YEAR)


def notes_on_disability(cast, totals) -> list[str]:
    """And in no column."""
    content = workbook.build(totals=totals, groups=[cast.teros], planned=planned(totals))
    rows = list(openpyxl.load_workbook(io.BytesIO(content))["Kegiatan"].iter_rows(values_only=True))
    heads = next(row for row in rows if row[0] == f"Jenis kegiatan {YEAR}")
    assert heads[1:] == ("Kegiatan", "Perempuan", "Laki-laki", "Anak", "Lansia")
    return [row[0] for row in rows if row[0] and "disabilitas" in row[0] and "hadir sepanjang" in row[0]]
