"""What waits for someone today: the parts of `/` that come from cases. Each list is short."""

import datetime
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils import timezone

from .enums import ActionState, Stage, TransferState
from .models import (
    Complaint,
    Handover,
    Note,
    PlanAction,
    Question,
    Referral,
    ServiceRequest,
    Transfer,
)

SHOWN = 5
DAYS_AHEAD = 3  # how early an action begins to wait
NEWS = datetime.timedelta(days=14)  # as long as it is news that somebody handed a case on


@dataclass(frozen=True)
class Waiting:
    """The first few rows, and whether there are more of them elsewhere."""

    rows: list
    has_more: bool

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __iter__(self):
        return iter(self.rows)


def today(user) -> dict[str, Waiting]:
    """Appointments and actions due, referrals not answered (late first), new cases, what officers and
    services ask; what was handed to her, offered to her group, or not taken by another.
    """
    return {
        "appointments": _first(appointments(user)),
        "actions": _first(actions(user)),
        "referrals": _first(referrals(user)),
        "new_cases": _first(new_cases(user)),
        "questions": _first(questions(user)),
        "requests": _first(requests(user)),
        "handed": _first(handed(user)),
        "offered": _first(offered(user)),
        "declined": _first(declined(user)),
    }


def _first(rows: QuerySet) -> Waiting:
    found = list(rows[: SHOWN + 1])
    return Waiting(found[:SHOWN], len(found) > SHOWN)


def _own(user) -> QuerySet[Complaint]:
    """Open cases that wait for her: assigned to her, or of the group that she coordinates."""
    return Complaint.objects.worked_by(user).open().of_interest_to(user)


def appointments(user) -> QuerySet[Complaint]:
    """Passed ones and those until the end of today, on the clock of the place where she works."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    midnight = timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time.min))
    rows = _own(user).filter(next_appointment__lt=midnight).select_related("data_key", "assigned_to")
    return rows.order_by("next_appointment", "id")


def actions(user) -> QuerySet[PlanAction]:
    """Hers by name: overdue ones, and those due within DAYS_AHEAD days."""
    until = timezone.localdate() + datetime.timedelta(days=DAYS_AHEAD)
    rows = PlanAction.objects.filter(responsible=user, state=ActionState.OPEN, due_on__lte=until)
    rows = rows.filter(complaint__in=Complaint.objects.worked_by(user).open().values("pk"))
    return rows.select_related("complaint__data_key").order_by("due_on", "at", "id")


def referrals(user) -> QuerySet[Referral]:
    """Of each also how far the timer has come with it."""
    rows = Referral.objects.waiting().filter(complaint__in=_own(user).values("pk")).with_course()
    rows = rows.select_related("provider", "complaint__data_key")
    return rows.order_by(F("due_at").asc(nulls_last=True), "id")


def new_cases(user) -> QuerySet[Complaint]:
    """Hers by name, and nothing was done yet."""
    touched = Exists(Note.objects.filter(complaint=OuterRef("pk")))
    referred = Exists(Referral.objects.filter(complaint=OuterRef("pk")))
    rows = Complaint.objects.worked_by(user).filter(assigned_to=user, stage=Stage.RECEIVED)
    return rows.filter(~touched, ~referred).select_related("data_key").newest_first()


def questions(user) -> QuerySet[Question]:
    """The newest first: an officer is told that hers has come. Also of closed cases."""
    cases = Complaint.objects.worked_by(user).of_interest_to(user)
    rows = Question.objects.filter(answered_at__isnull=True, complaint__in=cases.values("pk"))
    return rows.select_related("asked_by", "complaint__data_key").order_by("-asked_at", "-id")


def requests(user) -> QuerySet[ServiceRequest]:
    """What services asked on their links and nobody has seen to; of closed cases too: none is lost."""
    cases = Complaint.objects.worked_by(user).of_interest_to(user)
    rows = ServiceRequest.objects.filter(done_at__isnull=True, referral__complaint__in=cases.values("pk"))
    rows = rows.select_related("referral__provider", "referral__complaint__data_key")
    return rows.order_by("at", "id")


def handed(user) -> QuerySet[Handover]:
    """Cases that became hers of late, until she has written something about them."""
    cases = Complaint.objects.worked_by(user).open().filter(assigned_to=user)
    since = timezone.now() - NEWS
    rows = Handover.objects.filter(to=user, at__gte=since, complaint__in=cases.values("pk")).exclude(
        by=user.pk
    )
    later = Handover.objects.filter(complaint=OuterRef("complaint"), at__gt=OuterRef("at"))
    worked_on = Note.objects.filter(complaint=OuterRef("complaint"), by=user, at__gt=OuterRef("at"))
    rows = rows.filter(~Exists(later), ~Exists(worked_on))
    return rows.select_related("by", "complaint__data_key").order_by("-at", "-id")


def offered(user) -> QuerySet[Transfer]:
    """To the group that she coordinates; nothing but what the offer tells."""
    rows = Transfer.objects.offered_to(user).select_related("complaint", "from_group")
    return rows.order_by("offered_at", "id")


def declined(user) -> QuerySet[Transfer]:
    """Her own offers of late that no later one has followed."""
    rows = Transfer.objects.sent_by(user).filter(
        state=TransferState.DECLINED, answered_at__gte=timezone.now() - NEWS
    )
    later = Transfer.objects.filter(complaint=OuterRef("complaint"), offered_at__gt=OuterRef("offered_at"))
    cases = Complaint.objects.worked_by(user).open()
    rows = rows.filter(~Exists(later), complaint__in=cases.values("pk"))
    return rows.select_related("complaint__data_key", "to_group").order_by("-answered_at", "-id")
