"""What hangs on a case, read in few queries: each kind of row by one that is spelled once, none in vain."""

import uuid
from collections import defaultdict
from functools import cache

from django.db.models import Exists, Model, OuterRef, QuerySet

from safeguards.spelled import Spelled, keep

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
from .naming import names_only
from .told import events_of


def with_hanging(cases: QuerySet) -> QuerySet:
    """``cases``, each knowing which of what most cases lack it has: load() asks for nothing in vain."""
    lacked = {
        _has(relation): Exists(HANGING[relation][0].objects.filter(complaint=OuterRef("pk")))
        for relation in OFTEN_EMPTY
    }
    events = Exists(events_of(OuterRef("pk")).order_by())
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
