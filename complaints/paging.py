"""Pages of a list without counting it: one row more than shown tells whether there is a next page."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

PER_PAGE = 25
LAST_PAGE = 400  # deeper than anyone leafs; beyond it the filters help


@dataclass(frozen=True)
class Page:
    """What templates/components/pagination.html asks of Django's own, but for the number of pages."""

    object_list: list
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_other_pages(self) -> bool:
        return self.has_next or self.has_previous

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    def __iter__(self) -> Iterator:
        return iter(self.object_list)

    def __len__(self) -> int:
        return len(self.object_list)


def page_of(rows, number, per_page: int = PER_PAGE) -> Page:
    """Page ``number`` (as typed in the address; nonsense is the first page, beyond the end the last) of
    an ordered queryset, of CaseRows or of a list.
    """
    try:
        number = min(max(int(number), 1), LAST_PAGE)
    except (TypeError, ValueError):
        number = 1
    page = _read(rows, number, per_page)
    if page.object_list or number == 1:
        return page
    return _read(rows, _last(rows, per_page), per_page)


def _read(rows, number: int, per_page: int) -> Page:
    start = (number - 1) * per_page
    found = list(rows[start : start + per_page + 1])
    return Page(found[:per_page], number, len(found) > per_page and number < LAST_PAGE)


def _last(rows, per_page: int) -> int:
    """Counted only for who asks for a page beyond it."""
    count = len(rows) if isinstance(rows, list) else rows.count()
    return min(max(ceil(count / per_page), 1), LAST_PAGE)
