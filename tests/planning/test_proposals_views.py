"""The pages of proposals: who sees what, what is typed and kept, and what a deed says it did."""

import re
import uuid
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Assignment
from members.roles import Role
from planning.models import Proposal, ProposalRule
from safeguards.models import AuditEvent
from tests import factories
from villages.models import Village

YEAR = timezone.localdate().year + 1
LIST = reverse("planning:proposals")
ADD = reverse("planning:proposal-add")
GOOD = {
    "title": "Jemput bola Dukcapil",
    "subsector": "1.3",
    "problem": "Banyak warga belum punya akta.",
    "women": "40",
    "amount_asked": "Rp 1.500.000,00",
    "fund_source": "village_fund",
    "implementation": "self_managed",
}


def page_of(response) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def sent(**fields) -> dict:
    return {**GOOD, "kiriman": str(uuid.uuid4()), **fields}


def url(name: str, row, *more) -> str:
    return reverse(f"planning:proposal-{name}", args=[row.pk, *more])


@pytest.mark.parametrize(
    ("name", "year"), [("proposals", "Untuk anggaran tahun"), ("summary", "Tahun")], ids=["budget", "figures"]
)
def test_the_choice_says_what_its_year_is_of(cast, login, name, year):
    factories.release(factories.LAST_YEAR)
    page = page_of(login(cast.sekdes).get(reverse(f"planning:{name}")))
    assert re.findall('<label class="form-label" for="tahun">(.*?)</label>', page) == [year]


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


@pytest.mark.parametrize("name", ["relawan2", "petugas2"])
def test_foreign_proposals_do_not_exist(cast, login, name):
    row, client = factories.proposal(cast.relawan), login(getattr(cast, name))
    expected = 404 if name == "relawan2" else 403
    pages = [url("detail", row), url("edit", row), url("withdraw", row), url("step", row, "musdes")]
    assert {client.get(page).status_code for page in pages} == {expected}
    assert client.post(url("step", row, "musdes"), {}).status_code == expected


@pytest.mark.parametrize(
    "query", [{"desa": "99.99.99.9999"}, {"tahun": "dua"}, {"tahun": "1999"}, {"desa": "x" * 500}]
)
def test_addresses_that_were_made_up_are_not_found(cast, login, query):
    assert login(cast.relawan).get(LIST, query).status_code == 404


def test_an_unknown_step_is_not_found(cast, login):
    row, client = factories.proposal(cast.relawan), login(cast.relawan)
    assert {client.get(url("step", row, to)).status_code for to in ("proposed", "selesai")} == {404}


def test_a_step_is_recorded_with_its_day_and_amount(cast, login):
    row, client = (
        factories.proposal(cast.relawan, status="rkpdes", amount_asked=9_000_000),
        login(cast.sekdes),
    )
    form = page_of(client.get(url("step", row, "apbdes")))
    assert 'value="9.000.000"' in form
    body = {"kiriman": str(uuid.uuid4()), "on": timezone.localdate().isoformat(), "amount": "7,5 juta"}
    page = page_of(client.post(url("step", row, "apbdes"), body, follow=True))
    assert "Tercatat: APBDes." in page
    assert "APBDes: Rp 7.500.000" in page


def test_a_step_in_the_future_and_one_without_reason_are_refused(cast, login):
    row, client = factories.proposal(cast.relawan), login(cast.relawan)
    body = {"kiriman": str(uuid.uuid4()), "on": "2099-01-01", "reason": ""}
    page = page_of(client.post(url("step", row, "refused"), body))
    assert "Tanggal ini belum tiba." in page
    assert "Tulis alasan penolakannya." in page


def test_a_step_that_was_taken_already_says_so(cast, login):
    row, client = factories.proposal(cast.relawan, status="musdes"), login(cast.humas)
    told = "Langkah ini sudah dicatat, atau belum bisa."
    assert told in page_of(client.get(url("step", row, "musdes"), follow=True))
    body = {"kiriman": str(uuid.uuid4()), "on": timezone.localdate().isoformat()}
    assert told in page_of(client.post(url("step", row, "musdes"), body))


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


def test_refused_leads_to_next_years_list_and_back(cast, login):
    row, client = (
        factories.proposal(cast.relawan, status="refused", reason="Dana habis."),
        login(cast.relawan),
    )
    assert "Dana habis." in page_of(client.get(LIST))
    page = page_of(client.post(url("carry", row), follow=True))
    assert f"Usulan ini kini ada di daftar {YEAR + 1}." in page
    assert f"Lanjutan dari usulan {YEAR} yang ditolak" in page
    assert f"Dilanjutkan ke daftar {YEAR + 1}" in page_of(client.get(row.get_absolute_url()))
    client.post(url("carry", row))
    assert Proposal.objects.count() == 2


