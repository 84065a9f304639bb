"""An officer enrols what is required of her and works with it; a volunteer sets her password on her phone."""

import re

import pytest
from playwright.sync_api import expect

from complaints.models import Opening
from members import proof
from members.models import Invitation, SecondFactor
from tests import factories
from tests.factories import PASSWORD

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
NEW = "pagar hijau di tepi sawah"


def enter(page, name: str, password: str = PASSWORD) -> None:
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna atau nomor HP").fill(name)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.get_by_role("button", name="Masuk").click()


def enrol_app(page) -> str:
    """The key that the page shows, as somebody types it into an app."""
    page.get_by_role("link", name="Pasang aplikasi kode").click()
    expect(page.locator(".factor-key .qr")).to_be_visible()
    assert fits(page)
    key = page.locator(".factor-key code").inner_text().replace(" ", "")
    page.get_by_label("Kode dari aplikasi").fill(factories.app_code(key))
    page.get_by_role("button", name="Aktifkan").click()
    return key


@pytest.mark.parametrize("script", [True, False])
def test_an_officer_enrols_and_opens_a_sealed_case_after_a_proof(page, cast, settings, monkeypatch, script):
    settings.SECOND_FACTOR_REQUIRED = True
    case = factories.complaint(cast.relawan, kind="violence", narrative="Ia takut pulang.")
    desk = page(script=script)
    enter(desk, "petugas")
    expect(desk.get_by_text("langkah kedua wajib")).to_be_visible()
    assert fits(desk)
    key = enrol_app(desk)
    expect(desk.locator(".recovery-codes li")).to_have_count(10)
    assert fits(desk)
    paper = desk.locator(".recovery-codes li").first.inner_text()
    desk.get_by_role("link", name="Sudah saya simpan").click()
    desk.wait_for_url("**/admin/")
    desk.goto("/akun/")
    desk.locator("main").get_by_role("button", name="Keluar", exact=True).click()

    enter(desk, "petugas")
    desk.wait_for_url("**/masuk/kode/")
    assert fits(desk)
    desk.get_by_label("Kode").fill("000000")
    desk.get_by_role("button", name="Masuk").click()
    expect(desk.get_by_text("Kode ini tidak cocok atau sudah dipakai.")).to_be_visible()
    desk.get_by_label("Kode").fill(factories.app_code(key, steps=1))
    desk.get_by_role("button", name="Masuk").click()
    desk.wait_for_url("**/admin/")

    monkeypatch.setattr(proof, "HOLDS", 0)
    desk.goto(f"/admin/complaints/complaint/{case.pk}/change/")
    desk.get_by_label("Alasan membuka").select_option(label="Keselamatan orangnya")
    desk.get_by_role("button", name="Buka kasus").click()
    desk.wait_for_url("**/akun/bukti/**")
    expect(desk.get_by_text("Isian tadi tidak hilang")).to_be_visible()
    assert fits(desk)
    monkeypatch.setattr(proof, "HOLDS", 30 * 60)
    desk.get_by_label("Atau kode").fill(paper)
    desk.get_by_role("button", name="Lanjut").click()
    expect(desk.get_by_label("Alasan membuka")).to_have_value("safety")
    expect(desk.get_by_text("Ia takut pulang.")).to_have_count(0)
    desk.get_by_role("button", name="Buka kasus").click()
    expect(desk.get_by_text("Ia takut pulang.")).to_be_visible()
    assert Opening.objects.count() == 1


@pytest.mark.parametrize("script", [True, False])
def test_an_officer_invites_and_a_volunteer_sets_her_own_password(page, cast, script):
    cast.humas.phone = "+6281234567890"
    cast.humas.save()
    desk, phone = page(cast.petugas, script=script), page(script=script)
    desk.goto(f"/admin/members/user/{cast.humas.pk}/change/")
    desk.get_by_role("link", name="Undang membuat kata sandi baru").click()
    desk.get_by_role("button", name="Buat undangan").click()
    address = desk.locator(".invitation-link").inner_text().strip()
    assert fits(desk)
    link = desk.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href")
    assert link.startswith("https://wa.me/6281234567890?text=")
    assert Invitation.objects.get().is_open

    phone.goto(address)
    assert fits(phone)
    expect(phone.get_by_text("humas", exact=True)).to_be_visible()
    phone.get_by_label("Kata sandi baru", exact=True).fill("pendek")
    phone.get_by_label("Kata sandi baru, sekali lagi").fill("pendek")
    phone.get_by_role("button", name="Simpan kata sandi").click()
    expect(phone.get_by_role("alert")).to_contain_text("terlalu pendek")
    phone.get_by_label("Kata sandi baru", exact=True).fill(NEW)
    phone.get_by_label("Kata sandi baru, sekali lagi").fill(NEW)
    phone.get_by_role("button", name="Simpan kata sandi").click()
    expect(phone.get_by_text("Kata sandi tersimpan.")).to_be_visible()
    enter(phone, "humas", NEW)
    expect(
        phone.get_by_text(re.compile("Sandi diganti tanggal .* lewat undangan dari Contoh Petugas"))
    ).to_be_visible()
    assert fits(phone)


def with_authenticator(page):
    """A key that lives in the browser, as a phone's fingerprint does."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True, "automaticPresenceSimulation": True}
    made = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, made["authenticatorId"]


def test_a_passkey_is_made_and_opens_the_portal(page, cast):
    phone = page(cast.relawan)
    session, authenticator = with_authenticator(phone)
    phone.goto("/akun/")
    phone.get_by_role("link", name="Pasang langkah kedua").click()
    phone.get_by_role("link", name="Tambah kunci sandi").click()
    assert fits(phone)
    phone.get_by_label("Nama kunci").fill("HP saya")
    phone.get_by_role("button", name="Buat kunci sandi").click()
    expect(phone.locator(".recovery-codes li")).to_have_count(10)
    factor = SecondFactor.objects.get()
    assert (factor.kind, factor.name) == ("passkey", "HP saya")

    phone.context.clear_cookies()
    enter(phone, "relawan")
    phone.wait_for_url("**/masuk/kode/")
    phone.get_by_role("button", name="Pakai kunci sandi").click()
    expect(phone.get_by_role("link", name="Catat pengaduan").first).to_be_visible()
    assert SecondFactor.objects.get().secret["counter"] > factor.secret["counter"]

    phone.context.clear_cookies()
    session.send("WebAuthn.clearCredentials", {"authenticatorId": authenticator})
    enter(phone, "relawan")
    phone.get_by_role("button", name="Pakai kunci sandi").click()
    expect(phone.get_by_role("alert")).to_contain_text("Kunci sandi tidak jadi dipakai.")
