"""A drop-out turns out to be forced marriage: a case of kind A; readers of the first know nothing of it."""

import re

import pytest
from playwright.sync_api import expect

from complaints.models import Complaint
from tests import factories

from .screens import fits
from .test_record import go_on, tick

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ANSWERS = (
    ("Ya, sekarang aman",),
    ("Ya, boleh dicatat", "Ya, boleh dihitung"),
    ("Ia sendiri",),
    (),
    ("Seksual", "Ini perkawinan anak atau pemaksaan perkawinan"),
    ("Orang tua",),
    ("Hari ini",),
    ("Didatangi",),
    ("Tidak ada",),
)


@pytest.fixture
def first(cast) -> Complaint:
    """Recorded by ``humas``, who reads on in it; the coordinator finds out."""
    row = factories.complaint(cast.humas, category="education", need="drop_out", name="Melur Contoh")
    row.persons.update(age_band="18-24")
    return row


@pytest.mark.parametrize("script", [True, False])
def test_b_turns_out_to_be_a(page, cast, first, script):
    other = page(cast.humas)
    other.goto(first.get_absolute_url())
    before = other.locator("main").inner_text()

    phone = page(cast.relawan, script=script)
    phone.goto(first.get_absolute_url())
    phone.get_by_text("Langkah lain").click()
    phone.get_by_role("link", name="Ternyata ada kekerasan").click()
    expect(phone.get_by_text("Melur Contoh")).to_have_count(0)
    for answers in ANSWERS:
        for answer in answers:
            tick(phone, answer)
        if script and answers is not ANSWERS[-1]:
            go_on(phone)
    assert fits(phone)
    phone.get_by_text("Nama, tanda pengingat, cerita").click()
    phone.get_by_label("Ia setuju namanya di kasus pertama dipakai di sini juga").check()
    phone.get_by_role("button", name="Simpan").click()
    phone.wait_for_url(re.compile("/tercatat/$"))

    made = Complaint.objects.get(kind="violence")
    phone.goto(made.get_absolute_url())
    expect(phone.get_by_text(f"Terungkap dari kasus {first}")).to_be_visible()
    expect(phone.get_by_text("Melur Contoh")).to_be_visible()
    assert fits(phone)
    for reader in (other, phone):
        reader.goto(first.get_absolute_url())
        assert str(made) not in reader.content()
    assert other.locator("main").inner_text() == before
    assert (made.sexual_kinds, made.arose_from) == (["forced_marriage"], first)
