"""The spans that are counted: a year, or one quarter of it, on the clock of the place."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Case, IntegerField, Q, Value, When

from safeguards.identifiers import first_uuid_of

QUARTERS = (1, 2, 3, 4)
MONTHS = 3


@dataclass(frozen=True)
class Span:
    """``quarter`` 0 is the whole year. ``since``: when the span before was released; what was received
    before this span but recorded after that moment has not been told yet, and is counted here. ``until``:
    when this one is released; what is recorded later is for the next.
    """

    year: int
    zone: ZoneInfo
    quarter: int = 0
    since: datetime | None = None
    until: datetime | None = None

    @property
    def begins(self) -> datetime:
        return self._month(MONTHS * max(self.quarter - 1, 0))

    @property
    def ends(self) -> datetime:
        """The first moment that no longer belongs to it."""
        return self._month(MONTHS * self.quarter if self.quarter else 12)

    def _month(self, months: int) -> datetime:
        """The begin of the month that comes ``months`` after January, in UTC."""
        year, month = divmod(months, 12)
        return datetime(self.year + year, month + 1, 1, tzinfo=self.zone).astimezone(UTC)

    def holds(self, moment: str, row: str = "id") -> Q:
        """That the field ``moment`` lies within it, or that the row came too late for an earlier one."""
        within = Q(**{f"{moment}__gte": self.begins, f"{moment}__lt": self.ends})
        if self.since is not None:
            within |= Q(**{f"{moment}__lt": self.begins, f"{row}__gte": _after(self.since)})
        return within if self.until is None else within & Q(**{f"{row}__lt": _after(self.until)})

    def quarter_of(self, moment: str) -> Case:
        """Which quarter of the year; what came too late for an earlier year counts with the first."""
        begins = {quarter: Span(self.year, self.zone, quarter).begins for quarter in QUARTERS[:0:-1]}
        cases = [When(**{f"{moment}__gte": begin}, then=Value(quarter)) for quarter, begin in begins.items()]
        return Case(*cases, default=Value(QUARTERS[0]), output_field=IntegerField())


def _after(moment: datetime) -> UUID:
    """The least key of a row that is made after ``moment``, whose clock ticks in milliseconds."""
    return first_uuid_of(moment + timedelta(milliseconds=1))
