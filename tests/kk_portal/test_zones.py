"""Indonesia's three clocks."""

import pytest
from django.contrib.auth.models import AnonymousUser

from kk_portal.zones import zone_of, zone_of_code


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("11", "Asia/Jakarta"),
        ("31.71", "Asia/Jakarta"),
        ("61.71", "Asia/Jakarta"),
        ("62.01", "Asia/Jakarta"),
        ("63.71", "Asia/Makassar"),
        ("51.71", "Asia/Makassar"),
        ("52.03.17.2003", "Asia/Makassar"),
        ("73.72", "Asia/Makassar"),
        ("81.71", "Asia/Jayapura"),
        ("96.71", "Asia/Jayapura"),
        ("", "Asia/Makassar"),
    ],
)
def test_zone_of_code(code, zone):
    assert zone_of_code(code) == zone


def test_zone_of_people(cast):
    assert zone_of(cast.relawan) == "Asia/Makassar"  # by her group
    assert zone_of(cast.sekdes) == "Asia/Makassar"  # by her village
    assert zone_of(cast.petugas) == "Asia/Makassar"  # an officer has no village
    assert zone_of(AnonymousUser()) == "Asia/Makassar"
