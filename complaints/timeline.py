"""Everything that happened to a case, newest first, with who and when, for one reader.

Texts are told only to someone who may read the person; hidings only to those who may hide. Edits,
hand-overs and what was said of an earlier closing leave no row of their own: the audit trail tells them.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from members.models import User
from safeguards.spelled import Spelled

from . import policies
from .consenting import word_title
from .directory import ReferralState, ReminderKind, step_in_words
from .enums import Stage
from .hanging import SOME_CASE, load
from .models import Complaint, Referral, StageChange
from .movements import movements
from .told import MOST_EVENTS, events_of, told


@dataclass(frozen=True, kw_only=True)
class Entry:
    """``day`` is what she wrote as the date of the deed, when it is not that of the entry; ``by`` is a word
    where the service answered by itself.
    """

    at: datetime.datetime
    title: str
    by: User | str | None = None
    text: str = ""
    icon: str = "history"
    url: str = ""
    day: datetime.date | None = None
    appointment: datetime.datetime | None = None

    @property
    def local_day(self) -> datetime.date:
        """The day of the entry on the reader's clock."""
        return timezone.localdate(self.at)


def timeline(complaint: Complaint, user, *, tells_hidings: bool = True) -> list[Entry]:
    """A bounded number of queries; ``complaint`` comes from ``with_access(user)``. On paper nobody is
    told from whom the case is hidden (``tells_hidings``).
    """
    load(complaint)
    open_book = policies.may_read_person(complaint)
    tells_hidings = tells_hidings and policies.may_hide(complaint, user)
    hidings = _hidings(complaint) if tells_hidings else ()
    found = [*_rows(complaint), *hidings, *_events(complaint, tells_hidings)]
    # Of what happened in the same moment, the later told is the later done.
    entries = [entry if open_book else _sealed(entry) for entry in reversed(found)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _sealed(entry: Entry) -> Entry:
    return Entry(**{**vars(entry), "text": ""})


def _rows(complaint: Complaint) -> Iterator[Entry]:
    yield Entry(at=complaint.received_at, by=complaint.recorded_by, title=_("Dicatat"), icon="plus")
    for part in (_notes, _stages, _consents, _referrals, _questions, _assessments, _safety_plans, _actions):
        yield from part(complaint)
    yield from (Entry(**told) for told in movements(complaint))


def _notes(complaint: Complaint) -> Iterator[Entry]:
    for note in complaint.notes.all():
        yield Entry(
            at=note.at,
            by=note.by,
            title=note.get_kind_display(),
            text=note.text,
            icon="edit",
            day=note.happened_on,
            appointment=note.next_appointment,
        )


def _stages(complaint: Complaint) -> Iterator[Entry]:
    for step in complaint.stage_changes.all():
        if step.to_stage == Stage.CLOSED:
            title, icon = _("Ditutup: %(outcome)s") % {"outcome": _outcome(complaint, step)}, "check"
        elif step.from_stage == Stage.CLOSED:
            title, icon = _("Dibuka lagi"), "back"
        else:
            title, icon = _("Tahap: %(stage)s") % {"stage": step.get_to_stage_display()}, "forward"
        yield Entry(at=step.at, by=step.by, title=title, text=step.reason, icon=icon)


def _outcome(complaint: Complaint, step: StageChange) -> str:
    return step.get_outcome_display() or complaint.get_outcome_display() or "–"


def _consents(complaint: Complaint) -> Iterator[Entry]:
    for consent in complaint.consents.all():
        yield Entry(
            at=consent.at,
            by=consent.recorded_by,
            title=word_title(consent),
            text=consent.text,
            icon="shield",
        )


def _referrals(complaint: Complaint) -> Iterator[Entry]:
    for referral in complaint.referrals.all():
        url, provider = referral.get_absolute_url(), {"provider": referral.provider}
        yield Entry(
            at=referral.sent_at,
            by=referral.sent_by,
            title=_("Dirujuk ke %(provider)s") % provider,
            text=referral.note,
            icon="send",
            url=url,
        )
        for step in referral.steps.all():
            if step.state == ReferralState.SENT:
                continue
            title = f"{referral.provider} · {step_in_words(step.state, step.reason)}"
            yield Entry(at=step.at, by=step.told_by, title=title, text=step.text, icon="letter", url=url)
        for reminder in referral.reminders.all():
            title = f"{referral.provider} · {REMINDED[reminder.kind]}"
            yield Entry(at=reminder.at, by=reminder.by, title=title, icon="clock", url=url)
        yield from _requests(referral, url)


REMINDED = {
    ReminderKind.BEFORE: _lazy("batas jawabannya segera tiba"),
    ReminderKind.AFTER: _lazy("belum menjawab, batasnya lewat"),
    ReminderKind.ESCALATED: _lazy("belum menjawab, diteruskan ke petugas"),
    ReminderKind.COMPLAIN: _lazy("belum menjawab, boleh diadukan"),
    ReminderKind.BY_HAND: _lazy("sudah diingatkan"),
}


def _requests(referral: Referral, url: str) -> Iterator[Entry]:
    for asked in referral.requests.all():
        words = {"provider": referral.provider, "kind": asked.get_kind_display()}
        title = _("%(provider)s meminta: %(kind)s") % words
        by = _("Layanan, lewat tautan")
        yield Entry(at=asked.at, by=by, title=title, text=asked.text, icon="building", url=url)
        if asked.done_at:
            title = _("Permintaan layanan selesai: %(kind)s") % words
            yield Entry(at=asked.done_at, by=asked.done_by, title=title, icon="check", url=url)


def _questions(complaint: Complaint) -> Iterator[Entry]:
    for question in complaint.questions.all():
        yield Entry(
            at=question.asked_at,
            by=question.asked_by,
            title=_("Petugas bertanya"),
            text=question.text,
            icon="question",
        )
        if question.answered_at:
            yield Entry(
                at=question.answered_at,
                by=question.answered_by,
                title=_("Pertanyaan petugas dijawab"),
                text=question.answer,
                icon="chat",
            )


def _assessments(complaint: Complaint) -> Iterator[Entry]:
    for row in complaint.assessments.all():
        title = f"{row.get_kind_display()}: {row.get_urgency_display()}"
        yield Entry(at=row.at, by=row.by, title=title, text=row.override_reason, icon="care")


def _safety_plans(complaint: Complaint) -> Iterator[Entry]:
    """That there is one and that it changed; what it says stands only where it is looked for."""
    earlier = False
    for row in complaint.safety_plans.all():
        if row.is_refused:
            title = _("Memilih tanpa rencana keselamatan")
        else:
            title = _("Rencana keselamatan diperbarui") if earlier else _("Rencana keselamatan dibuat")
        earlier = earlier or not row.is_refused
        yield Entry(at=row.at, by=row.by, title=title, icon="shield")


def _actions(complaint: Complaint) -> Iterator[Entry]:
    """Those planned in one go are one entry."""
    together = defaultdict(list)
    for row in complaint.actions.all():
        together[row.at].append(row)
    for at, rows in together.items():
        title = _("Langkah direncanakan") if len(rows) == 1 else _("%d langkah direncanakan") % len(rows)
        yield Entry(at=at, by=rows[0].by, title=title, text="\n".join(row.text for row in rows), icon="list")


def _hidings(complaint: Complaint) -> Iterator[Entry]:
    for hiding in complaint.hidings.all():
        title = _("Disembunyikan dari %(name)s") % {"name": hiding.user}
        yield Entry(at=hiding.at, by=hiding.by, title=title, icon="hide")


def _events(complaint: Complaint, tells_hidings: bool) -> Iterator[Entry]:
    if not getattr(complaint, "has_told_events", True):
        return
    events = _told_by_audit().instances({SOME_CASE: complaint.pk})
    yield from (Entry(**entry) for entry in told(complaint, events, tells_hidings=tells_hidings))


@cache
def _told_by_audit() -> Spelled:
    return Spelled(events_of(SOME_CASE).order_by("-seq")[:MOST_EVENTS])
