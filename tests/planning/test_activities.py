"""Activities: who writes them down, changes and removes them."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.errors import NotPermitted
from kk_portal.backups import erasing
from members.enums import Division, Position
from members.models import Assignment
from planning.errors import ActivityAhead, ActivityChanged, ActivityGone, ActivityOld
from planning.models import Activity, ActivityPhoto
from planning.policies import activities as policies
from planning.services import activities as services
from safeguards.models import DataKey
from tests import factories

from .activity_pages import LIST, RECORD, TOLD, VALUES, actions, old, sent

# Recording


@pytest.mark.parametrize("name", ["relawan", "humas", "kawil"])
def test_whoever_is_of_the_group_records(cast, login, name):
    assert login(getattr(cast, name)).post(RECORD, sent()).headers["Location"] == LIST
    row = Activity.objects.get()
    assert (row.group, row.recorded_by, row.title) == (cast.teros, getattr(cast, name), TOLD["title"])
    assert services.held(row) == VALUES
    assert actions() == [("activity.recorded", "", False)]


@pytest.mark.parametrize("name", ["sekdes", "petugas", "bakti"])
def test_nobody_else_records(cast, login, name):
    assert login(getattr(cast, name)).post(RECORD, sent()).status_code == 403
    assert Activity.objects.count() == 0


def test_a_resend_is_one_activity_and_changes_nothing(cast, login):
    client, told = login(cast.relawan), sent()
    client.post(RECORD, told)
    page = client.post(RECORD, told | {"women": "99"}, follow=True)
    assert Activity.objects.get().women == 20
    assert "sudah tersimpan tadi" in page.content.decode()


def test_a_key_of_somebody_else_is_refused(cast, login):
    told = sent()
    login(cast.relawan).post(RECORD, told)
    page = login(cast.humas).post(RECORD, told)
    assert page.context["form"].non_field_errors() == ["Akun ini tidak boleh melakukan langkah ini."]
    assert actions()[-1] == ("activity.recorded", "not_permitted", True)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"kind": ""}, {"kind"}),
        ({"kind": "pesta"}, {"kind"}),
        ({"title": " "}, {"title"}),
        ({"title": "x" * 101}, {"title"}),
        ({"held_on": ""}, {"held_on"}),
        ({"held_on": "2126-01-01"}, {"held_on"}),
        ({"division": "keuangan"}, {"division"}),
        ({"women": ""}, {"women"}),
        ({"men": "-1"}, {"men"}),
        ({"men": "dua puluh"}, {"men"}),
        ({"men": "5001"}, {"men"}),
        ({"women": "0", "men": "0", "children": "", "elderly": ""}, {"women"}),
        ({"children": "26"}, {"children"}),
        ({"disabled": "26"}, {"disabled"}),
        ({"elderly": "26"}, {"elderly"}),
        ({"children": "20", "elderly": "6"}, {"elderly"}),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(cast, login, fields, wrong):
    page = login(cast.relawan).post(RECORD, sent(**fields))
    assert set(page.context["form"].errors) == wrong
    assert page.context["form"].data["division"] == fields.get("division", TOLD["division"])
    assert 'type="number"' not in page.content.decode()  # some browsers send nothing of words typed there
    assert Activity.objects.count() == 0


def test_everybody_may_be_a_child_with_a_disability(cast, login):
    login(cast.relawan).post(RECORD, sent(children="25", elderly="", disabled="25"))
    assert Activity.objects.get().children == 25


def test_who_is_in_two_groups_says_for_which(cast, login):
    other = factories.group("KK Mekar")
    Assignment.objects.create(user=cast.relawan, role="volunteer", group=other)
    client = login(cast.relawan)
    assert set(client.post(RECORD, sent()).context["form"].errors) == {"group"}
    assert set(client.post(RECORD, sent(group=str(cast.kupang.pk))).context["form"].errors) == {"group"}
    client.post(RECORD, sent(group=str(other.pk)))
    assert Activity.objects.get().group == other


def test_today_is_that_of_the_village(cast, monkeypatch):
    """Half past three in the afternoon in Greenwich is still today in Lombok, not in Ambon."""
    ambon = factories.group("KK Nusaniwe", factories.NUSANIWE)
    year = timezone.now().year + 1
    now = datetime.datetime(year, 6, 1, 15, 30, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    values = VALUES | {"held_on": datetime.date(year, 6, 2)}
    told = {"values": values, "submission_key": uuid.uuid4()}
    services.record(by=factories.volunteer(group=ambon), group=ambon, **told)
    with pytest.raises(ActivityAhead):
        services.record(by=cast.relawan, group=cast.teros, **told | {"submission_key": uuid.uuid4()})
    assert actions()[-1] == ("activity.recorded", "activity_ahead", True)


def test_a_foreign_group_is_not_hers_to_record_for(cast):
    with pytest.raises(NotPermitted):
        services.record(by=cast.relawan, group=cast.kupang, values=VALUES, submission_key=uuid.uuid4())


# Changing and removing


def test_a_change_counts_the_version_up(cast, login):
    row = factories.activity(cast.teros)
    response = login(cast.humas).post(reverse("planning:activity-edit", args=[row.pk]), sent(versi="1"))
    assert response.headers["Location"] == row.get_absolute_url()
    row = Activity.objects.get()
    assert (row.version, row.title, services.held(row)) == (2, TOLD["title"], VALUES)


def test_nothing_changed_is_no_change(cast):
    row = factories.activity(cast.teros)
    assert services.change(by=cast.relawan, activity=row, version=1, values=services.held(row)) == []
    assert (Activity.objects.get().version, actions()) == (1, [])


def test_the_second_of_two_gets_both_versions(cast, login):
    row = factories.activity(cast.teros)
    address = reverse("planning:activity-edit", args=[row.pk])
    client = login(cast.humas)
    client.post(address, sent(versi="1"))
    page = client.post(address, sent(versi="1", women="30"))
    assert page.status_code == 200
    assert [(one["hers"], one["newest"]) for one in page.context["both"]] == [(30, 20)]
    assert page.context["versi"] == 2
    assert client.post(address, sent(versi="2", women="30")).status_code == 302
    assert Activity.objects.get().women == 30
    assert ("activity.changed", "activity_changed", True) in actions()


def test_removed_is_gone_for_good(cast, login):
    row = factories.activity(cast.teros)
    picture = factories.activity_photo(row)
    address = reverse("planning:activity-remove", args=[row.pk])
    client = login(cast.humas)
    assert client.get(address).status_code == 200
    assert client.post(address).headers["Location"] == LIST
    assert (Activity.objects.count(), ActivityPhoto.objects.count()) == (0, 0)
    keys = DataKey.objects.filter(pk__in=[row.data_key_id, picture.data_key_id])
    assert [key.destroyed_at is None for key in keys] == [False, False]
    assert client.post(address).status_code == 404
    with pytest.raises(ActivityGone):
        services.remove(by=cast.humas, activity=row)


def test_what_a_backup_brings_back_of_the_removed_is_removed_anew(db):
    kept, gone, without_photo = (factories.activity() for _number in range(3))
    photos = [factories.activity_photo(row) for row in (kept, gone, without_photo)]
    assert erasing.reapply(dict.fromkeys([gone.data_key_id, photos[2].data_key_id], timezone.now())) == 2
    assert set(Activity.objects.all()) == {kept, without_photo}
    assert ActivityPhoto.objects.get().activity == kept


def test_what_was_recorded_long_ago_is_the_chairs_and_the_coordinators(cast):
    row = old(group=cast.teros)
    chair = factories.volunteer(group=cast.teros, position=Position.CHAIR)
    economy = factories.volunteer(group=cast.teros, position=Position.COORDINATOR, division=Division.ECONOMY)
    people = [cast.relawan, chair, economy, cast.humas, cast.relawan2, cast.sekdes, cast.petugas]
    assert [policies.may_change(user, row) for user in people] == [True] * 3 + [False] * 4
    with pytest.raises(ActivityOld):
        services.remove(by=cast.humas, activity=row)
    with pytest.raises(NotPermitted):
        services.remove(by=cast.relawan2, activity=row)
    services.remove(by=economy, activity=row)


def test_until_the_ninetieth_day_anyone_of_the_group_mends_it(cast):
    row = factories.activity(cast.teros, at=timezone.now() - datetime.timedelta(days=89))
    assert policies.may_change(cast.humas, row)
    with pytest.raises(ActivityChanged):
        services.change(by=cast.humas, activity=row, version=7, values=VALUES)
