"""The workbook on paper: where pages end, that nothing is cut, and where columns stand."""

import io
import zipfile

import openpyxl
import pytest

from planning import workbook
from planning.planned import Planned, planned
from planning.told import newest_quarters, totals_told
from planning.workbook import page, tables
from safeguards.disclosure import LIMITS, Limits, Rule, release, small_of
from tests import factories

YEAR = factories.LAST_YEAR
NEEDS = "Perlindungan sosial"


def built(beside: Planned | None = None, *, paper=workbook.Paper.A4) -> bytes:
    village = factories.make_village()
    factories.release(YEAR)
    factories.release(YEAR, quarters=(1, 2))
    return workbook.build(
        totals=totals_told(village, YEAR),
        groups=village.groups.all(),
        planned=beside or Planned(YEAR + 2),
        quarters=newest_quarters(village),
        paper=paper,
    )


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content))


def row_of(sheet, label: str) -> int:
    return next(cell.row for (cell, *_rest) in sheet.iter_rows() if cell.value == label)


def points(sheet, row: int) -> float:
    return sheet.row_dimensions[row].height or sheet.sheet_format.defaultRowHeight


@pytest.mark.parametrize("paper", workbook.Paper)
def test_quarters_begin_a_page_and_the_chart_ends_on_it(cast, paper):
    """Landscape A4 leaves 523 points between the margins, F4 more."""
    content = built(paper=paper)
    sheet = opened(content)[NEEDS]
    first = row_of(sheet, "Menurut triwulan")
    assert [broken.id for broken in sheet.row_breaks.brk] == [first - 1]
    note = row_of(sheet, "Yang disamarkan tidak digambar; lihat tabel kebutuhan.")
    title = sum(points(sheet, row) for row in range(1, tables.TITLE_ROWS + 1))
    assert title + sum(points(sheet, row) for row in range(first, note + 1)) <= 523
    assert sheet.print_area.endswith(f"${note}")


def test_nothing_lies_under_the_chart(cast):
    content = built()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    last = int(drawing.split("<xdr:to>")[1].split("<xdr:row>")[1].split("<")[0])  # counted from 0
    sheet = opened(content)[NEEDS]
    assert last < row_of(sheet, "Yang disamarkan tidak digambar; lihat tabel kebutuhan.") - 1


@pytest.mark.parametrize("limits", [LIMITS, Limits(violence=25, social=10)])
def test_a_told_figure_stands_in_one_line(limits):
    """Calibri at 10 points needs about 5.5 pixels for one of its characters; a column has 7 for each, less
    the indent and its edges.
    """
    texts = [small_of(rule, limits).text for rule in (Rule.SOCIAL, Rule.COVERING, Rule.VIOLENCE)]
    texts.append(release(40, Rule.SOCIAL, step=15).text)
    assert max(len(text) for text in texts) * 5.5 <= 7 * tables.WIDTH - 13


@pytest.mark.parametrize("sheet", ["Ringkasan", NEEDS, "Kekerasan", "Layanan"])
def test_a_hidden_figure_makes_no_row_higher(cast, sheet):
    opening = opened(built())[sheet]
    hidden = [
        row[0].row
        for row in opening.iter_rows()
        if any(isinstance(cell.value, str) and cell.value.endswith("bisa nol") for cell in row[1:])
    ]
    heights = {points(opening, row) for row in hidden}
    assert heights == {17.25 if sheet == "Ringkasan" else tables.ROW}


def test_what_is_read_begins_at_the_left_and_what_is_added_up_ends_at_the_right(cast):
    factories.proposal(cast.relawan, title="Layanan contoh", amount_asked=4_500_000)
    sheet = opened(built(planned(totals_told(cast.teros.village, YEAR))))["Usulan"]
    heads = sheet[row_of(sheet, "Layanan contoh") - 1]
    sides = {cell.value: cell.alignment.horizontal or "left" for cell in heads[1:]}
    assert [sides[head] for head in ("Lokasi", "Diusulkan (Rp)", "Status")] == ["left", "right", "left"]


@pytest.mark.parametrize(
    ("head", "cells", "told"),
    [
        ("Status", ["Diusulkan", ""], True),
        ("Perubahan", ["–", "–"], True),
        ("Terlambat (%)", ["–", 20], False),
        ("Lokasi", ["", ""], True),
        ("Disetujui (Rp)", [None, None], False),
        ("2025", [release(20, Rule.SOCIAL)], False),
    ],
)
def test_a_column_of_words_is_known_by_its_cells(head, cells, told):
    assert tables.is_words(head, cells) == told


@pytest.mark.parametrize(("number", "pages"), [(10, None), (11, 0)])
def test_a_long_list_of_proposals_runs_on(cast, number, pages):
    for one in range(number):
        factories.proposal(cast.relawan, title=f"Usulan contoh {one}")
    sheet = opened(built(planned(totals_told(cast.teros.village, YEAR))))["Usulan"]
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, pages)


@pytest.mark.parametrize("details", [18, 19])
def test_more_detail_than_a_page_holds_begins_one_of_its_own(cast, details):
    factories.release(YEAR)
    totals = totals_told(factories.make_village(), YEAR)
    line = totals.needs[0]
    object.__setattr__(totals, "details", [line] * details)
    content = workbook.build(totals=totals, groups=[], planned=Planned(YEAR + 2))
    sheet = opened(content)[NEEDS]
    breaks = [broken.id for broken in sheet.row_breaks.brk]
    assert (row_of(sheet, "Yang boleh dirinci") - 1 in breaks) == (details > 18)


def test_what_does_not_fit_into_its_cell_says_so():
    assert page.clipped("Layanan jemput bola", 24, 3) == "Layanan jemput bola"
    long = page.clipped("Layanan jemput bola untuk KTP-el dan Kartu Keluarga", 12, 3)
    assert long == "Layanan jemput bola untuk…"
    assert page.lines_of(long, 12) == 3


def test_words_stay_whole_in_the_count_of_lines():
    assert [page.lines_of(text, 10) for text in ("", "satu", "sembilan sembilan sembilan")] == [1, 1, 3]
