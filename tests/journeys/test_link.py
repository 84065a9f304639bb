"""A service answers by link on a phone: the volunteer makes the link, the service needs no account."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from complaints.models import Referral, ServiceRequest
from tests import factories

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def referral(cast):
    cast.relawan.phone = "+6281200009999"
    cast.relawan.save()
    to = factories.provider(
        "UPTD PPA Contoh", kind="uptd_ppa", services=["complaint"], whatsapp="+6281200001111"
    )
    case = factories.complaint(cast.relawan, kind="violence", name="Melati Contoh", reminder="pagar hijau")
    return factories.referral(case, to, services=["complaint"], told="Butuh pendampingan ke rumah sakit.")


@pytest.mark.parametrize("script", [True, False])
def test_the_link_is_copied_with_one_tap(page, cast, referral, script):
    phone = page(cast.relawan, script=script, permissions=["clipboard-read", "clipboard-write"])
    address = make_link(phone, referral)
    copy = phone.get_by_role("button", name="Salin tautan")
    expect(copy).to_have_count(1 if script else 0)
    if script:
        copy.click()
        expect(phone.get_by_role("button", name="Tersalin")).to_be_visible()
        assert phone.evaluate("navigator.clipboard.readText()") == address
        assert fits(phone)


def make_link(phone, referral) -> str:
    phone.goto(referral.get_absolute_url())
    phone.get_by_role("link", name="Tautan jawaban").click()
    expect(phone.get_by_text("Siapa pun yang memegang tautan ini")).to_be_visible()
    phone.get_by_role("button", name="Buat tautan").click()
    assert fits(phone)
    return phone.locator("p.link-code").inner_text().strip()


@pytest.mark.parametrize("script", [True, False])
def test_a_service_answers_by_link_on_a_phone(page, cast, referral, script):
    volunteer, service = page(cast.relawan, script=script), page(script=script)
    sent_from = []
    service.on("request", lambda request: sent_from.append((request.url, request.headers.get("referer", ""))))
    address = make_link(volunteer, referral)
    volunteer.goto(f"{referral.get_absolute_url()}surat/")
    expect(volunteer.locator(".letter .qr")).to_be_visible()
    assert fits(volunteer)

    service.goto(address)
    expect(service.get_by_text("Butuh pendampingan ke rumah sakit.")).to_be_visible()
    expect(service.get_by_text("Melati Contoh")).to_have_count(0)
    assert fits(service)
    service.get_by_label("Sudah kami layani").check()
    service.get_by_role("button", name="Kirim jawaban").click()
    expect(service.get_by_role("alert")).to_contain_text("Tulis singkat apa yang dilakukan layanan.")
    service.get_by_label("Kami menerima").check()
    service.get_by_label("Keterangan").fill("Datang hari Senin.")
    service.get_by_role("button", name="Kirim jawaban").click()
    expect(service.get_by_text("Tercatat: layanan menerima")).to_be_visible()

    service.get_by_text("Perlu sesuatu dari kelompok?").click()
    service.get_by_label("Dampingi orangnya ke layanan").check()
    service.get_by_role("button", name="Kirim permintaan").click()
    expect(service.get_by_text("sudah sampai di kelompok")).to_be_visible()
    assert fits(service)

    volunteer.goto("/")
    volunteer.get_by_role("link", name="UPTD PPA Contoh · Dampingi orangnya ke layanan").click()
    expect(volunteer.get_by_text("Datang hari Senin.")).to_be_visible()
    expect(volunteer.get_by_text("Layanan, lewat tautan")).to_be_visible()
    volunteer.get_by_role("button", name="Sudah ditangani").click()
    expect(volunteer.get_by_text("Permintaan layanan ditandai selesai.")).to_be_visible()

    service.reload()
    service.get_by_label("Sudah kami layani").check()
    service.get_by_label("Keterangan").fill("Sudah didampingi ke rumah sakit.")
    service.get_by_role("button", name="Kirim jawaban").click()
    expect(service.get_by_role("heading", name="Terima kasih")).to_be_visible()
    volunteer.reload()
    expect(volunteer.get_by_text("Sudah didampingi ke rumah sakit.")).to_be_visible()
    expect(volunteer.get_by_role("link", name="Tautan jawaban")).to_have_count(0)
    assert (Referral.objects.get().state, ServiceRequest.objects.get().done_by) == ("served", cast.relawan)

    service.get_by_role("link", name="Bantuan dan nomor darurat").click()
    expect(service.get_by_role("heading", level=1)).to_be_visible()
    told = [(url, referer) for url, referer in sent_from if "/jawab/" in referer and "/jawab/" not in url]
    assert [url for url, _referer in told if "icons.svg" not in url] == []


def test_two_colleagues_at_once(page, cast, referral):
    link = factories.answer_link(referral)
    first, second = page(), page()
    for phone in (first, second):
        phone.goto(f"/jawab/{link.code}/")
    first.get_by_label("Kami menerima").check()
    first.get_by_role("button", name="Kirim jawaban").click()
    expect(first.get_by_text("Tercatat: layanan menerima")).to_be_visible()
    second.get_by_label("Kami tidak bisa menerima").check()
    second.get_by_label("Lainnya").first.check()
    second.get_by_label("Keterangan").fill("Petugas kami sedang cuti.")
    second.get_by_role("button", name="Kirim jawaban").click()
    expect(second.get_by_role("alert")).to_contain_text("baru saja dicatat orang lain")
    expect(second.get_by_text("Tercatat: layanan menerima")).to_be_visible()
    expect(second.get_by_label("Keterangan")).to_have_value("Petugas kami sedang cuti.")
    assert referral.steps.get().state == "accepted"


@pytest.mark.parametrize("letter", ["surat/", "ingatkan/surat/"])
def test_the_letter_fits_on_one_sheet_with_all_that_may_stand_there(page, cast, referral, letter):
    """Signatures on a sheet of their own get lost, and say nothing about what was signed."""
    referral.tells_name, referral.told = True, "Ada dua anak. Ia ingin ditemani waktu bercerita. " * 5
    referral.save()
    factories.answer_link(referral)
    screen = page(cast.relawan)
    screen.goto(f"{referral.get_absolute_url()}{letter}")
    expect(screen.locator(".letter .qr")).to_be_visible()
    sheets = PdfReader(BytesIO(screen.pdf(prefer_css_page_size=True))).pages
    assert [("Diterima oleh" in sheet.extract_text()) for sheet in sheets] == [True]
