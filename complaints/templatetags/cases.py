"""Marks of a case: words with a symbol, so that colour never tells alone."""

import datetime
from dataclasses import dataclass
from functools import cache, lru_cache

from django import template
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..addresses import case_address
from ..case_rows import Row
from ..enums import Stage, Urgency
from ..forms.followup import NO_HOUR
from ..models import Complaint
from ..personal_rights import PurgeReason

register = template.Library()


@dataclass(frozen=True)
class Mark:
    text: str
    look: str = ""  # the tag's class
    icon: str = ""


@register.simple_tag
def marks(complaint: Complaint | Row) -> list[Mark]:
    """Stage, urgency, what is late and what comes; the row is ``with_lateness()``."""
    stage = _label(Stage, complaint.stage)
    if complaint.purged_because:
        return [Mark(_label(PurgeReason, complaint.purged_because), "", "lock")]
    if complaint.is_closed:
        return [Mark(stage, "tag-ok", "check")]
    found = [Mark(stage, "tag-accent")]
    if complaint.urgency != Urgency.NORMAL:
        found.append(Mark(_label(Urgency, complaint.urgency), "tag-urgent", "flag"))
    if getattr(complaint, "referral_is_late", False):
        found.append(Mark(_("Rujukan terlambat"), "tag-late", "warning"))
    if getattr(complaint, "question_waits", False):
        found.append(Mark(_("Petugas bertanya"), "tag-soon", "question"))
    if complaint.next_appointment:
        found.append(appointment_mark(complaint.next_appointment))
    return found


@cache
def _label(words: type[TextChoices], value: str) -> str:
    return str(words(value).label)


@register.simple_tag(name="mark_appointment")
def appointment_mark(moment: datetime.datetime) -> Mark:
    days = (timezone.localtime(moment).date() - timezone.localdate()).days
    if moment < timezone.now():
        return Mark(_late(-days), "tag-late", "warning")
    if days <= 1:
        return Mark(_("Janji hari ini") if days == 0 else _("Janji besok"), "tag-soon", "clock")
    return Mark(_("Janji %(day)s") % {"day": date_format(timezone.localtime(moment), "j M")}, "", "calendar")


@register.simple_tag
def mark_due(day: datetime.date) -> Mark:
    """How an action of a plan stands that is to be done by ``day``."""
    days = (day - timezone.localdate()).days
    if days < 0:
        return Mark(ngettext("Lewat %d hari", "Lewat %d hari", -days) % -days, "tag-late", "warning")
    if days <= 1:
        return Mark(_("Hari ini") if days == 0 else _("Besok"), "tag-soon", "clock")
    return Mark(date_format(day, "j M"), "", "calendar")


def _late(days: int) -> str:
    if days < 1:
        return _("Janji tadi lewat")
    return ngettext("Janji lewat %(days)d hari", "Janji lewat %(days)d hari", days) % {"days": days}


@register.filter
def long_day(day: datetime.date) -> str:
    """ "23 November 2026"; of a moment, its day on the reader's clock."""
    return _long_day(timezone.localtime(day).date() if isinstance(day, datetime.datetime) else day)


@register.filter
def moment(at: datetime.datetime) -> str:
    """ "23 November 2026, 09.00" on the reader's clock."""
    local = timezone.localtime(at)
    return f"{_long_day(local.date())}, {local:%H.%M}"


@register.filter
def iso(at: datetime.datetime) -> str:
    return timezone.localtime(at).isoformat()


@lru_cache(maxsize=2_000)
def _long_day(day: datetime.date) -> str:
    """A page tells twenty dates, and Django reads its formats anew for each."""
    return date_format(day, "j F Y")


@register.simple_tag
def case_url(name: str, case: Complaint | Row, *rest: str) -> str:
    return case_address(name, case, *rest)


@register.filter
def appointment(moment: datetime.datetime) -> str:
    """ "Senin, 23 November 2026, 09.00"; without the hour where none was agreed."""
    local = timezone.localtime(moment)
    day = date_format(local, "l, j F Y")
    return day if local.time() == NO_HOUR else f"{day}, {date_format(local, 'H.i')}"


@register.filter
def is_late(referral) -> bool:
    return referral.is_late()
