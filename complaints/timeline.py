"""Everything that happened to a case, newest first, with who and when, for one reader.

Texts are told only to someone who may read the person; hidings only to those who may hide. Edits and
hand-overs leave no row of their own: they are read from the audit trail.
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

from members.models import User
from safeguards.models import AuditEvent
from safeguards.spelled import Spelled, keep

from . import policies
from .directory import ReferralState
from .enums import ConsentPurpose, Stage
from .models import Complaint, Consent, Hiding, Note, Person, Question, Referral, ReferralStep, StageChange
from .movements import HANGING as MOVEMENTS
from .movements import movements
from .naming import names_only
from .sections import SECTIONS

TOLD_BY_AUDIT = ("complaint.changed", "complaint.assigned", "complaint.unhidden", "complaint.reviewed")
MOST_EVENTS = 300


@dataclass(frozen=True, kw_only=True)
class Entry:
    """``day`` is what she wrote as the date of the deed, when it is not that of the entry."""

    at: datetime.datetime
    title: str
    by: User | None = None
    text: str = ""
    icon: str = "history"
    url: str = ""
    day: datetime.date | None = None
    appointment: datetime.datetime | None = None

    @property
    def local_day(self) -> datetime.date:
        """The day of the entry on the reader's clock."""
        return timezone.localdate(self.at)


def timeline(complaint: Complaint, user) -> list[Entry]:
    """A bounded number of queries; ``complaint`` comes from ``with_access(user)``."""
    load(complaint)
    open_book = policies.may_read_person(complaint)
    told = [*_rows(complaint), *_hidings(complaint, user), *_events(complaint, user)]
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
    _load_steps(complaint)


def _has(relation: str) -> str:
    return f"has_{relation}"


def _load_steps(complaint: Complaint) -> None:
    referrals = {row.pk: row for row in complaint.referrals.all()}
    if all(_is_read(row, "steps") for row in referrals.values()):
        return
    steps = defaultdict(list)
    for step in _rows_of(ReferralStep, "by", case="referral__complaint").instances({SOME_CASE: complaint.pk}):
        step.referral = referrals[step.referral_id]
        steps[step.referral_id].append(step)
    for referral in referrals.values():
        keep(referral, "steps", steps[referral.pk])


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
    **MOVEMENTS,
}
OFTEN_EMPTY = ("notes", "referrals", "questions", "hidings", *MOVEMENTS)


@cache
def _rows_of(model: type[Model], *related: str, case: str = "complaint") -> Spelled:
    rows = model.objects.filter(**{case: SOME_CASE}).select_related(*related)
    return Spelled(names_only(rows if model._meta.ordering else rows.order_by("pk"), related))


def _sealed(entry: Entry) -> Entry:
    return Entry(**{**vars(entry), "text": ""})


def _rows(complaint: Complaint) -> Iterator[Entry]:
    yield Entry(at=complaint.received_at, by=complaint.recorded_by, title=_("Dicatat"), icon="plus")
    for part in (_notes, _stages, _consents, _referrals, _questions):
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
        purpose = consent.get_purpose_display()
        if consent.purpose == ConsentPurpose.REFER:
            purpose = _("Boleh dirujuk ke %(provider)s") % {"provider": consent.provider}
        yield Entry(
            at=consent.at,
            by=consent.recorded_by,
            title=f"{purpose}: {consent.get_decision_display()}",
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
            words = [str(referral.provider), step.get_state_display(), step.get_reason_display()]
            title = " · ".join(filter(None, words))
            yield Entry(at=step.at, by=step.by, title=title, text=step.text, icon="letter", url=url)


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


def _hidings(complaint: Complaint, user) -> Iterator[Entry]:
    if not policies.may_hide(complaint, user):
        return
    for hiding in complaint.hidings.all():
        title = _("Disembunyikan dari %(name)s") % {"name": hiding.user}
        yield Entry(at=hiding.at, by=hiding.by, title=title, icon="hide")


def _events(complaint: Complaint, user) -> Iterator[Entry]:
    if not getattr(complaint, "has_told_events", True):
        return
    events = _told_by_audit().instances({SOME_CASE: complaint.pk})
    keys = {event.actor for event in events} | {event.figures.get(key) for event in events for key in PEOPLE}
    people = User.objects.in_bulk({key for key in keys if isinstance(key, int)}) if events else {}
    for event in events:
        if event.action == "complaint.unhidden" and not policies.may_hide(complaint, user):
            continue
        title, icon = _title(event, people)
        yield Entry(at=event.at, by=people.get(event.actor), title=title, icon=icon)


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
        case "complaint.unhidden":
            name = people.get(told.get("user"), "–")
            return _("Tidak lagi disembunyikan dari %(name)s") % {"name": name}, "eye"
        case _:
            return _("Ditinjau petugas"), "check"