def test_order_is_changed_without_a_script(cast, login):
    rows = [factories.proposal(cast.relawan, title=f"Usulan {place}", priority=place) for place in (1, 2)]
    client, body = login(cast.humas), {"arah": "naik", "tempat": "2"}
    pages = [page_of(client.post(url("reorder", rows[1]), body, follow=True)) for _tap in range(2)]
    listed = [re.findall(r"<strong>(\d\. Usulan \d)", page) for page in pages]
    assert listed == [["1. Usulan 2", "2. Usulan 1"]] * 2
    assert "“Usulan 2” kini di urutan 1." in pages[0]
    assert "Urutannya tidak berubah." in pages[1]


@pytest.mark.parametrize("seen", ["1", "9", "dua", "-1", "9" * 30])
def test_somebody_elses_order_is_not_turned_over(cast, login, seen):
    """A place that is none at all counts as not told."""
    rows = [factories.proposal(cast.relawan, priority=place) for place in (1, 2)]
    login(cast.humas).post(url("reorder", rows[1]), {"arah": "naik", "tempat": seen})
    moved = list(Proposal.objects.in_order()) == rows[::-1]
    assert moved == (seen not in {"1", "9"})


def test_a_secretary_of_two_villages_chooses(cast, login):
    Assignment.objects.create(user=cast.sekdes, role=Role.SECRETARY, village=cast.banjarsari.village)
    client = login(cast.sekdes)
    pages = [page_of(client.get(LIST, {"desa": code})) for code in (factories.TEROS, factories.BANJARSARI)]
    assert [re.search(r"<h1>(.*?)</h1>", page)[1] for page in pages] == [
        f"Usulan Teros {YEAR}",
        f"Usulan Banjarsari {YEAR}",
    ]
    assert "Teros – " in pages[0]
    client.post(f"{ADD}?{urlencode({'desa': factories.TEROS})}", sent())
    assert Proposal.objects.get().proposer == "Desa Teros"


def test_a_secretary_who_is_a_volunteer_too_says_for_whom(cast, login):
    Assignment.objects.create(user=cast.sekdes, role=Role.VOLUNTEER, group=cast.teros)
    client = login(cast.sekdes)
    assert "Pengusul" in page_of(client.get(ADD))
    client.post(ADD, sent(group=str(cast.teros.pk)))
    client.post(ADD, sent(group="desa", title="Lain"))
    assert client.post(ADD, sent(group="999", title="Palsu")).status_code == 200
    assert [row.proposer for row in Proposal.objects.order_by("priority")] == ["KK Teros", "Desa Teros"]


def test_two_groups_of_one_village_see_whose_list_it_is(cast, login):
    factories.group("KK Mekar")
    assert "Daftar bersama: KK Mekar, KK Teros." in page_of(login(cast.relawan).get(LIST))


def test_a_merged_village_says_where_its_proposals_went(cast, login):
    row = factories.proposal(cast.relawan2, title="Usulan lama")
    Village.objects.filter(pk=factories.BANJARSARI).update(
        withdrawn_on="2026-10-01", merged_into=factories.TEROS
    )
    old = page_of(login(cast.relawan2).get(LIST))
    assert "Desa Banjarsari sudah bergabung ke Desa Teros." in old
    assert "Tulis usulan sendiri" not in old
    assert "bergabung ke Desa Teros" in page_of(login(cast.relawan2).post(ADD, sent()))
    new = page_of(login(cast.relawan).get(LIST))
    assert "Usulan lama" in new
    assert "dulu Desa Banjarsari" in new
    assert f"?desa={factories.TEROS}" in page_of(login(cast.relawan).get(row.get_absolute_url()))
    assert f"?desa={factories.BANJARSARI}" in page_of(login(cast.relawan2).get(row.get_absolute_url()))


def test_a_kelurahan_has_its_own_words(cast, login):
    group = factories.group("KK Nusaniwe", factories.NUSANIWE, "RG")
    volunteer = factories.volunteer("nusaniwe", group)
    client, row = login(volunteer), factories.proposal(volunteer)
    page = page_of(client.get(row.get_absolute_url()))
    assert "Dibahas: Musrenbang kelurahan" in page
    form = page_of(client.get(ADD))
    assert ("APBD kabupaten/kota" in form, "Dana Desa" in form) == (True, False)


