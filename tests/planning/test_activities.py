"""Activities: who writes them down, who reads what, and what a village is told of them."""

import datetime
import uuid
from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from complaints.errors import NotPermitted
from kk_portal.backups import erasing
from members.enums import Division, Position
from members.models import Assignment
from planning.activities_told import activities_told, total
from planning.errors import ActivityAhead, ActivityChanged, ActivityGone, ActivityOld
from planning.models import Activity, ActivityPhoto
from planning.policies import activities as policies
from planning.services import activities as services
from safeguards.models import AuditEvent, DataKey
from tests import factories
from tests.complaints.pictures import SECRET, pdf, photo, photo_that_tells

LIST, RECORD = reverse("planning:activities"), reverse("planning:activity-record")
TODAY = "2026-11-20"
TOLD = {
    "kind": "outreach",
    "title": "Sosialisasi akta kelahiran",
    "held_on": TODAY,
    "division": "public_relations",
    "women": "20",
    "men": "5",
    "children": "3",
    "disabled": "",
    "elderly": "2",
}
VALUES = {
    **TOLD,
    "held_on": datetime.date(2026, 11, 20),
    "women": 20,
    "men": 5,
    "children": 3,
    "disabled": 0,
    "elderly": 2,
}


def sent(**fields) -> dict:
    return {**TOLD, "kiriman": str(uuid.uuid4()), **fields}


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", data)


def old(**fields) -> Activity:
    return factories.activity(at=timezone.now() - datetime.timedelta(days=91), **fields)


def actions() -> list[tuple[str, str, bool]]:
    events = AuditEvent.objects.filter(action__startswith="activity.").order_by("pk")
    return [(event.action, event.reason, event.refused) for event in events]


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


# Photos


def test_the_photo_is_drawn_anew_and_the_group_alone_sees_it(cast, login):
    client = login(cast.relawan)
    client.post(RECORD, sent(photo=upload(photo_that_tells())))
    row = Activity.objects.get()
    address = reverse("planning:activity-photo", args=[row.pk])
    shown = client.get(address)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert SECRET not in shown.content
    assert Image.open(BytesIO(shown.content)).getexif() == {}
    assert "sandbox" in shown["Content-Security-Policy"]
    assert login(cast.humas).get(address).status_code == 200
    assert [login(getattr(cast, name)).get(address).status_code for name in ("sekdes", "petugas")] == [
        403,
        403,
    ]
    assert login(cast.relawan2).get(address).status_code == 404
    assert actions()[-2:] == [
        ("activity.photo_read", "", False),
        ("activity.photo_read", "not_permitted", True),
    ]


def test_a_large_photo_becomes_smaller(cast, login):
    login(cast.relawan).post(RECORD, sent(photo=upload(photo(size=(3000, 2000)))))
    kept = ActivityPhoto.objects.select_related("data_key").get()
    assert Image.open(BytesIO(kept.content)).size == (1280, 853)


@pytest.mark.parametrize(
    "data", [b"x", pdf(), b"", photo() + b"<html><script>"], ids=["x", "pdf", "empty", "two"]
)
def test_what_is_no_photo_is_refused_and_nothing_is_lost(cast, login, data):
    page = login(cast.relawan).post(RECORD, sent(photo=upload(data)))
    assert set(page.context["form"].errors) == {"photo"}
    assert page.context["form"].data["title"] == TOLD["title"]
    assert Activity.objects.count() == 0


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x", "Berkas ini bukan foto, atau rusak. Pilih foto JPEG, PNG, atau WebP."),
        (pdf(), "Berkas ini bukan foto, atau rusak. Pilih foto JPEG, PNG, atau WebP."),
        (b"\0\0\0\x18ftypheic" + b"\0" * 16, "Foto HEIC belum bisa dibaca di sini."),
        (b"0" * (settings.ATTACHMENT_MAX_BYTES + 1), "Foto ini terlalu besar. Pilih yang lebih kecil."),
    ],
    ids=["x", "pdf", "heic", "large"],
)
def test_a_photo_that_does_not_do_is_answered_for_photos(cast, login, data, words):
    """Nobody is told to send a PDF, which is refused here."""
    errors = login(cast.relawan).post(RECORD, sent(photo=upload(data))).context["form"].errors["photo"]
    assert [error.startswith(words) for error in errors] == [True]


def test_another_photo_takes_its_place_and_the_first_is_destroyed(cast, login):
    row = factories.activity(cast.teros)
    first = factories.activity_photo(row, photo())
    address = reverse("planning:activity-edit", args=[row.pk])
    client = login(cast.relawan)
    client.post(address, sent(versi="1", photo=upload(photo("PNG"))))
    assert ActivityPhoto.objects.get(activity=row).pk != first.pk
    assert DataKey.objects.get(pk=first.data_key_id).destroyed_at is not None
    client.post(address, sent(versi="2", drop_photo="on"))
    assert ActivityPhoto.objects.count() == 0
    assert AuditEvent.objects.filter(action="activity.changed").last().figures == {"fields": ["photo"]}


