"""Every constraint of the database has a row that it alone refuses; a new one without such a row is found.

The models' own tests say what their constraints take; here each is shown to stand.
"""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from complaints.models import DuplicateHint
from members.models import Organisation, User
from safeguards.models import DataKey
from tests import factories, trail
from tests.architecture import rows
from tests.architecture.rows import NOW
from villages.models import District, Regency

APPS = ("safeguards", "villages", "members", "complaints", "planning")
CONSTRAINTS = {
    constraint.name: (model, constraint)
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    for constraint in model._meta.constraints
}
EARLY, LATE = date(2026, 1, 1), date(2026, 2, 1)


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
    "audit_event_once_in_its_chain": Bad(lambda: rows.event(2), {"seq": 1}),
    "audit_event_counts_from_one": Bad(rows.event, {"seq": 0}),
    "audit_event_has_an_action": Bad(rows.event, {"action": ""}),
    "data_key_destroyed_means_empty": Bad(DataKey.objects.make, {"destroyed_at": NOW}),
    "regency_code_within_province": Bad(
        lambda: rows.village() and Regency.objects.get(pk="52.03"), {"province": "53"}
    ),
    "district_code_within_regency": Bad(
        lambda: rows.village() and District.objects.get(pk="52.03.17"), {"regency": "53.01"}
    ),
    "village_code_within_district": Bad(rows.village, {"district": "52.03.05"}),
    "village_kind_as_its_code_says": Bad(rows.village, {"kind": "kelurahan"}),
    "village_not_merged_into_itself": Bad(rows.village, lambda row: {"merged_into": row.pk}),
    "proposal_subsector_is_listed": Bad(rows.proposal, {"subsector": UNLISTED}),
    "proposal_fund_source_is_listed": Bad(rows.proposal, {"fund_source": UNLISTED}),
    "proposal_implementation_is_listed": Bad(rows.proposal, {"implementation": UNLISTED}),
    "proposal_status_is_listed": Bad(rows.proposal, {"status": UNLISTED}),
    "proposal_year_is_possible": Bad(rows.proposal, {"year": 2013}),
    "proposal_priority_counts_from_one": Bad(rows.proposal, {"priority": 0}),
    "proposal_refused_with_a_reason": Bad(rows.refused_proposal, {"reason": ""}),
    "proposal_budgeted_with_an_amount": Bad(rows.proposal, {"status": "apbdes"}),
    "proposal_not_carried_from_itself": Bad(rows.proposal, lambda row: {"carried_from": row.pk}),
    "proposal_step_from_is_listed": Bad(rows.proposal_step, {"from_status": UNLISTED}),
    "proposal_step_to_is_listed": Bad(rows.proposal_step, {"to_status": UNLISTED}),
    "proposal_step_refusal_has_a_reason": Bad(rows.proposal_step, {"to_status": "refused"}),
    "proposal_step_budgeted_has_an_amount": Bad(rows.proposal_step, {"to_status": "done"}),
    "proposal_step_taken_back_wholly_or_not": Bad(rows.step_taken_back, {"taken_back_reason": ""}),
    "proposal_step_first_is_not_taken_back": Bad(rows.step_taken_back, {"from_status": ""}),
    "proposal_rule_subsector_is_listed": Bad(rows.proposal_rule, {"subsector": UNLISTED}),
    "group_sk_ends_after_it_begins": Bad(factories.group, {"sk_date": LATE, "sk_ends_on": EARLY}),
    "group_name_once_in_a_village": Bad(rows.second_group, {"name": "KK Teros"}),
    "limits_once": Bad(rows.limits, {"id": 2}),
    "limits_violence_not_looser": Bad(rows.limits, {"violence": 5}),
    "limits_social_not_looser": Bad(rows.limits, {"social": 0}),
    "limits_groups_not_looser": Bad(rows.limits, {"groups": 2}),
    "release_once": Bad(rows.release, {"year": 2024}),
    "release_of_a_quarter_or_year": Bad(rows.release, {"quarter": 5}),
    "release_year_of_a_group": Bad(rows.release, {"year": 2013}),
    "assignment_role_fits_its_place": Bad(rows.assignment, {"group": None}),
    "assignment_identity_for_officers": Bad(rows.assignment, {"exports_identity": True}),
    "assignment_ends_after_it_starts": Bad(rows.assignment, {"starts_on": LATE, "ends_on": EARLY}),
    "member_sex_is_listed": Bad(rows.member, {"sex": UNLISTED}),
    "member_position_is_listed": Bad(rows.member, {"position": UNLISTED}),
    "member_division_is_listed": Bad(rows.member, {"division": UNLISTED}),
    "member_post_is_listed": Bad(rows.member, {"public_post": UNLISTED}),
    "member_coordinator_has_a_division": Bad(rows.member, {"position": "coordinator", "division": ""}),
    "member_leaves_after_joining": Bad(rows.member, {"joined_on": LATE, "left_on": EARLY}),
    "member_post_dates_need_a_post": Bad(rows.member, {"public_post_from": EARLY}),
    "member_post_ends_after_it_begins": Bad(
        rows.member, {"public_post": "council", "public_post_from": LATE, "public_post_until": EARLY}
    ),
    "member_account_once_in_a_group": Bad(lambda: rows.member() and rows.member(), same("user")),
    "second_factor_kind_is_listed": Bad(rows.passkey, {"kind": UNLISTED}),
    "second_factor_steps_are_an_apps": Bad(rows.passkey, {"last_step": 1}),
    "second_factor_one_app_per_account": Bad(
        rows.second_passkey, lambda row: {"kind": "app", **same("user")(row)}
    ),
    "recovery_code_once_per_account": Bad(rows.recovery_code, same("digest")),
    "invitation_ends_once": Bad(lambda: rows.invitation(used_at=NOW), {"revoked_at": NOW}),
    "invitation_expires_after_it_is_made": Bad(rows.invitation, lambda row: {"expires_at": row.made_at}),
    "invitation_one_open_per_account": Bad(
        rows.second_invitation, lambda row: {"revoked_at": None, "used_at": None}
    ),
    "session_browser_is_listed": Bad(rows.session, {"browser": UNLISTED}),
    "session_system_is_listed": Bad(rows.session, {"system": UNLISTED}),
    "session_takes_five_wrong_pins": Bad(rows.session, {"wrong_pins": 6}),
    "pin_once_on_a_device": Bad(lambda: rows.pin(b"1") and rows.pin(b"2"), same("device_digest")),
    "case_number_once": Bad(lambda: rows.case() and rows.case(), same("number")),
    "case_kind_is_listed": Bad(rows.case, {"kind": UNLISTED}),
    "case_stage_is_listed": Bad(rows.case, {"stage": UNLISTED}),
    "case_urgency_is_listed": Bad(rows.case, {"urgency": UNLISTED}),
    "case_safety_is_listed": Bad(rows.case, {"safety": UNLISTED}),
    "case_channel_is_listed": Bad(rows.case, {"channel": UNLISTED}),
    "case_happened_is_listed": Bad(rows.case, {"happened": UNLISTED}),
    "case_scene_is_listed": Bad(rows.violence, {"scene": UNLISTED}),
    "case_outcome_is_listed": Bad(factories.closed, {"outcome": UNLISTED}),
    "case_feeling_is_listed": Bad(factories.closed, {"feeling": UNLISTED}),
    "case_feeling_when_closed": Bad(rows.case, {"feeling": "better"}),
    "case_closing_approved_of_a_closed_violence": Bad(
        factories.closed, lambda row: {"closing_approved_at": NOW, "closing_approved_by": row.closed_by}
    ),
    "case_need_is_listed": Bad(rows.case, {"need": UNLISTED}),
    "case_category_fits_its_kind": Bad(rows.case, {"category": "physical"}),
    "case_violence_facts_on_violence_only": Bad(rows.case, {"domestic": True}),
    "case_stage_exists_for_its_kind": Bad(rows.case, {"stage": "assessed"}),
    "case_closed_wholly_or_not": Bad(factories.closed, {"outcome": ""}),
    "case_reviewed_wholly_or_not": Bad(rows.case, {"reviewed_at": NOW}),
    "case_regency_is_its_villages": Bad(rows.case, {"regency": "53.01"}),
    "case_estimate_needs_a_date": Bad(rows.case, {"happened_on_is_estimate": True}),
    "hiding_once": Bad(rows.hiding, same("user")),
    "provider_kind_is_listed": Bad(factories.provider, {"kind": UNLISTED}),
    "provider_unit_is_listed": Bad(factories.provider, {"answer_unit": UNLISTED}),
    "provider_shelter_has_no_address": Bad(factories.provider, {"kind": "shelter", "address": "Jalan 1"}),
    "provider_answer_rule_wholly_or_not": Bad(factories.provider, {"answer_unit": ""}),
    "consent_purpose_is_listed": Bad(rows.consent, {"purpose": UNLISTED}),
    "consent_decision_is_listed": Bad(rows.consent, {"decision": UNLISTED}),
    "consent_giver_is_listed": Bad(rows.consent, {"given_by": UNLISTED}),
    "consent_method_is_listed": Bad(rows.consent, {"method": UNLISTED}),
    "consent_provider_when_referring": Bad(rows.consent, {"purpose": "refer"}),
    "consent_by_nobody_only_for_life": Bad(rows.consent, {"given_by": "nobody"}),
    "inquiry_kind_is_listed": Bad(lambda: factories.inquiry(category=""), {"kind": UNLISTED}),
    "inquiry_category_is_listed": Bad(factories.inquiry, {"category": UNLISTED}),
    "inquiry_sex_is_listed": Bad(factories.inquiry, {"sex": UNLISTED}),
    "inquiry_need_of_social_only": Bad(factories.inquiry, {"kind": "violence"}),
    "note_kind_is_listed": Bad(rows.note, {"kind": UNLISTED}),
    "stage_change_from_is_listed": Bad(rows.stage_change, {"from_stage": UNLISTED}),
    "stage_change_to_is_listed": Bad(rows.stage_change, {"to_stage": UNLISTED}),
    "stage_change_outcome_is_listed": Bad(rows.stage_change, {"outcome": UNLISTED}),
    "stage_change_outcome_of_a_closing": Bad(
        rows.stage_change, {"to_stage": "received", "outcome": "served"}
    ),
    "person_role_is_listed": Bad(rows.person, {"role": UNLISTED}),
    "person_sex_is_listed": Bad(rows.person, {"sex": UNLISTED}),
    "person_age_is_listed": Bad(rows.person, {"age_band": UNLISTED}),
    "person_education_is_listed": Bad(rows.person, {"education": UNLISTED}),
    "person_occupation_is_listed": Bad(rows.person, {"occupation": UNLISTED}),
    "person_marital_is_listed": Bad(rows.person, {"marital_status": UNLISTED}),
    "person_relation_is_listed": Bad(rows.reported, {"relation": UNLISTED}),
    "person_relation_of_the_reported": Bad(rows.person, {"relation": "parent"}),
    "person_digests_name_their_key": Bad(rows.person, {"digest_key_id": "1"}),
    "person_concerned_once": Bad(rows.reported, {"role": "concerned"}),
    "referral_state_is_listed": Bad(rows.referral, {"state": UNLISTED, "answered_at": NOW, "ended_at": NOW}),
    "referral_answer_fits_its_state": Bad(rows.referral, {"state": "accepted"}),
    "referral_end_fits_its_state": Bad(rows.referral, {"ended_at": NOW}),
    "referral_satisfaction_is_listed": Bad(
        rows.referral, {"state": "served", "answered_at": NOW, "ended_at": NOW, "satisfaction": UNLISTED}
    ),
    "referral_satisfaction_once_it_ended": Bad(rows.referral, {"satisfaction": "yes"}),
    "reminder_kind_is_listed": Bad(rows.reminder, {"kind": UNLISTED}),
    "reminder_by_hand_has_a_person": Bad(rows.reminder, {"kind": "by_hand"}),
    "reminder_by_hand_is_not_mailed": Bad(lambda: rows.reminder("by_hand"), {"mailed_at": NOW}),
    "reminder_of_the_timer_once": Bad(rows.second_reminder, {"kind": "after"}),
    "referral_step_state_is_listed": Bad(rows.step, {"state": UNLISTED}),
    "referral_step_reason_is_listed": Bad(rows.step, {"state": "declined", "reason": UNLISTED}),
    "referral_refusal_has_a_reason": Bad(rows.step, {"state": "declined"}),
    "referral_step_by_a_person_or_a_link": Bad(rows.step, {"by": None}),
    "answer_link_one_in_force": Bad(rows.revoked_link, {"revoked_at": None}),
    "answer_link_expires_after_it_begins": Bad(rows.answer_link, lambda row: {"expires_at": row.made_at}),
    "service_request_kind_is_listed": Bad(rows.service_request, {"kind": UNLISTED}),
    "service_request_done_wholly_or_not": Bad(rows.service_request, {"done_at": NOW}),
    "referral_step_once": Bad(lambda: rows.step("accepted"), {"state": "sent"}),
    "opening_reason_is_listed": Bad(rows.opening, {"reason": UNLISTED}),
    "opening_ends_after_it_begins": Bad(rows.opening, lambda row: {"ends_at": row.at}),
    "question_answered_wholly_or_not": Bad(rows.question, {"answered_at": NOW}),
    "flag_resolved_wholly_or_not": Bad(rows.flag, {"resolved_at": NOW}),
    "assessment_kind_is_listed": Bad(rows.assessment, {"kind": UNLISTED}),
    "assessment_proposed_is_listed": Bad(rows.assessment, {"proposed": UNLISTED}),
    "assessment_urgency_is_listed": Bad(rows.assessment, {"urgency": UNLISTED}),
    "standard_plan_kind_is_listed": Bad(rows.standard_plan, {"kind": UNLISTED}),
    "standard_plan_need_is_listed": Bad(lambda: factories.standard_plan(kind="social"), {"need": UNLISTED}),
    "standard_plan_sexual_kind_is_listed": Bad(rows.standard_plan, {"sexual_kind": UNLISTED}),
    "standard_plan_category_fits_its_kind": Bad(rows.standard_plan, {"category": "civil"}),
    "standard_plan_violence_facts_on_violence_only": Bad(rows.standard_plan, {"need": "id_card"}),
    "action_state_is_listed": Bad(lambda: factories.ended_action(rows.case()), {"state": UNLISTED}),
    "action_ended_wholly_or_not": Bad(lambda: factories.ended_action(rows.case()), {"ended_by": None}),
    "action_end_fits_its_state": Bad(rows.action, {"state": "done"}),
    "hint_reason_is_listed": Bad(rows.hint, {"reason": UNLISTED}),
    "hint_judged_wholly_or_not": Bad(rows.hint, {"is_same": True}),
    "hint_of_two_cases": Bad(rows.hint, lambda row: {"older": row.newer_id}),
    "hint_once_for_two_cases": Bad(
        lambda: rows.hint() and rows.hint(),
        lambda row: {"newer": hint_before(row).newer_id, "older": hint_before(row).older_id},
    ),
    "merge_undone_wholly_or_not": Bad(rows.merge, {"undone_at": NOW}),
    "merge_of_two_cases": Bad(rows.merge, lambda row: {"into": row.complaint_id}),
    "merge_one_in_force": Bad(rows.merged_twice, {"undone_at": None, "undone_by": None}),
    "case_arises_as_violence": Bad(rows.case, lambda row: {"arose_from": row.pk}),
    "transfer_state_is_listed": Bad(
        rows.transfer, lambda row: {"state": UNLISTED, "answered_at": NOW, "answered_by": row.offered_by}
    ),
    "transfer_answered_wholly_or_not": Bad(rows.transfer, {"state": "declined", "answered_at": NOW}),
    "transfer_answer_fits_its_state": Bad(rows.transfer, {"state": "declined"}),
    "transfer_goes_elsewhere": Bad(rows.transfer, lambda row: {"to_group": row.from_group}),
    "transfer_one_offer_at_a_time": Bad(
        rows.second_offer, {"state": "offered", "answered_at": None, "answered_by": None}
    ),
    "attachment_kind_is_listed": Bad(rows.attachment, {"kind": UNLISTED}),
    "attachment_removed_wholly_or_not": Bad(rows.attachment, lambda row: {"removed_by": row.by}),
    "case_purged_because_is_listed": Bad(factories.closed, {"purged_at": NOW, "purged_because": UNLISTED}),
    "case_purged_wholly_or_not": Bad(rows.case, {"purged_at": NOW, "purged_because": "term"}),
    "hold_ended_wholly_or_not": Bad(rows.hold, {"ended_at": NOW}),
    "rights_kind_is_listed": Bad(rows.right, {"kind": UNLISTED}),
    "rights_asker_is_listed": Bad(rows.right, {"asked_by": UNLISTED}),
    "rights_check_is_listed": Bad(rows.right, {"checked": UNLISTED}),
    "rights_way_is_listed": Bad(rows.right, {"way": UNLISTED}),
    "rights_state_is_listed": Bad(rows.refused_right, {"state": UNLISTED, "refusal": ""}),
    "rights_refusal_is_listed": Bad(rows.refused_right, {"refusal": UNLISTED}),
    "rights_ended_wholly_or_not": Bad(rows.refused_right, {"ended_by": None}),
    "rights_end_fits_its_state": Bad(rows.right, {"state": "done"}),
    "rights_refusal_has_a_reason": Bad(rows.refused_right, {"refusal": ""}),
    "rights_due_after_it_came": Bad(rows.right, {"due_at": NOW}),
    "attachment_has_pages": Bad(rows.attachment, {"pages": 0}),
    "activity_kind_is_listed": Bad(factories.activity, {"kind": UNLISTED}),
    "activity_division_is_listed": Bad(factories.activity, {"division": UNLISTED}),
    "activity_attendance_not_negative": Bad(factories.activity, {"men": -1}),
    "activity_children_and_elderly_within_all": Bad(factories.activity, {"children": 8, "elderly": 7}),
    "activity_disabled_within_all": Bad(factories.activity, {"disabled": 15}),
    "planning_step_key_is_listed": Bad(rows.planning_step, {"key": UNLISTED}),
    "planning_step_starts_on_a_day": Bad(rows.planning_step, {"from_month": 4, "from_day": 31}),
    "planning_step_ends_on_a_day": Bad(rows.planning_step, {"to_month": 2, "to_day": 30}),
    "planning_step_once_in_a_regency": Bad(lambda: rows.second_step(True), {"key": "meeting"}),
    "planning_step_once_for_all": Bad(lambda: rows.second_step(False), {"key": "meeting"}),
}


