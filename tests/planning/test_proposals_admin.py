"""Officers see the proposals of all their villages, exact; administrators keep the rules."""

import io
import re

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from planning.models import ProposalRule
from planning.standard_rules import STANDARD_RULES
from safeguards.models import AuditEvent
from tests import factories

YEAR = timezone.localdate().year + 1
LIST = reverse("admin:planning_proposal_changelist")
EXPORT = reverse("admin:planning_proposal_export")
RULES = reverse("admin:planning_proposalrule_changelist")


@pytest.fixture
def rows(cast):
    kupang = factories.volunteer("kupang", cast.kupang)
    told = {"status": "apbdes", "amount_granted": 4_000_000, "amount_asked": 5_000_000}
    return {
        "teros": factories.proposal(cast.relawan, title="Di Teros", **told),
        "banjarsari": factories.proposal(cast.relawan2, title="Di Banjarsari", subsector="4.4"),
        "kupang": factories.proposal(kupang, title="Di Kupang"),
    }


def titles(response) -> list[str]:
    return sorted(set(re.findall(r"Di \w+", response.content.decode())))


def detail(row) -> str:
    return reverse("admin:planning_proposal_detail", args=[row.pk])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("petugas", ["Di Banjarsari", "Di Teros"]),
        ("petugas2", ["Di Kupang"]),
        ("bakti", ["Di Banjarsari", "Di Kupang", "Di Teros"]),
    ],
)
def test_the_list_holds_their_villages(cast, login, rows, name, expected):
    assert titles(login(getattr(cast, name)).get(LIST)) == expected


def test_the_list_says_which_of_two_amounts_was_granted(cast, login, rows):
    page = login(cast.petugas).get(LIST).content.decode()
    assert 'Rp\u00a05.000.000<span class="sub">disetujui Rp\u00a04.000.000</span>' in page
    assert page.count("disetujui Rp") == 1


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"status": "apbdes"}, ["Di Teros"]),
        ({"bidang": "4"}, ["Di Banjarsari"]),
        ({"desa": factories.TEROS}, ["Di Teros"]),
        ({"tahun": str(YEAR)}, ["Di Banjarsari", "Di Teros"]),
        ({"tahun": "dua"}, []),
        ({"desa": factories.BOKONUSAN}, []),
    ],
)
def test_filters_narrow_the_list_and_the_export_alike(cast, login, rows, query, expected):
    client = login(cast.petugas)
    assert titles(client.get(LIST, query)) == expected
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(EXPORT, query).content))["Usulan"]
    assert sorted(row[9] for row in sheet.iter_rows(min_row=2, values_only=True)) == expected


def test_results_are_exact_above_the_list(cast, login, rows):
    page = re.sub(r"\s+", " ", login(cast.petugas).get(LIST).content.decode())
    table = re.search(r'<table class="numbers">.*?<tbody>(.*?)</tbody>', page)[1]
    told = [re.sub(r"<[^>]+>", " ", cell).split() for cell in re.findall(r"<t[hd].*?</t[hd]>", table)]
    assert [" ".join(cell) for cell in told] == [
        *("Diusulkan", "2 Rp 5 juta", "RKPDes", "0", "APBDes", "1 Rp 4 juta", "Terlaksana", "0"),
    ]


def test_the_export_has_typed_columns_and_results_by_village(cast, login, rows):
    response = login(cast.petugas).get(EXPORT)
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    (heads, *lines) = book["Usulan"].iter_rows(values_only=True)
    by_title = {line[9]: dict(zip(heads, line, strict=True)) for line in lines}
    told = by_title["Di Teros"]
    names = ("Kode desa", "Tahun", "Diusulkan (Rp)", "Disetujui (Rp)", "Status", "Pengusul")
    assert [told[name] for name in names] == [
        *(factories.TEROS, YEAR, 5_000_000, 4_000_000, "APBDes", "KK Teros"),
    ]
    results = list(book["Hasil"].iter_rows(values_only=True))[1:]
    assert [row[1:5] + row[7:9] for row in results] == [
        ("Teros", YEAR, 1, 5_000_000, 1, 4_000_000),
        ("Banjarsari", YEAR, 1, 0, 0, 0),
    ]
    event = AuditEvent.objects.get(action="proposal.exported")
    assert (event.actor, event.figures) == (cast.petugas.pk, {"rows": 2, "paper": "list"})


