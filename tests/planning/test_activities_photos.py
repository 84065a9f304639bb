"""The photo of an activity: drawn anew, for the group alone, gone for good."""

from io import BytesIO

import pytest
from django.conf import settings
from django.urls import reverse
from PIL import Image

from planning.models import Activity, ActivityPhoto
from safeguards.models import AuditEvent, DataKey
from tests import factories
from tests.complaints.pictures import SECRET, pdf, photo, photo_that_tells

from .activity_pages import RECORD, TOLD, actions, sent, upload


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
