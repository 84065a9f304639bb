"""The page of the figures and the workbook: for officers alone, recorded when taken away."""

import io
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.utils import timezone

from complaints.models import Complaint
from safeguards.models import AuditEvent
from tests import factories

ADDRESS = "/admin/complaints/complaint/angka/"
WITA = ZoneInfo("Asia/Makassar")
PERIOD = {"year": 2025, "first": 1, "last": 3}


@pytest.fixture(autouse=True)
def clock():
    with timezone.override(WITA):
        yield


@pytest.fixture
def cases(cast):
    received = {"received_at": datetime(2025, 2, 1, 9, tzinfo=WITA)}
    for _row in range(2):
        factories.complaint(cast.relawan, kind="violence", name="Contoh Melati", **received)
    factories.complaint(cast.relawan, may_be_counted=False, name="Contoh Kenanga", **received)


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


def test_the_page_shows_the_chosen_period_and_explains_each_table(cases, officer):
    response = officer.get(ADDRESS, PERIOD)
    page = response.content.decode()
    figures = response.context["figures"]
    assert (str(figures.period), figures.left_out) == ("Januari – Maret 2025", 1)
    assert [table.about for table in figures.tables if table.about not in page] == []
    assert [table.about for table in figures.tables if not table.about.endswith(".")] == []
    assert "belum mengizinkan: 1 kasus" in page
    assert AuditEvent.objects.count() == 0


def test_without_a_period_it_shows_this_year_so_far(officer):
    today = timezone.localdate()
    period = officer.get(ADDRESS).context["figures"].period
    assert (period.year, period.first, period.last) == (today.year, 1, today.month)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("wrong", [{"first": 4, "last": 3}, {"year": 1400}, {"last": 13}, {"year": "x"}])
def test_a_period_that_cannot_be_shows_the_form_and_no_figures(officer, method, wrong):
    response = getattr(officer, method)(ADDRESS, PERIOD | wrong)
    assert (response.status_code, response.context["figures"]) == (200, None)
    assert response.context["form"].errors
    assert AuditEvent.objects.count() == 0


def test_the_workbook_holds_the_same_figures(cases, officer):
    shown = officer.get(ADDRESS, PERIOD).context["figures"]
    response = officer.post(ADDRESS, PERIOD)
    assert response["Content-Disposition"] == 'attachment; filename="angka-kerja-2025-01-03.xlsx"'
    sheet = openpyxl.load_workbook(io.BytesIO(response.content)).active
    cells = [tuple(cell for cell in row if cell is not None) for row in sheet.iter_rows(values_only=True)]
    assert cells[0] == ("Angka kerja kelompok dampingan: Januari – Maret 2025",)
    assert cells[3] == ("Tidak dihitung karena orangnya belum mengizinkan: 1 kasus",)
    for table in shown.tables:
        place = cells.index((table.title,))
        assert cells[place + 1] == (table.about,)
        assert cells[place + 2] == tuple(str(head) for head in table.heads)
        told = [(row.label, *(value for value in row.values if value is not None)) for row in table.rows]
        assert cells[place + 3 : place + 3 + len(told)] == told
    assert ("Kasus diterima", 2, 0) in cells


def test_no_name_and_no_case_number_stand_in_the_file(cases, officer):
    parts = zipfile.ZipFile(io.BytesIO(officer.post(ADDRESS, PERIOD).content))
    text = "".join(parts.read(name).decode() for name in parts.namelist())
    words = ["Melati", "Kenanga", *Complaint.objects.values_list("number", flat=True)]
    assert [word for word in words if word in text] == []


def test_taking_it_away_is_recorded(cases, cast, officer):
    officer.post(ADDRESS, PERIOD)
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.reason) == ("export.made", cast.petugas.pk, "work_figures")
    assert event.figures == PERIOD


@pytest.mark.parametrize("who", ["relawan", "sekdes"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_others_see_no_figures_of_the_work(cast, login, who, method):
    response = getattr(login(getattr(cast, who)), method)(ADDRESS, PERIOD, follow=True)
    assert response.status_code == 403
    assert not AuditEvent.objects.filter(refused=False).exists()


@pytest.mark.parametrize("who", ["relawan", "sekdes"])
def test_no_page_of_others_leads_there(cast, login, who):
    client = login(getattr(cast, who))
    pages = [client.get(path, follow=True).content.decode() for path in ("/", "/rekap/", "/akun/")]
    assert [page for page in pages if "/admin/" in page] == []
