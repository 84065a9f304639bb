"""`/rujukan/<uuid>/tautan/`: a volunteer makes and revokes the link; letter and message carry it."""

import uuid

import pytest
from django.urls import reverse

from complaints.links import show_code
from complaints.models import AnswerLink, ServiceRequest
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def referral(cast):
    to = factories.provider(whatsapp="+6281200001111")
    return factories.referral(factories.complaint(cast.relawan, kind="violence"), to)


@pytest.fixture
def client(cast, login):
    return login(cast.relawan)


def url(referral, name="referral-link") -> str:
    return reverse(f"complaints:{name}", args=[referral.pk])


def make(client, referral, **fields):
    return client.post(url(referral), {"aksi": "buat", "kiriman": uuid.uuid4(), **fields}, follow=True)


def test_nothing_is_made_by_looking(client, referral):
    html = client.get(url(referral)).content.decode()
    assert ("Buat tautan" in html, AnswerLink.objects.count()) == (True, 0)


@pytest.mark.parametrize(("kind", "warned"), [("violence", True), ("social", False)])
def test_kind_a_is_told_who_could_see_it(cast, client, kind, warned):
    referral = factories.referral(factories.complaint(cast.relawan, kind=kind))
    assert ("Siapa pun yang memegang tautan ini" in client.get(url(referral)).content.decode()) == warned


def test_it_is_made_shown_and_revoked(client, referral):
    html = make(client, referral).content.decode()
    link = AnswerLink.objects.get()
    assert f"http://testserver/jawab/{show_code(link.code)}/" in html
    assert "Belum pernah" in html
    client.post(url(referral), {"aksi": "cabut"})
    link.refresh_from_db()
    assert link.revoked_at is not None
    assert show_code(link.code) not in client.get(url(referral)).content.decode()


def test_when_it_was_last_opened_is_read_from_the_trail(client, referral):
    make(client, referral)
    client.get(f"/jawab/{AnswerLink.objects.get().code}/")
    opened = AuditEvent.objects.get(action="link.opened")
    assert client.get(url(referral)).context["opened_at"] == opened.at


def test_a_double_tap_makes_one(client, referral):
    key = uuid.uuid4()
    make(client, referral, kiriman=key)
    make(client, referral, kiriman=key)
    assert AnswerLink.objects.count() == 1


def test_a_refusal_is_told(client, referral):
    type(referral).objects.update(state="withdrawn", ended_at=referral.sent_at)
    response = make(client, referral)
    assert "Langkah ini belum bisa" in response.content.decode()
    assert "sudah selesai" in response.content.decode()


@pytest.mark.parametrize("aksi", ["", "lain"])
def test_no_button_does_nothing(client, referral, aksi):
    assert client.post(url(referral), {"aksi": aksi}).status_code == 200
    assert AnswerLink.objects.count() == 0


@pytest.mark.parametrize(
    ("base", "expected"), [("", "http://testserver"), ("https://kk.example.org/", "https://kk.example.org")]
)
def test_letter_and_message_carry_it(client, referral, settings, base, expected):
    settings.PORTAL_URL = base
    link = factories.answer_link(referral)
    address = f"{expected}/jawab/{show_code(link.code)}/"
    letter = client.get(url(referral, "referral-letter")).content.decode()
    assert (address in letter, '<svg viewBox="0 0 ' in letter, "style=" in letter) == (True, True, False)
    message = client.get(url(referral, "referral-detail")).context["whatsapp"]
    assert message.endswith(address.replace(":", "%3A").replace("/", "%2F"))


def test_so_do_the_reminding_ones(client, referral):
    """A service that has not answered is the one that needs it most."""
    address = f"http://testserver/jawab/{show_code(factories.answer_link(referral).code)}/"
    letter = client.get(url(referral, "referral-reminder-letter")).content.decode()
    assert (address in letter, '<svg viewBox="0 0 ' in letter) == (True, True)
    assert client.get(url(referral, "referral-remind")).context["text"].endswith(address)


def test_without_a_link_they_say_nothing_of_one(client, referral):
    factories.answer_link(referral, revoked_at=referral.sent_at)
    assert "jawab" not in client.get(url(referral, "referral-letter")).content.decode().replace(
        "Mohon jawaban", ""
    )
    assert "jawab" not in client.get(url(referral, "referral-detail")).context["whatsapp"]


def test_what_the_service_asked_stands_on_referral_and_case_until_it_is_done(client, referral):
    asked = ServiceRequest.objects.create(referral=referral, kind="papers", text="Bawa KTP.")
    pages = [referral.get_absolute_url(), referral.complaint.get_absolute_url()]
    assert ["Sudah ditangani" in client.get(page).content.decode() for page in pages] == [True, True]
    done = reverse("complaints:referral-request-done", args=[referral.pk, asked.pk])
    assert client.post(done)["Location"] == referral.get_absolute_url()
    assert ["Sudah ditangani" in client.get(page).content.decode() for page in pages] == [False, False]


def test_a_request_of_another_referral_is_not_there(cast, client, referral):
    other = factories.referral(factories.complaint(cast.relawan))
    asked = ServiceRequest.objects.create(referral=other, kind="contact")
    done = reverse("complaints:referral-request-done", args=[referral.pk, asked.pk])
    assert client.post(done).status_code == 404


@pytest.mark.parametrize("name", ["referral-detail", "referral-letter", "referral-link"])
@pytest.mark.parametrize("rows", [1, 3])
def test_pages_cost_the_same_for_one_row_and_three(client, referral, name, rows, django_assert_num_queries):
    for _row in range(rows):
        factories.answer_link(referral, revoked_at=referral.sent_at)
        ServiceRequest.objects.create(referral=referral, kind="contact")
    factories.answer_link(referral)
    client.get(url(referral, name))
    with django_assert_num_queries({"referral-detail": 15, "referral-letter": 12, "referral-link": 13}[name]):
        client.get(url(referral, name))
