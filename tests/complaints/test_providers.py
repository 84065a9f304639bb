"""`/layanan/`: the directory near the reader, and one service."""

import pytest
from django.urls import reverse

from complaints.models import Provider
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("complaints:providers")
COMPLAINT, PAPERS = ["complaint"], ["civil_documents"]


@pytest.fixture
def directory(cast):
    """Of Lombok Timur: a KUA in the kecamatan, Dukcapil, UPTD; of Kupang: Dukcapil; of the nation: SAPA."""
    here = factories.make_village().district
    far = factories.make_village(factories.BOKONUSAN).district.regency
    factories.provider(
        "SAPA 129", kind="sapa", services=COMPLAINT, is_national=True, regencies=[], phone="129"
    )
    factories.provider("UPTD PPA Contoh", kind="uptd_ppa", services=COMPLAINT)
    factories.provider("Dukcapil Lotim")
    factories.provider("KUA Labuhan Haji", kind="kua", services=PAPERS, district=here)
    factories.provider("Dukcapil Kupang", regencies=[far])
    factories.provider("Sudah tutup", is_active=False)
    return Provider.objects


def names(response) -> list[str]:
    return [provider.name for provider in response.context["page_obj"]]


@pytest.mark.parametrize("who", ["relawan", "humas", "kawil", "sekdes", "petugas"])
def test_everybody_who_may_sees_it(cast, login, directory, who):
    factories.organisation("LRC").regencies.add("52.03")
    response = login(getattr(cast, who)).get(LIST)
    assert response.status_code == 200
    assert {"SAPA 129", "Dukcapil Lotim"} <= set(names(response))


def test_nobody_without_a_role(cast, login):
    assert login(factories.user("tanpa")).get(LIST).status_code == 403


def test_nearest_first_with_sapa_on_top(cast, login, directory):
    found = names(login(cast.relawan).get(LIST))
    assert found == ["SAPA 129", "KUA Labuhan Haji", "Dukcapil Lotim", "UPTD PPA Contoh"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kebutuhan": "violence"}, ["SAPA 129", "UPTD PPA Contoh"]),
        ({"kebutuhan": "civil"}, ["Dukcapil Lotim", "SAPA 129"]),
        ({"kebutuhan": "marriage"}, ["KUA Labuhan Haji", "Dukcapil Lotim", "SAPA 129"]),
        ({"layanan": "civil_documents"}, ["SAPA 129", "KUA Labuhan Haji", "Dukcapil Lotim"]),
        ({"kebutuhan": "education"}, ["SAPA 129"]),
        ({"wilayah": "53.01"}, ["SAPA 129", "Dukcapil Kupang"]),
        (
            {"kebutuhan": "bukan", "layanan": "x", "wilayah": "99.99"},
            ["SAPA 129", "KUA Labuhan Haji", "Dukcapil Lotim", "UPTD PPA Contoh"],
        ),
    ],
)
def test_filters(cast, login, directory, query, found):
    assert names(login(cast.relawan).get(LIST, query)) == found


def test_an_officer_begins_with_a_regency_of_her_organisation(cast, login, directory):
    factories.organisation("UDN").regencies.add("53.01")
    assert names(login(cast.petugas2).get(LIST)) == ["SAPA 129", "Dukcapil Kupang"]


def test_an_empty_directory_says_so(cast, login):
    html = login(cast.bakti).get(LIST).content.decode()
    assert "Belum ada layanan yang cocok." in html


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions(cast, login, rows, django_assert_num_queries):
    for number in range(rows):
        factories.provider(f"Dukcapil {number}", district_id="52.03.17")
    client = login(cast.relawan)
    client.get(LIST)
    with django_assert_num_queries(5):
        assert client.get(LIST).status_code == 200


def test_pages_of_25(cast, login):
    for number in range(26):
        factories.provider(f"Dukcapil {number:02}")
    client = login(cast.relawan)
    assert len(names(client.get(LIST))) == 25
    assert names(client.get(LIST, {"page": 2})) == names(client.get(LIST, {"page": 9999})) == ["Dukcapil 25"]


def test_one_service_in_full(cast, login):
    provider = factories.provider(
        "RSUD Contoh",
        kind="hospital",
        services=["health"],
        address="Jalan Contoh 1",
        hours="24 jam",
        phone="+62376123456",
        whatsapp="+6281200001111",
        what_to_bring="KTP bila ada.",
        answer_within=24,
        answer_unit="clock_hours",
    )
    html = login(cast.sekdes).get(reverse("complaints:provider-detail", args=[provider.pk])).content.decode()
    told = ["RSUD Contoh", "Rumah sakit", "Kesehatan", "Kab. Lombok Timur", "Jalan Contoh 1", "24 jam"]
    told += ["tel:+62376123456", "https://wa.me/6281200001111", "KTP bila ada.", "menjawab dalam 1×24 jam"]
    assert [text for text in told if text not in html] == []


def test_a_shelter_has_no_address(cast, login):
    shelter = factories.provider("Rumah aman Contoh", kind="shelter", services=["social_rehabilitation"])
    html = login(cast.relawan).get(reverse("complaints:provider-detail", args=[shelter.pk])).content.decode()
    assert "Dirahasiakan. Hubungi lewat telepon." in html


def test_one_that_serves_no_more_is_marked(cast, login):
    provider = factories.provider(is_active=False)
    html = login(cast.relawan).get(reverse("complaints:provider-detail", args=[provider.pk])).content.decode()
    assert "sudah tidak melayani" in html


def test_an_unknown_one(cast, login):
    assert login(cast.relawan).get(reverse("complaints:provider-detail", args=[9999])).status_code == 404
