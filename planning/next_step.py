"""What comes next in a village's planning year, in words, and what to have ready for it."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from members.models import Group
from villages.models import Village

from . import readiness
from .models import PlanningStep
from .year import STEPS, Occurrence, overridden, standing

SOON, MANY = 14, 70  # days: until then days are counted, then weeks, then months


@dataclass(frozen=True)
class NextStep:
    village: Village
    running: tuple[Occurrence, ...]
    coming: Occurrence | None
    how_long: str  # until ``coming``
    lines: tuple[readiness.Line, ...]


def of_her_group(user, today: datetime.date | None = None) -> NextStep | None:
    """For the village of her group, the first by name where she is in several; of one that was merged, for
    the village into which it went over: that one meets.
    """
    groups = Group.objects.filter(pk__in=user.scope.volunteer_groups)
    group = groups.select_related("village__merged_into__merged_into").first()
    return _told(user, group.village.successor, True, today) if group else None


def of_village(user, village: Village, today: datetime.date | None = None) -> NextStep | None:
    """For a village whose secretary she is or in whose group she works; None for anybody else."""
    is_secretary = village.pk in user.scope.secretary_villages
    in_its_groups = village.groups.filter(pk__in=user.scope.volunteer_groups)
    is_volunteer = bool(user.scope.volunteer_groups) and in_its_groups.exists()
    return _told(user, village, is_volunteer, today) if is_secretary or is_volunteer else None


def _told(user, village: Village, is_volunteer: bool, today: datetime.date | None) -> NextStep:
    today = today or timezone.localdate(timezone=village.zone)
    steps = overridden(STEPS, PlanningStep.objects.of(village.regency_code))
    now = standing(steps, is_kelurahan=village.is_kelurahan, today=today)
    return NextStep(
        village,
        now.running,
        now.coming,
        how_long(now.coming.starts - today) if now.coming else "",
        readiness.lines(readiness.Reader(user, village, is_volunteer, today)),
    )


def how_long(time: datetime.timedelta) -> str:
    """ "besok", "9 hari lagi", "4 minggu lagi", "3 bulan lagi"; ``time`` is at least a day."""
    days = time.days
    if days == 1:
        return _("besok")
    if days < SOON:
        return _("%(number)d hari lagi") % {"number": days}
    if days < MANY:
        return _("%(number)d minggu lagi") % {"number": round(days / 7)}
    return _("%(number)d bulan lagi") % {"number": round(days / 30.4)}