def test_a_source_that_was_filled_in_stays_offered(cast, login):
    group = factories.group("KK Nusaniwe", factories.NUSANIWE, "RG")
    volunteer = factories.volunteer("nusaniwe", group)
    row = factories.proposal(volunteer, fund_source="village_fund")
    assert "Dana Desa" in page_of(login(volunteer).get(url("edit", row)))


def test_the_sheet_of_aspirations_holds_what_is_not_budgeted(cast, login):
    factories.proposal(cast.relawan, title="Menunggu")
    factories.proposal(cast.relawan, title="Sudah", status="apbdes", amount_granted=5)
    factories.proposal(cast.relawan, title="Ditunda", status="refused", reason="Dana habis.")
    page = page_of(login(cast.relawan).get(reverse("planning:proposal-aspirations")))
    assert re.findall(r"<strong>([^<]+)</strong></p>", page)[-2:] == [
        "1. Menunggu",
        "Belum tertampung: Ditunda",
    ]
    assert "Alasan: Dana habis." in page
    assert "Anggota DPRD Kabupaten Lombok Timur" in page


def test_the_history_of_years_is_under_the_list(cast, login):
    for year, status, amount in ((YEAR, "proposed", None), (YEAR - 1, "apbdes", 5_000_000)):
        factories.proposal(
            cast.relawan, year=year, status=status, amount_granted=amount, amount_asked=6_000_000
        )
    page = page_of(login(cast.relawan).get(LIST))
    table = re.search(r'<table class="table bars">(.*?)</table>', page)[1]
    rows = [re.findall(r"<t[hd].*?</t[hd]>", row) for row in re.findall(r"<tr>.*?</tr>", table)]
    told = [[" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in row] for row in rows]
    assert told == [
        ["Tahap", str(YEAR), str(YEAR - 1)],
        ["Diusulkan", "1 Rp 6 juta", "1 Rp 6 juta"],
        ["RKPDes", "0", "0"],
        ["APBDes", "0", "1 Rp 5 juta"],
        ["Terlaksana", "0", "0"],
    ]


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("proposals", 12),
        ("proposal-suggestions", 13),
        ("proposal-add", 10),
        ("proposal-download", 14),
        ("proposal-aspirations", 9),
    ],
)
def test_lists_cost_the_same_with_one_row_and_with_three(
    cast, login, django_assert_num_queries, number, name, count
):
    for _row in range(number):
        factories.proposal(cast.relawan, status="refused", reason="Habis.")
        factories.proposal(cast.relawan)
    factories.release()
    client = login(cast.relawan)
    with django_assert_num_queries(count):
        client.get(reverse(f"planning:{name}"))


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("name", "more", "count"),
    [("detail", (), 9), ("edit", (), 7), ("withdraw", (), 7), ("step", ("musdes",), 7)],
)
def test_pages_of_one_cost_the_same(cast, login, django_assert_num_queries, number, name, more, count):
    row = factories.proposal(cast.relawan)
    for _row in range(number):
        factories.proposal(cast.relawan)
        factories.proposal_step(row, "musdes")
    client = login(cast.relawan)
    with django_assert_num_queries(count):
        client.get(url(name, row, *more))


def on_the_bar(response) -> list[str]:
    bar = re.search(r'<nav class="main-nav".*?</nav>', page_of(response))[0]
    return re.findall(r'<li><a href="([^"#]+)"', bar)


def test_a_secretary_has_it_on_her_phones_bar(cast, login):
    """A volunteer's is full: hers is among the others."""
    assert on_the_bar(login(cast.sekdes).get(LIST)) == [*("/layanan/", "/rekap/", "/usulan/", "/kegiatan/")]
    assert on_the_bar(login(cast.relawan).get(LIST)) == ["/", "/pengaduan/", "/layanan/", "/rekap/"]


def test_what_is_taken_along_is_on_record(cast, login):
    factories.proposal(cast.relawan)
    login(cast.sekdes).get(reverse("planning:proposal-download"))
    event = AuditEvent.objects.get(action="proposal.exported")
    assert (event.actor, event.figures) == (
        cast.sekdes.pk,
        {"village": factories.TEROS, "year": YEAR, "rows": 1, "paper": "matrix"},
    )


def test_rules_are_data(cast, login, rules):
    factories.release()
    ProposalRule.objects.exclude(code="pencegahan-kekerasan").update(is_active=False)
    page = page_of(login(cast.relawan).get(reverse("planning:proposal-suggestions")))
    assert re.findall(r'card-title">(.*?)</h2>', page) == [
        "Pelatihan pencegahan dan penanganan kekerasan terhadap perempuan dan anak"
    ]
    assert "di bawah 10, bisa nol" in page
