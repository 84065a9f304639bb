"""Many people with one need: a case each at once, one letter with a list, one answer for all."""

import re

import pytest
from playwright.sync_api import expect

from complaints.models import Complaint, Referral
from tests import factories

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
CHILDREN = 4


@pytest.fixture
def first(cast) -> Complaint:
    factories.provider()
    return factories.complaint(cast.relawan, need="birth_certificate", name="Anak Pertama")


@pytest.mark.parametrize("script", [True, False])
def test_from_one_child_to_one_answer_for_all(page, cast, first, script):
    phone = page(cast.relawan, script=script)
    phone.goto(first.get_absolute_url())
    phone.get_by_text("Langkah lain").click()
    phone.get_by_role("link", name="+ orang lain, kebutuhan sama").click()
    phone.get_by_role("button", name="Tambah baris").click()
    for number in range(1, CHILDREN + 1):
        phone.get_by_label("Nama panggilan").nth(number - 1).fill(f"Anak {number}")
        phone.get_by_label("Perempuan atau laki-laki?").nth(number - 1).select_option("Perempuan")
        if number > 1:
            phone.get_by_label("Umurnya").nth(number - 1).select_option("6–12 tahun")
    phone.get_by_role("button", name="Simpan").click()
    expect(
        phone.get_by_role("link", name="Orang ke-1: umur – Pilih umurnya. Perkiraan boleh.")
    ).to_be_visible()
    assert fits(phone)
    phone.get_by_label("Umurnya").first.select_option("6–12 tahun")
    phone.get_by_label("Semua sudah ditanya satu per satu dan setuju").check()
    phone.get_by_role("button", name="Simpan").click()
    expect(phone.get_by_text(f"{CHILDREN} orang tercatat.")).to_be_visible()
    assert fits(phone)

    phone.get_by_role("link", name="Rujuk semua").click()
    phone.get_by_role("link", name="Dukcapil Contoh").click()
    agreed = phone.get_by_role("group", name="Siapa yang setuju dirujuk?")
    if script:
        tick_all_and_none(agreed)
    expect(agreed.get_by_role("button")).to_have_count(1 if script else 0)
    for child in ("Anak Pertama", "Anak 1", "Anak 2", "Anak 3"):
        agreed.get_by_label(re.compile(f"^{child} ")).check()
    phone.get_by_role("group", name="Nama siapa").get_by_label(re.compile("^Anak 1 ")).check()
    assert fits(phone)
    phone.get_by_role("button", name="Simpan rujukan").click()
    expect(phone.get_by_text("4 rujukan tersimpan.")).to_be_visible()
    listed = phone.get_by_role("table")
    expect(listed.get_by_text("Anak 1")).to_be_visible()
    expect(listed.get_by_text("Anak 2")).to_have_count(0)
    assert fits(phone)

    one = Referral.objects.first()
    phone.goto(f"{one.get_absolute_url()}jawaban/")
    phone.get_by_label("Layanan menerima").check()
    phone.get_by_label("Jawaban ini untuk semua 4 rujukan yang berangkat bersama").check()
    phone.get_by_role("button", name="Simpan jawaban").click()
    phone.wait_for_url(re.compile(f"{one.pk}/$"))
    assert sorted(Referral.objects.values_list("state", flat=True)) == ["accepted"] * 4
    assert Complaint.objects.filter(batch__isnull=False).count() == CHILDREN + 1


def tick_all_and_none(group) -> None:
    """One tap for everybody; the button says what the next tap does."""
    group.get_by_role("button", name="Centang semua").click()
    expect(group.get_by_role("checkbox", checked=True)).to_have_count(CHILDREN + 1)
    group.get_by_role("checkbox").first.uncheck()
    group.get_by_role("button", name="Centang semua").click()
    group.get_by_role("button", name="Hapus semua centang").click()
    expect(group.get_by_role("checkbox", checked=True)).to_have_count(0)
