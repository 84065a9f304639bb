"""A volunteer records what she is told, on a phone: a question at a time, or all at once without script."""

import gzip
import re

import pytest
from playwright.sync_api import expect

from complaints.directory import ProviderKind, Service
from complaints.models import Complaint, Inquiry
from tests import factories

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sapa(cast):
    return factories.provider(
        "SAPA 129",
        kind=ProviderKind.SAPA,
        services=[Service.COMPLAINT],
        is_national=True,
        phone="129",
        whatsapp="+628111129129",
        regencies=[],
    )


def go_on(page) -> None:
    page.get_by_role("button", name="Lanjut").click()


def tick(page, name: str, **options) -> None:
    page.get_by_label(name, exact=True, **options).locator("visible=true").first.check()


def test_violence_a_question_at_a_time(page, cast, sapa):
    phone = page(cast.humas)
    phone.goto("/pengaduan/catat/")
    phone.get_by_role("link", name="Kekerasan").click()
    expect(phone.get_by_role("group", name="Apakah sekarang aman?")).to_be_visible()
    expect(phone.get_by_text("Pertanyaan 1 dari 9")).to_be_visible()
    expect(phone.get_by_role("link", name="SAPA 129")).to_be_hidden()
    go_on(phone)
    expect(phone.get_by_role("alert")).to_have_text("Pilih atau isi dulu jawabannya.")
    tick(phone, "Tidak aman")
    expect(phone.get_by_role("alert")).to_have_count(0)
    for number in ("SAPA 129", "Ambulans 119"):
        expect(phone.get_by_role("link", name=number)).to_be_in_viewport(ratio=1)
    expect(phone.get_by_role("link", name="Polisi 110")).to_have_attribute("href", "tel:110")
    expect(phone.get_by_role("link", name="Jenis lain")).to_be_visible()
    go_on(phone)
    expect(phone.get_by_role("link", name="Jenis lain")).to_be_hidden()
    tick(phone, "Ya, boleh dicatat")
    tick(phone, "Ya, boleh dihitung")
    go_on(phone)
    tick(phone, "Ia sendiri")
    expect(phone.get_by_label("Nama pelapor (boleh dikosongkan)")).to_be_hidden()
    go_on(phone)
    tick(phone, "Perempuan")
    tick(phone, "25–44 tahun")
    go_on(phone)
    tick(phone, "Seksual")
    go_on(phone)
    tick(phone, "Tetangga")
    go_on(phone)
    tick(phone, "Hari ini")
    expect(phone.get_by_text("Teros – Kec. Labuhan Haji, Kab. Lombok Timur")).to_be_visible()
    go_on(phone)
    tick(phone, "Didatangi")
    expect(phone.get_by_label("Nomor yang aman")).to_be_hidden()
    assert fits(phone)
    go_on(phone)
    tick(phone, "Contoh Kawil")
    phone.get_by_text("Nama, tanda pengingat, cerita").click()
    phone.get_by_label("Tanda pengingat").fill("pagar hijau")
    phone.get_by_role("button", name="Simpan").click()

    phone.wait_for_url(re.compile("/tercatat/$"))
    case = Complaint.objects.select_related("data_key").get()
    expect(phone.locator(".number-large")).to_have_text(str(case))
    expect(phone.get_by_text("hari ini juga")).to_be_visible()
    expect(phone.get_by_role("heading", name="SAPA 129")).to_be_visible()
    assert fits(phone)
    assert (case.urgency, case.category, case.reminder) == ("emergency", "sexual", "pagar hijau")
    assert [row.user for row in case.hidings.all()] == [cast.kawil]


def test_back_leads_to_the_question_before(page, cast):
    phone = page(cast.humas)
    phone.goto("/pengaduan/catat/?jenis=kekerasan")
    tick(phone, "Ya, sekarang aman")
    go_on(phone)
    expect(phone.get_by_role("group", name="Boleh dicatat?")).to_be_visible()
    phone.go_back()
    expect(phone.get_by_role("group", name="Apakah sekarang aman?")).to_be_visible()
    expect(phone.get_by_label("Ya, sekarang aman")).to_be_checked()


