"""Every sealed field that there is, found in the models, and rows in which all of them are filled."""

from datetime import timedelta

from django.apps import apps
from django.db import connection, models

from complaints.models import (
    Complaint,
    Flag,
    Handover,
    Merge,
    Opening,
    Question,
    ServiceRequest,
    StageChange,
)
from complaints.models.referral import ReferralStep
from members.models import Member
from safeguards.fields import Ciphertext, SealedField, ciphertext
from tests import factories
from tests.architecture import rows
from tests.architecture.rows import NOW

OURS = ("safeguards", "villages", "members", "complaints", "planning")
SEALED: dict[type[models.Model], list[SealedField]] = {
    model: fields
    for app in OURS
    for model in apps.get_app_config(app).get_models()
    if (fields := [field for field in model._meta.concrete_fields if isinstance(field, SealedField)])
}
SECRET = "zamrud"  # no word of any page


def _member(case):
    row = Member.objects.get(user=factories.volunteer())
    row.tell_inclusion(["poor"])
    return row


def _opening(case):
    return Opening.objects.create(
        complaint=case, user=case.assigned_to, reason="review", ends_at=NOW + timedelta(days=1)
    )


def _merge(case):
    into = factories.complaint(case.recorded_by, kind=case.kind)
    fields = {"complaint": case, "into": into, "reason": "Sama.", "by": case.recorded_by}
    return Merge.objects.create(**fields, undone_at=NOW, undone_by=case.recorded_by)


def _stage_change(case):
    return StageChange.objects.create(
        complaint=case, from_stage="received", to_stage="assisted", by=case.recorded_by
    )


def _transfer(case):
    told = {"state": "declined", "answered_at": NOW, "answered_by": case.recorded_by}
    return factories.transfer(case, factories.group("KK Banjarsari", factories.BANJARSARI), **told)


def _step(case):
    return ReferralStep.objects.create(referral=factories.referral(case), state="sent", by=case.recorded_by)


def _asked(case):
    return ServiceRequest.objects.create(referral=factories.referral(case), kind="contact")


def _consent(case):
    return case.consents.model.objects.create(
        complaint=case, purpose="count", decision="given", recorded_by=case.recorded_by
    )


def _question(case):
    told = {"text": "?", "asked_by": case.recorded_by, "answered_by": case.recorded_by, "answered_at": NOW}
    return Question.objects.create(complaint=case, **told)


def _flag(case):
    told = {"text": "?", "resolved_by": case.recorded_by, "resolved_at": NOW}
    return Flag.objects.create(complaint=case, raised_by=case.recorded_by, **told)


# How a row of each model comes to be; that none is missing, a test asks of SEALED.
MAKE = {
    "members.Member": _member,
    "complaints.Complaint": lambda case: case,
    "complaints.Hold": lambda case: rows.hold(case),
    "complaints.RightsRequest": rows.refused_right,
    "members.SecondFactor": lambda case: rows.app(),
    "complaints.Person": lambda case: factories.person(case, role="reporter"),
    "complaints.Inquiry": lambda case: factories.inquiry(case.recorded_by),
    "complaints.Handover": lambda case: Handover.objects.create(complaint=case, to=case.assigned_to),
    "complaints.Transfer": _transfer,
    "complaints.Merge": _merge,
    "complaints.Opening": _opening,
    "complaints.Question": _question,
    "complaints.Flag": _flag,
    "complaints.Assessment": factories.assessment,
    "complaints.SafetyPlan": lambda case: factories.safety_plan(case, go="ke rumah ibu"),
    "complaints.PlanAction": factories.ended_action,
    "complaints.Attachment": factories.attachment,
    "complaints.AnswerLink": lambda case: factories.answer_link(factories.referral(case)),
    "complaints.ServiceRequest": _asked,
    "complaints.Referral": factories.referral,
    "complaints.ReferralStep": _step,
    "complaints.Note": factories.note,
    "complaints.StageChange": _stage_change,
    "complaints.Consent": _consent,
    "planning.Activity": lambda case: factories.activity(),
    "planning.ActivityPhoto": lambda case: factories.activity_photo(),
}
OF_THEIR_OWN = {"members.Member", "members.SecondFactor", "complaints.Inquiry"}  # they hang on no case
OF_THEIR_OWN |= {"planning.Activity", "planning.ActivityPhoto"}


def make(model: type[models.Model], case: Complaint) -> models.Model:
    """A saved row of ``model`` that hangs on ``case``, with every sealed field filled, each differently."""
    row = MAKE[model._meta.label](case)
    for field in SEALED[model]:
        setattr(row, field.name, filled(field, getattr(row, field.name)))
    row.save()
    return again(row)


def filled(field: SealedField, now):
    """What stands there, if anything; else the name of the field under SECRET, as text, list or dict."""
    if now:
        return now
    word = f"{SECRET} {field.name}"
    empty = field.get_default()
    return {"way": word} if isinstance(empty, dict) else [word] if isinstance(empty, list) else word


def again(row: models.Model) -> models.Model:
    return type(row)._base_manager.get(pk=row.pk)


def stored(row: models.Model, name: str) -> bytes:
    return bytes(type(row)._base_manager.values_list(name, flat=True).get(pk=row.pk))


def put(row: models.Model, name: str, value: bytes) -> None:
    """Past every model: as someone would who can write to the database."""
    with ciphertext():
        type(row)._base_manager.filter(pk=row.pk).update(**{name: Ciphertext(value)})


def dump() -> bytes:
    """Every value of every table, as bytes, one after the other."""
    found = []
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - its own tables
            found += [_bytes(value) for values in cursor.fetchall() for value in values]
    return b"\n".join(found)


def _bytes(value) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
