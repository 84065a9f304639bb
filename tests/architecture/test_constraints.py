"""Every constraint of the database has a row that it alone refuses; a new one without such a row is found.

The models' own tests say what their constraints take; here each is shown to stand.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from complaints.models import (
    DuplicateHint,
    Flag,
    Merge,
    Opening,
    Question,
    ReferralStep,
    Reminder,
    ServiceRequest,
    StageChange,
    StandardPlan,
)
from members.models import Group, Member, Organisation, User
from safeguards import audit, kept
from safeguards.models import DataKey, KeptInput
from tests import factories
from villages.models import District, Regency

APPS = ("safeguards", "villages", "members", "complaints", "planning")
CONSTRAINTS = {
    constraint.name: (model, constraint)
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    for constraint in model._meta.constraints
}
EARLY, LATE = date(2026, 1, 1), date(2026, 2, 1)
NOW = timezone.now()


def case():
    return factories.complaint()


def violence():
    return factories.complaint(kind="violence")


def member(**fields):
    user = factories.volunteer(f"orang-{Member.objects.count()}", **fields)
    return Member.objects.get(user=user)


def assignment():
    return factories.volunteer().assignments.get()


def village():
    return factories.make_village()


def event(seq: int = 1):
    chain = factories.complaint().pk
    for _ in range(seq):
        made = audit.record(action="note.added", chain=chain)
    return made


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


def attachment():
    return factories.attachment(case())


def transfer():
    return factories.transfer(case(), factories.group("KK Banjarsari", factories.BANJARSARI))


def second_offer():
    """Beside one that stands: declined already."""
    first = transfer()
    told = {"state": "declined", "answered_at": NOW, "answered_by": first.offered_by}
    return factories.transfer(first.complaint, first.to_group, **told)


def kept_input():
    kept.keep(user_id=1, path="/akun/", fields={"nama": ["Contoh"]})
    return KeptInput.objects.latest("pk")


def second_group():
    place = factories.group()
    return Group.objects.create(name="KK Mekar", village=place.village, partner=place.partner)


def assessment():
    return factories.assessment(violence())


def action():
    return factories.action(case())


def standard_plan():
    return factories.standard_plan(f"Rencana {StandardPlan.objects.count()}")


class Bad(NamedTuple):
    """A good row, and what turns it into one that is refused."""

    make: Callable
    change: dict | Callable


def same(name: str) -> Callable:
    """The value of ``name`` in the oldest row, taken over."""
    return lambda row: {name: getattr(type(row)._default_manager.order_by("pk").exclude(pk=row.pk)[0], name)}


def hint_before(row):
    return DuplicateHint.objects.exclude(pk=row.pk).get()


def the_two_of(row) -> dict:
    return {"newer": row.newer_id, "older": row.older_id}


UNLISTED = "x"
BAD = {
    "audit_event_once_in_its_chain": Bad(lambda: event(2), {"seq": 1}),
    "audit_event_counts_from_one": Bad(event, {"seq": 0}),
    "audit_event_has_an_action": Bad(event, {"action": ""}),
    "data_key_destroyed_means_empty": Bad(DataKey.objects.make, {"destroyed_at": NOW}),
    "regency_code_within_province": Bad(
        lambda: village() and Regency.objects.get(pk="52.03"), {"province": "53"}
    ),
    "district_code_within_regency": Bad(
        lambda: village() and District.objects.get(pk="52.03.17"), {"regency": "53.01"}
    ),
    "village_code_within_district": Bad(village, {"district": "52.03.05"}),
    "village_kind_as_its_code_says": Bad(village, {"kind": "kelurahan"}),
    "group_sk_ends_after_it_begins": Bad(factories.group, {"sk_date": LATE, "sk_ends_on": EARLY}),
    "group_name_once_in_a_village": Bad(second_group, {"name": "KK Teros"}),
    "assignment_role_fits_its_place": Bad(assignment, {"group": None}),
    "assignment_ends_after_it_starts": Bad(assignment, {"starts_on": LATE, "ends_on": EARLY}),
    "member_sex_is_listed": Bad(member, {"sex": UNLISTED}),
    "member_position_is_listed": Bad(member, {"position": UNLISTED}),
    "member_division_is_listed": Bad(member, {"division": UNLISTED}),
    "member_post_is_listed": Bad(member, {"public_post": UNLISTED}),
    "member_coordinator_has_a_division": Bad(member, {"position": "coordinator", "division": ""}),
    "member_leaves_after_joining": Bad(member, {"joined_on": LATE, "left_on": EARLY}),
    "member_post_dates_need_a_post": Bad(member, {"public_post_from": EARLY}),
    "member_post_ends_after_it_begins": Bad(
        member, {"public_post": "council", "public_post_from": LATE, "public_post_until": EARLY}
    ),
    "member_account_once_in_a_group": Bad(lambda: member() and member(), same("user")),
    "case_number_once": Bad(lambda: case() and case(), same("number")),
    "case_kind_is_listed": Bad(case, {"kind": UNLISTED}),
    "case_stage_is_listed": Bad(case, {"stage": UNLISTED}),
    "case_urgency_is_listed": Bad(case, {"urgency": UNLISTED}),
    "case_safety_is_listed": Bad(case, {"safety": UNLISTED}),
    "case_channel_is_listed": Bad(case, {"channel": UNLISTED}),
    "case_happened_is_listed": Bad(case, {"happened": UNLISTED}),
    "case_scene_is_listed": Bad(violence, {"scene": UNLISTED}),
    "case_outcome_is_listed": Bad(factories.closed, {"outcome": UNLISTED}),
    "case_feeling_is_listed": Bad(factories.closed, {"feeling": UNLISTED}),
    "case_feeling_when_closed": Bad(case, {"feeling": "better"}),
    "case_closing_approved_of_a_closed_violence": Bad(
        factories.closed, lambda row: {"closing_approved_at": NOW, "closing_approved_by": row.closed_by}
    ),
    "case_need_is_listed": Bad(case, {"need": UNLISTED}),
    "case_category_fits_its_kind": Bad(case, {"category": "physical"}),
    "case_violence_facts_on_violence_only": Bad(case, {"domestic": True}),
    "case_stage_exists_for_its_kind": Bad(case, {"stage": "assessed"}),
    "case_closed_wholly_or_not": Bad(factories.closed, {"outcome": ""}),
    "case_reviewed_wholly_or_not": Bad(case, {"reviewed_at": NOW}),
    "case_regency_is_its_villages": Bad(case, {"regency": "53.01"}),
    "case_estimate_needs_a_date": Bad(case, {"happened_on_is_estimate": True}),
    "hiding_once": Bad(hiding, same("user")),
    "provider_kind_is_listed": Bad(factories.provider, {"kind": UNLISTED}),
    "provider_unit_is_listed": Bad(factories.provider, {"answer_unit": UNLISTED}),
    "provider_shelter_has_no_address": Bad(factories.provider, {"kind": "shelter", "address": "Jalan 1"}),
    "provider_answer_rule_wholly_or_not": Bad(factories.provider, {"answer_unit": ""}),
    "consent_purpose_is_listed": Bad(consent, {"purpose": UNLISTED}),
    "consent_decision_is_listed": Bad(consent, {"decision": UNLISTED}),
    "consent_giver_is_listed": Bad(consent, {"given_by": UNLISTED}),
    "consent_method_is_listed": Bad(consent, {"method": UNLISTED}),
    "consent_provider_when_referring": Bad(consent, {"purpose": "refer"}),
    "consent_by_nobody_only_for_life": Bad(consent, {"given_by": "nobody"}),
    "inquiry_kind_is_listed": Bad(lambda: factories.inquiry(category=""), {"kind": UNLISTED}),
    "inquiry_category_is_listed": Bad(factories.inquiry, {"category": UNLISTED}),
    "inquiry_sex_is_listed": Bad(factories.inquiry, {"sex": UNLISTED}),
    "inquiry_need_of_social_only": Bad(factories.inquiry, {"kind": "violence"}),
    "note_kind_is_listed": Bad(note, {"kind": UNLISTED}),
    "stage_change_from_is_listed": Bad(stage_change, {"from_stage": UNLISTED}),
    "stage_change_to_is_listed": Bad(stage_change, {"to_stage": UNLISTED}),
    "stage_change_outcome_is_listed": Bad(stage_change, {"outcome": UNLISTED}),
    "stage_change_outcome_of_a_closing": Bad(stage_change, {"to_stage": "received", "outcome": "served"}),
    "person_role_is_listed": Bad(person, {"role": UNLISTED}),
    "person_sex_is_listed": Bad(person, {"sex": UNLISTED}),
    "person_age_is_listed": Bad(person, {"age_band": UNLISTED}),
    "person_education_is_listed": Bad(person, {"education": UNLISTED}),
    "person_occupation_is_listed": Bad(person, {"occupation": UNLISTED}),
    "person_marital_is_listed": Bad(person, {"marital_status": UNLISTED}),
    "person_relation_is_listed": Bad(reported, {"relation": UNLISTED}),
    "person_relation_of_the_reported": Bad(person, {"relation": "parent"}),
    "person_concerned_once": Bad(reported, {"role": "concerned"}),
    "referral_state_is_listed": Bad(referral, {"state": UNLISTED, "answered_at": NOW, "ended_at": NOW}),
    "referral_answer_fits_its_state": Bad(referral, {"state": "accepted"}),
    "referral_end_fits_its_state": Bad(referral, {"ended_at": NOW}),
    "referral_satisfaction_is_listed": Bad(
        referral, {"state": "served", "answered_at": NOW, "ended_at": NOW, "satisfaction": UNLISTED}
    ),
    "referral_satisfaction_once_it_ended": Bad(referral, {"satisfaction": "yes"}),
    "reminder_kind_is_listed": Bad(reminder, {"kind": UNLISTED}),
    "reminder_by_hand_has_a_person": Bad(reminder, {"kind": "by_hand"}),
    "reminder_by_hand_is_not_mailed": Bad(lambda: reminder("by_hand"), {"mailed_at": NOW}),
    "reminder_of_the_timer_once": Bad(second_reminder, {"kind": "after"}),
    "referral_step_state_is_listed": Bad(step, {"state": UNLISTED}),
    "referral_step_reason_is_listed": Bad(step, {"state": "declined", "reason": UNLISTED}),
    "referral_refusal_has_a_reason": Bad(step, {"state": "declined"}),
    "referral_step_by_a_person_or_a_link": Bad(step, {"by": None}),
    "answer_link_one_in_force": Bad(revoked_link, {"revoked_at": None}),
    "answer_link_expires_after_it_begins": Bad(answer_link, lambda row: {"expires_at": row.made_at}),
    "service_request_kind_is_listed": Bad(service_request, {"kind": UNLISTED}),
    "service_request_done_wholly_or_not": Bad(service_request, {"done_at": NOW}),
    "referral_step_once": Bad(lambda: step("accepted"), {"state": "sent"}),
    "opening_reason_is_listed": Bad(opening, {"reason": UNLISTED}),
    "opening_ends_after_it_begins": Bad(opening, lambda row: {"ends_at": row.at}),
    "question_answered_wholly_or_not": Bad(question, {"answered_at": NOW}),
    "flag_resolved_wholly_or_not": Bad(flag, {"resolved_at": NOW}),
    "assessment_kind_is_listed": Bad(assessment, {"kind": UNLISTED}),
    "assessment_proposed_is_listed": Bad(assessment, {"proposed": UNLISTED}),
    "assessment_urgency_is_listed": Bad(assessment, {"urgency": UNLISTED}),
    "standard_plan_kind_is_listed": Bad(standard_plan, {"kind": UNLISTED}),
    "standard_plan_need_is_listed": Bad(lambda: factories.standard_plan(kind="social"), {"need": UNLISTED}),
    "standard_plan_sexual_kind_is_listed": Bad(standard_plan, {"sexual_kind": UNLISTED}),
    "standard_plan_category_fits_its_kind": Bad(standard_plan, {"category": "civil"}),
    "standard_plan_violence_facts_on_violence_only": Bad(standard_plan, {"need": "id_card"}),
    "action_state_is_listed": Bad(lambda: factories.ended_action(case()), {"state": UNLISTED}),
    "action_ended_wholly_or_not": Bad(lambda: factories.ended_action(case()), {"ended_by": None}),
    "action_end_fits_its_state": Bad(action, {"state": "done"}),
    "hint_reason_is_listed": Bad(hint, {"reason": UNLISTED}),
    "hint_judged_wholly_or_not": Bad(hint, {"is_same": True}),
    "hint_of_two_cases": Bad(hint, lambda row: {"older": row.newer_id}),
    "hint_once_for_two_cases": Bad(
        lambda: hint() and hint(),
        lambda row: {"newer": hint_before(row).newer_id, "older": hint_before(row).older_id},
    ),
    "merge_undone_wholly_or_not": Bad(merge, {"undone_at": NOW}),
    "merge_of_two_cases": Bad(merge, lambda row: {"into": row.complaint_id}),
    "merge_one_in_force": Bad(merged_twice, {"undone_at": None, "undone_by": None}),
    "case_arises_as_violence": Bad(case, lambda row: {"arose_from": row.pk}),
    "transfer_state_is_listed": Bad(
        transfer, lambda row: {"state": UNLISTED, "answered_at": NOW, "answered_by": row.offered_by}
    ),
    "transfer_answered_wholly_or_not": Bad(transfer, {"state": "declined", "answered_at": NOW}),
    "transfer_answer_fits_its_state": Bad(transfer, {"state": "declined"}),
    "transfer_goes_elsewhere": Bad(transfer, lambda row: {"to_group": row.from_group}),
    "transfer_one_offer_at_a_time": Bad(
        second_offer, {"state": "offered", "answered_at": None, "answered_by": None}
    ),
    "attachment_kind_is_listed": Bad(attachment, {"kind": UNLISTED}),
    "attachment_removed_wholly_or_not": Bad(attachment, {"removed_at": NOW}),
    "attachment_has_pages": Bad(attachment, {"pages": 0}),
}


# Fields of which no two rows have the same: how a row of each model is made.
MAKERS = {
    "safeguards.KeptInput": kept_input,
    "members.Organisation": lambda: factories.organisation(f"M{Organisation.objects.count()}"),
    "members.Member": lambda: member(data_key=DataKey.objects.make()),
    "members.User": lambda: factories.user(phone=f"+62812000000{User.objects.count():02}"),
    "complaints.Complaint": case,
    "complaints.Person": person,
    "complaints.Inquiry": factories.inquiry,
    "complaints.Note": note,
    "complaints.Referral": referral,
    "complaints.AnswerLink": answer_link,
    "complaints.Question": question,
    "complaints.Flag": flag,
    "complaints.StandardPlan": standard_plan,
    "complaints.Attachment": attachment,
}
UNIQUE = [
    (model._meta.label, field.name)
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    for field in model._meta.concrete_fields
    if field.unique and not field.primary_key
]


def told(constraint, model) -> str:
    """How the database names the constraint that was broken: SQLite tells a unique one by its columns."""
    if isinstance(constraint, models.CheckConstraint) or connection.vendor == "postgresql":
        return constraint.name
    columns = (model._meta.get_field(name).column for name in constraint.fields)
    return ", ".join(f"{model._meta.db_table}.{column}" for column in columns)


def test_every_constraint_has_its_bad_row():
    assert sorted(BAD) == sorted(CONSTRAINTS)


@pytest.mark.django_db
@pytest.mark.parametrize("name", BAD)
def test_the_database_refuses(name):
    model, constraint = CONSTRAINTS[name]
    row = BAD[name].make()
    change = BAD[name].change
    rows = models.QuerySet(model).filter(pk=row.pk)  # past what the model's own manager forbids
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        rows.update(**(change(row) if callable(change) else change))
    assert told(constraint, model) in str(refusal.value)
    assert rows.get() == row


@pytest.mark.django_db
@pytest.mark.parametrize(("label", "name"), UNIQUE)
def test_no_two_rows_have_the_same(label, name):
    first, second = MAKERS[label](), MAKERS[label]()
    field = type(second)._meta.get_field(name)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        models.QuerySet(type(second)).filter(pk=second.pk).update(**{name: getattr(first, name)})
    assert re.search(rf"{field.model._meta.db_table}[._]{field.column}", str(refusal.value))
