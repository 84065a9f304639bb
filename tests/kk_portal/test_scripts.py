"""What the scripts of the frame do in a real browser: leaving, sending once, one question at a time."""

import re
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Page, expect

from members.models import Session
from tests import factories

pytestmark = pytest.mark.journey

EXPECTED = ("ERR_FAILED", "(Not Found)")  # a network that was cut, an address that leads nowhere


@pytest.fixture
def phone(browser, live_server, login):
    """A function: context manager that opens a page of 360 px, logged in unless ``user`` is None."""
    volunteer = factories.volunteer("relawan")

    @contextmanager
    def opened(path="/", *, user=volunteer, **options):
        complaints = []
        cookies = _session_of(login(user), live_server.url) if user else []
        options = {"viewport": {"width": 360, "height": 740}, "base_url": live_server.url, **options}
        with browser.new_context(**options) as context:
            context.add_cookies(cookies)
            page = context.new_page()
            page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
            page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
            page.goto(path)
            yield page
        errors = [text for text in complaints if text.startswith("error")]
        assert [text for text in errors if not any(told in text for told in EXPECTED)] == []

    return opened


def _session_of(client, url) -> list[dict]:
    name = settings.SESSION_COOKIE_NAME
    return [{"name": name, "value": client.cookies[name].value, "url": url}]


def _is_at(page: Page, path: str) -> None:
    page.wait_for_url(lambda url: url.split("?")[0].endswith(path))


def test_leaving_by_the_button_shows_the_recipe_and_back_shows_the_login(phone):
    with phone("/bantuan/") as page:
        page.goto("/akun/")
        page.get_by_role("button", name="Keluar cepat").click()
        _is_at(page, "/resep/")
        assert page.title() == "Resep sayur bening"
        page.go_back()
        page.goto("/akun/")
        _is_at(page, "/masuk/")


def test_leaving_by_three_presses_of_escape(phone):
    with phone("/akun/") as page:
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
        page.wait_for_timeout(300)
        _is_at(page, "/akun/")
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
        _is_at(page, "/resep/")


def test_leaving_takes_the_other_tabs_along(phone):
    with phone("/akun/") as page:
        other = page.context.new_page()
        other.goto("/akun/sandi/")
        page.get_by_role("button", name="Keluar cepat").click()
        _is_at(other, "/resep/")


def test_leaving_is_made_up_for_when_the_network_lost_it(phone):
    with phone("/akun/") as page:
        page.context.route("**/keluar/cepat/", lambda route: route.abort())
        page.get_by_role("button", name="Keluar cepat").click()
        _is_at(page, "/resep/")
        page.context.unroute("**/keluar/cepat/")
        page.goto("/akun/", wait_until="commit")
        _is_at(page, "/resep/")
        page.wait_for_timeout(300)
        page.goto("/akun/")
        _is_at(page, "/masuk/")


def test_a_locked_page_without_network_shows_nothing_and_keeps_what_was_typed(phone):
    with phone("/bantuan/") as page:
        page.clock.install()
        page.goto("/akun/")
        page.get_by_label("Nama lengkap").fill("Contoh Nama Baru")
        page.route("**/sesi/kunci/", lambda route: route.abort())
        Session.objects.update(seen_at=timezone.now() - timedelta(minutes=20))
        page.clock.fast_forward(20 * 60_000)
        expect(page.get_by_text("Layar terkunci.")).to_be_visible()
        expect(page.get_by_label("Nama lengkap")).to_be_hidden()
        assert page.title() == "Resep sayur bening"
        page.unroute("**/sesi/kunci/")
        page.get_by_role("button", name="Buka").click()
        _is_at(page, "/masuk/")
        page.get_by_label("Nama pengguna").fill("relawan")
        page.get_by_label("Kata sandi", exact=True).fill(factories.PASSWORD)
        page.get_by_role("button", name="Masuk").click()
        _is_at(page, "/akun/")
        expect(page.get_by_label("Nama lengkap")).to_have_value("Contoh Nama Baru")


