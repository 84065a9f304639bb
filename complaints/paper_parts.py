"""The parts of a case on paper, each from the rows that ``hanging.load`` has read or a query of its own."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from . import assessing, safety_planning
from .consenting import word_title
from .directory import service_names
from .enums import PaperPart, PersonRole
from .facts import MASKED, facts, label, show
from .models import Assessment, Complaint, Person, Referral, SafetyPlan
from .sections import COUNTED, Section, sections_for
from .timeline import timeline

IDENTITY = ("name", "phone", "nik", "family_card", "address")
COLUMNS = ("relation", *COUNTED, "marital_status", "disabilities")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One fact. ``name`` is the field it comes from; one of a closed list needs no cover."""

    label: str
    text: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that is told: ``about`` says when and by whom."""

    title: str = ""
    about: str = ""
    lines: tuple[Line, ...] = ()
    text: str = ""


def _lines(*lines: tuple[str, object]) -> tuple[Line, ...]:
    return tuple(Line(label=name, text=str(text)) for name, text in lines if text not in (None, ""))


def _day(moment: datetime.date | None) -> str:
    """On the clock of whoever prints; of a moment its day."""
    if isinstance(moment, datetime.datetime):
        moment = timezone.localtime(moment).date()
    return date_format(moment, "j F Y") if moment else ""


def _by(moment, person) -> str:
    return ", ".join(filter(None, [_day(moment), str(person or "")]))


def head_of(case: Complaint) -> Iterator[Line]:
    yield Line(label=_("Jenis"), text=case.get_kind_display(), name="kind")
    yield from _section(case, next(row for row in sections_for(case) if "category" in row.case), "category")
    yield Line(label=_("Tahap"), text=f"{case.get_stage_display()}, {_('sejak')} {_day(case.stage_since)}")
    yield Line(label=_("Diterima"), text=_day(case.received_at))
    yield Line(label=_("Kelompok"), text=str(case.group))
    yield Line(label=_("Kabupaten/kota"), text=str(case.village.district.regency.name))
    yield Line(label=_("Didampingi oleh"), text=str(case.assigned_to))
    if case.is_purged:
        text = f"{case.get_purged_because_display()}, {_day(case.purged_at)}"
        yield Line(label=_("Isinya"), text=text, name="purged_because")
    if case.is_closed:
        yield Line(label=_("Hasil"), text=f"{case.get_outcome_display()}, {_day(case.closed_at)}")


def _section(case: Complaint, section: Section, *only: str) -> Iterator[Line]:
    for fact in facts(case, section):
        if not only or fact.name in only:
            yield Line(label=fact.label, text=fact.text, name=fact.name)


def _persons(case: Complaint, user) -> Iterator[Item]:
    order = list(PersonRole)
    for person in sorted(case.persons.all(), key=lambda row: (order.index(row.role), row.pk)):
        yield Item(title=person.get_role_display(), lines=tuple(_person(case, person)))
    yield from _reaching(case)


def herself(case: Complaint, user) -> Iterator[Item]:
    """For her own eyes: her numbers whole, and of others nothing."""
    for person in case.persons.all():
        if person.role == PersonRole.CONCERNED:
            whole = {name: person.identity.get(name, "") for name in MASKED}
            lines = (replace(line, text=whole.get(line.name, line.text)) for line in _person(case, person))
            yield Item(title=person.get_role_display(), lines=tuple(lines))
    yield from _reaching(case)


def _reaching(case: Complaint) -> Iterator[Item]:
    for section in sections_for(case):
        lines = tuple(_section(case, section)) if section.slug in {"kontak", "tempat"} else ()
        if lines:
            yield Item(title=str(section.label), lines=lines)


def _person(case: Complaint, person: Person) -> Iterator[Line]:
    values = {name: person.identity.get(name, "") for name in IDENTITY}
    values |= {name: getattr(person, name) for name in COLUMNS}
    for name, value in values.items():
        text = show(name, value)
        if text:
            yield Line(label=label(case, name), text=text, name=name)


def _story(case: Complaint, user) -> Iterator[Item]:
    section = next(row for row in sections_for(case) if "category" in row.case)
    yield Item(lines=tuple(_section(case, section)), text=case.narrative)
    if case.is_closed and case.closing_note:
        yield Item(
            title=_("Catatan penutup"), about=_by(case.closed_at, case.closed_by), text=case.closing_note
        )


def _consents(case: Complaint, user) -> Iterator[Item]:
    for row in case.consents.all():
        asked = "" if row.decision == "vital" else f"{row.get_given_by_display()}, {row.get_method_display()}"
        yield Item(
            title=word_title(row),
            about=_by(row.at, row.recorded_by),
            lines=_lines((_("Oleh"), asked), (_("Saksi"), row.witness)),
            text=row.text,
        )


def _assessments(case: Complaint, user) -> Iterator[Item]:
    for row in _of(Assessment, case):
        yield Item(
            title=row.get_kind_display(),
            about=_by(row.at, row.by),
            lines=(
                *_lines(
                    *assessing.said_in_words(row.kind, row.answers),
                    (_("Alasan"), "; ".join(map(str, assessing.in_words(row.reasons)))),
                    (_("Kedaruratan menurut jawaban"), row.get_proposed_display()),
                    (_("Kedaruratan yang dipakai"), row.get_urgency_display()),
                    (_("Alasan diubah"), row.override_reason),
                ),
            ),
        )


def _safety_plan(case: Complaint, user) -> Iterator[Item]:
    """The newest alone holds."""
    for row in _of(SafetyPlan, case)[-1:]:
        text = _("Ia tidak mau membuat rencana keselamatan.") if row.is_refused else ""
        yield Item(about=_by(row.at, row.by), lines=_lines(*safety_planning.in_words(row.steps)), text=text)


def _of(model, case: Complaint) -> list:
    rows = list(model.objects.filter(complaint=case).select_related("by").order_by("at", "id"))
    for row in rows:
        row.complaint = case
    return rows


def _plan(case: Complaint, user) -> Iterator[Item]:
    for row in case.actions.select_related("responsible"):
        row.complaint = case
        ended = f"{row.get_state_display()} {_day(row.ended_at)}".strip()
        yield Item(
            title=row.text,
            lines=_lines(
                (_("Kebutuhan"), row.need),
                (_("Siapa yang mengurus"), row.responsible),
                (_("Paling lambat"), _day(row.due_on)),
                (_("Keadaan"), ended),
                (_("Hasil"), row.result),
            ),
        )


def _notes(case: Complaint, user) -> Iterator[Item]:
    for row in case.notes.all():
        appointment = _lines((_("Janji berikutnya"), _day(row.next_appointment)))
        about = _by(row.happened_on, row.by)
        yield Item(title=row.get_kind_display(), about=about, lines=appointment, text=row.text)


def _referrals(case: Complaint, user) -> Iterator[Item]:
    for row in sorted(case.referrals.all(), key=lambda row: (row.sent_at, row.pk)):
        yield Item(
            title=str(row.provider),
            about=_by(row.sent_at, row.sent_by),
            lines=(
                *_lines(
                    (_("Layanan yang diminta"), service_names(row.services)),
                    (_("Keadaan"), row.get_state_display()),
                    (_("Yang boleh diberitahukan"), row.told),
                    (_("Catatan"), row.note),
                ),
                *_steps(row),
            ),
        )


def _steps(referral: Referral) -> Iterator[Line]:
    for step in referral.steps.all():
        if step.state != "sent":
            words = [step.get_state_display(), step.get_reason_display(), step.text]
            yield Line(label=_day(step.at), text=" · ".join(filter(None, words)))


def _timeline(case: Complaint, user) -> Iterator[Item]:
    for entry in reversed(timeline(case, user, tells_hidings=False)):
        yield Item(title=entry.title, about=_by(entry.at, entry.by))


BUILDERS: dict[PaperPart, Callable[[Complaint, object], Iterator[Item]]] = {
    PaperPart.PERSONS: _persons,
    PaperPart.STORY: _story,
    PaperPart.CONSENTS: _consents,
    PaperPart.ASSESSMENTS: _assessments,
    PaperPart.PLAN: _plan,
    PaperPart.NOTES: _notes,
    PaperPart.REFERRALS: _referrals,
    PaperPart.TIMELINE: _timeline,
    PaperPart.SAFETY_PLAN: _safety_plan,
}
