"""A volunteer refers a case; the person changes her mind in the middle of it, and what runs is stopped."""

import pytest
from playwright.sync_api import expect

from complaints.directory import Service
from complaints.models import Complaint, Referral
from tests import factories

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def case(cast):
    return factories.complaint(
        cast.relawan,
        kind="violence",
        name="Melati Contoh",
        reminder="pagar hijau",
        safe_contact={"way": "comes", "hours": "any"},
    )


@pytest.fixture
def clinic(cast):
    return factories.provider("Puskesmas Contoh", kind="puskesmas", services=[Service.HEALTH])


def refer(phone, case) -> None:
    phone.goto(f"/pengaduan/{case}/rujuk/")
    phone.get_by_role("link", name="Puskesmas Contoh").click()
    phone.get_by_label("Kesehatan").check()
    phone.get_by_label("Ya, boleh").check()
    phone.get_by_label("Yang boleh diberitahukan").fill("Perlu visum.")
    phone.get_by_role("button", name="Simpan rujukan").click()
    expect(phone.get_by_text("Rujukan tersimpan.")).to_be_visible()


def withdraw(phone, case) -> None:
    phone.goto(f"/pengaduan/{case}/")
    phone.get_by_role("link", name="Lihat atau ubah persetujuan").click()
    card = phone.locator(".card", has_text="Boleh dirujuk: Puskesmas Contoh")
    expect(card.get_by_text("Setuju", exact=True)).to_be_visible()
    assert fits(phone)
    card.get_by_role("link", name="Catat jawaban baru").click()
    phone.get_by_label("Berubah pikiran").check()
    phone.get_by_label("Nama saksi").fill("Bu Saksi Contoh")
    assert fits(phone)
    phone.get_by_role("button", name="Simpan").click()


@pytest.mark.parametrize("script", [True, False])
def test_a_withdrawn_consent_in_mid_referral(page, cast, case, clinic, script):
    phone = page(cast.relawan, script=script)
    refer(phone, case)
    withdraw(phone, case)
    expect(phone.get_by_text("Rujukan yang berjalan sudah ditarik")).to_be_visible()
    card = phone.locator(".card", has_text="Boleh dirujuk: Puskesmas Contoh")
    expect(card.get_by_text("Berubah pikiran", exact=True)).to_be_visible()
    expect(card.get_by_text("Kabari layanannya agar berhenti.")).to_be_visible()
    card.get_by_text("Jawaban sebelumnya").click()
    expect(card.locator("details").get_by_text("Setuju", exact=True)).to_be_visible()
    assert fits(phone)
    assert Referral.objects.get().state == "withdrawn"

    phone.goto(f"/pengaduan/{case}/")
    history = phone.locator(".timeline")
    for told in (
        "Boleh dirujuk ke Puskesmas Contoh: Setuju",
        "Boleh dirujuk ke Puskesmas Contoh: Berubah pikiran",
        "Puskesmas Contoh · Orangnya memilih tidak melanjutkan",
    ):
        expect(history.get_by_text(told)).to_be_visible()
    phone.goto("/rujukan/?keadaan=menunggu")
    expect(phone.get_by_text("Puskesmas Contoh")).to_have_count(0)


def test_without_a_danger_the_choice_is_hers(page, cast, case, clinic):
    """What belongs to an answer stands there with it; what she takes back can be given again."""
    phone = page(cast.relawan)
    phone.goto(f"/pengaduan/{case}/persetujuan/catat/")
    expect(phone.get_by_label("Layanan yang mana?")).to_be_hidden()
    phone.get_by_label("Boleh dihitung tanpa nama").check()
    phone.get_by_label("Tidak setuju").check()
    expect(phone.get_by_text("kasus ini tidak masuk rekap lagi")).to_be_visible()
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_text("Jawaban tersimpan.")).to_be_visible()
    assert Complaint.objects.get().may_be_counted is False


def test_read_out_and_put_on_paper(page, cast, case):
    phone = page(cast.relawan)
    phone.goto(f"/pengaduan/{case}/persetujuan/baca/")
    expect(phone.get_by_text("Tanda tangan atau cap jempol")).to_be_hidden()
    assert fits(phone)
    phone.emulate_media(media="print")
    expect(phone.get_by_text("Tanda tangan atau cap jempol")).to_be_visible()
    expect(phone.get_by_role("link", name="Catat jawabannya")).to_be_hidden()
    phone.emulate_media(media="screen")

    phone.goto(f"/pengaduan/{case}/")
    phone.get_by_role("link", name="Cetak kasus").click()
    phone.get_by_label("Orang dan cara menghubunginya").check()
    phone.get_by_label("Permintaan orangnya sendiri").check()
    phone.get_by_role("button", name="Siapkan").click()
    paper = phone.locator(".paper")
    expect(paper.get_by_text("Orang A")).to_be_visible()
    expect(paper.get_by_text("Melati")).to_have_count(0)
    assert fits(phone)
    phone.emulate_media(media="print")
    expect(phone.get_by_role("button", name="Cetak")).to_be_hidden()
