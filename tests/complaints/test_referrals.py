"""`/rujukan/`: what waits stands first; a referral, its answer and its letter."""

import uuid
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.letters import message_for
from complaints.models import ReferralStep
from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("complaints:referrals")
NOW = timezone.now


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, name="Ibu Contoh", reminder="Pagar hijau")


def ended(case, state, **fields):
    return factories.referral(case, state=state, answered_at=NOW(), ended_at=NOW(), **fields)


def shown(response) -> list:
    return [row.pk for row in response.context["page_obj"]]


# The list -----------------------------------------------------------------------------------


def test_late_then_waiting_then_accepted_then_ended(cast, login, case):
    served = ended(case, "served")
    accepted = factories.referral(case, state="accepted", answered_at=NOW())
    without_rule = factories.referral(case, due_at=None)
    waiting = factories.referral(case)
    late = factories.referral(case, late=True)
    very_late = factories.referral(case, due_at=NOW() - timedelta(days=3, hours=1))
    response = login(cast.relawan).get(LIST)
    order = [very_late, late, waiting, without_rule, accepted, served]
    assert shown(response) == [row.pk for row in order]
    html = response.content.decode()
    assert "Terlambat 3 hari" in html
    assert "Pagar hijau" in html


@pytest.mark.parametrize(
    ("chosen", "count"),
    [("", 4), ("terlambat", 1), ("menunggu", 2), ("diterima", 1), ("berakhir", 1), ("lain", 4)],
)
def test_filters(cast, login, case, chosen, count):
    factories.referral(case, late=True)
    factories.referral(case)
    factories.referral(case, state="accepted", answered_at=NOW())
    ended(case, "declined")
    assert len(shown(login(cast.relawan).get(LIST, {"keadaan": chosen}))) == count


@pytest.mark.parametrize(("who", "count"), [("relawan", 1), ("relawan2", 0), ("humas", 0), ("kawil", 0)])
def test_each_sees_her_own(cast, login, case, who, count):
    factories.referral(case)
    assert len(shown(login(getattr(cast, who)).get(LIST))) == count


def test_hidden_is_hidden(cast, login, case):
    factories.referral(case)
    factories.hiding(case, cast.relawan)
    assert shown(login(cast.relawan).get(LIST)) == []


@pytest.mark.parametrize("who", ["sekdes", "petugas", "bakti"])
def test_the_list_is_for_volunteers(cast, login, who):
    assert login(getattr(cast, who)).get(LIST).status_code == 403


def test_pages_of_25(cast, login, case):
    to = factories.provider()
    for _row in range(26):
        factories.referral(case, to)
    client = login(cast.relawan)
    assert len(shown(client.get(LIST))) == 25
    assert len(shown(client.get(LIST, {"page": 2}))) == 1
    assert shown(client.get(LIST, {"page": 9999})) == shown(client.get(LIST, {"page": 2}))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_same_number_of_questions(cast, login, rows, django_assert_num_queries):
    for _row in range(rows):
        factories.referral(factories.complaint(cast.relawan, reminder="Pagar hijau"))
    client = login(cast.relawan)
    client.get(LIST)
    with django_assert_num_queries(5):
        assert client.get(LIST).status_code == 200


# One referral -------------------------------------------------------------------------------


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


# The message by WhatsApp --------------------------------------------------------------------


def test_the_message_holds_nothing_of_the_person(cast, login):
    """design.md, The case: number, service, urgency, the volunteer's own name and phone, and the plea."""
    cast.relawan.phone = "+6281200009999"
    cast.relawan.save()
    case = factories.complaint(
        cast.relawan,
        kind="violence",
        urgency="urgent",
        narrative="Dipukul tetangga di sawah.",
        reminder="Pagar hijau",
        hamlet="Dusun Rahasia",
    )
    secret = {
        "name": "Melati Rahasia",
        "phone": "+6281311112222",
        "nik": "5203174101900001",
        "address": "Gang 7",
    }
    case.persons.update(age_band="6-12")
    person = case.persons.get()
    person.identity = secret
    person.save()
    to = factories.provider(whatsapp="+6281200001111", services=["complaint", "health"])
    referral = factories.referral(
        case,
        to,
        services=["complaint", "health"],
        told="Luka di tangan.",
        note="Suami jauh.",
        tells_name=True,
    )
    expected = (
        f"Rujukan dari KK Teros\nNomor kasus: {case}\nLayanan yang diminta: Pengaduan, Kesehatan\n"
        "Kedaruratan: Mendesak\nPendamping: Contoh Relawan (0812-0000-9999)\n"
        "Mohon jangan kirim nama lewat WA."
    )
    assert message_for(referral, cast.relawan) == expected
    link = urlsplit(login(cast.relawan).get(referral.get_absolute_url()).context["whatsapp"])
    assert (link.scheme, link.netloc, link.path) == ("https", "wa.me", "/6281200001111")
    assert parse_qs(link.query) == {"text": [expected]}
    words = [
        *secret.values(),
        "Melati",
        "Dipukul",
        "sawah",
        "Pagar",
        "Dusun",
        "Luka",
        "Suami",
        "Fisik",
        "anak",
    ]
    assert [word for word in words if word.lower() in expected.lower()] == []


