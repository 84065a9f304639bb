"""Which standard plan is offered first: the most exact that fits."""

import pytest

from complaints.plans import offered_plans
from tests import factories


@pytest.fixture
def plans(db):
    for name, fields in {
        "umum": {},
        "kdrt": {"is_domestic": True},
        "seksual": {"category": "sexual"},
        "perkawinan anak": {"sexual_kind": "forced_marriage"},
        "anak": {"is_child": True},
        "tppo": {"category": "trafficking"},
        "umum sosial": {"kind": "social"},
        "akta": {"kind": "social", "category": "civil", "need": "birth_certificate"},
        "kependudukan": {"kind": "social", "category": "civil"},
    }.items():
        factories.standard_plan(name, **fields)


def first(case) -> str:
    return offered_plans(case)[0].name


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"category": "physical"}, "umum"),
        ({"category": "physical", "domestic": True}, "kdrt"),
        ({"category": "physical", "domestic": False}, "umum"),
        ({"category": "sexual", "domestic": True}, "seksual"),
        ({"category": "sexual", "sexual_kinds": ["forced_marriage", "rape"]}, "perkawinan anak"),
        ({"category": "physical", "further": ["trafficking"]}, "tppo"),
        ({"category": "sexual", "further": ["trafficking"]}, "seksual"),
        ({"kind": "social", "category": "civil", "need": "birth_certificate"}, "akta"),
        ({"kind": "social", "category": "civil", "need": "id_card"}, "kependudukan"),
        ({"kind": "social", "category": "health", "further": ["birth_certificate", "civil"]}, "akta"),
        ({"kind": "social", "category": "health"}, "umum sosial"),
    ],
)
def test_the_most_exact_stands_first(cast, plans, fields, name):
    assert first(factories.complaint(cast.relawan, **{"kind": "violence", **fields})) == name


def test_a_child_and_who_is_likely_of_the_household(cast, plans):
    child = factories.complaint(cast.relawan, kind="violence", domestic=True)
    child.persons.update(age_band="6-12")
    wife, stranger = (factories.complaint(cast.relawan, kind="violence") for _one in range(2))
    factories.person(wife, role="reported", relation="spouse")
    factories.person(stranger, role="reported", relation="stranger")
    assert [first(case) for case in (child, wife, stranger)] == ["anak", "kdrt", "umum"]


def test_the_others_of_its_kind_follow_and_none_out_of_use(cast, plans):
    factories.standard_plan("lama", is_active=False)
    case = factories.complaint(cast.relawan, kind="violence", category="sexual")
    names = [plan.name for plan in offered_plans(case)]
    assert names == ["seksual", "umum", "anak", "kdrt", "perkawinan anak", "tppo"]


def test_the_general_one_is_the_last_that_fits(cast, plans):
    case = factories.complaint(cast.relawan, kind="violence", category="sexual", domestic=True)
    assert [plan.name for plan in offered_plans(case)][:3] == ["seksual", "kdrt", "umum"]
