"""The letter of a referral: what was agreed and nothing else; every look is recorded."""

import pytest
from django.urls import reverse

from safeguards.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, name="Ibu Contoh", reminder="Pagar hijau")


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
