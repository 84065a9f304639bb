"""Writing, changing and deleting a proposal: what is typed is kept, and what a deed says it did."""

import re

import pytest
from django.urls import reverse

from members.models import Assignment
from members.roles import Role
from planning.models import Proposal
from tests import factories

from .proposal_pages import ADD, GOOD, YEAR, page_of, sent, url


def test_a_proposal_is_written_and_stands_in_the_list(cast, login):
    client = login(cast.humas)
    response = client.post(ADD, sent(), follow=True)
    row = Proposal.objects.get()
    assert (row.group, row.year, row.amount_asked, row.women, row.men) == (
        cast.teros,
        YEAR,
        1_500_000,
        40,
        None,
    )
    page = page_of(response)
    assert f"Usulan tersimpan di daftar {YEAR}." in page
    assert "1. Jemput bola Dukcapil" in page
    assert "Diusulkan Rp 1.500.000" in page


def test_a_resend_is_one_proposal(cast, login):
    client, body = login(cast.relawan), sent()
    assert {client.post(ADD, body).status_code for _time in range(2)} == {302}
    assert Proposal.objects.count() == 1


def test_a_form_without_its_key_was_not_ours(cast, login):
    assert login(cast.relawan).post(ADD, GOOD).status_code == 400


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"title": ""}, "Tulis kegiatannya."),
        ({"problem": " "}, "Tulis masalahnya."),
        ({"subsector": ""}, "Pilih bidangnya."),
        ({"amount_asked": "1.500,5"}, "Jumlah ini tidak jelas."),
        ({"amount_asked": "-5"}, "Jumlah ini tidak jelas."),
        ({"amount_asked": "5.000 miliar"}, "Periksa nolnya."),
        ({"women": "-1"}, "Tulis angka bulat, 0 sampai 100.000."),
        ({"men": "dua"}, "Tulis angka bulat, 0 sampai 100.000."),
        ({"problem": "Hubungi Ibu Contoh, 0812-3456-7890"}, "Ada nomor HP atau NIK di sini."),
        ({"problem": "NIK 5203175001010001"}, "Ada nomor HP atau NIK di sini."),
        ({"volume": "1 paket, 0812-3456-7890"}, "Ada nomor HP atau NIK di sini."),
        ({"time": "Maret, 5203175001010001"}, "Ada nomor HP atau NIK di sini."),
        ({"problem": "a" * 1001}, "Paling panjang 1000 huruf"),
    ],
)
def test_a_mistake_says_what_to_do_and_keeps_what_was_typed(cast, login, fields, words):
    response = login(cast.relawan).post(ADD, sent(**{"location": "Dusun Contoh", **fields}))
    page = page_of(response)
    assert words in page
    assert 'value="Dusun Contoh"' in page
    assert "Belum tersimpan. Isian Ibu/Bapak tidak hilang." in page
    assert Proposal.objects.count() == 0


def test_mistakes_are_listed_in_the_order_of_the_page(cast, login):
    """Whoever reads on from the list finds the first field first."""
    page = page_of(login(cast.relawan).post(ADD, sent(title="", subsector="", problem="")))
    summary = page.split("error-summary")[1].split("</ul>")[0]
    assert re.findall(r'href="#id_(\w+)"', summary) == ["title", "subsector", "problem"]


def test_money_in_a_problem_is_no_persons_number(cast, login):
    login(cast.relawan).post(ADD, sent(problem="Butuh Rp 1.500.000.000 selama 2026-2027."))
    assert Proposal.objects.count() == 1


def test_a_suggestion_fills_the_form_and_freezes_its_evidence(cast, login, rules):
    received = f"{factories.LAST_YEAR}-05-05T00:00Z"
    for _number in range(7):
        factories.complaint(cast.relawan, need="birth_certificate", received_at=received)
    factories.release()
    client = login(cast.relawan)
    page = page_of(client.get(reverse("planning:proposal-suggestions")))
    assert "Akta kelahiran: 5 (" in page
    address = re.search(r'href="([^"]+saran=jemput-bola-dukcapil)"', page)[1].replace("&amp;", "&")
    form = client.get(address)
    assert 'value="Layanan jemput bola Dukcapil di desa"' in page_of(form)
    chosen = ["detail.birth_certificate", "need.civil"]
    client.post(address, sent(evidence=chosen))
    row = Proposal.objects.get()
    assert [(one["key"], one["text"]) for one in row.evidence] == [(key, "5") for key in chosen]
    assert row.rule == "jemput-bola-dukcapil"
    for _number in range(10):
        factories.complaint(cast.relawan, need="birth_certificate")
    assert "Akta kelahiran: 5 (" in page_of(client.get(row.get_absolute_url()))
    assert "Sudah diusulkan" in page_of(client.get(reverse("planning:proposal-suggestions")))


