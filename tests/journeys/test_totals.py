"""The secretary opens the totals, takes the workbook along, and other programs open it."""

import shutil
import subprocess

import openpyxl
import pytest
from playwright.sync_api import expect

from tests import factories

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OFFICE = shutil.which("soffice")


@pytest.fixture
def counted(cast):
    """Seven papers and one case of violence last year, released: a village as it usually is."""
    received = f"{factories.LAST_YEAR}-06-01T12:00:00+08:00"
    for _number in range(7):
        factories.complaint(cast.relawan, name="Contoh Melati", received_at=received)
    factories.complaint(
        cast.relawan,
        kind="violence",
        name="Contoh Kenanga",
        narrative="Ia takut pulang.",
        received_at=received,
    )
    factories.release(factories.LAST_YEAR - 1)
    factories.release()
    return cast


def test_from_login_to_the_opened_workbook(counted, page, tmp_path):
    screen = page()
    screen.goto("/")
    screen.get_by_label("Nama pengguna atau nomor HP").fill("sekdes")
    screen.get_by_label("Kata sandi", exact=True).fill(factories.PASSWORD)
    screen.get_by_role("button", name="Masuk").click()
    expect(screen).to_have_url(f"{screen.url.split('/rekap')[0]}/rekap/")
    expect(screen.get_by_role("row", name="Administrasi kependudukan 5 0")).to_be_visible()
    expect(screen.get_by_role("cell", name="di bawah 10, bisa nol").first).to_be_visible()
    assert fits(screen)
    with screen.expect_download() as download:
        screen.get_by_role("link", name="Unduh ringkasan (tanpa nama)").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:2] == ["Sampul", "Ringkasan"]
    if OFFICE:
        text = _as_text(path)
        assert [
            word for word in ("Ringkasan untuk Musyawarah Desa", "1. Kebutuhan warga") if word not in text
        ] == []
        assert [word for word in ("Melati", "Kenanga", "Ia takut") if word in text] == []


def _as_text(path) -> str:
    """The whole workbook as LibreOffice reads it."""
    profile = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    command = [OFFICE, profile, "--headless", "--convert-to", "html", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - a fixed command
    return path.with_suffix(".html").read_text()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_year_before_is_a_choice_away(counted, page, script):
    year = str(factories.LAST_YEAR - 1)
    screen = page(counted.sekdes, script=script)
    screen.goto("/rekap/")
    screen.get_by_label("Tahun").select_option(year)
    screen.get_by_role("button", name="Tampilkan").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text(f"Rekap Teros {year}")


SIDEWAYS = "all => all.filter(one => one.scrollWidth > one.clientWidth).length"
LABEL = "cell => getComputedStyle(cell, '::before').content"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
@pytest.mark.parametrize(
    ("name", "path", "first"),
    [
        ("sekdes", "/rekap/", f"Diminta {factories.LAST_YEAR}"),
        ("sekdes", "/rekap/papan/", f"Diminta {factories.LAST_YEAR}"),
        ("petugas", f"/rekap/desa/?tahun={factories.LAST_YEAR}", "Kebutuhan"),
    ],
)
def test_on_a_phone_each_row_stands_by_itself_and_each_figure_under_its_name(
    counted, page, name, path, first, script
):
    screen = page(getattr(counted, name), script=script)
    screen.goto(path)
    assert fits(screen)
    assert screen.locator(".table-responsive").evaluate_all(SIDEWAYS) == 0
    cell = screen.locator(".stacked td").first
    assert cell.evaluate(LABEL) == f'"{first}"'
    screen.set_viewport_size({"width": 1280, "height": 800})
    assert cell.evaluate(LABEL) == "none"


def test_a_table_that_goes_on_to_the_side_says_so(counted, page):
    """At 240 px not even a small one fits: its container paints an edge, which the end of the way covers."""
    screen = page(counted.sekdes, viewport={"width": 240, "height": 600})
    screen.goto("/rekap/")
    tables = screen.locator(".table-responsive")
    assert tables.evaluate_all(SIDEWAYS) > 0
    attached = tables.first.evaluate("one => getComputedStyle(one).backgroundAttachment")
    assert attached == "local, local, scroll, scroll, scroll"
    assert tables.first.locator("table").evaluate("one => getComputedStyle(one).backgroundColor") == (
        "rgba(0, 0, 0, 0)"
    )
