"""Finding a village by what a person types."""

import pytest

from tests.factories import BANJARSARI, BOKONUSAN, LOMPOE, NUSANIWE, TEROS
from villages.models import Village

PAOKMOTONG = "52.03.05.2002"
NOTHING: list[str] = []


def codes(text, **options):
    return [village.pk for village in Village.objects.search(text, **options)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("banjar sari", [BANJARSARI]),
        ("BanjarSari", [BANJARSARI]),
        ("  banjar", [BANJARSARI]),
        ("Paok Motong", [PAOKMOTONG]),
        ("paokmotong", [PAOKMOTONG]),
        ("Desa Teros", [TEROS]),
        ("Kel. Lompoe", [LOMPOE]),
        ("teros lombok timur", [TEROS]),
        ("teros, labuhan haji", [TEROS]),
        ("ter, kec. labuhan haji, kab. lombok timur", [TEROS]),
        ("lompoe kota parepare", [LOMPOE]),
        ("lompoe, sulawesi selatan", [LOMPOE]),
        ("lompoe parepare sulawesi selatan", NOTHING),
        ("Nusaniwe", [NUSANIWE]),
        ("52.03.17.2003", [TEROS]),
        ("5203172003", [TEROS]),
        ("52.03.17", [TEROS, BANJARSARI]),
        ("52.03.1", [TEROS, BANJARSARI]),
        ("520317", [TEROS, BANJARSARI]),
        ("53", [BOKONUSAN]),
        ("anjarsari", NOTHING),
        ("teros kupang", NOTHING),
        ("%", NOTHING),
        ("_eros", NOTHING),
        ("T%", [TEROS]),
        ("52_03", NOTHING),
        ("", NOTHING),
        ("   ", NOTHING),
        ("😀", NOTHING),
        ("\x00", NOTHING),
        ("99", NOTHING),
        ("52031720031", NOTHING),
        ("x" * 100_000, NOTHING),
        (" ".join("abcdefghij" * 20), NOTHING),
        ("'; DROP TABLE villages_village; --", NOTHING),
    ],
)
def test_search(village, text, found):
    village()
    assert codes(text) == found


def test_exact_names_come_first(village):
    village()
    Village.objects.filter(pk=BANJARSARI).update(name="Teros Baru", search_name="terosbaru")
    assert codes("teros") == [TEROS, BANJARSARI]
    assert codes("teros", limit=1) == [TEROS]


def test_regencies_leave_out_others_and_nearby_only_comes_first(village):
    village()
    Village.objects.filter(pk=BOKONUSAN).update(search_name="teros")
    assert codes("teros") == [TEROS, BOKONUSAN]
    assert codes("teros", nearby=["53.01"]) == [BOKONUSAN, TEROS]
    assert codes("teros", regencies=["53.01"]) == [BOKONUSAN]
    assert codes("teros", regencies=[]) == NOTHING


def test_withdrawn_villages_are_not_found(village):
    Village.objects.filter(pk=village().pk).update(withdrawn_on="2026-11-22")
    assert codes("teros") == codes(TEROS) == codes("teros, labuhan haji") == NOTHING
    assert Village.objects.with_code(TEROS).name == "Teros"


@pytest.mark.parametrize(
    ("code", "name"),
    [
        (TEROS, "Teros"),
        ("5203172003", "Teros"),
        ("52.03.17", None),
        ("52.03.17.2999", None),
        ("Teros", None),
        ("", None),
    ],
)
def test_with_code_takes_complete_codes_only(village, code, name):
    village()
    assert getattr(Village.objects.with_code(code), "name", None) == name


@pytest.mark.parametrize(
    ("text", "queries"), [("e", 1), ("teros", 1), ("52", 1), ("teros lombok timur", 2), ("xyz", 1)]
)
def test_a_search_is_two_queries_at_most(village, django_assert_num_queries, text, queries):
    village()
    with django_assert_num_queries(queries):
        [found.full_name for found in Village.objects.search(text)]
