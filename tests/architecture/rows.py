"""One good row of each model, for the constraints to refuse what is made of it."""

from datetime import timedelta

from django.db import models
from django.utils import timezone

from complaints.models import (
    DuplicateHint,
    Flag,
    Hold,
    Merge,
    Opening,
    Question,
    ReferralStep,
    Reminder,
    RightsRequest,
    ServiceRequest,
    StageChange,
    StandardPlan,
)
from members.models import Group, Member, Pin, SecondFactor, Session, User
from planning.models import DisclosureLimits, PlanningStep, Release
from safeguards import audit, kept
from safeguards.models import AuditEvent, DataKey, KeptInput
from tests import factories

NOW = timezone.now()


def case():
    return factories.complaint()


def violence():
    return factories.complaint(kind="violence")


def member(**fields):
    user = factories.volunteer(f"orang-{Member.objects.count()}", **fields)
    return Member.objects.get(user=user)


def session():
    return Session.objects.create(session_key="a", session_data="", expire_date=NOW)


def pin(device: bytes):
    user = User.objects.filter(username="relawan").first() or factories.volunteer("relawan")
    return Pin.objects.create(user=user, device_digest=device, key_id="k", hashed="x")


def assignment():
    return factories.volunteer().assignments.get()


def village():
    return factories.make_village()


def event(seq: int = 1):
    chain = factories.complaint().pk
    for _ in range(seq):
        audit.record(action="note.added", chain=chain)
    return AuditEvent.objects.filter(chain=chain).latest("seq")


def consent(**fields):
    row = case().consents.first()
    models.QuerySet(type(row)).filter(pk=row.pk).update(**fields)
    return row


def referral():
    return factories.referral(case())


def step(state: str = "sent"):
    row = referral()
    for name in dict.fromkeys(["sent", state]):
        made = ReferralStep.objects.create(referral=row, state=name, by=row.sent_by)
    return made


def answer_link():
    return factories.answer_link(referral())


def revoked_link():
    row = referral()
    factories.answer_link(row)
    return factories.answer_link(row, revoked_at=NOW)


def service_request():
    return ServiceRequest.objects.create(referral=referral(), kind="contact")


def stage_change():
    row = case()
    return StageChange.objects.create(
        complaint=row, from_stage="received", to_stage="closed", by=row.assigned_to
    )


def reminder(kind: str = "after"):
    row = referral()
    by = row.sent_by if kind == "by_hand" else None
    return Reminder.objects.create(referral=row, kind=kind, by=by)


def second_reminder():
    first = reminder()
    return Reminder.objects.create(referral=first.referral, kind="escalated")


def opening():
    row = violence()
    return Opening.objects.create(
        complaint=row, user=row.assigned_to, reason="review", ends_at=timezone.now() + timedelta(hours=3)
    )


def question():
    row = case()
    return Question.objects.create(complaint=row, text="Sudah?", asked_by=row.assigned_to)


def flag():
    row = case()
    return Flag.objects.create(complaint=row, text="Mohon dilihat.", raised_by=row.assigned_to)


def person():
    return case().persons.get()


def reported():
    return factories.person(violence(), role="reported")


def note():
    return factories.note(case())


def hiding():
    row = case()
    factories.hiding(row, row.recorded_by)
    return factories.hiding(row, factories.user())


def hint():
    newer = case()
    return DuplicateHint.objects.create(newer=newer, older=case(), reason="similar")


def merge(into=None):
    row = case()
    return Merge.objects.create(complaint=row, into=into or case(), reason="Sama.", by=row.assigned_to)


def merged_twice():
    first = merge()
    fields = {"complaint": first.complaint, "into": case(), "reason": "Sama.", "by": first.by}
    return Merge.objects.create(**fields, undone_at=NOW, undone_by=first.by)


def hold(row=None):
    row = row or case()
    return Hold.objects.create(complaint=row, reason="Sidang.", until=NOW.date(), by=row.assigned_to)


def right(row=None, **fields):
    row = row or case()
    return RightsRequest.objects.create(
        complaint=row,
        kind="access",
        asked_by="person",
        checked="known",
        way="spoken",
        received_at=NOW,
        due_at=NOW + timedelta(days=3),
        recorded_by=row.assigned_to,
        **fields,
    )


def refused_right(row=None):
    user = factories.user()
    return right(row, state="refused", refusal="endangers", ended_at=NOW, ended_by=user)


def attachment():
    return factories.attachment(case())


def transfer():
    return factories.transfer(case(), factories.group("KK Banjarsari", factories.BANJARSARI))


def second_offer():
    """Beside one that stands: declined already."""
    first = transfer()
    told = {"state": "declined", "answered_at": NOW, "answered_by": first.offered_by}
    return factories.transfer(first.complaint, first.to_group, **told)


def app():
    return factories.app(factories.user())


def passkey():
    secret = {"credential": "", "counter": 0}
    fields = {"kind": "passkey", "name": "HP", "secret": secret, "data_key": DataKey.objects.make()}
    return SecondFactor.objects.create(user=factories.user(), **fields)


def second_passkey():
    """Of somebody who has an app, too."""
    app()
    return passkey()


def recovery_code():
    user = factories.user()
    factories.recovery_code(user)
    factories.recovery_code(user)
    return user.recovery_codes.latest("pk")


def invitation(**fields):
    user = factories.user()
    factories.invitation(user)
    row = user.invitations.get()
    models.QuerySet(type(row)).filter(pk=row.pk).update(**fields)
    row.refresh_from_db()
    return row


def second_invitation():
    """Beside one that is open: revoked already."""
    first = invitation(revoked_at=NOW)
    factories.invitation(first.user)
    return first


def kept_input():
    kept.keep(user_id=1, path="/akun/", fields={"nama": ["Contoh"]})
    return KeptInput.objects.latest("pk")


def second_group():
    place = factories.group()
    return Group.objects.create(name="KK Mekar", village=place.village, partner=place.partner)


def proposal(**fields):
    return factories.proposal(factories.volunteer(), **fields)


def refused_proposal():
    return proposal(status="refused", reason="Dana belum cukup.")


def proposal_step():
    return proposal().steps.get()


def step_taken_back():
    row = proposal()
    told = {"taken_back_at": NOW, "taken_back_by": row.created_by, "taken_back_reason": "Salah usulan."}
    return factories.proposal_step(row, "musdes", from_status="proposed", **told)


def proposal_rule():
    return factories.proposal_rule()


def assessment():
    return factories.assessment(violence())


def action():
    return factories.action(case())


def standard_plan():
    return factories.standard_plan(f"Rencana {StandardPlan.objects.count()}")


def release():
    """The second year of the village that was released."""
    factories.group()
    factories.release(2024)
    factories.release(2025)
    return Release.objects.get(place="52.03.17.2003", year=2025)


def limits():
    return DisclosureLimits.objects.get_or_create()[0]


def planning_step(regency=None, **fields):
    told = {"key": "meeting", "from_month": 6, "from_day": 1, "to_month": 6, "to_day": 30}
    return PlanningStep.objects.create(regency=regency, **(told | fields))


def second_step(of_regency: bool):
    """Beside one of another step."""
    regency = village().district.regency if of_regency else None
    planning_step(regency)
    return planning_step(regency, key="plan")
