"""One case as a reviewer reads it: what is sealed stays so until opened; each showing is recorded."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from safeguards import audit
from safeguards.identifiers import show_case_number
from safeguards.phones import BadPhone, whatsapp_link

from .. import links, masking, policies
from ..directory import service_names
from ..forms import review as forms
from ..forms.rights import FulfilForm, HoldForm, RefuseForm
from ..forms.sameness import MergeForm
from ..kin import Kin, kin, with_kin
from ..models import (
    AnswerLink,
    Assessment,
    Attachment,
    Complaint,
    Consent,
    Flag,
    Hold,
    Note,
    Opening,
    Person,
    PlanAction,
    Question,
    Referral,
    ReferralStep,
    Reminder,
    RightsRequest,
    SafetyPlan,
    ServiceRequest,
    Transfer,
)
from ..querysets import ComplaintQuerySet
from ..services import review
from ..timeline import timeline
from . import came_from, facts, moving
from .as_filtered import as_filtered

TEMPLATE = "admin/complaints/complaint/change_form.html"
ONE = ("data_key", "group__partner", "village__district__regency", "event_village__district__regency")
PEOPLE = ("assigned_to", "recorded_by", "reviewed_by", "closed_by", "closing_approved_by")
MANY = (
    ("persons", Person, ("data_key",)),
    ("consents", Consent, ("provider", "recorded_by")),
    ("notes", Note, ("by",)),
    ("referrals", Referral, ("provider", "sent_by")),
    ("referrals__steps", ReferralStep, ("by",)),
    ("referrals__reminders", Reminder, ("by",)),
    ("referrals__requests", ServiceRequest, ("done_by",)),
    ("referrals__links", AnswerLink, ("made_by",)),
    ("questions", Question, ("asked_by", "answered_by")),
    ("assessments", Assessment, ("by",)),
    ("safety_plans", SafetyPlan, ("by",)),
    ("actions", PlanAction, ("responsible", "by", "ended_by")),
    ("flags", Flag, ("raised_by", "resolved_by")),
    ("openings", Opening, ("user",)),
    ("transfers", Transfer, ("from_group", "to_group", "offered_by", "answered_by")),
    ("attachments", Attachment, ("by", "removed_by")),
    ("rights", RightsRequest, ("recorded_by", "ended_by")),
    ("holds", Hold, ("by", "ended_by")),
)


def find(user, pk) -> Complaint | None:
    """The case, if ``user`` reviews it, with what ``policies`` asks."""
    rows = Complaint.objects.reviewed_by(user).with_access(user).select_related("data_key", "group")
    return rows.filter(pk=pk).first()


def out_of_reach(request, pk):
    """What Django's admin answers to a number that it does not find."""
    messages.warning(request, _("Kasus itu tidak ada di antara kasus kelompok dampingan Ibu/Bapak."))
    return redirect("admin:index")


@require_safe
def case(request, pk):
    return show(request, pk) or out_of_reach(request, pk)


@require_safe
def following(request, pk):
    """On to the next case of her list that waits for review; back to the list when none is left."""
    row = find(request.user, pk)
    if row is None:
        return out_of_reach(request, pk)
    filters = came_from.filters(request)
    rows = as_filtered(request, filters).queryset if filters else Complaint.objects.reviewed_by(request.user)
    found = rows.next_to_review(row)
    if found is None:
        all_of_them = _("Semua di daftar ini sudah ditinjau. Terima kasih.")
        messages.success(request, all_of_them if filters else _("Semua sudah ditinjau. Terima kasih."))
        return redirect(came_from.to_list(request))
    return redirect(came_from.to_case(request, found.pk))


def show(request, pk, **bound):
    """The page with any form of ``bound`` (by name) as it was filled in; None when out of reach.

    Read and recorded in one transaction, and rendered in it: what cannot be opened is not recorded as read.
    """
    with transaction.atomic():
        row = _read(request.user, pk)
        if row is None:
            return None
        readable = policies.may_read_person(row)
        related = kin(row, request.user, ComplaintQuerySet.reviewed_by)
        context = {
            **_context(row, readable),
            "kin": related,
            "back": came_from.to_list(request),
            "kept": came_from.query(request),
            "forms": _forms(row, bound, related),
            "wrong": next((form for form in bound.values() if form.errors), None),
            "timeline": timeline(row, request.user),
        }
        response = render(request, TEMPLATE, {**admin.site.each_context(request), **context})
        figures = {"sealed": not readable, "admin": True}
        audit.record(action="complaint.read", by=request.user, chain=row.pk, subject=row, figures=figures)
    return response


def _read(user, pk) -> Complaint | None:
    rows = with_kin(Complaint.objects.reviewed_by(user).with_access(user)).select_related(*ONE, *PEOPLE)
    return rows.filter(pk=pk).prefetch_related("hidings__user", *_many()).first()


def _many():
    return [Prefetch(name, model.objects.select_related(*related)) for name, model, related in MANY]


