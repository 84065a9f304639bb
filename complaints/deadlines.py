"""By when a provider must answer a referral, from its own rule, and how that is said.

Hours run on the clock, nights and holidays included ("1x24 jam", UU 23/2004 Ps 16). Working days are
Monday to Friday without public holidays and joint leave (cuti bersama), when offices are closed too; the
day of sending does not count, and the answer is in time until the last second of the last day, on the
clock of the province of the group that sent it.
"""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .directory import AnswerUnit

END_OF_DAY = datetime.time(23, 59, 59)
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
SATURDAY = 5


def answer_by(provider, *, sent_at: datetime.datetime, zone: ZoneInfo) -> datetime.datetime | None:
    """The moment after which ``provider`` is late; None when it has no rule."""
    if provider.answer_within is None:
        return None
    if provider.answer_unit == AnswerUnit.CLOCK_HOURS:
        return sent_at + provider.answer_within * HOUR
    last = working_days_after(sent_at.astimezone(zone).date(), provider.answer_within)
    return datetime.datetime.combine(last, END_OF_DAY, zone).astimezone(datetime.UTC)


def is_whole_day(due_at: datetime.datetime, zone: datetime.tzinfo) -> bool:
    """Whether it was counted in working days: then the whole of the last day is left."""
    return due_at.astimezone(zone).time() == END_OF_DAY


@lru_cache(maxsize=2_000)
def working_days_after(day: datetime.date, count: int) -> datetime.date:
    """The ``count``-th working day after ``day``; the next one for a count of 0."""
    closed = _holidays()
    for _each in range(max(count, 1)):
        day += DAY
        while day.weekday() >= SATURDAY or day in closed:
            day += DAY
    return day


def _holidays():
    # Here and not on top: the library's tables stay out of a worker that sends no referral.
    import holidays

    return holidays.country_holidays("ID", categories=(holidays.PUBLIC, holidays.GOVERNMENT))


def rule_in_words(provider) -> str:
    """ "menjawab dalam 3 hari kerja", "menjawab dalam 1×24 jam"; empty without a rule."""
    if provider.answer_within is None:
        return ""
    if provider.answer_unit == AnswerUnit.WORKING_DAYS:
        return _("menjawab dalam %(count)s hari kerja") % {"count": provider.answer_within}
    days, hours = divmod(provider.answer_within, 24)
    if days and not hours:
        return _("menjawab dalam %(count)s×24 jam") % {"count": days}
    return _("menjawab dalam %(count)s jam") % {"count": provider.answer_within}


def due_in_words(due_at: datetime.datetime | None, zone: datetime.tzinfo) -> str:
    """ "25 November 2026" when the whole day is left, else with the hour: "25 November 2026, 22.15"."""
    if due_at is None:
        return ""
    local = due_at.astimezone(zone)
    whole_day = is_whole_day(due_at, zone)
    return date_format(local.date(), "DATE_FORMAT") if whole_day else date_format(local, "DATETIME_FORMAT")


def late_in_words(due_at: datetime.datetime | None, now: datetime.datetime | None = None) -> str:
    """ "terlambat 3 hari"; empty when the answer-by moment lies ahead, or there is none."""
    late = (now or timezone.now()) - due_at if due_at else datetime.timedelta()
    if late <= datetime.timedelta():
        return ""
    if late >= DAY:
        return _("terlambat %(count)s hari") % {"count": late // DAY}
    return (
        _("terlambat %(count)s jam") % {"count": late // HOUR} if late >= HOUR else _("baru saja terlambat")
    )
