"""What a proposal rests on: told figures alone, and rules that compare the least these can be."""

import pytest

from complaints.needs import CATEGORY_OF, NEEDS, NeedCategory
from planning import evidence
from planning.evidence import Told, evidence_for, evidence_year
from planning.models import ProposalRule
from planning.services.rules import add_standard_rules
from planning.standard_rules import STANDARD_RULES
from planning.suggestions import suggest
from safeguards.disclosure import Kind, Released, Rule, release
from tests import factories

YEAR = factories.LAST_YEAR
MID_YEAR = f"{YEAR}-06-01T12:00:00+08:00"
ABOUT_60 = Released("sekitar 60", 60, Kind.ROUNDED, 50, 69)


def told(key: str, figure: Released) -> dict[str, Told]:
    return {key: Told(key, "Contoh", 2026, figure)}


@pytest.fixture
def rule(db):
    ProposalRule.objects.all().delete()

    def make(**fields) -> ProposalRule:
        return factories.proposal_rule(keys=["need.civil"], **fields)

    return make


def speaks(village, figure: Released) -> bool:
    return bool(suggest(village=village, told=told("need.civil", figure), proposals=()))


@pytest.mark.parametrize(
    ("figure", "least"),
    [
        (release(3, Rule.SOCIAL), 1),  # 1–4
        (release(4, Rule.VIOLENCE), 0),  # di bawah 10, bisa nol
        (release(3, Rule.COVERING), 0),  # di bawah 5, bisa nol
        (release(60, Rule.SOCIAL), 58),
        (ABOUT_60, 50),
        (release(7, Rule.EXACT), 7),
    ],
    ids=lambda value: getattr(value, "text", value),
)
def test_a_threshold_takes_the_least_that_a_figure_can_be(rule, village, figure, least):
    one = rule(least=least)
    assert speaks(village(), figure)
    one.least = least + 1
    one.save()
    assert not speaks(village(), figure)


def test_a_rule_that_is_not_in_use_is_silent(rule, village):
    rule(least=0, is_active=False)
    assert not speaks(village(), release(50, Rule.SOCIAL))


def test_a_figure_that_is_not_told_says_nothing(rule, village):
    rule(least=0)
    assert suggest(village=village(), told={}, proposals=()) == []


def test_the_words_are_filled_in_and_a_kelurahan_has_its_own(rule, village):
    rule(problem="{desa}: {bukti} pada {tahun}. {lain}", title="Di desa", title_kelurahan="Di kelurahan")
    figures = told("need.civil", release(25, Rule.SOCIAL))
    titles = {}
    for code in (factories.TEROS, factories.NUSANIWE):
        (one,) = suggest(village=village(code), told=figures, proposals=())
        titles[code] = one.title, one.problem
    assert titles == {
        factories.TEROS: ("Di desa", "Desa Teros: Contoh: 25 (2026) pada 2026. {lain}"),
        factories.NUSANIWE: ("Di kelurahan", "Kelurahan Nusaniwe: Contoh: 25 (2026) pada 2026. {lain}"),
    }


def test_what_was_made_of_it_is_known(cast, rule):
    one = rule(least=0)
    row = factories.proposal(cast.relawan, rule=one.code)
    figures = told("need.civil", release(25, Rule.SOCIAL))
    (found,) = suggest(village=cast.teros.village, told=figures, proposals=[row])
    assert found.proposed == row


def test_evidence_is_what_the_village_may_be_told(cast):
    for _number in range(7):
        factories.complaint(cast.relawan, need="birth_certificate", received_at=MID_YEAR)
    for _number in range(3):
        factories.complaint(cast.relawan, kind="violence", received_at=MID_YEAR)
    factories.release(YEAR)
    found = evidence_for(cast.teros.village, YEAR + 1)
    texts = {key: found[key].figure.text for key in ("need.civil", "detail.birth_certificate", "violence")}
    assert texts == {
        "need.civil": "5",
        "detail.birth_certificate": "5",
        "violence": "di bawah 10, bisa nol",
    }
    assert "regency.violence" not in found  # two groups in the kabupaten
    assert {key: one.least for key, one in found.items()}["violence"] == 0