def test_refusal_ends_the_questions(page, cast):
    phone = page(cast.humas)
    phone.goto("/pengaduan/catat/?jenis=kekerasan")
    tick(phone, "Ya, sekarang aman")
    go_on(phone)
    tick(phone, "Tidak, hanya bertanya")
    go_on(phone)
    expect(phone.get_by_text("Umurnya berapa?")).to_be_hidden()
    tick(phone, "Perempuan")
    go_on(phone)
    phone.get_by_label("Apa yang Ibu/Bapak sampaikan?").fill("Nomor SAPA 129.")
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_text("Pertanyaan tercatat, tanpa data tentang orangnya.")).to_be_visible()
    assert (Complaint.objects.count(), Inquiry.objects.get().sex) == (0, "female")


def test_social_a_question_at_a_time(page, cast):
    phone = page(cast.humas)
    phone.goto("/pengaduan/catat/?jenis=perlindungan-sosial")
    expect(phone.get_by_text("Pertanyaan 1 dari 6")).to_be_visible()
    expect(phone.get_by_label("PKH")).to_be_hidden()
    tick(phone, "Bantuan sosial")
    tick(phone, "PKH")
    tick(phone, "Administrasi kependudukan")
    expect(phone.get_by_label("PKH")).to_be_hidden()
    tick(phone, "Kartu Keluarga")
    go_on(phone)
    tick(phone, "Ya, boleh dicatat")
    tick(phone, "Jangan dihitung")
    phone.get_by_label("Nama panggilan").fill("Ibu Contoh")
    go_on(phone)
    phone.get_by_label("Nomor WhatsApp").fill("08abc")
    go_on(phone)
    tick(phone, "Perempuan")
    tick(phone, "60 tahun ke atas")
    go_on(phone)
    phone.get_by_label("Dusun atau lingkungan").fill("Dusun Contoh")
    go_on(phone)
    tick(phone, "Saya dampingi")
    phone.get_by_role("button", name="Simpan").click()
    # The question with the bad number opens; everything else is still there.
    wrong = phone.get_by_label("Nomor WhatsApp")
    expect(wrong).to_be_visible()
    expect(wrong).to_have_value("08abc")
    wrong.fill("0812 0000 0001")
    for _question in range(3):
        go_on(phone)
    phone.get_by_role("button", name="Simpan").click()
    phone.wait_for_url(re.compile("/tercatat/$"))
    case = Complaint.objects.select_related("data_key").get()
    assert (case.category, case.need, case.hamlet, case.stage) == (
        "civil",
        "family_card",
        "Dusun Contoh",
        "assisted",
    )
    assert case.may_be_counted is False


def test_violence_without_script(page, cast, sapa):
    phone = page(cast.humas, script=False)
    phone.goto("/pengaduan/catat/")
    phone.get_by_role("link", name="Kekerasan").click()
    expect(phone.get_by_role("link", name="SAPA 129")).to_be_visible()
    for answer in (
        "Ya, sekarang aman",
        "Ya, boleh dicatat",
        "Ya, boleh dihitung",
        "Ia sendiri",
        "Perempuan",
        "18–24 tahun",
        "Penelantaran",
        "Suami/istri",
        "Berulang-ulang",
        "Lewat WhatsApp",
        "Tidak ada",
    ):
        tick(phone, answer)
    phone.get_by_label("Nomor yang aman").fill("0812-0000-000x")
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_role("alert")).to_contain_text("Nomor telepon hanya angka")
    expect(phone.get_by_label("Berulang-ulang")).to_be_checked()
    phone.get_by_label("Nomor yang aman").fill("0812-0000-0001")
    phone.get_by_role("button", name="Simpan").click()
    phone.wait_for_url(re.compile("/tercatat/$"))
    case = Complaint.objects.get()
    assert (case.category, case.happened) == ("neglect", "repeated")


