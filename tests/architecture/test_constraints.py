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

from complaints.models import Flag, Opening, Question, ReferralStep, StageChange
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


def stage_change():
    row = case()
    return StageChange.objects.create(
        complaint=row, from_stage="received", to_stage="closed", by=row.assigned_to
    )


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


class Bad(NamedTuple):
    """A good row, and what turns it into one that is refused."""

    make: Callable
    change: dict | Callable


def same(name: str) -> Callable:
    """The value of ``name`` in the oldest row, taken over."""
    return lambda row: {name: getattr(type(row)._default_manager.order_by("pk").exclude(pk=row.pk)[0], name)}


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
    "referral_step_state_is_listed": Bad(step, {"state": UNLISTED}),
    "referral_step_reason_is_listed": Bad(step, {"state": "declined", "reason": UNLISTED}),
    "referral_refusal_has_a_reason": Bad(step, {"state": "declined"}),
    "referral_step_once": Bad(lambda: step("accepted"), {"state": "sent"}),
    "opening_reason_is_listed": Bad(opening, {"reason": UNLISTED}),
    "opening_ends_after_it_begins": Bad(opening, lambda row: {"ends_at": row.at}),
    "question_answered_wholly_or_not": Bad(question, {"answered_at": NOW}),
    "flag_resolved_wholly_or_not": Bad(flag, {"resolved_at": NOW}),
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
    "complaints.Question": question,
    "complaints.Flag": flag,
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
