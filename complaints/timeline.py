"""Everything that happened to a case, newest first, with who and when, for one reader.

Texts are told only to someone who may read the person; hidings only to those who may hide. Edits,
hand-overs and what was said of an earlier closing leave no row of their own: the audit trail tells them.
"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from members.models import User
from safeguards.models import AuditEvent
from safeguards.spelled import Spelled, keep

from . import policies
from .consenting import word_title
from .directory import ReferralState, ReminderKind, step_in_words
from .enums import ActionState, Feeling, PrintReason, Stage
from .models import (
    Assessment,
    Complaint,
    Consent,
    Hiding,
    Note,
    Person,
    PlanAction,
    Question,
    Referral,
    ReferralStep,
    Reminder,
    SafetyPlan,
    ServiceRequest,
    StageChange,
)
from .movements import HANGING as MOVEMENTS
from .movements import movements
from .naming import names_only
from .sections import SECTIONS

ACTION_EVENTS = ("action.changed", "action.ended", "action.passed", "action.reopened")
JOINED = {  # that it was joined to another case, not to which: not every reader may know of that one
    "complaint.merged": (_lazy("Digabungkan ke kasus lain"), "chain"),
    "complaint.unmerged": (_lazy("Dipisahkan lagi dari kasus lain"), "chain"),
    "complaint.absorbed": (_lazy("Kasus lain digabungkan ke sini"), "chain"),
    "complaint.released": (_lazy("Kasus gabungan dipisahkan lagi"), "chain"),
    "batch.recorded": (_lazy("Orang lain dengan kebutuhan sama dicatat"), "people"),
}
TOLD_BY_AUDIT = (
    "complaint.changed",
    "complaint.assigned",
    "complaint.unhidden",
    "complaint.reviewed",
    "link.made",
    "link.revoked",
    "complaint.printed",
    *("complaint.closed", "closing.approved"),  # what of a closing the case forgets when it is reopened
    *ACTION_EVENTS,
    *JOINED,
)
MOST_EVENTS = 300


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
    told = [*_rows(complaint), *hidings, *_events(complaint, tells_hidings)]
    # Of what happened in the same moment, the later told is the later done.
    entries = [entry if open_book else _sealed(entry) for entry in reversed(told)]
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def with_hanging(cases: QuerySet) -> QuerySet:
    """``cases``, each knowing which of what most cases lack it has: load() asks for nothing in vain."""
    lacked = {
        _has(relation): Exists(HANGING[relation][0].objects.filter(complaint=OuterRef("pk")))
        for relation in OFTEN_EMPTY
    }
    events = Exists(_events_of(OuterRef("pk")).order_by())
    lacked |= {
        _has(relation): Exists(model.objects.filter(referral__complaint=OuterRef("pk")).order_by())
        for relation, (model, _by) in UNDER_REFERRALS.items()
        if relation != "steps"  # each referral has one
    }
    return cases.annotate(**lacked, has_told_events=events)


def load(complaint: Complaint) -> None:
    """Reads the rows that hang on the case, but for those read before; a page calls it first."""
    for relation, (model, *related) in HANGING.items():
        if not _is_read(complaint, relation):
            there_are = getattr(complaint, _has(relation), True)
            rows = _rows_of(model, *related).instances({SOME_CASE: complaint.pk}) if there_are else []
            for row in rows:
                row.complaint = complaint
            keep(complaint, relation, rows)
    for relation, (model, *related) in UNDER_REFERRALS.items():
        _load_under(complaint, relation, model, related)


def _has(relation: str) -> str:
    return f"has_{relation}"


def _load_under(complaint: Complaint, relation: str, model: type[Model], related: list[str]) -> None:
    referrals = {row.pk: row for row in complaint.referrals.all()}
    if all(_is_read(row, relation) for row in referrals.values()):
        return
    found = defaultdict(list)
    there_are = getattr(complaint, _has(relation), True)
    query = _rows_of(model, *related, case="referral__complaint")
    for row in query.instances({SOME_CASE: complaint.pk}) if there_are else []:
        row.referral = referrals[row.referral_id]
        found[row.referral_id].append(row)
    for referral in referrals.values():
        keep(referral, relation, found[referral.pk])


def _is_read(row: Model, relation: str) -> bool:
    return relation in getattr(row, "_prefetched_objects_cache", {})


SOME_CASE = uuid.UUID("6b6b7369-6d65-4361-8365-000000000000")  # stands in for the case
HANGING = {
    "persons": (Person, "data_key"),
    "notes": (Note, "by"),
    "stage_changes": (StageChange, "by"),
    "consents": (Consent, "provider", "recorded_by"),
    "referrals": (Referral, "provider", "sent_by"),
    "questions": (Question, "asked_by", "answered_by"),
    "hidings": (Hiding, "user", "by"),
    "assessments": (Assessment, "by"),
    "safety_plans": (SafetyPlan, "by"),
    "actions": (PlanAction, "responsible", "by", "ended_by"),
    **MOVEMENTS,
}
UNDER_REFERRALS = {
    "steps": (ReferralStep, "by"),
    "reminders": (Reminder, "by"),
    "requests": (ServiceRequest, "done_by"),
}
OFTEN_EMPTY = (
    "notes",
    "referrals",
    "questions",
    "hidings",
    "assessments",
    "safety_plans",
    "actions",
    *MOVEMENTS,
)


@cache
def _rows_of(model: type[Model], *related: str, case: str = "complaint") -> Spelled:
    rows = model.objects.filter(**{case: SOME_CASE}).select_related(*related)
    return Spelled(names_only(rows if model._meta.ordering else rows.order_by("pk"), related))


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
    keys = {event.actor for event in events} | {event.figures.get(key) for event in events for key in PEOPLE}
    people = User.objects.in_bulk({key for key in keys if isinstance(key, int)}) if events else {}
    for event in events:
        if event.action == "complaint.unhidden" and not tells_hidings:
            continue
        if event.action == "complaint.closed" and "feeling" not in event.figures:
            continue  # the step to that stage tells the rest
        title, icon = _title(event, people)
        text = _action_text(complaint, event) if event.action in ACTION_EVENTS else ""
        yield Entry(at=event.at, by=people.get(event.actor), title=title, text=text, icon=icon)


def _action_text(complaint: Complaint, event: AuditEvent) -> str:
    """Which action it was; and of its end, if that still holds, what came of it."""
    row = next((row for row in complaint.actions.all() if str(row.pk) == event.subject_id), None)
    if row is None:
        return ""
    holds = event.action == "action.ended" and row.state == event.figures.get("state")
    return "\n".join(filter(None, [row.text, row.result if holds else ""]))


@cache
def _told_by_audit() -> Spelled:
    return Spelled(_events_of(SOME_CASE).order_by("-seq")[:MOST_EVENTS])


def _events_of(case) -> QuerySet:
    return AuditEvent.objects.filter(chain=case, action__in=TOLD_BY_AUDIT, refused=False)


PEOPLE = ("to", "user")  # figures that hold the key of an account


def _title(event: AuditEvent, people: dict[int, User]) -> tuple[str, str]:
    told = event.figures
    match event.action:
        case "complaint.changed":
            section = SECTIONS.get(told.get("section", ""))
            return _("Diubah: %(part)s") % {"part": section.label if section else _("isi kasus")}, "edit"
        case "complaint.assigned":
            return _("Pendamping sekarang: %(name)s") % {"name": people.get(told.get("to"), "–")}, "person"
        case "action.ended":
            is_done = told.get("state") == ActionState.DONE
            return (_("Langkah selesai"), "check") if is_done else (_("Langkah tidak bisa"), "cross")
        case "action.changed":
            return _("Langkah diubah"), "edit"
        case "action.reopened":
            return _("Langkah dibuka lagi"), "back"
        case "action.passed":
            return _("Langkah dialihkan ke %(name)s") % {"name": people.get(told.get("to"), "–")}, "person"
        case "complaint.closed":
            feeling = dict(Feeling.choices).get(told["feeling"], told["feeling"])
            return _("Perasaan orangnya waktu ditutup: %(feeling)s") % {"feeling": feeling}, "care"
        case "closing.approved":
            return _("Penutupan disetujui petugas"), "check"
        case "complaint.unhidden":
            name = people.get(told.get("user"), "–")
            return _("Tidak lagi disembunyikan dari %(name)s") % {"name": name}, "eye"
        case "link.made":
            return _("Tautan jawaban untuk layanan dibuat"), "key"
        case "link.revoked":
            return _("Tautan jawaban untuk layanan dicabut"), "lock"
        case "complaint.printed":
            title = _("Dicetak, nama disamarkan: %(why)s") if told.get("redacted") else _("Dicetak: %(why)s")
            return title % {"why": dict(PrintReason.choices).get(event.reason, event.reason)}, "printer"
        case action if action in JOINED:
            title, icon = JOINED[action]
            return str(title), icon
        case _:
            return _("Ditinjau petugas"), "check"
