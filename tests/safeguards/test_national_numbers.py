"""NIK and Nomor Kartu Keluarga. Every number here is invented: area 9999 does not exist."""

import datetime

import pytest

from safeguards.identifiers import BadNumber, mask_digits, nik_warnings, parse_family_card, parse_nik

LENGTH = "NIK harus 16 angka. Boleh dikosongkan."
DATE = "Tanggal lahir di dalam NIK ini tidak ada. Periksa angka ke-7 sampai ke-12."
SERIAL = "Empat angka terakhir NIK tidak mungkin 0000. Periksa lagi."
TODAY = datetime.date(2026, 6, 1)


@pytest.mark.parametrize(
    ("text", "day", "month", "year", "woman"),
    [
        ("5203171708900001", 17, 8, 90, False),
        ("5203175708900001", 17, 8, 90, True),
        ("5203174101050001", 1, 1, 5, True),
        ("5203177112990001", 31, 12, 99, True),
        ("5203172902000001", 29, 2, 0, False),
        ("5203176902040001", 29, 2, 4, True),
        (" 5203 1717 0890 0001 ", 17, 8, 90, False),
        ("520317.170890.0001", 17, 8, 90, False),
        ("\u202a520317–170890–0001\u202c", 17, 8, 90, False),
        ("520317-170890-0001", 17, 8, 90, False),
    ],
)
def test_a_nik_is_read(text, day, month, year, woman):
    nik = parse_nik(text)
    assert (nik.birth_day, nik.birth_month, nik.birth_year, nik.is_woman) == (day, month, year, woman)
    assert (nik.area, nik.issued_abroad) == ("520317", False)


def test_a_nik_issued_abroad_says_so():
    nik = parse_nik("9903171708900001")
    assert nik.issued_abroad
    assert nik_warnings(nik, regency_code="52.03", today=TODAY) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", LENGTH),
        ("520317170890000", LENGTH),
        ("52031717089000011", LENGTH),
        ("520317170890000A", LENGTH),
        ("٥٢٠٣١٧١٧٠٨٩٠٠٠٠١", LENGTH),
        ("5203170008900001", DATE),
        ("5203173208900001", DATE),
        ("5203174008900001", DATE),
        ("5203177208900001", DATE),
        ("5203171700900001", DATE),
        ("5203171713900001", DATE),
        ("5203173104900001", DATE),
        ("5203172902010001", DATE),
        ("5203177002000001", DATE),
        ("5203171708900000", SERIAL),
    ],
)
def test_what_is_no_nik_is_refused_with_a_way_out(text, message):
    with pytest.raises(BadNumber) as error:
        parse_nik(text)
    assert str(error.value) == message
    assert isinstance(error.value, ValueError)


def test_a_nik_does_not_print_itself():
    assert repr(parse_nik("5203171708900001")) == "<Nik ••••0001>"


AREA = "NIK ini diterbitkan di kabupaten/kota lain. Biarkan bila memang begitu."
SEX = "Jenis kelamin di NIK berbeda dari isian. Periksa salah satunya."
BIRTH = "Tanggal lahir di NIK berbeda dari isian. Periksa salah satunya."
AGE = "Umur menurut NIK berbeda dari isian. Periksa salah satunya."


@pytest.mark.parametrize(
    ("form", "warnings"),
    [
        ({}, []),
        ({"regency_code": "52.03"}, []),
        ({"regency_code": "5203"}, []),
        ({"regency_code": "52.71"}, [AREA]),
        ({"sex": "female"}, []),
        ({"sex": "male"}, [SEX]),
        ({"sex": ""}, []),
        ({"birth_date": datetime.date(1990, 8, 17)}, []),
        ({"birth_date": datetime.date(1990, 8, 18)}, [BIRTH]),
        ({"age_band": "25-44"}, []),
        ({"age_band": "25–44"}, []),
        ({"age_band": "age_36_40"}, []),
        ({"age_band": "18–24"}, [AGE]),
        ({"age_band": "60+"}, [AGE]),
        ({"age_band": "tidak tahu"}, []),
        ({"regency_code": "73.18", "sex": "male", "age_band": "0-5"}, [AREA, SEX, AGE]),
    ],
)
def test_what_disagrees_is_only_a_warning(form, warnings):
    assert nik_warnings(parse_nik("5203175708900001"), today=TODAY, **form) == warnings


def test_two_digits_of_a_year_can_mean_either_century():
    nik = parse_nik("5203171708200001")
    assert (
        nik_warnings(nik, age_band="0-5", today=TODAY) == nik_warnings(nik, age_band="60+", today=TODAY) == []
    )
    assert nik_warnings(nik, age_band="25-44", today=TODAY) == [AGE]
    future = parse_nik("5203173112260001")
    assert future.birth_dates(TODAY) == [datetime.date(1926, 12, 31)]


def test_without_a_day_given_it_is_today():
    assert nik_warnings(parse_nik("5203171708900001")) == []


def test_a_family_card_has_sixteen_digits_and_any_date():
    assert parse_family_card("5203 1799 9999 0000") == "5203179999990000"
    with pytest.raises(BadNumber, match=r"^Nomor Kartu Keluarga harus 16 angka\. Boleh dikosongkan\.$"):
        parse_family_card("520317999999000")


def test_only_the_last_four_are_shown():
    assert mask_digits("5203171708900001") == "••••0001"
