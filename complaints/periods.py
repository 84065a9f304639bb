"""The period of an officer's figures: whole months of one year."""

import datetime
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format


@dataclass(frozen=True)
class Period:
    """Both months included, on the clock of the reader."""

    year: int
    first: int
    last: int

    @property
    def begins(self) -> datetime.datetime:
        return _midnight(self.year, self.first)

    @property
    def ends(self) -> datetime.datetime:
        """The first moment that no longer belongs to it."""
        year, month = (self.year + 1, 1) if self.last == 12 else (self.year, self.last + 1)
        return _midnight(year, month)

    def holds(self, field: str) -> Q:
        """That the moment in ``field`` lies within it."""
        return Q(**{f"{field}__gte": self.begins, f"{field}__lt": self.ends})

    def __str__(self) -> str:
        months = [date_format(datetime.date(self.year, month, 1), "F") for month in (self.first, self.last)]
        return f"{' – '.join(dict.fromkeys(months))} {self.year}"


def _midnight(year: int, month: int) -> datetime.datetime:
    return datetime.datetime(year, month, 1, tzinfo=timezone.get_current_timezone())
