"""A volunteer refers a case on her phone, prints the letter, and enters what the service answers."""

import pytest
from playwright.sync_api import expect

from complaints.directory import Service
from complaints.models import Referral
from tests import factories

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(cast):
    cast.relawan.phone = "+6281200009999"
    cast.relawan.save()
    return factories.complaint(cast.relawan, name="Melati Contoh", reminder="pagar hijau")


@pytest.fixture
def dukcapil(cast):
    return factories.provider(
        services=[Service.CIVIL_DOCUMENTS, Service.EDUCATION], phone="+62376123456", whatsapp="+6281200001111"
    )


def choose(phone, case) -> None:
    phone.goto(f"/pengaduan/{case}/rujuk/")
    phone.get_by_role("link", name="Dukcapil Contoh").click()
    phone.get_by_label("Dokumen kependudukan").check()


def answer(phone, name: str, text: str) -> None:
    phone.get_by_role("link", name="Catat jawaban layanan").click()
    phone.get_by_label(name, exact=True).check()
    phone.get_by_label("Keterangan").fill(text)
    phone.get_by_role("button", name="Simpan jawaban").click()


def test_refer_print_and_answer(page, cast, case, dukcapil):
    phone = page(cast.relawan)
    choose(phone, case)
    assert fits(phone)
    expect(phone.get_by_label("Yang boleh diberitahukan")).to_be_hidden()
    phone.get_by_label("Tidak", exact=True).check()
    expect(phone.get_by_role("link", name="Telepon SAPA 129")).to_be_visible()
    phone.get_by_label("Ya, boleh").check()
    phone.get_by_label("Yang boleh diberitahukan").fill("Butuh akta kelahiran.")
    phone.get_by_label("Nama boleh ditulis di surat").check()
    phone.get_by_role("button", name="Simpan rujukan").click()
    expect(phone.get_by_text("Rujukan tersimpan.")).to_be_visible()
    assert fits(phone)
    link = phone.get_by_role("link", name="Kabari lewat WhatsApp").get_attribute("href")
    assert link.startswith("https://wa.me/6281200001111?text=")
    assert "Melati" not in link

    phone.get_by_role("link", name="Surat rujukan").click()
    letter = phone.locator(".letter")
    for text in ("KELOMPOK KONSTITUEN", str(case), "Melati Contoh", "Butuh akta kelahiran."):
        expect(letter).to_contain_text(text)
    expect(phone.get_by_role("button", name="Cetak")).to_be_visible()
    assert fits(phone)
    phone.emulate_media(media="print")
    expect(phone.get_by_role("button", name="Cetak")).to_be_hidden()
    expect(phone.locator(".site-head")).to_be_hidden()
    phone.emulate_media(media="screen")

    phone.get_by_role("link", name="Rujukan").first.click()
    answer(phone, "Layanan menerima", "Datang hari Senin.")
    expect(phone.get_by_text("Datang hari Senin.")).to_be_visible()
    answer(phone, "Sudah dilayani", "Akta sudah terbit.")
    expect(phone.get_by_text("Akta sudah terbit.")).to_be_visible()
    expect(phone.get_by_role("link", name="Catat jawaban layanan")).to_have_count(0)
    assert Referral.objects.get().state == "served"


def test_the_same_without_script(page, cast, case, dukcapil):
    phone = page(cast.relawan, script=False)
    choose(phone, case)
    phone.get_by_label("Ya, boleh").check()
    phone.get_by_role("button", name="Simpan rujukan").click()
    phone.get_by_role("link", name="Catat jawaban layanan").click()
    phone.get_by_label("Layanan menolak").check()
    phone.get_by_role("button", name="Simpan jawaban").click()
    expect(phone.get_by_role("alert")).to_contain_text("Pilih alasannya.")
    phone.get_by_label("Syarat belum lengkap").check()
    phone.get_by_role("button", name="Simpan jawaban").click()
    expect(phone.get_by_text("Jawaban layanan tersimpan.")).to_be_visible()
    assert Referral.objects.get().state == "declined"


def test_what_waits_longest_stands_first(page, cast, case, dukcapil):
    factories.referral(case, dukcapil)
    factories.referral(case, factories.provider("KUA Contoh", kind="kua"), late=True)
    phone = page(cast.relawan)
    phone.goto("/rujukan/")
    first = phone.locator(".list-group-item").first
    expect(first).to_contain_text("KUA Contoh")
    expect(first).to_contain_text("Terlambat 1 hari")
    assert fits(phone)
