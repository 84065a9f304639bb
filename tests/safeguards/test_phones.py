import pytest
from phonenumber_field.phonenumber import PhoneNumber

from safeguards import phones
from safeguards.phones import BadPhone

MOBILE = "+6281234567890"
LANDLINE = "+62376123456"
DIGITS_ONLY = "Nomor telepon hanya angka, misalnya 0812 3456 7890."
WRONG_COUNT = "Nomor telepon ini kurang atau lebih angkanya. Contoh: 0812 3456 7890."


@pytest.mark.parametrize(
    "spelling",
    [
        "081234567890",
        "0812 3456 7890",
        "0812-3456-7890",
        "0812.3456.7890",
        "(0812) 3456 7890",
        "6281234567890",
        "62 812-3456-7890",
        "+6281234567890",
        "+62 812-3456-7890",
        "+62 0812 3456 7890",
        "81234567890",
        "\u202a+62 812\u20113456\u20117890\u202c",
        " 0812 – 3456 – 7890 ",
    ],
)
def test_every_spelling_is_one_number(spelling):
    assert phones.parse_phone(spelling) == MOBILE


def test_a_number_abroad_needs_its_plus():
    assert phones.parse_phone("+60 12-345 6789") == "+60123456789"
    assert phones.show_phone("+60123456789") == "+60 12-345 6789"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", DIGITS_ONLY),
        ("0812ABCDEFG", DIGITS_ONLY),
        ("punya suami", DIGITS_ONLY),
        ("0812 3456 7890 ext 5", DIGITS_ONLY),
        ("٠٨١٢٣٤٥٦٧٨٩٠", DIGITS_ONLY),
        ("0812", WRONG_COUNT),
        ("+", WRONG_COUNT),
        ("081234567890123456", WRONG_COUNT),
        ("129", WRONG_COUNT),
    ],
)
def test_what_is_no_number_is_refused_with_a_way_out(text, message):
    with pytest.raises(BadPhone) as error:
        phones.parse_phone(text)
    assert str(error.value) == message


def test_a_service_may_have_a_short_code():
    assert [phones.parse_service_phone(text) for text in ("129", " 110 ", "119", "08111-129-129")] == [
        "129",
        "110",
        "119",
        "+628111129129",
    ]
    with pytest.raises(BadPhone):
        phones.parse_service_phone("12")


def test_numbers_are_shown_as_people_write_them():
    assert phones.show_phone(MOBILE) == "0812-3456-7890"
    assert phones.show_phone(LANDLINE) == "(0376) 123456"
    assert phones.show_phone("129") == "129"
    assert phones.show_phone(PhoneNumber.from_string(MOBILE)) == "0812-3456-7890"


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        (MOBILE, f"tel:{MOBILE}"),
        ("129", "tel:129"),
        ("110", "tel:110"),
        ("119", "tel:119"),
        ("112 ", "tel:112"),
    ],
)
def test_a_link_to_call(phone, link):
    assert phones.tel_link(phone) == link


def test_a_link_to_write_escapes_its_text():
    assert phones.whatsapp_link(MOBILE) == "https://wa.me/6281234567890"
    assert phones.whatsapp_link("0812 3456 7890", "K7Q2-M9XP & 1+1?\n😀") == (
        "https://wa.me/6281234567890?text=K7Q2-M9XP%20%26%201%2B1%3F%0A%F0%9F%98%80"
    )
    with pytest.raises(BadPhone):
        phones.whatsapp_link("129", "x")
