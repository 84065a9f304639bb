"""The officer's list: overdue first, then what waits for review, then newest; never counted whole."""

import datetime
from dataclasses import dataclass
from functools import cached_property

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.utils import timezone
from django.utils.formats import date_format

from .paging import CappedPaginator

PARTS = ("year", "month", "day")
ORDER = ("-attention", "-received_at", "-id")


class TieredPaginator(CappedPaginator):
    """Pages of two tiers: cases with an unanswered referral past its time, then all others.

    Whether a referral is late depends on the clock, so no index can hold that order. Each tier alone is
    read from one. ``late_only``: the rows are of the first tier already, and the second is not looked for.
    """

    late_only = False

    def page(self, number):
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        return self._get_page(self._rows(start, start + self.per_page), number, self)

    def _rows(self, start: int, stop: int) -> list:
        late = self._keys(self.object_list.unanswered(), stop)
        rest = self.object_list.none() if self.late_only else self.object_list.not_unanswered()
        others = self._keys(rest, stop - len(late))
        keys = [*late, *others][start:stop]
        rows = self.object_list.order_by().in_bulk(keys)
        found = [rows[key] for key in keys if key in rows]
        for row in found:
            row.is_unanswered = row.pk in late
        return found

    def _keys(self, rows, stop: int) -> list:
        """One query also for none wanted, so that a page costs the same whatever it holds."""
        return list(rows.order_by(*ORDER).values_list("pk", flat=True)[: max(stop, 1)])[:stop]


@dataclass(frozen=True)
class Choice:
    title: str
    link: str


class CappedList(ChangeList):
    """Django's, but the page alone is read, no "show all", and beyond the last page the last one."""

    def get_results(self, request) -> None:
        pages = self.model_admin.get_paginator(request, self.queryset, self.list_per_page)
        page = pages.get_page(self.page_num)
        self.page_num, self.result_list = page.number, list(page.object_list)
        self.paginator, self.result_count, self.is_capped = pages, pages.count, pages.is_capped
        self.multi_page = pages.num_pages > 1
        self.can_show_all = self.show_full_result_count = False
        self.full_result_count = None
        self.show_admin_actions = True

    @property
    def previous_page(self) -> str:
        return self._page_link(self.page_num - 1)

    @property
    def next_page(self) -> str:
        return self._page_link(self.page_num + 1)

    def _page_link(self, number: int) -> str:
        return self.get_query_string({"p": number}) if 1 <= number <= self.paginator.num_pages else ""

    def apply_select_related(self, qs):
        return qs.select_related(*(self.list_select_related or ()))


class LabelledList(CappedList):
    """Lets the admin class label the rows of the page at once (``label(rows)``)."""

    def get_results(self, request) -> None:
        super().get_results(request)
        self.model_admin.label(self.result_list)


class CaseList(CappedList):
    """With dates that are told without reading every case."""

    def get_filters(self, request):
        """Django's; a month without its year, or one after which no calendar goes on, is a wrong address."""
        picked = [self._picked(part) is not None for part in PARTS]
        if picked != sorted(picked, reverse=True):
            raise IncorrectLookupParameters
        try:
            return super().get_filters(request)
        except OverflowError as error:
            raise IncorrectLookupParameters from error

    @property
    def date_params(self) -> dict[str, str]:
        """Of the address what it says of the date."""
        begin = f"{self.date_hierarchy}__"
        return {name: value for name, value in self.params.items() if name.startswith(begin)}

    @cached_property
    def dates(self) -> dict:
        """``back`` and ``choices`` of the date hierarchy: years, the months of one, the days of one month."""
        year, month, day = map(self._picked, PARTS)
        if year and month:
            days = [] if day else self._days(year, month)
            return {"back": self._date_link(year=year), "choices": days, "now": _told(year, month, day)}
        if year:
            return {"back": self._date_link(), "choices": self._months(year), "now": str(year)}
        return {"back": None, "choices": self._years(), "now": ""}

    def _picked(self, part: str) -> int | None:
        value = self.params.get(f"{self.date_hierarchy}__{part}", "")
        return int(value) if value.isdecimal() else None

    def _date_link(self, **parts: int) -> str:
        named = {f"{self.date_hierarchy}__{part}": value for part, value in parts.items()}
        return self.get_query_string(named, [f"{self.date_hierarchy}__"])

    def _years(self) -> list[Choice]:
        """From the first case within reach to the last: the two ends of an index, not an aggregate."""
        rows = self.root_queryset.values_list(self.date_hierarchy, flat=True)
        first = rows.order_by(self.date_hierarchy, "id").first()
        last = rows.order_by(f"-{self.date_hierarchy}", "-id").first()
        if first is None:
            return []
        years = range(timezone.localtime(first).year, timezone.localtime(last).year + 1)
        return [Choice(str(year), self._date_link(year=year)) for year in years]

    def _months(self, year: int) -> list[Choice]:
        months = [month for month in range(1, 13) if datetime.date(year, month, 1) <= timezone.localdate()]
        return [
            Choice(date_format(datetime.date(year, month, 1), "F"), self._date_link(year=year, month=month))
            for month in months
        ]

    def _days(self, year: int, month: int) -> list[Choice]:
        first = datetime.date(year, month, 1)
        days = (first + datetime.timedelta(days=offset) for offset in range(31))
        days = [day for day in days if day.month == month and day <= timezone.localdate()]
        return [Choice(str(day.day), self._date_link(year=year, month=month, day=day.day)) for day in days]


def _told(year: int, month: int, day: int | None) -> str:
    return date_format(datetime.date(year, month, day or 1), "j F Y" if day else "F Y")