# Fields of which no two rows have the same: how a row of each model is made.
MAKERS = {
    "safeguards.KeptInput": rows.kept_input,
    "members.Organisation": lambda: factories.organisation(f"M{Organisation.objects.count()}"),
    "members.Member": lambda: rows.member(data_key=DataKey.objects.make()),
    "members.User": lambda: factories.user(phone=f"+62812000000{User.objects.count():02}"),
    "members.SecondFactor": rows.app,
    "members.Invitation": rows.invitation,
    "complaints.Complaint": rows.case,
    "complaints.Person": rows.person,
    "complaints.Inquiry": factories.inquiry,
    "complaints.Note": rows.note,
    "complaints.Referral": rows.referral,
    "complaints.AnswerLink": rows.answer_link,
    "complaints.Question": rows.question,
    "complaints.Flag": rows.flag,
    "complaints.StandardPlan": rows.standard_plan,
    "planning.Proposal": lambda: rows.proposal(carried_from=rows.proposal()),
    "planning.ProposalStep": rows.proposal_step,
    "planning.ProposalRule": rows.proposal_rule,
    "complaints.Attachment": rows.attachment,
    "planning.Activity": factories.activity,
    "planning.ActivityPhoto": factories.activity_photo,
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
    stored = models.QuerySet(model).filter(pk=row.pk)  # past what the model's own manager forbids
    with pytest.raises(IntegrityError) as refusal, transaction.atomic(), trail.owned():
        stored.update(**(change(row) if callable(change) else change))
    assert told(constraint, model) in str(refusal.value)
    assert stored.get() == row


@pytest.mark.django_db
@pytest.mark.parametrize(("label", "name"), UNIQUE)
def test_no_two_rows_have_the_same(label, name):
    first, second = MAKERS[label](), MAKERS[label]()
    field = type(second)._meta.get_field(name)
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        models.QuerySet(type(second)).filter(pk=second.pk).update(**{name: getattr(first, name)})
    assert re.search(rf"{field.model._meta.db_table}[._]{field.column}", str(refusal.value))
