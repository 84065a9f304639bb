"""The list of proposals and what is read or taken along from there: who sees what, at what cost."""

import re
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from members.models import Assignment
from members.roles import Role
from planning.models import Proposal, ProposalRule
from safeguards.models import AuditEvent
from tests import factories
from villages.models import Village

from .proposal_pages import ADD, LIST, YEAR, page_of, sent, url


@pytest.mark.parametrize(
    ("name", "year"), [("proposals", "Untuk anggaran tahun"), ("summary", "Tahun")], ids=["budget", "figures"]
)
def test_the_choice_says_what_its_year_is_of(cast, login, name, year):
    factories.release(factories.LAST_YEAR)
    page = page_of(login(cast.sekdes).get(reverse(f"planning:{name}")))
    assert re.findall('<label class="form-label" for="tahun">(.*?)</label>', page) == [year]


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
        ("proposals", 13),
        ("proposal-suggestions", 14),
        ("proposal-add", 11),
        ("proposal-download", 15),
        ("proposal-aspirations", 10),
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
    [("detail", (), 11), ("edit", (), 9), ("withdraw", (), 9), ("step", ("musdes",), 8)],
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