@pytest.mark.parametrize(
    ("key", "figure", "is_cited"),
    [
        ("need.civil", release(3, Rule.SOCIAL), True),
        ("need.civil", release(0, Rule.SOCIAL), False),
        ("regency.violence", release(4, Rule.VIOLENCE), False),
        ("violence", release(4, Rule.VIOLENCE), True),
    ],
)
def test_what_says_nothing_is_no_evidence(rule, village, key, figure, is_cited):
    factories.proposal_rule(keys=[key], least=0)
    (one,) = suggest(village=village(), told=told(key, figure), proposals=())
    assert [found.key for found in one.evidence] == ([key] if is_cited else [])


def test_the_kabupaten_is_told_from_three_groups_on(cast):
    factories.group("KK Paokmotong", "52.03.05.2002")
    factories.release(YEAR)
    found = evidence_for(cast.teros.village, YEAR + 1)
    assert {"regency.violence", "regency.need.civil", "regency.violence.physical"} <= set(found)
    labels = [found[f"regency.violence.{form}"].label for form in ("physical", "neglect", "other_violence")]
    forms = ["Kekerasan fisik", "Penelantaran", "Kekerasan lainnya"]
    assert labels == [f"Kabupaten Lombok Timur: {form}" for form in forms]


def test_every_told_key_is_one_that_a_rule_may_name(cast):
    factories.group("KK Paokmotong", "52.03.05.2002")
    needs = [need for category in NeedCategory for need in NEEDS[category]][:6]
    for need in needs:
        for _number in range(5):
            factories.complaint(cast.relawan, need=need, category=CATEGORY_OF[need], received_at=MID_YEAR)
    case = factories.complaint(cast.relawan, received_at=MID_YEAR)
    factories.referral(case, late=True, services=["civil_documents"], sent_at=MID_YEAR)
    factories.release(YEAR)
    found = evidence_for(cast.teros.village, YEAR + 1)
    assert set(found) - set(evidence.keys()) == set()
    assert found["late.civil_documents"].figure.text == "1–4"
    assert len([key for key in found if key.startswith("detail.")]) >= 1
    told = evidence.by_heading(found)
    assert {one.key for _heading, rows in told for one in rows} == {
        key for key, one in found.items() if one.can_be_cited
    }
    assert [heading for heading, _rows in told] == [
        *("Kebutuhan warga", "Kebutuhan warga, rinciannya", "Layanan yang terlambat"),
        *("Kekerasan di desa/kelurahan ini", "Seluruh kabupaten/kota"),
    ]


def test_every_key_stands_under_a_heading():
    known = evidence.keys()
    assert {key.partition(".")[0] for key in known} == set(evidence.HEADINGS)


def test_standard_rules_name_known_keys_and_are_in_the_database(db):
    known = set(evidence.keys())
    assert [rule["code"] for rule in STANDARD_RULES if not set(rule["keys"]) <= known] == []
    ProposalRule.objects.all().delete()
    assert [add_standard_rules() for _time in range(2)] == [len(STANDARD_RULES), 0]
    kept = list(ProposalRule.objects.values_list("code", flat=True))
    assert kept == [rule["code"] for rule in STANDARD_RULES]


def test_the_last_year_released_before_a_budget_speaks_for_it(cast):
    village = cast.teros.village
    assert (evidence_year(village, 2026), evidence_for(village, 2026)) == (None, {})
    for year in (2023, 2025):
        factories.release(year)
    assert [evidence_year(village, year) for year in (2023, 2024, 2025, 2026, 2027)] == [
        None,
        2023,
        2023,
        2025,
        2025,
    ]
    assert {one.year for one in evidence_for(village, 2026).values()} == {2025}
