"""What the database refuses, and how a place is shown."""

from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from tests.factories import BANJARSARI, BOKONUSAN, LOMPOE, NUSANIWE, TEROS
from villages.models import District, Province, Regency, Village
from villages.zones import WIT, WITA, ZONES, zone_of

PAOKMOTONG = "52.03.05.2002"


def make(model, **fields):
    with transaction.atomic():
        return model.objects.create(name="Uji", search_name="uji", **fields)


@pytest.mark.parametrize(("digit", "kind"), [("1", "kelurahan"), ("2", "desa"), ("3", "desa_adat")])
def test_kind_agrees_with_the_code(village, digit, kind):
    village()
    made = make(Village, code=f"52.03.17.{digit}999", district_id="52.03.17", kind=kind)
    assert made.get_kind_display() == Village.Kind(kind).label
    for other in set(Village.Kind.values) - {kind} | {"dusun", ""}:
        with pytest.raises(IntegrityError, match="village_kind_as_its_code_says"):
            make(Village, code=f"52.03.17.{digit}998", district_id="52.03.17", kind=other)


def test_codes_agree_with_what_stands_above(village):
    village()
    with pytest.raises(IntegrityError, match="village_code_within_district"):
        make(Village, code="52.03.17.2999", district_id="52.03.05", kind="desa")
    with pytest.raises(IntegrityError, match="district_code_within_regency"):
        make(District, code="52.03.99", regency_id="53.01")
    with pytest.raises(IntegrityError, match="regency_code_within_province"):
        make(Regency, code="52.99", province_id="53")
    assert make(District, code="53.01.99", regency_id="53.01").pk == "53.01.99"
    assert make(Regency, code="53.99", province_id="53").pk == "53.99"


def test_a_place_with_places_in_it_cannot_be_deleted(village):
    teros = village()
    for above in (teros.district, teros.district.regency, teros.district.regency.province):
        with pytest.raises(ProtectedError):
            above.delete()


def test_a_village_is_shown_with_kecamatan_and_kabupaten(village, django_assert_num_queries):
    village()
    with django_assert_num_queries(1):
        teros = Village.objects.with_place().get(pk=TEROS)
        assert str(teros) == teros.full_name == "Teros – Kec. Labuhan Haji, Kab. Lombok Timur"
    assert teros.place_line == "Kec. Labuhan Haji, Kab. Lombok Timur"
    assert teros.formal_name == "Desa Teros"
    assert village(LOMPOE).full_name == "Lompoe – Kec. Bacukiki, Kota Parepare"
    assert village(LOMPOE).formal_name == "Kelurahan Lompoe"
    assert District(code="91.03.01", name="Sentani Kota").short_name == "Distrik Sentani Kota"


def test_every_place_knows_its_time_zone(village):
    zones = {code: village(code).zone for code in (TEROS, BOKONUSAN, LOMPOE, NUSANIWE)}
    assert zones == {TEROS: WITA, BOKONUSAN: WITA, LOMPOE: WITA, NUSANIWE: WIT}
    assert Province.objects.get(pk="81").zone.key == "Asia/Jayapura"
    assert zone_of("31.71").key == "Asia/Jakarta"
    assert len(ZONES) == 38
    with pytest.raises(KeyError):
        zone_of("99")


def test_a_merged_village_has_successors_and_is_found_from_them_two_steps_away(village):
    chain = [village(code).pk for code in (TEROS, BANJARSARI, PAOKMOTONG, LOMPOE)]
    for code, into in pairwise(chain):
        Village.objects.filter(pk=code).update(withdrawn_on="2026-10-01", merged_into=into)
    after = {row.pk: [one.pk for one in row.successors] for row in Village.objects.with_successors()}
    assert [after[code] for code in chain] == [chain[1:3], chain[2:4], chain[3:4], []]
    assert [Village.objects.get(pk=code).successor.pk for code in chain] == [*chain[2:], chain[3], chain[3]]
    before = [set(Village.objects.merged_into([code]).values_list("pk", flat=True)) for code in chain]
    assert before == [set(), {chain[0]}, {*chain[:2]}, {*chain[1:3]}]


@pytest.mark.parametrize("fields", [{"withdrawn_on": None}, {"merged_into": None}])
def test_one_that_is_on_the_list_or_only_left_it_has_none(village, fields):
    merged = {"withdrawn_on": "2026-10-01", "merged_into": village(BANJARSARI)}
    Village.objects.filter(pk=village(TEROS).pk).update(**merged | fields)
    row = village(TEROS)
    assert (row.is_merged, row.successors, row.successor) == (False, [], row)
    assert not Village.objects.merged_into([BANJARSARI]).exists()
