"""Addresses of the pages of one case; a page links to a dozen of them, so each is resolved once."""

from functools import lru_cache

from django.urls import reverse

from safeguards.identifiers import show_case_number

SOME_NUMBER = "00000000"  # stands in for the case's


def case_address(name: str, case, *rest: str) -> str:
    """The page ``complaints:<name>`` of a case or of its row, whose ``str()`` is its number."""
    return _address(name, *rest).replace(show_case_number(SOME_NUMBER), str(case))


@lru_cache(maxsize=100)
def _address(name: str, *rest: str) -> str:
    return reverse(f"complaints:{name}", args=[SOME_NUMBER, *rest])
