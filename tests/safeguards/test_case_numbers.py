import itertools
import re
import time
import uuid

import pytest
from django.urls import path, register_converter
from django.urls.resolvers import RegexPattern, RoutePattern

from safeguards.identifiers import (
    ALPHABET,
    CaseNumberConverter,
    new_case_number,
    parse_case_number,
    show_case_number,
    time_ordered_uuid,
)

KNOWN = "K7Q2M9X6"


@pytest.fixture(scope="module")
def numbers():
    return [new_case_number() for _time in range(60)]


def test_a_number_is_eight_characters_and_comes_back(numbers):
    for number in numbers:
        assert re.fullmatch(f"[{ALPHABET}]{{8}}", number)
        assert parse_case_number(number) == number
        assert parse_case_number(show_case_number(number)) == number
    assert len(set(numbers)) == len(numbers)


def test_keys_of_rows_are_version_7_and_follow_the_clock():
    before = time.time_ns() // 1_000_000
    keys = [time_ordered_uuid() for _time in range(50)]
    after = time.time_ns() // 1_000_000
    assert {(key.version, key.variant) for key in keys} == {(7, uuid.RFC_4122)}
    moments = [key.int >> 80 for key in keys]
    assert moments == sorted(moments)
    assert before <= moments[0] <= moments[-1] <= after
    assert len(set(keys)) == len(keys)


def test_the_check_character_stays_the_same_for_ever():
    """Numbers stand on letters that were handed out: this one must keep being valid."""
    valid = [letter for letter in ALPHABET if parse_case_number("K7Q2M9X" + letter)]
    assert valid == ["6"]


@pytest.mark.parametrize(
    "spelling",
    [
        "k7q2m9x6",
        " K7Q2-M9X6 ",
        "K7Q2 M9X6",
        "k7q2–m9x6",
        "K-7-Q-2-M-9-X-6",
        "K7Q2\u00a0M9X6",
        "\u200eK7Q2-M9X6\ufeff",
    ],
)
def test_every_spelling_is_read(spelling):
    assert parse_case_number(spelling) == KNOWN


def test_letters_that_look_like_digits_are_read_as_such(numbers):
    confused = [number for number in numbers if "0" in number or "1" in number]
    assert confused
    for number in confused:
        for one in ("I", "L", "i", "l"):
            assert parse_case_number(number.replace("0", "O").replace("1", one)) == number


@pytest.mark.parametrize("text", ["", "K7Q2M9X", KNOWN + "0", "K7Q2M9XU", "K7Q2M9X!", "Ķ7Q2M9X6", "K7Q2M9X٣"])
def test_what_is_no_number_is_none(text):
    assert parse_case_number(text) is None


def test_every_single_wrong_character_is_caught(numbers):
    for number, at, letter in itertools.product(numbers[:10], range(8), ALPHABET):
        if letter != number[at]:
            assert parse_case_number(number[:at] + letter + number[at + 1 :]) is None


def test_every_swap_of_two_characters_is_caught(numbers):
    for number in numbers:
        for one, two in itertools.combinations(range(8), 2):
            swapped = list(number)
            swapped[one], swapped[two] = swapped[two], swapped[one]
            if swapped != list(number):
                assert parse_case_number("".join(swapped)) is None


def test_the_converter_reads_either_spelling_and_writes_the_hyphen():
    converter = CaseNumberConverter()
    assert converter.to_python("k7q2m9x6") == converter.to_python("K7Q2-M9X6") == KNOWN
    assert converter.to_url(KNOWN) == "K7Q2-M9X6"
    with pytest.raises(ValueError, match="not a case number"):
        converter.to_python("K7Q2-M9X0")


def test_urls_match_either_spelling_and_nothing_else():
    register_converter(CaseNumberConverter, "case_number_of_this_test")
    pattern = path("<case_number_of_this_test:number>/", lambda request: None).pattern
    assert isinstance(pattern, RoutePattern | RegexPattern)
    assert pattern.match("k7q2-m9x6/") == ("", (), {"number": KNOWN})
    assert pattern.match("K7Q2M9X6/") == ("", (), {"number": KNOWN})
    for wrong in ("K7Q2-M9X0/", "catat/", "K7Q2--M9X6/", "K7-Q2M9X6/"):
        assert pattern.match(wrong) is None