def test_evidence_that_was_not_offered_is_refused(cast, login):
    factories.release()
    response = login(cast.relawan).post(ADD, sent(evidence=["need.rahasia"]))
    assert (response.status_code, Proposal.objects.count()) == (200, 0)


def test_a_suggestion_that_no_longer_speaks_leaves_an_empty_form(cast, login):
    page = page_of(login(cast.relawan).get(ADD, {"saran": "jemput-bola-dukcapil"}))
    assert "Sudah terisi dari saran" not in page


def test_both_versions_are_shown_to_the_second_of_two(cast, login):
    row = factories.proposal(cast.relawan, location="Lama", version=2)
    told = {**sent(location="Baru"), "versi": "1"}
    page = page_of(login(cast.relawan).post(url("edit", row), told))
    assert "Dua versi" in page
    assert re.search(r"<dd class=\"story\">Lama</dd>.*?<dd class=\"story\">Baru</dd>", page)
    assert 'name="versi" value="2"' in page
    login(cast.relawan).post(url("edit", row), told | {"versi": "2"})
    row.refresh_from_db()
    assert (row.location, row.version) == ("Baru", 3)


def test_what_was_discussed_is_not_edited_by_a_volunteer(cast, login):
    row = factories.proposal(cast.relawan, status="musdes")
    page = page_of(login(cast.relawan).get(url("edit", row), follow=True))
    assert "Isinya kini hanya diubah sekretaris" in page
    assert "Ubah isi" not in page
    assert login(cast.sekdes).get(url("edit", row)).status_code == 200


def test_deleting_after_the_budget_is_refused_in_words(cast, login):
    row, client = factories.proposal(cast.relawan, status="apbdes", amount_granted=5), login(cast.sekdes)
    asked = page_of(client.get(url("withdraw", row)))
    assert ("Tidak bisa dihapus" in asked, "tetap ada dalam riwayat" in asked) == (True, True)
    page = page_of(client.post(url("withdraw", row), follow=True))
    assert "tetap ada dalam riwayat. Bila batal, catat “Ditolak” dengan alasannya." in page
    assert Proposal.objects.filter(pk=row.pk).exists()


def test_deleting_says_what_it_did(cast, login):
    row, client = factories.proposal(cast.relawan), login(cast.relawan)
    assert "Hapus usulan ini?" in page_of(client.get(url("withdraw", row)))
    assert "Usulan dihapus dari daftar." in page_of(client.post(url("withdraw", row), follow=True))
    assert client.post(url("withdraw", row)).status_code == 404


def test_a_secretary_who_is_a_volunteer_too_says_for_whom(cast, login):
    Assignment.objects.create(user=cast.sekdes, role=Role.VOLUNTEER, group=cast.teros)
    client = login(cast.sekdes)
    assert "Pengusul" in page_of(client.get(ADD))
    client.post(ADD, sent(group=str(cast.teros.pk)))
    client.post(ADD, sent(group="desa", title="Lain"))
    assert client.post(ADD, sent(group="999", title="Palsu")).status_code == 200
    assert [row.proposer for row in Proposal.objects.order_by("priority")] == ["KK Teros", "Desa Teros"]


def test_a_source_that_was_filled_in_stays_offered(cast, login):
    group = factories.group("KK Nusaniwe", factories.NUSANIWE, "RG")
    volunteer = factories.volunteer("nusaniwe", group)
    row = factories.proposal(volunteer, fund_source="village_fund")
    assert "Dana Desa" in page_of(login(volunteer).get(url("edit", row)))