def _context(row: Complaint, readable: bool) -> dict:
    persons = list(row.persons.all())
    unsettled = [flag for flag in row.flags.all() if flag.resolved_at is None]
    return {
        "title": _("Kasus %s") % show_case_number(row.number),
        "case": row,
        "readable": readable,
        "opening": _opening(row),
        "sealable": policies.may_open_seal(row),
        "matter": facts.matter(row),
        "standing": facts.standing(row, readable),
        "contact": facts.contact(row) if readable else [],
        "openings": list(row.openings.all()),
        "persons": [(person, facts.person(person, readable)) for person in persons],
        "referrals": [
            (referral, service_names(referral.services), _link(row, referral))
            for referral in row.referrals.all()
        ],
        "late": any(referral.is_late() for referral in row.referrals.all()),
        "assessments": [facts.assessment(found, readable) for found in row.assessments.all()],
        "safety_plan": facts.safety_plan(row, readable),
        "questions": [_exchange(question, persons, readable) for question in row.questions.all()],
        "flags": [_settled(flag, persons, readable) for flag in row.flags.all()],
        "is_flagged": bool(unsettled),
        "offer": next((one for one in row.transfers.all() if one.is_open), None),
        "rights": list(row.rights.all()),
        "asked": [one for one in row.rights.all() if one.is_open],
        "rights_late": any(one.is_late() for one in row.rights.all()),
        "held": [one for one in row.holds.all() if one.is_in_force()],
        "attachments": [one for one in row.attachments.all() if not one.removed_at],
        "whatsapp": _whatsapp(row),
        "absent": _absent(row),
        "opts": Complaint._meta,
    }


def _absent(row: Complaint) -> list[str]:
    """What the case has none of, told in one line instead of an empty section each."""
    found = [
        (_("persetujuan"), row.consents),
        (_("asesmen"), row.assessments),
        (_("rencana"), row.actions),
        (_("rujukan"), row.referrals),
        (_("tindak lanjut"), row.notes),
        (_("pertanyaan petugas"), row.questions),
    ]
    if row.is_violence:
        found.insert(2, (_("rencana keselamatan"), row.safety_plans))
    return [name for name, rows in found if not rows.all()]


def _opening(row: Complaint) -> Opening | None:
    """The reader's own, while it lasts: ``is_opened`` said that there is one."""
    return row.openings.all()[0] if row.is_opened else None


def _link(row: Complaint, referral: Referral) -> AnswerLink | None:
    """That a link is in force and until when; its code is for those who work the case."""
    referral.complaint = row
    standing = [link for link in referral.links.all() if link.revoked_at is None]
    for link in standing:
        link.referral = referral
    return next(filter(links.is_in_force, standing), None)


def _shown(text: str, persons, readable: bool) -> str:
    return text if readable else masking.mask_persons(text, persons)


def _settled(flag: Flag, persons, readable: bool) -> dict:
    """The timer's words name services, never a person: a mask would only spoil the name of a village."""
    return {
        "row": flag,
        "text": _shown(flag.text, persons, readable or flag.raised_by is None),
        "resolution": _shown(flag.resolution, persons, readable),
    }


def _exchange(question: Question, persons, readable: bool) -> dict:
    return {
        "row": question,
        "text": _shown(question.text, persons, readable),
        "answer": _shown(question.answer, persons, readable),
    }


def _whatsapp(row: Complaint) -> str:
    """Tells the volunteer that a question waits: the number, no word about the person."""
    text = _(
        "Ada pertanyaan petugas tentang kasus %(number)s. Jawabannya lewat beranda KK Portal. "
        "Mohon jangan kirim nama lewat WA."
    ) % {"number": show_case_number(row.number)}
    try:
        return whatsapp_link(str(row.assigned_to.phone or ""), text)
    except BadPhone:
        return ""


def _forms(row: Complaint, bound: dict, related: Kin) -> dict:
    """One form for each deed; those of ``bound`` come back as they were sent.

    The number to merge into is filled in where only one case may be the same.
    """
    others = [str(hint.other) for hint in related.hints]
    unbound = {
        "open": lambda: forms.OpeningForm(),
        "assign": lambda: forms.AssignForm(volunteers=review.volunteers_for(row)),
        "ask": lambda: forms.QuestionForm(),
        "flag": lambda: forms.FlagForm(),
        "resolve": lambda: forms.ResolveForm(),
        "approve": lambda: forms.ApproveForm(),
        "send_back": lambda: forms.ReturnForm(),
        "merge": lambda: MergeForm(initial={"into": others[0]} if len(others) == 1 else None),
        "fulfil": lambda: FulfilForm(complaint=row, requests=row.rights.waiting()),
        "refuse": lambda: RefuseForm(requests=row.rights.waiting()),
        "hold": lambda: HoldForm(),
        "transfer": lambda: moving.offer_form(None, row),
        "hide": lambda: moving.hide_form(None, row),
    }
    return {name: bound.get(name) or make() for name, make in unbound.items()}
