"""Domestic violence with danger now: recorded, assessed, planned for, protected, and closed."""

import re

import pytest
from playwright.sync_api import expect

from complaints.directory import Service
from complaints.models import Assessment, Complaint, PlanAction, SafetyPlan
from complaints.services.standard_plan import load_standard_plans
from tests import factories

from .screens import fits
from .test_record import go_on, tick
from .test_refer import answer

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
RECORDED = (
    ("Tidak aman",),
    ("Ya, boleh dicatat", "Ya, boleh dihitung"),
    ("Ia sendiri",),
    ("Perempuan", "25–44 tahun"),
    ("Fisik",),
    ("Suami/istri",),
    ("Hari ini",),
    ("Didatangi",),
    ("Tidak ada",),
)


@pytest.fixture
def standard(cast):
    return load_standard_plans()


def record(phone) -> Complaint:
    phone.goto("/pengaduan/catat/?jenis=kekerasan")
    for said in RECORDED:
        for one in said:
            tick(phone, one)
        if said is not RECORDED[-1]:
            go_on(phone)
    phone.get_by_role("button", name="Simpan").click()
    phone.wait_for_url(re.compile("/tercatat/$"))
    return Complaint.objects.select_related("data_key").get()


def test_what_is_wanting_is_seen_also_where_the_page_goes_on_below(page, cast):
    case = factories.complaint(cast.relawan, kind="violence")
    for _one in range(3):
        factories.assessment(case)
    phone = page(cast.relawan)
    phone.goto(f"{case.get_absolute_url()}asesmen/")
    go_on(phone)
    expect(phone.get_by_text("Pilih atau isi dulu jawabannya.")).to_be_in_viewport(ratio=1)


def test_from_danger_now_to_an_action_that_is_done(page, cast, standard):
    phone = page(cast.relawan)
    case = record(phone)
    phone.get_by_role("link", name="Buka kasus").click()

    phone.get_by_role("link", name="Asesmen", exact=True).click()
    expect(phone.get_by_text("Pertanyaan 1 dari 10")).to_be_visible()
    expect(phone.get_by_role("link", name="Polisi 110")).to_be_hidden()
    tick(phone, "Ya")
    expect(phone.get_by_role("link", name="Polisi 110")).to_have_attribute("href", "tel:110")
    for number in range(2, 11):
        go_on(phone)
        expect(phone.get_by_text(f"Pertanyaan {number} dari 10")).to_be_visible()
    phone.get_by_role("button", name="Lihat hasilnya").click()
    expect(phone.get_by_role("group", name="Seberapa darurat?")).to_be_visible()
    expect(phone.get_by_text("Sekarang ada bahaya", exact=True)).to_be_visible()
    expect(phone.get_by_label("Darurat", exact=True)).to_be_checked()
    expect(phone.get_by_label("Mengapa lain dari usulan?")).to_be_hidden()
    assert fits(phone)
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_role("heading", name="Lakukan sekarang")).to_be_visible()
    expect(phone.get_by_role("link", name="SAPA 129")).to_have_attribute("href", "tel:129")
    assert fits(phone)

    phone.get_by_role("link", name="Rencana keselamatan").click()
    phone.get_by_label("Ke mana ia bisa pergi?").fill("Rumah bibinya")
    assert fits(phone)
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_text("Jangan tinggalkan salinannya di rumah.")).to_be_visible()

    phone.get_by_role("link", name="Rencana", exact=True).click()
    phone.get_by_role("link", name="Rencana baku: Kekerasan dalam rumah tangga").click()
    words = phone.get_by_label("Yang dilakukan").locator("visible=true")
    expect(words).to_have_count(0)
    phone.get_by_label("Pastikan ia dan anak-anak punya tempat aman malam ini").check()
    expect(words).to_have_count(1)
    words.fill("Antar ke rumah bibinya malam ini")
    phone.get_by_label("Hubungi UPTD PPA atau SAPA 129").check()
    assert fits(phone)
    phone.get_by_role("button", name="Simpan rencana").click()
    expect(phone.get_by_text("2 langkah direncanakan.")).to_be_visible()

    phone.goto("/")
    phone.get_by_role("link", name="Antar ke rumah bibinya malam ini").click()
    phone.get_by_role("link", name="Tandai Antar ke rumah bibinya malam ini").click()
    phone.get_by_label("Sudah dilakukan").check()
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_text("Langkah ditandai.")).to_be_visible()
    assert fits(phone)

    case.refresh_from_db()
    assert (case.stage, case.urgency, case.safety) == ("planned", "emergency", "unsafe")
    states = sorted(row.state for row in PlanAction.objects.all())
    assert (states, SafetyPlan.objects.count()) == (["done", "open"], 1)