def test_one_is_read_within_reach_alone(cast, login, rows):
    client = login(cast.petugas)
    page = client.get(detail(rows["teros"])).content.decode()
    assert "Rp\u00a04.000.000" in page
    assert client.get(detail(rows["kupang"])).status_code == 302
    assert client.post(detail(rows["teros"])).status_code == 405


def test_the_place_is_that_of_the_villages_own_list(cast, login):
    """Where one was refused, those after it move up there; it keeps its priority, and has no place."""
    told = ({}, {"status": "refused", "reason": "Contoh."}, {})
    rows = [
        factories.proposal(cast.relawan, priority=place, **fields) for place, fields in enumerate(told, 1)
    ]
    client = login(cast.petugas)
    pages = [client.get(detail(row)).text for row in rows]
    assert [re.search(r"<dt>Prioritas</dt><dd>(.*?)</dd>", page)[1] for page in pages] == ["1", "–", "2"]
    content = client.get(EXPORT, {"status": "proposed"}).content  # a filter gives nobody another place
    (heads, *lines) = openpyxl.load_workbook(io.BytesIO(content))["Usulan"].iter_rows(values_only=True)
    assert [line[heads.index("Prioritas")] for line in lines] == [1, 2]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same(cast, login, django_assert_num_queries, number):
    for _row in range(number):
        factories.proposal(cast.relawan)
    client = login(cast.petugas)
    with django_assert_num_queries(13):
        client.get(LIST)


@pytest.mark.parametrize("number", [1, 3])
def test_the_export_costs_the_same(cast, login, django_assert_num_queries, number):
    for _row in range(number):
        factories.proposal(cast.relawan)
    client = login(cast.petugas)
    with django_assert_num_queries(21):
        client.get(EXPORT)


def change(rule) -> str:
    return reverse("admin:planning_proposalrule_change", args=[rule.pk])


def rule_fields(**fields) -> dict:
    told = {"title": "Saran baru", "subsector": "4.4", "is_active": "on", "place": "1", "keys": ["violence"]}
    return {**told, "least": "3", "problem": "Di {desa}: {bukti}.", "title_kelurahan": "", **fields}


def test_an_administrator_changes_a_rule_on_record(cast, login, rules):
    rule = ProposalRule.objects.first()
    assert login(cast.bakti).post(change(rule), rule_fields()).status_code == 302
    rule.refresh_from_db()
    assert (rule.title, rule.keys, rule.least, rule.code) == (
        "Saran baru",
        ["violence"],
        3,
        STANDARD_RULES[0]["code"],
    )
    event = AuditEvent.objects.get(action="proposalrule.changed")
    assert (event.actor, event.figures["new"], "keys" in event.figures["fields"]) == (
        cast.bakti.pk,
        False,
        True,
    )


def test_an_administrator_adds_a_rule(cast, login):
    url = reverse("admin:planning_proposalrule_add")
    assert login(cast.bakti).post(url, rule_fields(code="baru")).status_code == 302
    assert ProposalRule.objects.get(code="baru").title == "Saran baru"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"problem": "Di {kota}."}, "Tidak dikenal: {kota}."),
        ({"keys": []}, "Pilih sedikitnya satu."),
        ({"keys": ["rahasia"]}, "rahasia"),
        ({"least": "-1"}, "0"),
    ],
)
def test_a_rule_that_would_not_speak_is_refused(cast, login, rules, fields, words):
    rule = ProposalRule.objects.first()
    response = login(cast.bakti).post(change(rule), rule_fields(**fields))
    assert (response.status_code, words in response.content.decode()) == (200, True)
    assert not AuditEvent.objects.filter(action="proposalrule.changed").exists()


def test_officers_read_rules_and_change_none(cast, login, rules):
    client, rule = login(cast.petugas), ProposalRule.objects.first()
    assert client.get(RULES).status_code == 200
    assert client.post(change(rule), rule_fields()).status_code == 403


def test_rules_cost_the_same(cast, login, rules, django_assert_num_queries):
    client = login(cast.bakti)
    with django_assert_num_queries(5):
        client.get(RULES)
    ProposalRule.objects.exclude(pk=ProposalRule.objects.first().pk).delete()
    with django_assert_num_queries(5):
        client.get(RULES)
