"""From a suggestion to the village budget, and what was refused into next year's list."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from planning.models import Proposal
from planning.services.rules import add_standard_rules
from tests import factories

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
YEAR = timezone.localdate().year + 1


@pytest.fixture
def counted(cast):
    """Nine birth certificates last year, released."""
    add_standard_rules()
    for _number in range(9):
        received = f"{factories.LAST_YEAR}-01-20T12:00:00+08:00"
        factories.complaint(cast.relawan, need="birth_certificate", received_at=received)
    factories.release()
    return cast


def choose(screen, name: str) -> None:
    screen.get_by_role("link", name=name).click()
    assert fits(screen)


def decide(screen, name: str, **filled) -> None:
    choose(screen, name)
    for label, text in filled.items():
        screen.get_by_label(label).fill(text)
    screen.get_by_role("button", name="Simpan keputusan").click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_from_a_suggestion_to_the_budget(counted, page, script):
    screen = page(counted.relawan, script=script)
    screen.goto("/usulan/")
    assert fits(screen)
    choose(screen, "Saran dari data")
    card = screen.locator("section.card", has_text="Layanan jemput bola Dukcapil di desa")
    expect(card.get_by_text("Akta kelahiran: 10 (")).to_be_visible()
    card.get_by_role("link", name="Pakai saran ini").click()
    assert fits(screen)
    screen.get_by_label("Biaya (Rp)").fill("7,5 juta yang pasti")
    screen.get_by_role("button", name="Simpan usulan").click()
    expect(screen.get_by_role("alert")).to_contain_text("Jumlah ini tidak jelas.")
    screen.get_by_label("Biaya (Rp)").fill("Rp 7.500.000,00")
    screen.get_by_role("button", name="Simpan usulan").click()
    choose(screen, "1. Layanan jemput bola Dukcapil di desa")
    expect(screen.get_by_text("Akta kelahiran: 10 (")).to_be_visible()
    decide(screen, "Dibahas: Musyawarah desa")
    decide(screen, "Masuk RKPDes")
    decide(screen, "Masuk APBDes", **{"Biaya yang dianggarkan (Rp)": "7.000.000"})
    expect(screen.get_by_text("Tercatat: APBDes.")).to_be_visible()
    expect(screen.locator(".timeline li")).to_have_count(4)
    assert Proposal.objects.get().amount_granted == 7_000_000


def test_what_was_recorded_by_mistake_is_taken_back_and_evidence_added(counted, page):
    row = factories.proposal(counted.relawan, title="Kejar Paket")
    screen = page(counted.relawan)
    screen.goto(row.get_absolute_url())
    decide(screen, "Dibahas: Musyawarah desa")
    choose(screen, "Salah catat? Batalkan langkah terakhir")
    screen.get_by_label("Mengapa dibatalkan?").fill("Salah usulan.")
    screen.get_by_role("button", name="Batalkan langkah ini").click()
    expect(screen.get_by_text("Langkah dibatalkan. Statusnya kembali: Diusulkan.")).to_be_visible()
    expect(screen.locator(".timeline li").last).to_contain_text("Salah usulan.")
    assert fits(screen)
    choose(screen, "Tambahkan bukti")
    screen.get_by_label("Akta kelahiran: 10 (").check()
    screen.get_by_role("button", name="Simpan usulan").click()
    expect(screen.get_by_text("Akta kelahiran: 10 (")).to_be_visible()
    row.refresh_from_db()
    assert (row.status, [one["key"] for one in row.evidence]) == ("proposed", ["detail.birth_certificate"])


def test_refused_and_proposed_again(counted, page):
    row = factories.proposal(counted.relawan, title="Kejar Paket")
    screen = page(counted.sekdes)
    screen.goto(row.get_absolute_url())
    decide(screen, "Ditolak", **{"Alasan ditolak": "Dana desa tahun ini sudah habis."})
    expect(screen.get_by_text("Dana desa tahun ini sudah habis.").first).to_be_visible()
    screen.get_by_role("button", name="Usulkan lagi untuk anggaran berikutnya").click()
    expect(screen.get_by_text(f"Usulan ini kini ada di daftar {YEAR + 1}.")).to_be_visible()
    choose(screen, f"Lanjutan dari usulan {YEAR} yang ditolak")
    expect(screen.get_by_role("heading", level=1)).to_have_text("Kejar Paket")
    assert Proposal.objects.get(year=YEAR + 1).carried_from == row
