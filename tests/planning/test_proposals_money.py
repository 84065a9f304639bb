"""Rupiah in every spelling people use, and a plain word where it could mean two things."""

import pytest

from planning.money import BadAmount, parse_rupiah, show_rupiah

READ = {
    "Rp 1.500.000,00": 1_500_000,
    "Rp1.500.000,-": 1_500_000,
    "rp. 1.500.000": 1_500_000,
    "IDR 1.500.000": 1_500_000,
    "1500000": 1_500_000,
    "1 500 000": 1_500_000,
    "1\u00a0500\u00a0000": 1_500_000,
    "1.500": 1_500,
    "0": 0,
    "1,5 juta": 1_500_000,
    "1.5 jt": 1_500_000,
    "1.500 juta": 1_500_000_000,
    "Rp 2 miliar": 2_000_000_000,
    "750 ribu": 750_000,
    "750rb": 750_000,
    "0,000001 juta": 1,
    "\u200b500": 500,
}
REFUSED = [
    "1.500,5",
    "1.500,50",
    "1,500",
    "1,500,000",
    "1500.00",
    "1.50",
    "15.00.000",
    "-5",
    "1e6",
    "5 juta 500",
    "0,0000001 juta",
    "1.234.567,89",
    "١٢٣",
    "sejuta",
    "",
    "Rp",
    "1..500",
    ".500",
    "1,5",
    "9" * 50,
    "2.000 miliar",
    "999 miliar miliar",
]


@pytest.mark.parametrize("text", READ)
def test_amount_is_read(text):
    assert parse_rupiah(text) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_unclear_is_refused_in_words(text):
    with pytest.raises(BadAmount, match=r"tidak jelas|terlalu besar"):
        parse_rupiah(text)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(None, "–"), (0, "Rp\u00a00"), (999, "Rp\u00a0999"), (1_500_000, "Rp\u00a01.500.000")],
)
def test_amount_is_shown_with_dots(amount, shown):
    assert show_rupiah(amount) == shown


@pytest.mark.parametrize("amount", [0, 5, 1_000, 123_456_789, 10**12])
def test_what_is_shown_can_be_typed_again(amount):
    assert parse_rupiah(show_rupiah(amount)) == amount
