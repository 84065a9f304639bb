"""masking.Cover: every name of a paper as that person's letter, numbers and places hidden."""

import pytest

from complaints.masking import MASK, Cover

A, B, C = "Orang A", "Orang B", "Orang C"


@pytest.fixture
def cover():
    return Cover(
        {A: ["Ibu Siti Rahayu"], B: ["Siti Maemunah", "Munah"], C: ["Ni Wa"]},
        others=["Kartini Contoh"],
        phrases=["Banjarsari", "Jl. Melur 3"],
        numbers=["+6281234567890", "5203174101900001"],
    )


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Ibu Siti Rahayu", A),
        ("siti rahayu pulang", f"{A} pulang"),
        ("Rahayu dan SITI MAEMUNAH", f"{A} dan {B}"),
        ("Munahnya datang, rahayulah", f"{B}nya datang, {A}lah"),
        ("Siti datang", f"{MASK} datang"),
        ("Ibu Rahayu", A),
        ("Rahayu Maemunah berdua", f"{A} {B} berdua"),
        ("Ibu itu sakit", "Ibu itu sakit"),
        ("Situasi aman", "Situasi aman"),
        ("ni wa sudah pulang", f"{C} sudah pulang"),
        ("Diantar Kartini", f"Diantar {MASK}"),
        ("Rumahnya di Banjar Sari", f"Rumahnya di {MASK}"),
        ("Di jl. melur 3, sore", f"Di {MASK}, sore"),
        ("Rahayu\nMaemunah", f"{A}\n{B}"),
        ("St. Rahayu", f"St. {A}"),
        ("", ""),
    ],
)
def test_names_and_places(cover, text, covered):
    assert cover(text) == covered


@pytest.mark.parametrize(
    "number",
    [
        "0812-3456-7890",
        "+62 812 3456 7890",
        "5203 1741 0190 0001",
        "0899 1234 567",  # of nobody that is known
        "0376-2123456",
        "5203174101900009",
        "contoh.orang@example.org",
    ],
)
def test_numbers_of_the_case_and_any_other(cover, number):
    assert cover(f"Hubungi {number}, malam") == f"Hubungi {MASK}, malam"


@pytest.mark.parametrize(
    "text", ["Umur 12", "2026-11-22", "jam 08.00-12.00", "Rp 250.000", "UU 12/2022 Ps 23"]
)
def test_other_figures_stay(cover, text):
    assert cover(text) == text


def test_the_same_name_of_two_people_is_nobody_s():
    assert Cover({A: ["Dewi"], B: ["Dewi"]})("Dewi pulang") == f"{MASK} pulang"
    assert Cover({A: ["Dewi"], B: ["Dewi"]})("Dewi") == MASK


def test_a_colleague_who_shares_a_word_does_not_hide_the_letter():
    assert Cover({A: ["Dewi Contoh"]}, others=["Dewi Lain"])("Dewi") == A


def test_letters_that_mean_something_to_a_pattern_are_letters():
    assert Cover({A: ["Ani (+)"]}, phrases=["RT (3"])("Ani (+) di RT (3") == f"{A} (+) di {MASK}"


@pytest.mark.parametrize("piece", ["ibu ", "a", "0 ", "siti ", "1-", "B a n", ".@", "Jl. "])
def test_a_hostile_text_is_read_in_one_go(cover, piece):
    """Of twenty thousand signs; a search that began anew at each of them would not come back."""
    text = (piece * 20_000)[:20_000]
    assert cover(text).count("Maemunah") == 0
