"""A child who left school: recorded, planned for, accompanied, and closed as solved by the group."""

import re

import pytest
from playwright.sync_api import expect

from complaints.models import Complaint, PlanAction
from complaints.services.standard_plan import load_standard_plans

from .screens import fits
from .test_record import go_on, tick

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ANSWERS = (
    ("Pendidikan", "Putus sekolah"),
    ("Ya, boleh dicatat", "Ya, boleh dihitung"),
    (),
    ("Perempuan", "18–24 tahun"),
    (),
    ("Saya dampingi",),
)


def record(phone, script: bool) -> Complaint:
    phone.goto("/pengaduan/catat/?jenis=perlindungan-sosial")
    for answers in ANSWERS:
        for answer in answers:
            tick(phone, answer)
        if answers is ANSWERS[1]:
            phone.get_by_label("Nama panggilan").fill("Melur")
        if script and answers is not ANSWERS[-1]:
            go_on(phone)
    phone.get_by_role("button", name="Simpan").click()
    phone.wait_for_url(re.compile("/tercatat/$"))
    return Complaint.objects.get()


def note(phone, words: str) -> None:
    phone.get_by_role("link", name="Tindak lanjut").click()
    phone.get_by_label("Kunjungan").check()
    phone.get_by_label("Ceritakan seperlunya").fill(words)
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_text("Tindak lanjut tersimpan.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_solved_by_the_group(page, cast, script):
    load_standard_plans()
    phone = page(cast.relawan, script=script)
    case = record(phone, script)
    phone.get_by_role("link", name="Buka kasus").click()
    phone.get_by_role("link", name="Rencana", exact=True).click()
    phone.get_by_role("link", name="Rencana baku: Putus sekolah").click()
    phone.get_by_role("checkbox").first.check()
    phone.get_by_role("button", name="Simpan rencana").click()
    expect(phone.get_by_text("1 langkah direncanakan.")).to_be_visible()
    assert fits(phone)

    phone.goto(case.get_absolute_url())
    note(phone, "Bertemu keluarganya.")
    note(phone, "Sekolah menerimanya lagi.")
    phone.goto(f"{case.get_absolute_url()}rencana/")
    phone.get_by_role("link", name="Tandai").click()
    phone.get_by_label("Sudah dilakukan").check()
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_text("Langkah ditandai.")).to_be_visible()

    phone.goto(case.get_absolute_url())
    phone.get_by_role("link", name="Tutup kasus", exact=True).click()
    phone.get_by_role("button", name="Tutup kasus").click()
    expect(phone.get_by_role("alert")).to_be_visible()
    phone.get_by_label("Selesai bersama kelompok").check()
    assert fits(phone)
    phone.get_by_role("button", name="Tutup kasus").click()
    expect(phone.get_by_text("Kasus ditutup.")).to_be_visible()
    case.refresh_from_db()
    assert (case.need, case.stage, case.outcome) == ("drop_out", "closed", "solved_by_group")
    assert (case.notes.count(), PlanAction.objects.get().state) == (2, "done")
