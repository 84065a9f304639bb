"""Wrong codes are counted per address, for a while, in the database."""

from datetime import timedelta

import pytest
from django.utils import timezone

from safeguards import throttle
from safeguards.models import WrongCode

pytestmark = pytest.mark.django_db


def test_after_so_many_it_is_one_too_many_and_no_longer_counted():
    tries = [throttle.is_one_too_many("10.0.0.1") for _try in range(throttle.MOST + 2)]
    assert tries == [False] * throttle.MOST + [True, True]
    assert WrongCode.objects.count() == throttle.MOST


@pytest.mark.parametrize("other", ["10.0.0.2", None])
def test_others_are_not_held_up(other):
    for _try in range(throttle.MOST):
        throttle.is_one_too_many("10.0.0.1")
    assert not throttle.is_one_too_many(other)


def test_old_ones_no_longer_count_and_are_purged():
    for _try in range(throttle.MOST):
        throttle.is_one_too_many("10.0.0.1")
    WrongCode.objects.update(at=timezone.now() - throttle.WITHIN - timedelta(seconds=1))
    assert not throttle.is_one_too_many("10.0.0.1")
    assert (throttle.purge(), WrongCode.objects.count()) == (throttle.MOST, 1)


def test_no_address_is_kept():
    throttle.is_one_too_many("10.0.0.1")
    assert b"10.0.0.1" not in bytes(WrongCode.objects.get().address_digest)
