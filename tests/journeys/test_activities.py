"""A member of the group writes an activity down on her phone and finds it on the list."""

import pytest
from playwright.sync_api import expect

from planning.models import Activity, ActivityPhoto
from tests.complaints.pictures import photo

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_recorded_seen_on_the_list_and_taken_away(page, cast, script):
    phone = page(cast.humas, script=script)
    phone.goto("/kegiatan/")
    phone.get_by_role("link", name="Catat kegiatan").first.click()
    phone.get_by_text("Sosialisasi", exact=True).click()
    phone.get_by_label("Judul singkat").fill("Sosialisasi akta kelahiran")
    phone.get_by_label("Perempuan").fill("20")
    phone.get_by_label("Laki-laki").fill("5")
    phone.get_by_label("Lansia").fill("30")
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_role("alert")).to_contain_text("Lebih banyak daripada semua yang hadir (25 orang)")
    expect(phone.get_by_label("Judul singkat")).to_have_value("Sosialisasi akta kelahiran")
    assert fits(phone)
    phone.get_by_label("Lansia").fill("3")
    file = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo(size=(640, 480))}
    phone.get_by_label("Foto (boleh kosong)").set_input_files(file)
    phone.get_by_role("button", name="Simpan").click()

    expect(phone.get_by_text("Kegiatan tersimpan.")).to_be_visible()
    expect(phone.get_by_text("25 orang hadir (20 perempuan, 5 laki-laki)")).to_be_visible()
    assert fits(phone)
    phone.get_by_role("link", name="Sosialisasi akta kelahiran").click()
    expect(phone.get_by_role("img", name="Foto kegiatan")).to_have_js_property("naturalWidth", 640)
    expect(phone.get_by_role("button", name="Keluar cepat")).to_be_visible()
    assert fits(phone)

    phone.get_by_role("link", name="Hapus").click()
    phone.get_by_role("button", name="Hapus selamanya").click()
    expect(phone.get_by_text("Kegiatan dihapus.")).to_be_visible()
    assert (Activity.objects.count(), ActivityPhoto.objects.count()) == (0, 0)
