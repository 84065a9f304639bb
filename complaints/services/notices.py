"""E-mails about reminders, sent after these stand: they hold numbers of cases and no other word of them.

To the one who accompanies the case, if she may still work it; of an escalation also to the officers of
the group's partner. Whoever has no address finds it on her first page. Where the mail server does not
take them, nothing is marked as sent: the next pass tries again, for RETRIED; the pass tells how many wait.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from members.models import Assignment, User
from members.roles import Role

from ..chasing import TO_OFFICERS
from ..directory import ReferralState
from ..enums import Kind
from ..letters import notice
from ..models import Complaint, Hiding, Reminder

BATCH = 100
RETRIED = datetime.timedelta(days=3)
PERMANENT = 500  # SMTP answers from here on mean: never


@dataclass
class Posted:
    """``refused``: letters to addresses that the server will never take. ``waiting``: reminders of which
    some letter did not go, for the next pass; ``is_down`` when the server took nothing more at all.
    """

    sent: int = 0
    refused: int = 0
    waiting: int = 0
    is_down: bool = False
    skipped: set = field(default_factory=set)


def send_notices(*, now: datetime.datetime | None = None) -> Posted:
    """Sends what is owed, a letter for each person and batch, until none is left or the server is down."""
    now = now or timezone.now()
    owed = Reminder.objects.to_mail(now - RETRIED)
    posted = Posted()
    while not posted.is_down and _send_batch(owed.exclude(pk__in=posted.skipped), now, posted):
        pass
    posted.waiting = owed.count() if posted.is_down else len(posted.skipped)
    return posted


def _send_batch(owed, now, posted: Posted) -> bool:
    """One batch, locked until it is marked: two that run at once do not send the same. False for none."""
    with transaction.atomic():
        rows = owed.select_related("referral__complaint__group").order_by("at", "pk")
        batch = list(rows.select_for_update(of=("self",), skip_locked=True)[:BATCH])
        left = _post(_letters(batch), posted)
        posted.skipped |= {row.pk for row in batch if row.complaint.number in left}
        gone = [row.pk for row in batch if row.pk not in posted.skipped]
        Reminder.objects.filter(pk__in=gone).update(mailed_at=now)
    return bool(batch)


def _letters(batch: list[Reminder]) -> dict[str, set[str]]:
    """Address → numbers of cases. What was answered or closed meanwhile needs no letter any more."""
    waiting = [row for row in batch if row.referral.state == ReferralState.SENT]
    cases = {row.complaint.pk: row.complaint for row in waiting if not row.complaint.is_closed}
    escalated = {row.complaint.pk for row in waiting if row.kind in TO_OFFICERS}
    letters: dict[str, set[str]] = defaultdict(set)
    for case, address in [*_owners(cases), *_officers([cases[pk] for pk in escalated & cases.keys()])]:
        letters[address].add(cases[case].number)
    return letters


def _owners(cases) -> list[tuple]:
    """(case, address) of those who accompany them and may still: as ``querysets.worker`` has it."""
    serving = Assignment.objects.current().filter(
        role=Role.VOLUNTEER, user=OuterRef("assigned_to"), group=OuterRef("group")
    )
    hidden = Hiding.objects.filter(complaint=OuterRef("pk"), user=OuterRef("assigned_to"))
    secretaries = User.objects.secretaries().values("pk")
    rows = Complaint.objects.open().filter(Exists(serving), ~Exists(hidden), pk__in=cases)
    rows = rows.filter(assigned_to__is_active=True).exclude(assigned_to__email="")
    rows = rows.filter(~Q(kind=Kind.VIOLENCE) | ~Q(assigned_to__in=secretaries))
    return list(rows.values_list("pk", "assigned_to__email").order_by())


def _officers(cases: list[Complaint]) -> list[tuple]:
    """(case, address) of the officers of its group's partner, but for those it is hidden from."""
    if not cases:
        return []
    hidden = set(Hiding.objects.filter(complaint__in=cases).values_list("complaint", "user"))
    partners = {case.group.partner_id for case in cases}
    posts = Assignment.objects.current().filter(role=Role.OFFICER, organisation__in=partners)
    officers = defaultdict(set)
    for partner, user, address in posts.filter(user__is_active=True).values_list(
        "organisation", "user", "user__email"
    ):
        officers[partner].add((user, address))
    return [
        (case.pk, address)
        for case in cases
        for user, address in officers[case.group.partner_id]
        if address and (case.pk, user) not in hidden
    ]


def _post(letters: dict[str, set[str]], posted: Posted) -> set[str]:
    """Sends them over one connection; the numbers of the cases of which some letter did not go."""
    left = dict(letters)
    try:
        with get_connection() as connection:
            for address, numbers in letters.items():
                if _is_gone(address, sorted(numbers), connection, posted):
                    del left[address]
    except (SMTPException, OSError):
        posted.is_down = True
    return set().union(*left.values())


def _is_gone(address: str, numbers: list[str], connection, posted: Posted) -> bool:
    """False when the server wants this one address tried later; an address that it, or the rules of
    e-mail, refuse for good is counted and given up, so that it keeps nobody else waiting.
    """
    subject, body = notice(numbers)
    try:
        EmailMessage(subject, body, to=[address], connection=connection).send()
    except SMTPRecipientsRefused as error:
        if any(code < PERMANENT for code, _said in error.recipients.values()):
            return False
        posted.refused += 1
    except ValueError:
        posted.refused += 1
    else:
        posted.sent += 1
    return True
