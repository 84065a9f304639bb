"""Entering what the service answered: what can come next, once, and nothing typed is lost."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.models import ReferralStep
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, name="Ibu Contoh", reminder="Pagar hijau")


def ended(case, state, **fields):
    return factories.referral(case, state=state, answered_at=NOW(), ended_at=NOW(), **fields)


def answering(referral, **changes) -> dict:
    return {
        "kiriman": str(uuid.uuid4()),
        "versi": referral.state,
        "state": "accepted",
        "text": "",
        "on": timezone.localdate().isoformat(),
        **changes,
    }


def post(client, referral, **changes):
    return client.post(
        reverse("complaints:referral-answer", args=[referral.pk]), answering(referral, **changes)
    )


def test_accepted_then_served(cast, login, case):
    referral, client = factories.referral(case), login(cast.relawan)
    assert post(client, referral).url == referral.get_absolute_url()
    referral.refresh_from_db()
    assert post(client, referral, state="served", text="Akta terbit.").status_code == 302
    referral.refresh_from_db()
    assert referral.state == "served"


@pytest.mark.parametrize(
    ("state", "offered"),
    [("sent", ["accepted", "declined", "withdrawn"]), ("accepted", ["served", "not_served", "withdrawn"])],
)
def test_only_what_can_come_next_is_offered(cast, login, case, state, offered):
    answered = {"answered_at": NOW()} if state == "accepted" else {}
    referral = factories.referral(case, state=state, **answered)
    form = login(cast.relawan).get(reverse("complaints:referral-answer", args=[referral.pk])).context["form"]
    assert [value for value, _label in form.fields["state"].choices] == offered


def test_an_ended_one_takes_no_answer(cast, login, case):
    referral, client = ended(case, "served"), login(cast.relawan)
    html = client.get(reverse("complaints:referral-answer", args=[referral.pk])).content.decode()
    assert "Rujukan ini sudah selesai." in html
    assert post(client, referral).status_code == 200


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"state": ""}, "state", "Pilih jawabannya."),
        ({"state": "served"}, "state", "Masukkan pilihan yang valid"),
        ({"state": "declined"}, "refusal", "Pilih alasannya."),
        ({"state": "withdrawn", "refusal": "other"}, "withdrawal", "Pilih alasannya."),
        ({"state": "declined", "refusal": "person_chose"}, "refusal", "Masukkan pilihan yang valid"),
        ({"state": "withdrawn", "withdrawal": "other"}, "text", "Tulis alasannya dulu."),
        ({"on": ""}, "on", "Isi tanggal jawabannya."),
        ({"on": "2026-02-31"}, "on", "Tanggal ini tidak terbaca. Contoh: 2026-11-22."),
        ({"on": "2999-01-01"}, "on", "Tanggal ini belum tiba."),
        ({"on": "1900-01-01"}, "on", "Langkah sebelumnya tercatat"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_lost(cast, login, case, changes, field, message):
    referral = factories.referral(case)
    response = post(
        login(cast.relawan), referral, **{"text": "" if field == "text" else "Kata mereka.", **changes}
    )
    assert response.status_code == 200
    assert message in response.context["form"].errors[field][0]
    if field != "text":
        assert "Kata mereka." in response.content.decode()
    assert not ReferralStep.objects.exists()


def test_a_reason_of_another_answer_is_left_aside(cast, login, case):
    referral = factories.referral(case)
    post(login(cast.relawan), referral, refusal="bukan daftar", withdrawal="mistake")
    referral.refresh_from_db()
    assert (referral.state, referral.steps.get().reason) == ("accepted", "")


def test_a_double_tap_is_one_answer(cast, login, case):
    referral, client, key = factories.referral(case), login(cast.relawan), str(uuid.uuid4())
    assert [post(client, referral, kiriman=key).status_code for _tap in range(2)] == [302, 302]
    assert ReferralStep.objects.count() == 1


def test_of_two_volunteers_the_second_is_told(cast, login, case):
    referral = factories.referral(case)
    post(login(cast.relawan), referral)
    response = post(login(cast.relawan), referral, state="declined", refusal="no_capacity", text="Penuh.")
    assert response.status_code == 200
    assert "baru saja dicatat orang lain" in response.context["form"].non_field_errors()[0]
    assert "Penuh." in response.content.decode()
    referral.refresh_from_db()
    assert referral.state == "accepted"
