"""A case goes on: to a colleague, to another group that accepts or declines, and all of them at once."""

import pytest
from playwright.sync_api import expect

from complaints.models import Complaint
from tests import factories

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NARROW = {"width": 320, "height": 640}


def offer(phone, case: Complaint) -> None:
    phone.goto(case.get_absolute_url())
    phone.get_by_text("Serahkan atau sembunyikan").click()
    phone.get_by_role("link", name="Limpahkan").click()
    phone.get_by_label("Cari desa, kabupaten/kota, atau mitra").fill("teros")
    phone.get_by_role("button", name="Cari").click()
    phone.get_by_role("link", name="KK Teros").click()
    phone.get_by_role("button", name="Tawarkan").click()
    expect(phone.get_by_role("alert")).to_contain_text("Kasus berpindah hanya bila ia setuju.")
    assert fits(phone)
    phone.get_by_label("Alasan dan pesan untuk kelompok penerima").fill("Ia pindah ke Teros.")
    phone.get_by_label("Orangnya (atau walinya) setuju kasusnya berpindah").check()
    phone.get_by_role("button", name="Tawarkan").click()
    expect(phone.get_by_text("Sudah ditawarkan ke KK Teros.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_offered_declined_offered_again_and_accepted(page, cast, script):
    case = factories.complaint(cast.relawan2, name="Melati Contoh")
    giver = page(cast.relawan2, script=script, viewport=NARROW)
    taker = page(cast.relawan, script=script, viewport=NARROW)
    offer(giver, case)
    taker.goto("/pelimpahan/")
    taker.get_by_role("link", name=str(case)).click()
    expect(taker.get_by_text("Ia pindah ke Teros.")).to_be_visible()
    expect(taker.get_by_text("Melati Contoh")).to_have_count(0)
    assert fits(taker)
    taker.get_by_role("button", name="Tidak menerima").click()
    expect(taker.get_by_role("alert")).to_contain_text("Tulis alasannya dulu.")
    assert fits(taker)
    taker.get_by_label("Pesan untuk kelompok asal").fill("Kami penuh bulan ini.")
    taker.get_by_role("button", name="Tidak menerima").click()
    expect(taker.get_by_text("Kasus tetap di kelompok asalnya.")).to_be_visible()

    giver.goto("/")
    expect(giver.get_by_text("Kami penuh bulan ini.")).to_be_visible()
    offer(giver, case)
    taker.goto("/")
    taker.get_by_role("link", name=str(case)).click()
    taker.get_by_role("button", name="Terima, saya dampingi").click()
    expect(taker.get_by_text("Kasus ini sekarang didampingi Ibu/Bapak.")).to_be_visible()
    expect(taker.get_by_text("Melati Contoh")).to_be_visible()
    case.refresh_from_db()
    assert (case.group, case.assigned_to) == (cast.teros, cast.relawan)
    assert not Complaint.objects.worked_by(cast.relawan2).exists()


def test_to_a_colleague_with_a_word(page, cast):
    case = factories.complaint(cast.relawan)
    phone = page(cast.relawan)
    phone.goto(case.get_absolute_url())
    phone.get_by_text("Serahkan atau sembunyikan").click()
    phone.get_by_role("link", name="Ganti pendamping").click()
    phone.get_by_role("button", name="Serahkan").click()
    expect(phone.get_by_role("alert")).to_contain_text("Pilih orangnya.")
    phone.get_by_label("Contoh Kawil").check()
    phone.get_by_role("button", name="Serahkan").click()
    phone.wait_for_url(f"**{case.get_absolute_url()}")
    case.refresh_from_db()
    assert case.assigned_to == cast.kawil


@pytest.mark.parametrize("script", [True, False])
def test_on_leave_all_go_in_one_step(page, cast, script):
    cases = [factories.complaint(cast.relawan), factories.complaint(cast.relawan, kind="violence")]
    factories.hiding(cases[1], cast.kawil)
    rekan = factories.volunteer("rekan", cast.teros)
    phone = page(cast.relawan, script=script)
    phone.goto("/pengaduan/serahkan-semua/")
    phone.get_by_label("Diserahkan kepada siapa?").select_option(
        label="Contoh Kawil (Kepala dusun/kawil/lingkungan)"
    )
    phone.get_by_role("button", name="Serahkan semua").click()
    other = phone.get_by_label("Yang tidak bisa kepadanya, kepada siapa?")
    expect(other).to_be_visible()
    assert fits(phone)
    other.select_option(label="Contoh Rekan")
    phone.get_by_role("button", name="Serahkan semua").click()
    expect(phone.get_by_text("2 kasus diserahkan.")).to_be_visible()
    owners = [Complaint.objects.get(pk=case.pk).assigned_to for case in cases]
    assert owners == [cast.kawil, rekan]
