"""An officer finds a case in admin, opens it with a reason and asks; the volunteer sees the question."""

import pytest
from playwright.sync_api import expect

from complaints.models import Complaint, Opening, Question
from safeguards.identifiers import show_case_number
from tests import factories

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DESK = {"width": 1280, "height": 900}
LIST = "/admin/complaints/complaint/"


@pytest.fixture
def violence(cast) -> Complaint:
    row = factories.complaint(
        cast.relawan, kind="violence", name="Contoh Melati", narrative="Ia takut pulang.", urgency="urgent"
    )
    factories.referral(row, late=True)
    factories.complaint(cast.relawan, name="Contoh Kenanga")
    cast.relawan.phone = "+6281234567890"
    cast.relawan.save()
    return row


def find(page, row: Complaint) -> None:
    """From the front door of admin to the page of the case, by its number as people write it."""
    page.goto("/admin/")
    page.get_by_role("link", name="Kasus", exact=True).first.click()
    page.wait_for_url(f"**{LIST}")
    assert fits(page)
    page.get_by_role("searchbox").fill(row.number.lower())
    page.get_by_role("button", name="Cari").click()
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    page.get_by_role("link", name=show_case_number(row.number)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Kasus {row}")
    assert fits(page)


def open_and_ask(page) -> None:
    expect(page.get_by_text("Ia takut pulang.")).to_have_count(0)
    expect(page.get_by_text("Contoh Melati")).to_have_count(0)
    page.get_by_label("Alasan membuka").select_option(label="Keselamatan orangnya")
    page.get_by_role("button", name="Buka kasus").click()
    expect(page.get_by_text("Ia takut pulang.")).to_be_visible()
    expect(page.get_by_text("Contoh Melati")).to_be_visible()
    page.locator("summary", has_text="Tanya relawan").click()
    page.get_by_label("Pertanyaan untuk relawan").fill("Sudah ke Puskesmas?")
    page.get_by_role("button", name="Kirim pertanyaan").click()
    expect(page.get_by_text("Sudah ke Puskesmas?")).to_be_visible()
    link = page.get_by_role("link", name="Kabari lewat WhatsApp").get_attribute("href")
    assert link.startswith("https://wa.me/6281234567890?text=")
    assert "Melati" not in link


@pytest.mark.parametrize(
    "options", [{}, {"viewport": DESK}, {"script": False}], ids=["phone", "desk", "bare"]
)
def test_a_question_from_the_officer_reaches_the_volunteer(page, cast, violence, options):
    desk = page(cast.petugas, **options)
    find(desk, violence)
    open_and_ask(desk)
    assert (Opening.objects.count(), Question.objects.get().text) == (1, "Sudah ke Puskesmas?")
    phone = page(cast.relawan)
    phone.goto("/")
    expect(phone.get_by_role("heading", name="Petugas bertanya")).to_be_visible()
    phone.get_by_role("link", name=str(violence)).first.click()
    expect(phone.get_by_text("Sudah ke Puskesmas?")).to_be_visible()


def test_many_cases_are_marked_reviewed_from_the_list(page, cast, violence):
    second = factories.complaint(cast.relawan2, kind="violence")
    desk = page(cast.petugas, viewport=DESK, color_scheme="dark")
    desk.goto(f"{LIST}?jenis=violence")
    expect(desk.get_by_text("Belum ditinjau", exact=True).and_(desk.locator(".tag"))).to_have_count(2)
    desk.locator("#action-toggle").check()
    expect(desk.get_by_text("2 dari 2 terpilih")).to_be_visible()
    desk.locator("select[name=action]").select_option(label="Tandai sudah ditinjau")
    desk.get_by_role("button", name="Jalankan").click()
    expect(desk.get_by_text("2 kasus selesai.")).to_be_visible()
    assert Complaint.objects.filter(pk__in=[violence.pk, second.pk], reviewed_by=cast.petugas).count() == 2


def test_the_whole_list_with_filters_and_dates_on_a_phone(page, cast, violence):
    phone = page(cast.petugas)
    phone.goto(LIST)
    assert fits(phone)
    expect(phone.get_by_text("Jawaban terlambat", exact=True).and_(phone.locator(".tag"))).to_be_visible()
    phone.get_by_role("link", name="Saring daftar ini").click()
    phone.get_by_role("link", name="Tampilkan hitungan").click()
    phone.get_by_role("link", name="Kekerasan (1)").click()
    expect(phone.locator("#result_list tbody tr")).to_have_count(1)
    phone.get_by_role("link", name=str(violence.received_at.year), exact=True).click()
    expect(phone.locator("#result_list tbody tr")).to_have_count(1)
    assert fits(phone)


def test_the_monthly_table_is_taken_home(page, cast, violence):
    desk = page(cast.petugas, viewport=DESK)
    desk.goto(LIST)
    desk.get_by_role("link", name="Tabel bulanan (XLSX)").click()
    with desk.expect_download() as download:
        desk.get_by_role("button", name="Unduh XLSX").click()
    assert download.value.suggested_filename.startswith("tabel-bulanan-")
