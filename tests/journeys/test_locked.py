"""A phone left on the table, and Back after leaving: nothing of anybody is on the screen."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from members.models import Session
from tests import factories

pytestmark = pytest.mark.journey
REMINDER = "Bu Kebaya Hijau"
PIN = "802715"


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence", reminder=REMINDER)


def left_lying() -> None:
    """So long that the server locks it, while the browser knows nothing of it."""
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=20))


def pass_by(page: Page, minutes: int) -> None:
    """The same for both."""
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=minutes))
    page.clock.fast_forward(minutes * 60_000)


def is_at(page: Page, path: str) -> None:
    page.wait_for_url(lambda url: url.split("?")[0].endswith(path))


def choose_pin(page: Page) -> None:
    page.goto("/akun/pin/")
    page.get_by_label("PIN baru", exact=True).fill(PIN)
    page.get_by_label("PIN baru, sekali lagi").fill(PIN)
    page.get_by_label("Kata sandi", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Pasang PIN").click()
    expect(page.get_by_text("PIN terpasang di perangkat ini")).to_be_visible()


def open_with_pin(page: Page) -> None:
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Buka dengan PIN").click()


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("ending", ["logout", "lock"])
@pytest.mark.parametrize("who", ["relawan", "petugas"])
def test_back_shows_nothing(page, cast, case, who, ending, script):
    shown = page(getattr(cast, who), script=script)
    paths = {
        "relawan": ["/pengaduan/", f"/pengaduan/{case.number}/"],
        "petugas": ["/admin/complaints/complaint/", f"/admin/complaints/complaint/{case.pk}/change/"],
    }[who]
    told = case.number[:4]
    for path in paths:
        shown.goto(path)
        assert told in shown.content()
    if ending == "logout":
        shown.get_by_role("button", name="Keluar", exact=True).first.click()
        is_at(shown, "/masuk/")
    else:
        left_lying()
        shown.goto("/akun/")
        is_at(shown, "/masuk/")
    for _path in paths:
        shown.go_back()
        shown.wait_for_load_state()
        seen = shown.title() + shown.locator("body").inner_text()  # the login page knows where she was going
        assert [word for word in (told, REMINDER) if word in seen] == []
        assert shown.url.split("?")[0].endswith(("/masuk/", "/admin/login/"))


@pytest.mark.parametrize("script", [True, False])
def test_the_pin_opens_the_form_as_it_was_left(page, cast, script):
    shown = page(cast.relawan, script=script)
    choose_pin(shown)
    shown.goto("/akun/")
    shown.get_by_label("Nama lengkap").fill("Contoh Relawan Baru")
    left_lying()
    shown.get_by_role("button", name="Simpan").click()
    is_at(shown, "/masuk/pin/")
    expect(shown.get_by_text("Isian tadi tidak hilang")).to_be_visible()
    open_with_pin(shown)
    is_at(shown, "/akun/")
    expect(shown.get_by_label("Nama lengkap")).to_have_value("Contoh Relawan Baru")


def test_the_page_asks_and_a_tap_keeps_it_open(page, cast):
    shown = page(cast.relawan)
    shown.clock.install()
    shown.goto("/akun/")
    pass_by(shown, 18)
    expect(shown.get_by_text("Masih di sini?")).to_be_hidden()
    pass_by(shown, 1)
    expect(shown.get_by_text("Masih di sini?")).to_be_visible()
    with shown.expect_response("**/sesi/lanjut/"):
        shown.get_by_role("button", name="Ya, lanjutkan").click()
    expect(shown.get_by_text("Masih di sini?")).to_be_hidden()
    shown.clock.fast_forward(5 * 60_000)
    expect(shown.get_by_role("heading", name="Akun", exact=True)).to_be_visible()


def test_the_page_hides_itself_and_gives_back_what_was_typed(page, cast):
    shown = page(cast.relawan)
    choose_pin(shown)
    shown.clock.install()
    shown.goto("/akun/")
    shown.get_by_label("Nama lengkap").fill("Contoh Relawan Baru")
    pass_by(shown, 20)
    is_at(shown, "/masuk/pin/")
    assert [word for word in (cast.relawan.full_name, "Relawan Baru") if word in shown.content()] == []
    open_with_pin(shown)
    is_at(shown, "/akun/")
    expect(shown.get_by_label("Nama lengkap")).to_have_value("Contoh Relawan Baru")


def test_a_page_of_a_session_in_use_elsewhere_comes_back(page, cast):
    shown = page(cast.relawan)
    shown.clock.install()
    shown.goto("/akun/")
    shown.get_by_label("Nama lengkap").fill("Contoh Relawan Baru")
    with shown.expect_response("**/sesi/kunci/"):
        shown.clock.fast_forward(20 * 60_000)
    expect(shown.get_by_label("Nama lengkap")).to_have_value("Contoh Relawan Baru")
    expect(shown.get_by_text("Layar terkunci.")).to_be_hidden()
    assert shown.title() == "Akun · KK Portal"


def test_leaving_at_once_from_the_lock(page, cast):
    shown = page(cast.relawan)
    choose_pin(shown)
    left_lying()
    shown.goto("/akun/")
    is_at(shown, "/masuk/pin/")
    shown.get_by_role("button", name="Keluar cepat").click()
    is_at(shown, "/resep/")
    shown.wait_for_timeout(300)
    shown.goto("/akun/")
    is_at(shown, "/masuk/")


def test_ended_from_another_phone_it_is_over(page, cast):
    here, there = page(cast.relawan), page(cast.relawan)
    there.goto("/akun/")
    here.goto("/akun/perangkat/")
    here.get_by_role("button", name="Akhiri semua yang lain").click()
    expect(here.get_by_text("Perangkat lain sudah dikeluarkan.")).to_be_visible()
    expect(here.get_by_text("Tidak ada perangkat lain.")).to_be_visible()
    there.goto("/pengaduan/")
    is_at(there, "/masuk/")


def test_a_neutral_title_stays_on_the_login_page(page, cast):
    shown = page(cast.relawan)
    shown.goto("/akun/tampilan/")
    shown.get_by_label("Judul dan ikon netral di perangkat ini").check()
    shown.get_by_role("button", name="Simpan").click()
    expect(shown.get_by_text("sekarang netral")).to_be_visible()
    assert shown.title() == "Resep sayur bening"
    shown.get_by_role("button", name="Keluar", exact=True).click()
    is_at(shown, "/masuk/")
    assert shown.title() == "Resep sayur bening"