def test_on_to_protection_and_closing(page, cast):
    """The same case a little later: a service takes her in, and an officer approves its end."""
    factories.provider("UPTD PPA Contoh", kind="uptd_ppa", services=[Service.COMPLAINT, Service.LEGAL_AID])
    case = factories.complaint(cast.relawan, kind="violence", urgency="emergency", stage="planned")
    phone = page(cast.relawan)
    phone.goto(f"{case.get_absolute_url()}rujuk/")
    phone.get_by_role("link", name="UPTD PPA Contoh").click()
    phone.get_by_label("Pengaduan", exact=True).check()
    phone.get_by_label("Ya, boleh").check()
    phone.get_by_role("button", name="Simpan rujukan").click()
    expect(phone.get_by_text("Rujukan tersimpan.")).to_be_visible()
    answer(phone, "Layanan menerima", "Dijemput malam ini.")
    expect(phone.get_by_text("Dijemput malam ini.")).to_be_visible()
    answer(phone, "Sudah dilayani", "Ia di tempat yang aman.")
    expect(phone.get_by_text("Ia di tempat yang aman.")).to_be_visible()

    phone.goto(f"{case.get_absolute_url()}tutup/")
    phone.get_by_label("Sudah dilayani").check()
    phone.get_by_label("Lebih baik").check()
    assert fits(phone)
    phone.get_by_role("button", name="Tutup kasus").click()
    expect(phone.get_by_text("Kasus ditutup.")).to_be_visible()
    case.refresh_from_db()
    assert (case.stage, case.outcome, case.feeling, case.closing_approved_at) == (
        *("closed", "served", "better"),
        None,
    )

    desk = page(cast.petugas, viewport={"width": 1280, "height": 900})
    desk.goto(f"/admin/complaints/complaint/{case.pk}/change/")
    desk.get_by_label("sudah saya lihat").check()
    desk.get_by_role("button", name="Setujui penutupan").click()
    expect(desk.get_by_text("Penutupan disetujui.", exact=True)).to_be_visible()
    case.refresh_from_db()
    assert case.closing_approved_by == cast.petugas


def test_without_script_the_proposal_comes_after_posting(page, cast, standard):
    case = factories.complaint(cast.relawan, kind="violence")
    phone = page(cast.relawan, script=False)
    phone.goto(f"{case.get_absolute_url()}asesmen/")
    phone.get_by_role("group", name="Apakah pernah dicekik?").get_by_label("Ya").check()
    phone.get_by_role("button", name="Lihat hasilnya").click()
    expect(phone.get_by_role("alert")).to_contain_text("Apakah sekarang ada bahaya?")
    phone.get_by_role("group", name="Apakah sekarang ada bahaya?").get_by_label("Tidak", exact=True).check()
    phone.get_by_role("button", name="Lihat hasilnya").click()
    expect(phone.get_by_text("Pernah dicekik", exact=True)).to_be_in_viewport()
    phone.get_by_label("Mendesak").check()
    phone.get_by_label("Mengapa lain dari usulan?").fill("Sudah setahun lalu.")
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_text("Sudah setahun lalu.")).to_be_visible()
    made = Assessment.objects.get()
    assert (made.proposed, made.urgency) == ("emergency", "urgent")

    phone.goto(f"{case.get_absolute_url()}rencana/baku/")
    phone.get_by_label("Buat rencana keselamatan bersama, bila ia mau").check()
    phone.get_by_role("button", name="Simpan rencana").click()
    expect(phone.get_by_text("1 langkah direncanakan.")).to_be_visible()
