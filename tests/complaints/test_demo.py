"""The demo cast and cases: whole, invented, and never beside real data or in production."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count, F
from django.utils import timezone

from complaints import demo
from complaints.enums import ActionState, Satisfaction, Stage
from complaints.models import (
    Assessment,
    Attachment,
    Complaint,
    Consent,
    DuplicateHint,
    Flag,
    Merge,
    Person,
    PlanAction,
    Question,
    Referral,
    Reminder,
    SafetyPlan,
    ServiceRequest,
    StandardPlan,
    Transfer,
)
from complaints.today import today
from members.models import Group, User
from safeguards import audit
from tests import factories
from villages.services import import_places


@pytest.fixture
def places(db):
    """Every village the demo's groups stand in."""
    codes = {plan.village[:length] for plan in demo.cast.GROUPS for length in (2, 5, 8, 13)}
    gazetteer = factories.gazetteer_of({code: f"Contoh {code}" for code in codes})
    import_places(gazetteer=gazetteer)


def test_loads_the_named_accounts_and_cases_of_every_stage(places):
    assert demo.load(count=400) == 400
    named = {account.username for account in demo.ACCOUNTS}
    assert set(User.objects.filter(username__in=named).values_list("username", flat=True)) == named
    assert set(Complaint.objects.values_list("stage", flat=True)) == set(Stage.values)
    assert Referral.objects.late().exists()
    assert Consent.objects.filter(purpose="refer", decision="withdrawn").exists()
    assert set(Reminder.objects.values_list("kind", flat=True)) >= {"after", "escalated", "complain"}
    assert set(Referral.objects.values_list("satisfaction", flat=True)) == {"", *Satisfaction.values}
    assert Group.objects.values("village").distinct().count() >= 6
    assert Group.objects.values("village__district__regency").distinct().count() >= 3


def test_some_are_assessed_and_planned_and_some_actions_are_late(places):
    demo.load(count=400)
    waiting = PlanAction.objects.filter(state="open")
    assert (Assessment.objects.exists(), waiting.filter(due_on__lt=timezone.localdate()).exists()) == (
        True,
        True,
    )
    assert set(PlanAction.objects.values_list("state", flat=True)) == set(ActionState.values)
    assert set(SafetyPlan.objects.values_list("is_refused", flat=True)) == {True, False}
    assert StandardPlan.objects.exists() is True
    assert Assessment.objects.exclude(urgency=F("complaint__urgency")).exists() is False


def test_some_cases_go_on(places):
    demo.load(count=400)
    assert sorted(Transfer.objects.values_list("state", flat=True)) == ["declined", "offered"]
    offered = today(User.objects.get(username="relawan"))["offered"]
    assert (len(offered.rows), Attachment.objects.count()) == (1, 1)
    handed = today(User.objects.get(username="kawil"))["handed"]
    assert [row.text for row in handed if row.text] == ["Rumahnya dekat dusun Ibu/Bapak."]


def test_some_belong_together(places):
    demo.load(count=400)
    batches = Complaint.objects.exclude(batch=None).values("batch").annotate(cases=Count("pk"))
    assert [row["cases"] for row in batches] == [15]
    assert [row.arose_from.kind for row in Complaint.objects.exclude(arose_from=None)] == ["social"]
    assert set(DuplicateHint.objects.values_list("is_same", flat=True)) == {True, None}
    assert Merge.objects.in_force().count() == 1
    assert [row.referral.complaint.assigned_to.username for row in ServiceRequest.objects.all()] == [
        "relawan"
    ]


def test_named_accounts_have_the_published_password(places):
    demo.load(count=1)
    named = User.objects.filter(username__in=[row.username for row in demo.ACCOUNTS])
    assert [row.check_password(demo.PASSWORD) for row in named] == [True] * len(demo.ACCOUNTS)


@pytest.mark.parametrize("username", demo.BY_NAME)
def test_who_reads_only_what_she_was_given_finds_some(places, username):
    demo.load(count=400)
    read = Complaint.objects.visible_to(User.objects.get(username=username))
    assert set(read.values_list("kind", "assigned_to__username")) == {("social", username)}
    assert read.count() - demo.GIVEN == (username == "kawil")  # to whom a colleague gave one more


def test_old_closings_of_violence_are_approved_and_new_ones_wait(places):
    demo.load(count=400)
    served = Group.objects.filter(partner__assignments__isnull=False)  # where the cast has an officer
    closed = Complaint.objects.filter(kind="violence", stage=Stage.CLOSED, group__in=served)
    month_ago = timezone.now() - timedelta(days=30)
    assert not closed.filter(closed_at__lt=month_ago, closing_approved_at=None).exists()
    assert not closed.filter(closed_at__gt=month_ago).exclude(closing_approved_at=None).exists()
    approved = closed.exclude(closing_approved_at=None)
    assert approved.count() > 20
    assert not approved.exclude(closing_approved_by__assignments__organisation=F("group__partner")).exists()
    assert set(closed.values_list("feeling", flat=True)) == {"", "better", "same", "worse"}


def test_flags_and_questions_stand_and_are_settled(places):
    demo.load(count=400)
    settled = Flag.objects.exclude(resolved_at=None).select_related("complaint__data_key")
    assert {flag.resolution for flag in settled} <= set(demo.words.RESOLUTIONS)
    waiting = Flag.objects.filter(resolved_at=None).values("complaint")
    assert waiting.exists()
    assert not Complaint.objects.filter(is_flagged=True).exclude(pk__in=waiting).exists()
    assert not Complaint.objects.filter(is_flagged=False, pk__in=waiting).exists()
    assert {row.answered_at is None for row in Question.objects.all()} == {True, False}


def test_everyone_invented_says_so(places):
    demo.load(count=60)
    names = [row.name for row in Person.objects.select_related("data_key") if row.name]
    assert len(names) == 81  # 60, and those of cases that belong together
    assert [name for name in names if not name.endswith(" Contoh")] == []


def test_the_audit_trail_of_invented_cases_holds(places):
    demo.load(count=30)
    assert audit.verify().bad is None


def test_refuses_beside_other_data(cast):
    factories.complaint(cast.relawan)
    with pytest.raises(CommandError, match="already holds"):
        call_command("load_demo", stdout=StringIO())
    assert Complaint.objects.count() == 1


def test_refuses_in_production(places, settings):
    settings.LOCAL = False
    with pytest.raises(CommandError, match="production"):
        call_command("load_demo", stdout=StringIO())
    assert not Group.objects.exists()


def test_names_missing_villages(db):
    with pytest.raises(CommandError, match="import_villages"):
        call_command("load_demo", stdout=StringIO())
