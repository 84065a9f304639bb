"""Services that fit, nearest first."""

import pytest

from complaints.directory import VIOLENCE_SERVICES, ProviderKind, Service
from complaints.matching import Reach, fit_for, fitting_providers, reach_of, services_asked
from complaints.models import Provider
from complaints.needs import CATEGORY_OF, Need, NeedCategory
from tests import factories

pytestmark = pytest.mark.django_db
P = ProviderKind
HEALTH = [Service.HEALTH]


@pytest.fixture
def teros():
    return factories.make_village()


def make(name, kind, services, **fields):
    return factories.provider(name, kind=kind, services=services, **fields)


def test_nearest_first_and_sapa_on_top_for_violence(teros):
    far = factories.make_village(factories.BOKONUSAN)
    here, other = teros.district, factories.make_village("52.03.05.2002").district
    regency = teros.district.regency
    make("LPSK", P.LPSK, [Service.COMPLAINT], is_national=True, regencies=[])
    make("SAPA 129", P.SAPA, [Service.COMPLAINT], is_national=True, regencies=[])
    make("RSUD provinsi", P.HOSPITAL, HEALTH, regencies=[regency, far.district.regency])
    make("Puskesmas Masbagik", P.PUSKESMAS, HEALTH, district=other)
    make("UPTD PPA", P.UPTD_PPA, [Service.COMPLAINT])
    make("Puskesmas Labuhan Haji", P.PUSKESMAS, HEALTH, district=here)
    make("Puskesmas di Kupang", P.PUSKESMAS, HEALTH, regencies=[far.district.regency])
    make("Dukcapil", P.DUKCAPIL, [Service.CIVIL_DOCUMENTS])
    make("Sudah tutup", P.UPTD_PPA, [Service.COMPLAINT], is_active=False)
    found = fitting_providers(kind="violence", category="psychological", village=teros)
    assert [row.name for row in found] == [
        "SAPA 129",
        "Puskesmas Labuhan Haji",
        "UPTD PPA",
        "Puskesmas Masbagik",
        "RSUD provinsi",
        "LPSK",
    ]
    assert [reach_of(row, teros.district_id) for row in found] == [
        Reach.NATION,
        Reach.DISTRICT,
        Reach.REGENCY,
        Reach.OTHER_DISTRICT,
        Reach.REGENCIES,
        Reach.NATION,
    ]


@pytest.mark.parametrize(
    ("sexual", "category", "first"),
    [
        (True, "psychological", "RSUD"),
        (False, "sexual", "RSUD"),
        (False, "physical", "RSUD"),
        (False, "psychological", "UPTD PPA"),
    ],
)
def test_care_and_visum_come_before_the_rest_when_a_body_was_hurt(teros, sexual, category, first):
    make("UPTD PPA", P.UPTD_PPA, [Service.COMPLAINT])
    make("RSUD", P.HOSPITAL, HEALTH)
    found = fitting_providers(kind="violence", category=category, village=teros, sexual=sexual, limit=1)
    assert [row.name for row in found] == [first]


@pytest.mark.parametrize(
    ("category", "need", "names"),
    [
        ("civil", "id_card", ["Dukcapil"]),
        ("marriage", "marriage_book", ["KUA", "Pengadilan Agama", "Dukcapil"]),
        ("marriage", "divorce_certificate", ["Pengadilan Agama", "Dukcapil"]),
        ("health", "pbi_inactive", ["BPJS Kesehatan"]),
        ("health", "odgj", ["Puskesmas", "BPJS Kesehatan"]),
        ("work", "business_permit", ["DPMPTSP", "Dinas Koperasi"]),
        ("work", "capital", ["Dinas Koperasi", "DPMPTSP"]),
        ("work", "migrant_worker", ["BP3MI"]),
        ("education", "", []),
    ],
)
def test_each_need_finds_who_is_competent(teros, category, need, names):
    papers, business = [Service.CIVIL_DOCUMENTS], [Service.BUSINESS]
    make("Dukcapil", P.DUKCAPIL, papers)
    make("KUA", P.KUA, papers)
    make("Pengadilan Agama", P.RELIGIOUS_COURT, papers)
    make("BPJS Kesehatan", P.BPJS, [Service.HEALTH_INSURANCE])
    make("Puskesmas", P.PUSKESMAS, HEALTH)
    make("DPMPTSP", P.DPMPTSP, business)
    make("Dinas Koperasi", P.COOPERATIVES, business)
    make("BP3MI", P.BP3MI, [Service.REPATRIATION])
    found = fitting_providers(kind="social", category=category, need=need, village=teros)
    assert [row.name for row in found] == names


@pytest.mark.parametrize("need", Need)
def test_every_need_asks_for_something(need):
    assert fit_for(kind="social", category=CATEGORY_OF[need], need=need).services


@pytest.mark.parametrize("category", NeedCategory)
def test_every_category_asks_for_something(category):
    assert fit_for(kind="social", category=category).services


def test_services_asked_are_those_given_and_fitting_the_kind():
    police = Provider(kind=P.POLICE_PPA, services=["civil_documents", "law_enforcement", "complaint"])
    violence, capital = fit_for(kind="violence"), fit_for(kind="social", need="capital")
    assert violence.services == VIOLENCE_SERVICES
    assert services_asked(police, violence, kind="violence") == [Service.COMPLAINT, Service.LAW_ENFORCEMENT]
    assert services_asked(police, capital, kind="social") == [Service.CIVIL_DOCUMENTS]


def test_what_the_need_asks_for_comes_first():
    clinic = Provider(kind=P.PUSKESMAS, services=["social_assistance", "health_insurance", "health"])
    assert services_asked(clinic, fit_for(kind="social", need="odgj"), kind="social") == [
        Service.HEALTH,
        Service.HEALTH_INSURANCE,
        Service.SOCIAL_ASSISTANCE,
    ]


def test_one_query_however_many(teros, django_assert_num_queries):
    for number in range(3):
        make(f"Dukcapil {number}", P.DUKCAPIL, [Service.CIVIL_DOCUMENTS])
    with django_assert_num_queries(1):
        assert len(fitting_providers(kind="social", category="civil", village=teros)) == 3