def test_tiles_keep_their_words_whole_beside_an_error(page, cast):
    phone = page(cast.humas, script=False)
    phone.goto("/pengaduan/catat/?jenis=perlindungan-sosial")
    tile = phone.get_by_text("Administrasi kependudukan", exact=True).first
    height = tile.bounding_box()["height"]
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_text("Pilih kebutuhannya.").first).to_be_visible()
    assert tile.bounding_box()["height"] == height


def test_social_without_script_in_another_village(page, cast):
    phone = page(cast.humas, script=False)
    phone.goto("/pengaduan/catat/")
    phone.get_by_role("link", name="Perlindungan sosial").click()
    for answer in (
        "Kesehatan",
        "ODGJ",
        "Ya, boleh dicatat",
        "Ya, boleh dihitung",
        "Laki-laki",
        "45–59 tahun",
    ):
        tick(phone, answer)
    phone.get_by_label("Nama panggilan").fill("Pak Contoh")
    phone.get_by_text("Ganti").click()
    phone.get_by_label("Nama desa atau kelurahan").fill("banjar sari")
    tick(phone, "Selesai sekarang")
    phone.get_by_role("button", name="Simpan").click()
    phone.wait_for_url(re.compile("/tercatat/$"))
    case = Complaint.objects.get()
    assert (case.need, case.village_id, case.stage) == ("odgj", factories.BANJARSARI, "closed")


def test_session_ends_in_mid_form(page, cast):
    phone = page(cast.humas)
    phone.goto("/pengaduan/catat/?jenis=perlindungan-sosial")
    tick(phone, "Perkawinan")
    go_on(phone)
    tick(phone, "Ya, boleh dicatat")
    tick(phone, "Ya, boleh dihitung")
    phone.get_by_label("Nama panggilan").fill("Ibu Contoh")
    go_on(phone)
    go_on(phone)
    tick(phone, "Perempuan")
    tick(phone, "25–44 tahun")
    go_on(phone)
    go_on(phone)
    tick(phone, "Saya dampingi")
    phone.get_by_text("Cerita, siapa yang tidak boleh tahu").click()
    phone.get_by_label("Apa yang terjadi?").fill("Buku nikah hilang.")
    phone.context.clear_cookies(name="kk_sesi")
    phone.get_by_role("button", name="Simpan").click()
    phone.get_by_label("Nama pengguna").fill("humas")
    phone.get_by_label("Kata sandi", exact=True).fill(factories.PASSWORD)
    phone.get_by_role("main").get_by_role("button", name="Masuk").click()
    # She is at the last question again, with all that she had said.
    expect(phone.get_by_text("Isian Ibu/Bapak masih ada, tetapi belum tersimpan.")).to_be_visible()
    expect(phone.get_by_label("Apa yang terjadi?")).to_have_value("Buku nikah hilang.")
    phone.get_by_role("button", name="Simpan").click()
    phone.wait_for_url(re.compile("/tercatat/$"))
    case = Complaint.objects.select_related("data_key").get()
    assert (case.category, case.narrative) == ("marriage", "Buku nikah hilang.")


@pytest.mark.parametrize("kind", ["kekerasan", "perlindungan-sosial"])
def test_form_is_light(page, cast, kind):
    """At most 40 KB compressed in six files, none from another host."""
    phone = page(cast.humas)
    answers = []
    phone.on("response", lambda answer: answers.append(answer))
    phone.goto(f"/pengaduan/catat/?jenis={kind}")
    phone.wait_for_load_state("networkidle")
    files = {answer.url: answer.body() for answer in answers}
    assert len(files) <= 6
    assert {url.split("/")[2] for url in files} == {phone.url.split("/")[2]}
    assert sum(len(gzip.compress(body)) for body in files.values()) <= 40_000
