"""Every list that officers take out is called what it is of, wide enough to be read, and prints."""

import datetime
import io

import openpyxl
import pytest

from planning.models import Activity
from tests import factories
from tests.architecture.test_tables_open_as_text import exported
from tests.complaints.test_case_export import asked, opened, taken

pytestmark = pytest.mark.once
ADMIN = "/admin/"


def sheet_of(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def prints(sheet, head: int) -> bool:
    """Landscape A4, in whole columns, with the head and the number on every page."""
    setup = sheet.page_setup
    return (
        (setup.orientation, str(setup.paperSize)) == ("landscape", "9")
        and sheet.sheet_properties.pageSetUpPr.fitToPage is True
        and sheet.print_title_rows == f"${head}:${head}"
        and sheet.oddFooter.right.text == "Halaman &P dari &N"
    )


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("members/member/", "Anggota"),
        ("complaints/provider/", "Layanan"),
        ("planning/activity/", "Kegiatan kelompok"),
    ],
)
def test_lists_of_the_admin(cast, login, address, name):
    factories.activity(cast.teros)
    factories.provider("Dinas Contoh")
    sheet = sheet_of(exported(login(cast.petugas), f"{ADMIN}{address}export/"))
    assert (sheet.title, sheet.freeze_panes, prints(sheet, 1)) == (name, "A2", True)
    assert sheet.page_setup.fitToWidth is None  # one


def test_the_dates_of_activities_can_be_read(cast, login):
    factories.activity(cast.teros, held_on=datetime.date(2026, 11, 20), title="=1+1")
    sheet = sheet_of(exported(login(cast.petugas), f"{ADMIN}planning/activity/export/"))
    heads = [cell.value for cell in sheet[1]]
    held, title = (sheet[2][heads.index(name)] for name in ("Tanggal", "Judul"))
    assert (held.value.date(), held.number_format) == (Activity.objects.get().held_on, "yyyy-mm-dd")
    assert sheet.column_dimensions[held.column_letter].width >= 12
    assert (title.data_type, title.quotePrefix) == ("s", True)


def test_proposals(cast, login):
    factories.proposal(cast.relawan, title="Layanan contoh")
    content = login(cast.petugas).get(f"{ADMIN}planning/proposal/unduh/").content
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [(sheet.title, prints(sheet, 1)) for sheet in book] == [("Usulan", True), ("Hasil", True)]


def test_all_villages(cast, login):
    content = login(cast.petugas).get("/rekap/desa/unduh/").content
    sheet = sheet_of(content)
    assert (sheet.title, sheet.freeze_panes, prints(sheet, 2)) == ("Semua desa", "A3", True)


def test_cases(cast, login):
    factories.complaint(cast.relawan)
    client = login(cast.petugas)
    page = asked(client)
    sheet = sheet_of(opened(taken(client, page).content, page.context["password"]))
    assert (sheet.title, sheet.freeze_panes, prints(sheet, 3)) == ("Kasus", "B4", True)
    assert "jangan diedarkan" in sheet.oddFooter.left.text
