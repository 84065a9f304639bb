"""Invented cases and all that hangs on them."""

from datetime import timedelta

from django.utils import timezone

from complaints import directory, enums, filestore, links
from complaints.models import (
    AnswerLink,
    Assessment,
    Attachment,
    Complaint,
    Consent,
    Hiding,
    Inquiry,
    Note,
    Person,
    PlanAction,
    Provider,
    Referral,
    RightsRequest,
    SafetyPlan,
    StandardAction,
    StandardPlan,
    Transfer,
)
from members.models import (
    Group,
    User,
)
from safeguards.identifiers import time_ordered_uuid
from safeguards.models import DataKey

from . import people
from .places import make_village

PHOTO = b"\xff\xd8\xff"


def complaint(
    by: User | None = None, *, kind: str = enums.Kind.SOCIAL, name: str = "", **fields
) -> Complaint:
    """A case with one person and her consents, recorded by and assigned to ``by``."""
    by = by or people.volunteer()
    place = fields.pop("group", None) or by.current_assignments[0].group
    home = fields.pop("village", place.village)
    category = {"social": "civil", "violence": "physical"}[kind]
    fields = {
        "category": category,
        "assigned_to": by,
        "recorded_by": by,
        "may_be_counted": True,
        "village": home,
        "regency_id": home.pk[:5],
        **fields,
    }
    row = Complaint.objects.create(data_key=DataKey.objects.make(), kind=kind, group=place, **fields)
    person(row, name=name)
    for purpose in (enums.ConsentPurpose.RECORD, enums.ConsentPurpose.COUNT):
        Consent.objects.create(complaint=row, purpose=purpose, decision="given", recorded_by=by)
    return row


def person(complaint: Complaint, *, role: str = "concerned", name: str = "", **fields) -> Person:
    identity = {"name": name} if name else {}
    fields = {"identity": identity, "sex": "female" if role == "concerned" else "", **fields}
    return Person.objects.create(complaint=complaint, data_key=DataKey.objects.make(), role=role, **fields)


def closed(by: User | None = None, **fields) -> Complaint:
    by = by or people.volunteer()
    fields = {"stage": "closed", "closed_at": timezone.now(), "closed_by": by, "outcome": "served", **fields}
    return complaint(by, **fields)


def note(complaint: Complaint, text: str = "Sudah dikunjungi.", **fields) -> Note:
    return Note.objects.create(
        complaint=complaint, text=text, kind="visit", by=complaint.assigned_to, **fields
    )


def hiding(complaint: Complaint, user: User) -> Hiding:
    return Hiding.objects.create(complaint=complaint, user=user, by=complaint.recorded_by)


def provider(name: str = "Dukcapil Contoh", **fields) -> Provider:
    regencies = fields.pop("regencies", None)
    fields = {
        "kind": directory.ProviderKind.DUKCAPIL,
        "services": [directory.Service.CIVIL_DOCUMENTS],
        "answer_within": 1,
        "answer_unit": directory.AnswerUnit.WORKING_DAYS,
        **fields,
    }
    row = Provider.objects.create(name=name, **fields)
    row.regencies.set(regencies if regencies is not None else [make_village().district.regency])
    return row


def referral(complaint: Complaint, provider: Provider | None = None, **fields) -> Referral:
    """Sent an hour ago with the person's consent; ``late=True`` makes the answer overdue."""
    to = provider or globals()["provider"]()
    now = timezone.now()
    late = fields.pop("late", False)
    consent = Consent.objects.create(
        complaint=complaint,
        purpose=enums.ConsentPurpose.REFER,
        provider=to,
        decision="given",
        recorded_by=complaint.assigned_to,
    )
    fields = {
        "sent_at": now - timedelta(hours=1),
        "due_at": now + timedelta(days=-1 if late else 1),
        "sent_by": complaint.assigned_to,
        **fields,
    }
    return Referral.objects.create(complaint=complaint, provider=to, consent=consent, **fields)


def answer_link(referral: Referral, **fields) -> AnswerLink:
    """In force for a month; its code is ``.code``."""
    code = links.new_code()
    fields = {"expires_at": timezone.now() + timedelta(days=30), "made_by": referral.sent_by, **fields}
    return AnswerLink.objects.create(referral=referral, code=code, digest=links.digest_of(code), **fields)


def assessment(complaint: Complaint, **fields) -> Assessment:
    """An emergency, since there is danger now."""
    fields = {"urgency": "emergency", "proposed": "emergency", "reasons": ["danger_now"], **fields}
    fields = {"kind": "safety", "answers": {"danger_now": "yes"}, "by": complaint.assigned_to, **fields}
    return Assessment.objects.create(complaint=complaint, **fields)


def safety_plan(complaint: Complaint, **steps: str) -> SafetyPlan:
    """Her steps; without any she wants no plan."""
    return SafetyPlan.objects.create(
        complaint=complaint, steps=steps, is_refused=not steps, by=complaint.assigned_to
    )


def action(complaint: Complaint, text: str = "Antar ke Puskesmas", *, days: int = 7, **fields) -> PlanAction:
    """An open action of who accompanies the case, due in ``days`` from today."""
    by = complaint.assigned_to
    fields = {"responsible": by, "by": by, "due_on": timezone.localdate() + timedelta(days=days), **fields}
    return PlanAction.objects.create(complaint=complaint, text=text, **fields)


def ended_action(complaint: Complaint, **fields) -> PlanAction:
    by = complaint.assigned_to
    return action(complaint, **{"state": "done", "ended_at": timezone.now(), "ended_by": by, **fields})


def standard_plan(name: str = "Rencana contoh", *texts: str, **fields) -> StandardPlan:
    """One of kind A with an action of one day for each text."""
    plan = StandardPlan.objects.create(name=name, **{"kind": "violence", **fields})
    for place, text in enumerate(texts or ("Langkah contoh",), start=1):
        StandardAction.objects.create(plan=plan, place=place, text=text, days=1)
    return plan


def attachment(complaint: Complaint, **fields) -> Attachment:
    """A photo by its first bytes alone, sealed in storage."""
    pk = time_ordered_uuid()
    with filestore.written(key=complaint.data_key, row=pk, original=PHOTO, shown=PHOTO) as names:
        fields = {
            "kind": enums.FileKind.PHOTO,
            "size": len(PHOTO),
            "by": complaint.assigned_to,
            **names,
            **fields,
        }
        return Attachment.objects.create(id=pk, complaint=complaint, **fields)


def right(complaint: Complaint, **fields) -> RightsRequest:
    """She herself asked this moment to see what is kept."""
    now = timezone.now()
    told = {"kind": "access", "asked_by": "person", "checked": "known", "way": "spoken"}
    clock = {"received_at": now, "due_at": now + timedelta(hours=72)}
    told |= {"recorded_by": complaint.assigned_to, **clock, **fields}
    return RightsRequest.objects.create(complaint=complaint, **told)


def transfer(complaint: Complaint, to_group: Group, **fields) -> Transfer:
    """Offered by who accompanies the case."""
    fields = {"reason": "Ia pindah.", "offered_by": complaint.assigned_to, **fields}
    return Transfer.objects.create(
        complaint=complaint, from_group=complaint.group, to_group=to_group, **fields
    )


def inquiry(by: User | None = None, **fields) -> Inquiry:
    by = by or people.volunteer()
    place = by.current_assignments[0].group
    fields = {"kind": "social", "category": "civil", "group": place, "village": place.village, **fields}
    return Inquiry.objects.create(
        data_key=DataKey.objects.make(), recorded_by=by, regency_id=fields["village"].pk[:5], **fields
    )
