"""The officer's monthly table: what it counts, how exactly, and what it must not hold."""

import io
import zipfile
from datetime import datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.utils import timezone

from complaints.exports import monthly
from complaints.models import Complaint
from safeguards.models import AuditEvent
from tests import factories

ADDRESS = "/admin/complaints/complaint/bulanan/"
WITA = ZoneInfo("Asia/Makassar")
PERIOD = monthly.Period(2025, 1, 3)


def at(month: int, day: int = 15, hour: int = 9) -> datetime:
    return datetime(2025, month, day, hour, tzinfo=WITA)


@pytest.fixture
def year(cast):
    """Three months of KK Teros, one case of KK Banjarsari, one of another organisation."""
    for _case in range(2):
        factories.complaint(cast.relawan, kind="violence", received_at=at(1), name="Contoh Melati")
    factories.closed(cast.relawan, received_at=at(1), outcome="served", name="Contoh Kenanga")
    factories.closed(cast.relawan, received_at=at(1), outcome="chose_not_to")
    factories.complaint(cast.relawan, received_at=at(2))
    factories.complaint(cast.relawan, received_at=at(2), may_be_counted=False)
    factories.closed(cast.relawan, received_at=at(2), may_be_counted=False, outcome="duplicate")
    factories.complaint(cast.relawan2, received_at=at(3), category="health")
    factories.complaint(cast.relawan, received_at=at(4))
    factories.complaint(factories.volunteer("kpd", cast.kupang), received_at=at(1))


@pytest.fixture(autouse=True)
def clock():
    with timezone.override(WITA):
        yield


def rows(user) -> list[tuple]:
    found = monthly.counted(user, PERIOD)
    return [
        (row["village__name"], row["month"].month, row["category"], row["open"], row["served"], row["total"])
        for row in found
    ]


def test_counts_by_village_month_category_and_outcome(cast, year):
    assert rows(cast.petugas) == [
        ("Teros", 1, "civil", 0, 1, 2),
        ("Teros", 1, "physical", 2, 0, 2),
        ("Teros", 2, "civil", 1, 0, 1),
        ("Banjarsari", 3, "health", 1, 0, 1),
    ]


def test_other_officers_count_their_own(cast, year):
    assert rows(cast.petugas2) == [("Bokonusan", 1, "civil", 1, 0, 1)]
    assert len(rows(cast.bakti)) == 5


def test_one_query(cast, year, django_assert_num_queries):
    assert cast.petugas.scope.reviews
    with django_assert_num_queries(1):
        monthly.counted(cast.petugas, PERIOD)


def test_a_month_begins_at_midnight_on_the_readers_clock(cast):
    factories.complaint(cast.relawan, received_at=datetime(2025, 3, 31, 23, 59, tzinfo=WITA))
    factories.complaint(cast.relawan, received_at=datetime(2025, 4, 1, 0, 0, tzinfo=WITA))
    factories.complaint(cast.relawan, received_at=datetime(2025, 1, 1, 0, 0, tzinfo=WITA))
    factories.complaint(cast.relawan, received_at=datetime(2024, 12, 31, 23, 59, tzinfo=WITA))
    assert [(row[1], row[-1]) for row in rows(cast.petugas)] == [(1, 1), (3, 1)]


def test_december_ends_with_the_year():
    assert monthly.Period(2025, 12, 12).ends == datetime(2026, 1, 1, tzinfo=WITA)
    assert str(monthly.Period(2025, 12, 12)) == "Desember 2025"
    assert str(PERIOD) == "Januari – Maret 2025"


@pytest.fixture
def download(cast, login, year):
    """``download(user)`` gives the response of the button."""
    return lambda user: login(user).post(ADDRESS, {"year": 2025, "first": 1, "last": 3})


def test_the_workbook_says_who_when_and_how_many_were_left_out(cast, download):
    sheet = openpyxl.load_workbook(io.BytesIO(download(cast.petugas).content)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert cells[0][0] == "Tabel bulanan kasus kelompok dampingan: Januari – Maret 2025"
    assert cells[1][0].startswith("Dibuat oleh Contoh Petugas pada ")
    assert cells[3][0] == "Tidak dihitung karena orangnya belum mengizinkan: 1 kasus"
    head = cells[monthly.HEAD_ROWS]
    first = dict(zip(head, cells[monthly.HEAD_ROWS + 1], strict=True))
    assert first["Desa/kelurahan"] == "Teros"
    assert first["Bulan"] == "2025-01"
    assert (first["Jenis"], first["Bentuk atau kebutuhan"]) == (
        "Perlindungan sosial",
        "Administrasi kependudukan",
    )
    assert (first["Masih berjalan"], first["Sudah dilayani"], first["Memilih tidak melanjutkan"]) == (0, 1, 1)
    assert first["Jumlah"] == 2
    assert len(cells) == monthly.HEAD_ROWS + 1 + 4


def test_no_name_and_no_case_number_stand_in_the_file(cast, download):
    parts = zipfile.ZipFile(io.BytesIO(download(cast.petugas).content))
    text = "".join(parts.read(name).decode() for name in parts.namelist())
    words = ["Melati", "Kenanga", *Complaint.objects.values_list("number", flat=True)]
    assert [word for word in words if word in text] == []


def test_it_is_recorded_with_its_filter_and_rows(cast, download):
    response = download(cast.petugas)
    assert response["Content-Disposition"] == 'attachment; filename="tabel-bulanan-2025-01-03.xlsx"'
    event = AuditEvent.objects.get()
    assert (event.action, event.actor, event.reason) == ("export.made", cast.petugas.pk, "monthly")
    assert event.figures == {"year": 2025, "first": 1, "last": 3, "rows": 4}


def test_showing_the_page_makes_no_file(cast, login):
    assert login(cast.petugas).get(ADDRESS).status_code == 200
    assert AuditEvent.objects.count() == 0


def test_a_period_that_ends_before_it_begins_is_refused(cast, login):
    response = login(cast.petugas).post(ADDRESS, {"year": 2025, "first": 4, "last": 3})
    assert response.context["form"].errors == {"last": ["Bulan terakhir lebih awal daripada bulan pertama."]}
    assert AuditEvent.objects.count() == 0


@pytest.mark.parametrize("who", ["relawan", "sekdes"])
def test_others_take_no_table(cast, login, who):
    response = login(getattr(cast, who)).post(ADDRESS, {"year": 2025, "first": 1, "last": 3}, follow=True)
    assert response.status_code == 403
    assert not AuditEvent.objects.filter(refused=False).exists()
