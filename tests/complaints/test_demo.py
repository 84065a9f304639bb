"""The demo cast and cases: whole, invented, and never beside real data or in production."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from complaints import demo
from complaints.enums import Stage
from complaints.models import Attachment, Complaint, Person, Referral, Transfer
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
    assert Group.objects.values("village").distinct().count() >= 6
    assert Group.objects.values("village__district__regency").distinct().count() >= 3


def test_some_cases_go_on(places):
    demo.load(count=400)
    assert sorted(Transfer.objects.values_list("state", flat=True)) == ["declined", "offered"]
    offered = today(User.objects.get(username="relawan"))["offered"]
    handed = today(User.objects.get(username="kawil"))["handed"]
    assert (len(offered.rows), len(handed.rows), Attachment.objects.count()) == (1, 1, 1)


def test_named_accounts_have_the_published_password(places):
    demo.load(count=1)
    named = User.objects.filter(username__in=[row.username for row in demo.ACCOUNTS])
    assert [row.check_password(demo.PASSWORD) for row in named] == [True] * len(demo.ACCOUNTS)


def test_everyone_invented_says_so(places):
    demo.load(count=60)
    names = [row.name for row in Person.objects.select_related("data_key") if row.name]
    assert len(names) == 60
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