# The letter ---------------------------------------------------------------------------------


def letter(login, referral) -> str:
    client = login(referral.sent_by)
    return client.get(reverse("complaints:referral-letter", args=[referral.pk])).content.decode()


def identify(case) -> None:
    person = case.persons.get()
    person.identity = {"name": "Melati Rahasia", "nik": "5203174101900001", "phone": "+6281311112222"}
    person.save()


def test_the_letter_has_the_group_s_head(cast, login, case):
    cast.teros.sk_number = "17/SK/2024"
    cast.teros.save()
    referral = factories.referral(case, services=["civil_documents"], told="Butuh akta.")
    html = letter(login, referral)
    told = ["KELOMPOK KONSTITUEN", "KK Teros", "Desa Teros", "Labuhan Haji", "Kabupaten Lombok Timur"]
    told += [
        "17/SK/2024",
        str(case),
        "Dukcapil Contoh",
        "Dokumen kependudukan",
        "Butuh akta.",
        "Contoh Relawan",
    ]
    assert [text for text in told if text not in html] == []


def test_another_label_on_the_head(cast, login):
    case = factories.complaint(factories.volunteer(group=cast.kupang))
    assert "KELOMPOK PEMERHATI DESA" in letter(login, factories.referral(case))


@pytest.mark.parametrize(
    ("tells", "name", "nik"),
    [
        ({}, False, False),
        ({"tells_name": True}, True, False),
        ({"tells_name": True, "tells_nik": True}, True, True),
    ],
)
def test_name_and_nik_only_as_far_as_she_agreed(cast, login, case, tells, name, nik):
    identify(case)
    html = letter(login, factories.referral(case, **tells))
    assert ("Melati Rahasia" in html, "5203174101900001" in html) == (name, nik)
    assert "6281311112222" not in html
    assert "Pagar hijau" not in html


def test_a_letter_about_violence_carries_number_and_agreed_text(cast, login):
    case = factories.complaint(cast.relawan, kind="violence", narrative="Dipukul.", reminder="Pagar hijau")
    identify(case)
    html = letter(login, factories.referral(case, services=["health"], told="Butuh pemeriksaan."))
    assert "tidak disimpan di rumah" in html
    assert "Butuh pemeriksaan." in html
    secrets = ["Melati", "52031741", "Dipukul", "Pagar hijau", "Kekerasan", "Fisik", "korban"]
    assert [word for word in secrets if word in html] == []


def test_a_letter_for_a_life_at_risk_claims_no_consent(cast, login, case):
    referral = factories.referral(case)
    referral.consent.decision, referral.consent.given_by = "vital", "nobody"
    referral.consent.save()
    html = letter(login, referral)
    assert "nyawa terancam" in html
    assert "dengan persetujuan" not in html


def test_a_letter_that_a_guardian_agreed_to_does_not_say_the_child_did(cast, login, case):
    referral = factories.referral(case)
    assert "dengan persetujuan yang bersangkutan" in letter(login, referral)
    referral.consent.given_by = "guardian"
    referral.consent.save()
    assert "yang bersangkutan" not in letter(login, referral)


def test_the_letter_asks_for_a_nik_that_may_be_told(cast, login, case):
    assert "NIK belum diisi." in letter(login, factories.referral(case, tells_nik=True))
    identify(case)
    assert "NIK belum diisi." not in letter(login, factories.referral(case, tells_nik=True))


def test_every_look_at_the_letter_is_recorded(cast, login, case):
    identify(case)
    referral = factories.referral(case, tells_name=True)
    letter(login, referral)
    event = AuditEvent.objects.get(chain=case.pk)
    assert (event.action, event.figures, event.subject_id) == (
        "letter.read",
        {"identity": ["name"]},
        str(referral.pk),
    )


# The answer ---------------------------------------------------------------------------------


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