def test_where_there_is_no_photo_there_is_no_page_of_it(cast, login):
    row = factories.activity(cast.teros)
    assert login(cast.relawan).get(reverse("planning:activity-photo", args=[row.pk])).status_code == 404


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


# Reading


def test_the_secretary_reads_counts_and_no_words(cast, login):
    row = factories.activity(cast.teros, title="Sosialisasi zamrud")
    factories.activity_photo(row)
    client = login(cast.sekdes)
    for address in (LIST, row.get_absolute_url()):
        page = client.get(address).content.decode()
        assert ("zamrud" in page, "foto/" in page, "10 perempuan" in page) == (False, False, True)
    assert "zamrud" in login(cast.relawan).get(LIST).content.decode()


def test_each_sees_her_own_place(cast, login):
    factories.activity(cast.teros)
    factories.activity(cast.kupang)
    for name, count in (("relawan", 1), ("sekdes", 1), ("relawan2", 0)):
        page = login(getattr(cast, name)).get(LIST)
        assert (name, len(page.context["page_obj"])) == (name, count)


def test_a_year_is_chosen_and_nonsense_is_not_found(cast, login):
    factories.activity(cast.teros, held_on=datetime.date(2024, 3, 1))
    factories.activity(cast.teros, held_on=datetime.date(2025, 3, 1), women=7)
    client = login(cast.relawan)
    assert client.get(LIST).context["all"].women == 7
    assert client.get(LIST, {"tahun": "2024"}).context["all"].women == 10
    asked = ("2023", "²", "x", "99999999999")
    assert [client.get(LIST, {"tahun": year}).status_code for year in asked] == [404] * 4


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_list_do_not_grow(cast, login, number, django_assert_num_queries):
    for _row in range(number):
        factories.activity_photo(factories.activity(cast.teros))
    client = login(cast.relawan)
    with django_assert_num_queries(8):
        client.get(LIST)


def test_what_a_village_is_told(cast):
    day = datetime.date(2026, 2, 3)
    other = factories.group("KK Mekar")
    factories.activity(cast.teros, held_on=day, women=9, men=1, children=2, disabled=1, elderly=3)
    factories.activity(other, held_on=day, women=5, men=0)
    factories.activity(cast.teros, held_on=day, kind="meeting")
    factories.activity(cast.teros, held_on=datetime.date(2025, 12, 31))
    factories.activity(cast.kupang, held_on=day)
    lines = activities_told(cast.teros.village, 2026, exact=True)
    assert [(line.label, line.number, line.women, line.men) for line in lines] == [
        ("Pertemuan kelompok", 1, 10, 4),
        ("Sosialisasi", 2, 14, 1),
    ]
    every = total(lines)
    assert (every.number, every.attendance, every.children, every.disabled, every.elderly) == (3, 29, 2, 1, 3)
    both = activities_told([cast.teros.village, cast.kupang.village], 2026)
    assert (total(both).number, total(both).disabled) == (4, None)
    assert activities_told(cast.teros.village, 2020) == []


# Admin


def test_an_officer_reads_and_takes_along_those_of_her_groups(cast, login):
    factories.activity(cast.teros, title="Sosialisasi di Teros")
    factories.activity(cast.kupang, title="Sosialisasi di Kupang")
    client = login(cast.petugas)
    page = client.get("/admin/planning/activity/").content.decode()
    assert ("di Teros" in page, "di Kupang" in page) == (True, False)
    year = timezone.localdate().year
    for query, count in (({"tahun": year}, 1), ({"tahun": year - 1}, 0), ({"tahun": "x"}, 0)):
        found = client.get("/admin/planning/activity/", query).context["cl"].result_list
        assert (query, len(found)) == (query, count)
    assert client.get("/admin/planning/activity/", {"kegiatan": "meeting"}).context["cl"].result_list == []


def test_the_officers_list_says_of_whom_each_number_is(cast, login):
    factories.activity(cast.teros, women=20, men=5, children=0, disabled=1, elderly=3)
    page = login(cast.petugas).get("/admin/planning/activity/").content.decode()
    assert '20 perempuan, 5 laki-laki<span class="sub">1 disabilitas, 3 lansia</span>' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_officers_list_costs_the_same_for_one_row_and_three(cast, login, django_assert_num_queries, rows):
    for _row in range(rows):
        factories.activity(cast.teros)
    client = login(cast.petugas)
    with django_assert_num_queries(7):
        client.get("/admin/planning/activity/")
