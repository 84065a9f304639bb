"""What may be read aloud says something in every village, and nothing that may not be told."""

import pytest

from planning.messages import late_share, spoken
from planning.nearby import missing_services
from planning.told import totals_told
from tests import factories

YEAR = factories.LAST_YEAR
MID_YEAR = f"{YEAR}-06-01T12:00:00+08:00"


def said(cast, missing=()) -> list[str]:
    factories.release(YEAR)
    return spoken(totals_told(cast.teros.village, YEAR), missing)


def test_a_village_of_which_nothing_may_be_told_still_has_three_messages(cast):
    needs, violence, services = said(cast)
    assert needs == "Kebutuhan warga yang tercatat masih sedikit. Kelompok siap mencatat dan mendampingi."
    assert violence.startswith("Angka kekerasan di desa/kelurahan ini tidak disebut")
    assert "SAPA 129" in violence
    assert services == "Layanan yang diminta masih sedikit. Daftar layanan terdekat ada pada kelompok."


def test_what_is_large_is_said_as_it_was_rounded(cast):
    for _number in range(12):
        case = factories.complaint(cast.relawan, received_at=MID_YEAR, need="birth_certificate")
        factories.complaint(cast.relawan, kind="violence", received_at=MID_YEAR)
        factories.referral(case, services=["civil_documents"], sent_at=MID_YEAR, late=True)
    needs, violence, services = said(cast, ["Usaha"])
    assert needs == (
        f"Kebutuhan terbanyak di Teros: administrasi kependudukan, sekitar 10 kasus tahun {YEAR}. "
        "Urusan terbanyak di semua bidang: Akta kelahiran (10)."
    )
    assert f"di Teros: sekitar 10 kasus tahun {YEAR}." in violence
    assert services == (
        "Layanan yang paling banyak diminta di Teros: dokumen kependudukan, sekitar 10 kali. "
        "Yang terlambat dijawab sekitar 100 persen. Belum ada layanan di kabupaten/kota ini untuk: usaha."
    )


def test_a_small_village_speaks_of_what_is_told_around_it(cast):
    factories.group("KK Contoh", "52.03.05.2002")
    for kind in ("social", "violence"):
        for _number in range(12):
            factories.complaint(
                cast.relawan,
                kind=kind,
                received_at=MID_YEAR,
                village=factories.make_village(factories.BANJARSARI),
            )
    needs, violence, _services = said(cast)
    assert "Di Kab. Lombok Timur yang terbanyak administrasi kependudukan, sekitar 10 kasus." in needs
    assert f"Di Kab. Lombok Timur: sekitar 10 kasus tahun {YEAR}." in violence


@pytest.mark.parametrize(("late", "share"), [(0, 0), (3, None), (6, 50)])
def test_a_share_is_made_of_printed_figures(cast, late, share):
    for number in range(12):
        case = factories.complaint(cast.relawan, received_at=MID_YEAR)
        factories.referral(case, services=["education"], sent_at=MID_YEAR, late=number < late)
    factories.release(YEAR)
    row = totals_told(cast.teros.village, YEAR).services[0]
    assert late_share(row) == share


def test_missing_is_what_no_service_near_here_offers(cast):
    village = cast.teros.village
    assert missing_services(village) == []
    factories.provider(services=["civil_documents", "health"])
    missing = missing_services(village)
    assert ("Kesehatan" in missing, "Bantuan hukum" in missing) == (False, True)
