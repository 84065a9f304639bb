"""A silent service escalated: the timer reminds, the volunteer reminds the service, the officer finds it."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import expect

from complaints.models import Consent, Reminder
from tests import factories

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def silent(cast):
    """Sent three weeks ago, due two weeks and a day ago; nobody has answered."""
    case = factories.complaint(cast.relawan, kind="violence", name="Melati Rahasia", reminder="pagar hijau")
    to = factories.provider("UPTD PPA Contoh", whatsapp="+6281200001111", services=["complaint"])
    due = timezone.now() - timedelta(days=15)
    cast.petugas.email = "petugas@contoh.invalid"
    cast.petugas.save()
    return factories.referral(
        case, to, services=["complaint"], sent_at=due - timedelta(days=6), due_at=due, tells_name=True
    )


@pytest.mark.parametrize("script", [True, False])
def test_a_silent_service_is_escalated(cast, silent, page, script):
    call_command("remind", stdout=StringIO())
    (letter,) = mail.outbox
    assert (letter.to, "Melati" in letter.body) == (["petugas@contoh.invalid"], False)

    phone = page(cast.relawan, script=script)
    phone.goto("/")
    row = phone.get_by_role("link", name=str(silent.complaint)).filter(has_text="Terlambat")
    expect(row).to_contain_text("Boleh diadukan")
    row.click()
    phone.get_by_role("link", name="Ingatkan layanan").click()
    assert fits(phone)
    link = phone.get_by_role("link", name="Kirim lewat WhatsApp").get_attribute("href")
    assert (link.startswith("https://wa.me/6281200001111?text=Mengingatkan"), "Melati" in link) == (
        True,
        False,
    )
    phone.get_by_role("link", name="Surat pengingat").click()
    expect(phone.get_by_role("heading", name="SURAT PENGINGAT RUJUKAN")).to_be_visible()
    phone.get_by_role("link", name="Ingatkan layanan").click()
    phone.get_by_role("button", name="Sudah saya ingatkan").click()
    expect(phone.get_by_text("Tercatat: layanan sudah diingatkan.")).to_be_visible()
    expect(phone.get_by_text("1 kali, ")).to_be_visible()
    assert Reminder.objects.get(kind="by_hand").by == cast.relawan

    phone.get_by_role("link", name="Lihat cara mengadukan").click()
    phone.get_by_role("button", name="Simpan jawabannya").click()
    expect(phone.get_by_role("alert")).to_contain_text("Tanyakan dulu: boleh diadukan atau tidak?")
    phone.get_by_label("Ya, boleh").check()
    phone.get_by_role("button", name="Simpan jawabannya").click()
    phone.get_by_role("link", name="Surat kepada Ombudsman Republik Indonesia").click()
    expect(phone.get_by_role("heading", name="PENGADUAN PELAYANAN PUBLIK")).to_be_visible()
    expect(phone.get_by_text("Melati Rahasia")).to_have_count(0)
    assert fits(phone)
    assert Consent.objects.get(purpose="complain").decision == "given"

    desk = page(cast.petugas, viewport=DESK, script=script)
    desk.goto("/admin/complaints/referral/?pengingat=escalated")
    expect(desk.locator("#result_list tbody tr")).to_have_count(1)
    desk.get_by_role("link", name=str(silent.complaint)).click()
    expect(desk.get_by_text("Rujukan ke UPTD PPA Contoh belum dijawab.")).to_be_visible()
    expect(desk.get_by_text("Diteruskan ke petugas").first).to_be_visible()
    desk.get_by_role("link", name="rekam jejak layanan").click()
    expect(desk.get_by_role("row", name="Semua layanan")).to_contain_text("0 dari 1 (0%)")


def test_she_says_whether_she_was_content(cast, silent, page):
    phone = page(cast.relawan)
    phone.goto(f"{silent.get_absolute_url()}jawaban/")
    phone.get_by_label("Layanan menolak atau tidak tersedia").check()
    phone.get_by_label("Layanan penuh atau tidak tersedia").check()
    phone.get_by_role("radio", name="Tidak puas").check()
    phone.get_by_role("button", name="Simpan jawaban").click()
    expect(phone.get_by_text("Jawaban layanan tersimpan.")).to_be_visible()
    expect(phone.get_by_text("Layanan tidak tersedia", exact=True).first).to_be_visible()
    expect(phone.get_by_role("definition").filter(has_text="Tidak puas")).to_be_visible()
    silent.refresh_from_db()
    assert (silent.state, silent.satisfaction) == ("declined", "no")
