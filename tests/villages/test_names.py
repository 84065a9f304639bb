"""What people write, and what it is compared with."""

import pytest

from villages.names import Reading, code_prefix, normalise, readings, shortened, without_kind


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Banjar Sari", "banjarsari"),
        ("BanjarSari", "banjarsari"),
        ("  Bu Nuapu’u ", "bunuapuu"),
        ("Lalai I/II", "lalaiiii"),
        ("Désa Ékas", "desaekas"),
        ("%_*'\";", ""),
        ("😀\x00", ""),
        ("", ""),
    ],
)
def test_normalise(written, compared):
    assert normalise(written) == compared


@pytest.mark.parametrize(
    ("typed", "prefix"),
    [
        ("52.03.17.2003", "52.03.17.2003"),
        ("5203172003", "52.03.17.2003"),
        ("52 03 17 2003", "52.03.17.2003"),
        ("52.03.17", "52.03.17"),
        ("52.03.17.", "52.03.17"),
        ("52031", "52.03.1"),
        (" 5 ", "5"),
        ("52031720031", None),
        ("52.03x", None),
        ("٥٢", None),
        ("Teros", None),
        ("", None),
    ],
)
def test_code_prefix(typed, prefix):
    assert code_prefix(typed) == prefix


def test_a_comma_or_a_place_word_parts_name_and_surroundings():
    apart = [Reading("teros", ("labuhanhaji", "lomboktimur"), whole=False)]
    assert readings("Teros, Labuhan Haji, Lombok Timur") == apart
    assert readings("Desa Teros Kec. Labuhan Haji kab lombok timur") == apart


def test_without_one_every_split_is_a_reading():
    assert readings("teros lombok timur") == [
        Reading("teros", ("lomboktimur",)),
        Reading("teroslombok", ("timur",)),
    ]


def test_the_word_desa_is_not_part_of_the_name():
    assert readings("ds. Teros") == [Reading("teros", whole=False)]
    assert readings("Teros") == readings("desa") == readings(" ,, ") == []


def test_regency_names():
    assert shortened("Kabupaten Lombok Timur") == "Kab. Lombok Timur"
    assert shortened("Kota Mataram") == "Kota Mataram"
    assert without_kind("Kota Administrasi Jakarta Timur") == "Jakarta Timur"
    assert without_kind("Kabupaten Kotabaru") == "Kotabaru"
