"""A volunteer works a case on her phone: list, note, question, closing, return; with and without script."""

import pytest
from playwright.sync_api import expect

from complaints.models import Complaint, Note, Question
from tests import factories

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(cast) -> Complaint:
    row = factories.complaint(
        cast.relawan,
        kind="violence",
        reminder="pagar hijau",
        narrative="Cerita contoh.",
        safe_contact={"way": "whatsapp", "hours": "morning", "note": "Jangan telepon siang hari"},
    )
    Question.objects.create(complaint=row, text="Apakah sekarang aman?", asked_by=cast.petugas)
    return row


@pytest.mark.parametrize("script", [True, False])
def test_from_the_list_to_the_end_and_back(cast, case, page, script):
    screen = page(cast.relawan, script=script)
    screen.goto("/pengaduan/")
    screen.get_by_text("pagar hijau").click()
    expect(screen.get_by_role("heading", name=str(case))).to_be_visible()
    expect(screen.get_by_text("Jangan telepon siang hari").first).to_be_visible()

    screen.get_by_role("link", name="Tindak lanjut").click()
    screen.get_by_label("Kunjungan").check()
    screen.get_by_label("Ceritakan seperlunya").fill("Kami bertemu di posyandu 🌸")
    screen.get_by_label("Tandai juga: Sudah dinilai").check()
    screen.get_by_role("button", name="Simpan").click()
    expect(screen.get_by_text("Tindak lanjut tersimpan.")).to_be_visible()
    expect(screen.get_by_text("Kami bertemu di posyandu 🌸")).to_be_visible()

    screen.get_by_role("link", name="Jawab").click()
    screen.get_by_label("Jawaban Ibu/Bapak").fill("Sudah, ia di rumah bibinya.")
    screen.get_by_role("button", name="Kirim jawaban").click()
    expect(screen.get_by_text("Jawaban terkirim ke petugas.")).to_be_visible()

    screen.get_by_role("link", name="Tutup kasus", exact=True).click()
    screen.get_by_label("Sudah dilayani").check()
    screen.get_by_role("button", name="Tutup kasus").click()
    expect(screen.get_by_text("Kasus ditutup.")).to_be_visible()

    screen.get_by_role("link", name="Buka lagi").click()
    screen.get_by_label("Mengapa dibuka lagi?").fill("Ada kabar baru.")
    screen.get_by_role("button", name="Buka lagi").click()
    expect(screen.get_by_text("Kasus dibuka lagi.")).to_be_visible()

    case.refresh_from_db()
    assert (case.stage, Note.objects.count(), Question.objects.get().answer) == (
        "assisted",
        1,
        "Sudah, ia di rumah bibinya.",
    )


def test_what_waits_today_leads_to_the_question(cast, case, page):
    screen = page(cast.relawan)
    screen.goto("/")
    screen.get_by_role("link", name=str(case)).first.click()
    expect(screen.get_by_text("Apakah sekarang aman?")).to_be_visible()


def test_a_name_is_found_and_never_stands_in_the_address(cast, page):
    case = factories.complaint(cast.relawan, name="Bunga Contoh")
    screen = page(cast.relawan)
    screen.goto("/pengaduan/")
    screen.get_by_label("Nomor, nama, atau tanda pengingat").fill("bunga")
    screen.get_by_role("button", name="Cari").click()
    assert screen.url.endswith("/pengaduan/cari/")
    screen.get_by_text("Bunga Contoh").click()
    assert screen.url.endswith(case.get_absolute_url())
    screen.go_back()
    expect(screen.get_by_text("Bunga Contoh")).to_be_visible()


def test_of_two_tabs_the_second_compares(cast, case, page):
    first, second = page(cast.relawan), page(cast.relawan)
    for screen in (first, second):
        screen.goto(f"{case.get_absolute_url()}ubah/cerita/")
    for screen, words in ((first, "Dari tab pertama."), (second, "Dari tab kedua.")):
        screen.get_by_label("Apa yang terjadi? Tulis seperlunya").fill(words)
        screen.get_by_role("button", name="Simpan").click()
    expect(second.get_by_role("heading", name="Dua versi")).to_be_visible()
    expect(second.get_by_role("definition").filter(has_text="Dari tab pertama.")).to_be_visible()
    second.get_by_role("button", name="Simpan").click()
    expect(second.get_by_text("Tersimpan.", exact=True)).to_be_visible()
    case.refresh_from_db()
    assert case.narrative == "Dari tab kedua."


def test_nik_is_asked_only_when_a_letter_needs_it(cast, case, page):
    screen = page(cast.relawan)
    screen.goto(f"{case.get_absolute_url()}ubah/orangnya/")
    nik = screen.get_by_label("NIK (boleh dikosongkan)")
    expect(nik).to_be_hidden()
    screen.get_by_label("Perlu NIK untuk surat?").check()
    expect(nik).to_be_visible()


@pytest.mark.parametrize(
    "step", ["", "tindak-lanjut/", "tahap/", "tutup/", "sembunyikan/", "ubah/kejadian/", "ubah/orangnya/"]
)
def test_every_page_fits_a_narrow_phone(cast, case, page, step):
    factories.referral(case, factories.provider("Layanan dengan nama yang cukup panjang sekali"), late=True)
    screen = page(cast.relawan, viewport={"width": 320, "height": 640})
    screen.goto(case.get_absolute_url() + step)
    assert fits(screen)
