"""A case that holds something in every place where something can stand, and what must be forgotten of it."""

from datetime import timedelta

from django.utils import timezone

from complaints import filestore
from complaints.models import (
    Complaint,
    Flag,
    Handover,
    Hold,
    Merge,
    Opening,
    Question,
    ReferralStep,
    RightsRequest,
    ServiceRequest,
    StageChange,
)
from complaints.services.destruction import sealed_columns
from members.models import User
from safeguards.fields import ciphertext
from tests import factories

LONG_AGO = timedelta(days=800)
NAME, PHONE, NIK = "Zulkaena Rahasiawati", "+6281339987712", "5203175507950003"
WORDS = "Kejadiannya di belakang kandang Zulkaena"


def whole_case(by: User, *, kind: str = "violence", days: float = 800, **fields) -> Complaint:
    """Closed ``days`` ago, approved by nobody; every sealed column and file holds WORDS."""
    then = timezone.now() - timedelta(days=days)
    row = factories.closed(
        by,
        kind=kind,
        closed_at=then,
        received_at=then - timedelta(days=30),
        narrative=WORDS,
        reminder=WORDS,
        hamlet=WORDS,
        closing_note=WORDS,
        safe_contact={"note": WORDS},
        further=["neglect"],
        is_flagged=True,
        **fields,
    )
    person = row.persons.get()
    person.identity = {"name": NAME, "phone": PHONE, "nik": NIK, "address": WORDS}
    person.digest_anew()
    person.age_band, person.education, person.disabilities = "25-44", "sd", ["blind"]
    person.save()
    factories.person(row, role="reporter", name=WORDS)
    for consent in row.consents.all():
        consent.text = consent.witness = WORDS
        consent.save()
    _work(row, by)
    _review(row, by)
    return row


def _work(row: Complaint, by: User) -> None:
    factories.note(row, WORDS)
    factories.assessment(row, answers={"danger_now": WORDS}, override_reason=WORDS)
    factories.safety_plan(row, signs=WORDS)
    factories.ended_action(row, text=WORDS, need=WORDS, result=WORDS)
    factories.attachment(row, name=WORDS, about=WORDS)
    now = timezone.now()
    referral = factories.referral(row, told=WORDS, note=WORDS, state="served", answered_at=now, ended_at=now)
    factories.answer_link(referral)
    ReferralStep.objects.create(referral=referral, state="served", by=by, text=WORDS)
    ServiceRequest.objects.create(referral=referral, kind="contact", text=WORDS)
    StageChange.objects.create(
        complaint=row, from_stage="received", to_stage="closed", by=by, reason=WORDS, outcome="served"
    )
    Handover.objects.create(complaint=row, to=by, by=by, text=WORDS)
    elsewhere = factories.group("KK Banjarsari", factories.BANJARSARI)
    factories.transfer(
        row,
        elsewhere,
        reason=WORDS,
        answer=WORDS,
        state="declined",
        answered_at=now,
        answered_by=by,
    )


def _review(row: Complaint, by: User) -> None:
    now = timezone.now()
    Opening.objects.create(
        complaint=row, user=by, reason="review", text=WORDS, ends_at=now + timedelta(hours=3)
    )
    Question.objects.create(
        complaint=row, text=WORDS, asked_by=by, answer=WORDS, answered_by=by, answered_at=now
    )
    settled = {"resolution": WORDS, "resolved_by": by, "resolved_at": now}
    Flag.objects.create(complaint=row, text=WORDS, raised_by=by, **settled)
    twin = factories.complaint(by)  # of the other kind: it waits for no officer
    Merge.objects.create(complaint=row, into=twin, reason=WORDS, by=by, undone_at=now, undone_by=by)
    ended = {"by": by, "ended_at": now, "ended_by": by}
    Hold.objects.create(complaint=row, reason=WORDS, until=timezone.localdate(), **ended)
    RightsRequest.objects.create(
        complaint=row,
        kind="access",
        asked_by="person",
        checked="known",
        way="spoken",
        text=WORDS,
        received_at=now,
        due_at=now + timedelta(days=3),
        recorded_by=by,
        state="done",
        answer=WORDS,
        ended_at=now,
        ended_by=by,
    )


def secrets_of(row: Complaint) -> dict[str, bytes]:
    """What its columns hold that must be nowhere afterwards: sealed values, keys and digests, by name."""
    found = {}
    with ciphertext():
        for model, road, names in sealed_columns():
            for one in model._base_manager.filter(**{road: row.pk}):
                for name in names:
                    found[f"{model.__name__}.{name} {one.pk}"] = bytes(getattr(one, name))
    for person in row.persons.select_related("data_key"):
        found[f"key {person.pk}"] = bytes(person.data_key.wrapped)
        for name in ("phone_digest", "nik_digest"):
            found[f"{name} {person.pk}"] = bytes(getattr(person, name) or b"")
    found["key of the case"] = bytes(row.data_key.wrapped)
    return {name: value for name, value in found.items() if value}


def files_of(row: Complaint) -> list[str]:
    rows = row.attachments.values_list(*filestore.FIELDS)
    return [name for pair in rows for name in pair]


PLAIN = {f"plain {text}": text.encode() for text in (NAME, PHONE, NIK, WORDS)}


def found(secrets: dict[str, bytes], *places: bytes) -> set[str]:
    return {name for name, secret in secrets.items() if any(secret in place for place in places)}
