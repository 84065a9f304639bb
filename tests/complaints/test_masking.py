"""Names and numbers of a case's persons do not stand in what is shown to someone for whom they are sealed."""

import pytest

from complaints.masking import MASK, mask, mask_persons
from tests import factories


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Siti takut pulang.", f"{MASK} takut pulang."),
        ("SITI dan siti", f"{MASK} dan {MASK}"),
        ("Rumah Sitinya di timur, Rahayu", f"Rumah {MASK}nya di timur, {MASK}"),
        ("Situasi aman", "Situasi aman"),
        ("Ibu Siti", f"Ibu {MASK}"),
        ("anak itu sakit", "anak itu sakit"),
    ],
)
def test_names_are_masked_word_by_word(text, masked):
    assert mask(text, names=["Ibu Siti Rahayu"]) == masked


@pytest.mark.parametrize(
    "spelling",
    [
        "081234567890",
        "0812-3456-7890",
        "+62 812 3456 7890",
        "6281234567890",
        "812 3456 7890",
        "+62(0)812.3456.7890",
    ],
)
def test_phones_are_masked_in_every_spelling(spelling):
    assert (
        mask(f"Telepon {spelling}, malam saja", numbers=["+6281234567890"]) == f"Telepon {MASK}, malam saja"
    )


@pytest.mark.parametrize("text", ["Telepon 081234567891", "Kode 9081234567890123", "Umur 12"])
def test_other_numbers_stay(text):
    assert mask(text, numbers=["+6281234567890"]) == text


def test_nik_is_masked_with_and_without_spaces():
    assert mask("NIK 5203174101900001 atau 5203 1741 0190 0001", numbers=["5203174101900001"]) == (
        f"NIK {MASK} atau {MASK}"
    )


def test_nothing_to_mask_changes_nothing():
    assert mask("Sudah ke Puskesmas?", names=[""], numbers=[""]) == "Sudah ke Puskesmas?"


def test_letters_that_mean_something_to_a_pattern_are_letters():
    assert mask("Ani (+) datang", names=["Ani (+)"]) == f"{MASK} (+) datang"


def test_a_long_text_of_digits_and_spaces_is_read_quickly():
    assert mask("0 " * 50_000, numbers=["+6281234567890"]) == "0 " * 50_000


def test_persons_of_a_case(cast):
    row = factories.complaint(cast.relawan, kind="violence", name="Contoh Melati")
    factories.person(row, role="reported", identity={"name": "Contoh Bayam", "phone": "+6281234567890"})
    text = "Melati ditelepon Bayam dari 0812 3456 7890"
    assert mask_persons(text, row.persons.all()) == f"{MASK} ditelepon {MASK} dari {MASK}"
