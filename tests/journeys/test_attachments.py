"""Papers on a phone: photo and PDF are added, looked at, taken as they came and removed."""

import pytest
from playwright.sync_api import expect

from complaints.models import Attachment
from tests import factories
from tests.complaints.pictures import SECRET, pdf, photo_that_tells

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SVG = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(100)
REFUSED = (
    ("surat.svg", SVG, "tidak terbaca sebagai foto atau PDF"),
    ("foto.heic", HEIC, "Foto HEIC belum bisa dibaca di sini."),
    ("foto.jpg", photo_that_tells() + b"<html><script>alert(1)</script>", "berisi berkas lain di dalamnya"),
    ("kosong.jpg", b"", "Berkas ini kosong."),
)


def send(phone, field: str, name: str, data: bytes, about: str = "") -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    phone.get_by_label(field, exact=True).set_input_files(file)
    phone.get_by_label("Ini apa? (boleh kosong)").fill(about)
    phone.get_by_role("button", name="Simpan lampiran").click()


@pytest.mark.parametrize("script", [True, False])
def test_added_looked_at_and_removed(page, cast, script):
    case = factories.complaint(cast.relawan)
    phone = page(cast.relawan, script=script)
    phone.goto(case.get_absolute_url())
    phone.get_by_role("link", name="Lampiran (0)").click()
    for name, data, words in REFUSED:
        send(phone, "Atau pilih berkas", name, data, "Surat")
        expect(phone.get_by_role("alert")).to_contain_text(words)
        expect(phone.get_by_label("Ini apa? (boleh kosong)")).to_have_value("Surat")
    send(phone, "Ambil foto", "IMG_1.jpg", photo_that_tells(), "Foto pagar")
    expect(phone.get_by_text("Lampiran tersimpan.")).to_be_visible()
    send(phone, "Atau pilih berkas", "surat.pdf", pdf(2), "Surat desa")
    expect(phone.get_by_text("2 halaman")).to_be_visible()
    assert fits(phone)

    phone.get_by_role("link", name="Lihat Foto pagar").click()
    expect(phone.get_by_role("button", name="Keluar cepat")).to_be_in_viewport()
    expect(phone.get_by_role("img").last).to_have_js_property("naturalWidth", 48)
    assert fits(phone)
    phone.go_back()

    with phone.expect_download() as kept:
        phone.get_by_role("link", name="Asli Foto pagar").click()
    assert SECRET in kept.value.path().read_bytes()
    assert kept.value.suggested_filename == f"{case}-1.jpg"

    phone.get_by_role("link", name="Lihat Surat desa").click()
    expect(phone.get_by_role("button", name="Keluar cepat")).to_be_in_viewport()
    assert fits(phone)
    with phone.expect_download() as kept:
        phone.get_by_role("link", name="Unduh PDF").click()
    assert kept.value.suggested_filename == f"{case}-2.pdf"
    expect(phone.get_by_role("button", name="Keluar cepat")).to_be_visible()
    phone.go_back()

    phone.get_by_role("link", name="Hapus Foto pagar").click()
    phone.get_by_role("button", name="Hapus selamanya").click()
    expect(phone.get_by_text("Lampiran dihapus.")).to_be_visible()
    expect(phone.get_by_text("Foto pagar")).to_have_count(0)
    expect(phone.get_by_role("link", name="Lihat Surat desa")).to_be_visible()
    assert Attachment.objects.filter(removed_at__isnull=True).count() == 1
