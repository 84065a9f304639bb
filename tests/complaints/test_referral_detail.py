"""One referral: what was agreed, its course, who may see it, and the message to the service."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from complaints.letters import message_for
from complaints.models import ReferralStep
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, name="Ibu Contoh", reminder="Pagar hijau")


def test_it_tells_what_was_agreed_and_every_step(cast, login, case):
    referral = factories.referral(case, told="Butuh akta.", note="Bawa KK asli.", late=True)
    ReferralStep.objects.create(referral=referral, state="accepted", text="Datang Senin.", by=cast.relawan)
    html = login(cast.relawan).get(referral.get_absolute_url()).content.decode()
    told = ["Butuh akta.", "Bawa KK asli.", "Datang Senin.", "terlambat 1 hari", str(case)]
    assert [text for text in told if text not in html] == []


def test_reading_it_is_recorded(cast, login, case):
    referral = factories.referral(case)
    login(cast.relawan).get(referral.get_absolute_url())
    event = AuditEvent.objects.get(chain=case.pk)
    assert (event.action, event.subject_id, event.actor) == (
        "complaint.read",
        str(referral.pk),
        cast.relawan.pk,
    )


PAGES = ["referral-detail", "referral-answer", "referral-letter"]
WHO = [
    ("relawan", 200),
    ("relawan2", 404),
    ("sekdes", 404),
    ("kawil", 404),
    ("petugas", 403),
    ("petugas2", 404),
]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("who", "status"), WHO)
def test_who_may(cast, login, case, name, who, status):
    referral = factories.referral(case)
    response = login(getattr(cast, who)).get(reverse(f"complaints:{name}", args=[referral.pk]))
    assert response.status_code == status
    assert "no-store" in response["Cache-Control"]


@pytest.mark.parametrize(("name", "queries"), [("referral-detail", 14), ("referral-letter", 12)])
@pytest.mark.parametrize("steps", [1, 3])
def test_a_referral_asks_the_same_number_of_questions(
    cast, login, case, name, queries, steps, django_assert_num_queries
):
    referral = factories.referral(case, tells_name=True)
    for state in ["sent", "accepted", "served"][:steps]:
        ReferralStep.objects.create(referral=referral, state=state, by=cast.relawan)
    client, url = login(cast.relawan), reverse(f"complaints:{name}", args=[referral.pk])
    client.get(url)
    with django_assert_num_queries(queries):
        assert client.get(url).status_code == 200


SECRET = {
    "name": "Melati Rahasia",
    "phone": "+6281311112222",
    "nik": "5203174101900001",
    "address": "Gang 7",
}
TELLING = ["Melati", "Dipukul", "sawah", "Pagar", "Dusun", "Luka", "Suami", "Fisik", "anak"]


def told_much(cast):
    """A referral of a case of violence of which everything is known."""
    case = factories.complaint(
        cast.relawan,
        kind="violence",
        urgency="urgent",
        narrative="Dipukul tetangga di sawah.",
        reminder="Pagar hijau",
        hamlet="Dusun Rahasia",
    )
    person = case.persons.get()
    person.age_band, person.identity = "6-12", SECRET
    person.save()
    asked = {"services": ["complaint", "health"]}
    to = factories.provider(whatsapp="+6281200001111", **asked)
    return factories.referral(case, to, told="Luka di tangan.", note="Suami jauh.", tells_name=True, **asked)


def test_the_message_holds_nothing_of_the_person(cast, login):
    """Number, service, urgency, the volunteer's own name and phone, and the plea."""
    cast.relawan.phone = "+6281200009999"
    cast.relawan.save()
    referral = told_much(cast)
    expected = (
        f"Rujukan dari KK Teros\nNomor kasus: {referral.complaint}\n"
        "Layanan yang diminta: Pengaduan, Kesehatan\n"
        "Kedaruratan: Mendesak\nPendamping: Contoh Relawan (0812-0000-9999)\n"
        "Mohon jangan kirim nama lewat WA."
    )
    assert message_for(referral, cast.relawan) == expected
    link = urlsplit(login(cast.relawan).get(referral.get_absolute_url()).context["whatsapp"])
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/6281200001111")
    assert parse_qs(link.query) == {"text": [expected]}
    words = [*SECRET.values(), *TELLING]
    assert [word for word in words if word.lower() in expected.lower()] == []
