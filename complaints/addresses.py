"""Addresses of the pages of a case and its referrals; a page links to dozens, so each is resolved once."""

import uuid
from functools import lru_cache

from django.urls import reverse

from safeguards.identifiers import show_case_number

SOME_NUMBER = "00000000"  # stands in for the case's
SOME_KEY = uuid.UUID(int=0)  # and for the referral's


def case_address(name: str, case, *rest: str) -> str:
    """The page ``complaints:<name>`` of a case or of its row, whose ``str()`` is its number."""
    return _address(name, *rest).replace(show_case_number(SOME_NUMBER), str(case))


def referral_address(key: uuid.UUID) -> str:
    return _of_referral().replace(str(SOME_KEY), str(key))


@lru_cache(maxsize=100)
def _address(name: str, *rest: str) -> str:
    return reverse(f"complaints:{name}", args=[SOME_NUMBER, *rest])


@lru_cache(maxsize=1)
def _of_referral() -> str:
    return reverse("complaints:referral-detail", args=[SOME_KEY])