def test_leaving_works_without_script(phone):
    with phone("/akun/", java_script_enabled=False) as page:
        page.get_by_role("button", name="Keluar cepat").click()
        _is_at(page, "/resep/")
        page.go_back()
        _is_at(page, "/masuk/")


def test_a_form_is_sent_once_however_often_it_is_tapped(phone):
    sent = []

    def slow(route):
        if route.request.method == "POST":
            sent.append(route.request.url)
            time.sleep(0.3)
        route.continue_()

    with phone("/akun/sandi/") as page:
        page.route("**/akun/sandi/", slow)
        button = page.locator("main button[type=submit]")
        with page.expect_navigation():  # idle may also be said before the first tap has left
            button.evaluate("button => { button.click(); button.click(); button.click() }")
        page.wait_for_load_state("networkidle")
        assert len(sent) == 1


def test_steps_show_one_question_at_a_time_and_back_goes_one_back(phone):
    with phone("/gaya/", user=None) as page:
        form = page.locator("#langkah")
        progress = form.locator(".progress-line span")
        step_on = form.get_by_role("button", name="Lanjut")
        expect(progress).to_have_text("Pertanyaan 1 dari 2")
        step_on.click()
        expect(form.get_by_role("alert")).to_have_text("Pilih atau isi dulu jawabannya.")
        form.get_by_label("Tidak").check()
        expect(form.get_by_text("Telepon 129 dulu.")).to_be_visible()
        form.get_by_label("Ya").check()
        expect(form.get_by_text("Telepon 129 dulu.")).to_be_hidden()
        expect(progress).to_have_text("Pertanyaan 1 dari 3")
        step_on.click()
        expect(form.locator("legend:visible")).to_be_focused()
        form.get_by_label("Nama").fill("Melati")
        form.get_by_label("Nama").press("Enter")
        expect(progress).to_have_text("Pertanyaan 3 dari 3")
        expect(form.get_by_role("button", name="Simpan")).to_be_visible()
        page.go_back()
        expect(form.get_by_label("Nama")).to_have_value("Melati")
        assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_steps_send_what_was_asked_and_nothing_else(phone):
    with phone("/gaya/", user=None) as page:
        form = page.locator("#langkah")
        form.get_by_label("Ya").check()
        form.get_by_role("button", name="Lanjut").click()
        form.get_by_label("Nama").fill("Melati")
        form.get_by_role("button", name="Kembali").click()
        form.get_by_label("Tidak").check()
        form.get_by_role("button", name="Lanjut").click()
        form.get_by_label("Tanggal").fill("2026-11-03")
        form.get_by_role("button", name="Simpan").click()
        page.wait_for_url("**/gaya/?aman=tidak&kapan=2026-11-03")


def test_steps_stand_on_one_page_without_script(phone):
    with phone("/gaya/", user=None, java_script_enabled=False) as page:
        assert page.locator("#langkah .step:visible").count() == 3


def test_kembali_on_a_page_of_refusal_leads_to_the_page_before(phone):
    with phone("/akun/") as page:
        page.goto("/tidak-ada/")
        page.get_by_role("link", name="Kembali").click()
        expect(page).to_have_url(re.compile(r"/akun/$"))


def test_kembali_on_a_page_of_refusal_leads_to_the_first_page_where_there_was_none(phone):
    with phone("/tidak-ada/") as page:
        page.get_by_role("link", name="Kembali").click()
        expect(page.locator("h1")).not_to_have_text("Halaman tidak ditemukan")


def test_the_link_of_an_invitation_is_copied_at_a_touch(phone):
    officer, invited = factories.officer("petugas"), factories.volunteer("siti")
    road = f"/admin/members/user/{invited.pk}/reset/"
    with phone(road, user=officer, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.get_by_role("button", name="Buat undangan").click()
        page.get_by_role("button", name="Salin tautan").click()
        expect(page.get_by_role("button", name="Tersalin")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == page.locator(".invitation-link").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") == 360
    with phone(road, user=officer, java_script_enabled=False) as page:
        page.get_by_role("button", name="Buat undangan").click()
        expect(page.locator(".invitation-link")).to_be_visible()
        expect(page.get_by_role("button", name="Salin tautan")).to_have_count(0)
