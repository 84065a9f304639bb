"""One telephone in two cases: the hint after saving, both side by side, and her judgement."""

import pytest
from playwright.sync_api import expect

from complaints.models import DuplicateHint

from .screens import fits
from .test_record import go_on, tick

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ANSWERS = (
    ("Kesehatan",),
    ("Ya, boleh dicatat", "Ya, boleh dihitung"),
    (),
    ("Perempuan", "60 tahun ke atas"),
    (),
    ("Saya dampingi",),
)


def record(phone, script: bool) -> None:
    phone.goto("/pengaduan/catat/?jenis=perlindungan-sosial")
    for answers in ANSWERS:
        for answer in answers:
            tick(phone, answer)
        if answers is ANSWERS[1]:
            phone.get_by_label("Nama panggilan").fill("Ibu Contoh")
        if not answers:
            phone.get_by_label("Nomor WhatsApp").locator("visible=true").or_(
                phone.get_by_label("Dusun atau lingkungan").locator("visible=true")
            ).first.fill("0812 0000 0001")
        if script and answers is not ANSWERS[-1]:
            go_on(phone)
    phone.get_by_role("button", name="Simpan").click()


@pytest.mark.parametrize("script", [True, False])
def test_recorded_twice(page, cast, script):
    phone = page(cast.relawan, script=script)
    for _time in range(2):
        record(phone, script)
        expect(phone.get_by_role("heading", name="Tercatat. Terima kasih.")).to_be_visible()
    assert fits(phone)
    phone.get_by_role("link", name="Bandingkan").click()
    expect(phone.get_by_text("Nomor telepon sama.")).to_be_visible()
    expect(phone.get_by_text("Ibu Contoh")).to_have_count(2)
    assert fits(phone)
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_role("alert")).to_contain_text("Pilih salah satu.")
    phone.get_by_label("Ya, orang dan keperluannya sama").check()
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_text("Tercatat: kasus yang sama.")).to_be_visible()
    expect(phone.get_by_text("Sudah dinilai sama; petugas program yang menggabungkan.")).to_be_visible()
    hint = DuplicateHint.objects.get()
    assert (hint.reason, hint.is_same) == ("phone", True)


def test_who_reads_only_one_of_them_is_told_nothing(page, cast):
    for _time in range(2):
        record(phone := page(cast.relawan), script=True)
        expect(phone.get_by_role("heading", name="Tercatat. Terima kasih.")).to_be_visible()
    record(other := page(cast.humas), script=True)
    expect(other.get_by_role("heading", name="Tercatat. Terima kasih.")).to_be_visible()
    expect(other.get_by_text("Mungkin sama")).to_have_count(0)
