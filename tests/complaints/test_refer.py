"""`…/rujuk/`: choose a service, ask the person, send."""

import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from complaints.models import Complaint, Consent, Referral
from safeguards import kept
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, name="Ibu Contoh", narrative="Cerita rahasia.")


@pytest.fixture
def dukcapil(cast):
    return factories.provider()


def page(case) -> str:
    return reverse("complaints:refer", args=[case.number])


def fields(provider, **changes) -> dict:
    return {
        "kiriman": str(uuid.uuid4()),
        "layanan": provider.pk,
        "services": ["civil_documents"],
        "decision": "given",
        "given_by": "person",
        "method": "spoken",
        "told": "Butuh akta.",
        "note": "",
        "move_on": "on",
        **changes,
    }


def test_fitting_ones_first_then_a_search(cast, login, case, dukcapil):
    far = factories.make_village(factories.BOKONUSAN).district.regency
    factories.provider("Dukcapil Kupang", regencies=[far])
    factories.provider("KUA Contoh", kind="kua")
    factories.provider("Puskesmas Contoh", kind="puskesmas", services=["health"])
    client = login(cast.relawan)
    first = client.get(page(case))
    assert [row.name for row in first.context["fitting"]] == ["Dukcapil Contoh"]
    assert first.context["found"] == []
    assert [row.name for row in client.get(page(case), {"cari": "kua"}).context["found"]] == ["KUA Contoh"]
    assert [row.name for row in client.get(page(case), {"cari": "DUKCAPIL"}).context["found"]] == [
        "Dukcapil Kupang"
    ]
    assert client.get(page(case), {"cari": "puskesmas"}).context["found"] == []  # asks for nothing there


def test_one_that_waits_already_is_marked(cast, login, case, dukcapil):
    factories.referral(case, dukcapil)
    assert "Sudah dirujuk, belum menjawab" in login(cast.relawan).get(page(case)).content.decode()


def test_the_form_asks_for_this_provider_and_suggests_nothing(cast, login, case, dukcapil):
    response = login(cast.relawan).get(page(case), {"layanan": dukcapil.pk})
    html = response.content.decode()
    assert "Boleh dirujuk ke Dukcapil Contoh?" in html
    assert "menjawab dalam 1 hari kerja" in html
    assert [text for text in ("Ibu Contoh", "Cerita rahasia") if text in html] == []
    form = response.context["form"]
    assert form["services"].value() == ["civil_documents"]
    assert not form["told"].value()
    assert not form["tells_name"].value()
    assert "reason" not in form.fields  # nobody's life is at risk
    assert "again" not in form.fields


def test_a_referral_is_sent(cast, login, case, dukcapil):
    response = login(cast.relawan).post(page(case), fields(dukcapil, tells_name="on"))
    referral = Referral.objects.get()
    assert (response.status_code, response.url) == (302, referral.get_absolute_url())
    assert (referral.told, referral.tells_name, referral.sent_by) == ("Butuh akta.", True, cast.relawan)
    case.refresh_from_db()
    assert case.stage == "assisted"


def test_a_double_tap_sends_once(cast, login, case, dukcapil):
    client, data = login(cast.relawan), fields(dukcapil)
    assert [client.post(page(case), data).url for _tap in range(2)] == [
        Referral.objects.get().get_absolute_url()
    ] * 2


def test_no_is_no(cast, login, case, dukcapil):
    response = login(cast.relawan).post(page(case), fields(dukcapil, decision="refused"))
    assert response.status_code == 200
    message = "Tanpa persetujuan, kasus belum bisa dirujuk. Bila nyawa terancam, telepon 129."
    assert response.context["form"].non_field_errors() == [message]
    assert not Referral.objects.exists()
    assert Consent.objects.filter(purpose="refer", decision="refused").count() == 1


def test_life_at_risk(cast, login, dukcapil):
    case = factories.complaint(cast.relawan, urgency="emergency")
    client = login(cast.relawan)
    response = client.post(page(case), fields(dukcapil, decision="vital", reason=""))
    assert response.context["form"].errors["reason"] == ["Tulis alasannya dulu."]
    client.post(page(case), fields(dukcapil, decision="vital", reason="Ancaman."))
    assert Referral.objects.get().consent.decision == "vital"
    assert Complaint.objects.get(pk=case.pk).is_flagged


def test_vital_is_not_offered_to_a_calm_case(cast, login, case, dukcapil):
    response = login(cast.relawan).post(page(case), fields(dukcapil, decision="vital", reason="Cepat."))
    assert "decision" in response.context["form"].errors


def test_for_a_child_a_guardian_answers(cast, login, case, dukcapil):
    case.persons.update(age_band="6-12")
    client = login(cast.relawan)
    response = client.post(page(case), fields(dukcapil))
    assert "given_by" in response.context["form"].errors
    client.post(page(case), fields(dukcapil, given_by="guardian"))
    assert Referral.objects.get().consent.given_by == "guardian"


def test_the_same_provider_twice_is_warned_of(cast, login, case, dukcapil):
    factories.referral(case, dukcapil)
    client = login(cast.relawan)
    response = client.post(page(case), fields(dukcapil))
    assert "belum dijawab" in response.context["form"].errors["again"][0]
    assert client.post(page(case), fields(dukcapil, again="on")).status_code == 302


def test_no_national_number_for_a_person_hurt(cast, login):
    case = factories.complaint(cast.relawan, kind="violence")
    police = factories.provider(kind="police_ppa", services=["law_enforcement"])
    form = login(cast.relawan).get(page(case), {"layanan": police.pk}).context["form"]
    assert "tells_nik" not in form.fields


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"services": []}, "services"),
        ({"services": ["health"]}, "services"),
        ({"decision": ""}, "decision"),
        ({"told": "x" * 5001}, "told"),
        ({"told": "a\x1bb"}, "told"),
    ],
)
def test_what_was_typed_survives_an_error(cast, login, case, dukcapil, changes, field):
    data = fields(dukcapil, note="Ingat KK asli 🙏", **changes)
    response = login(cast.relawan).post(page(case), data)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    html = response.content.decode()
    assert "Ingat KK asli 🙏" in html
    assert data["kiriman"] in html


def test_a_session_that_ended_in_mid_form_loses_nothing(cast, login, case, dukcapil):
    data = fields(dukcapil, note="Ingat KK asli", pemilik=kept.sign_owner(cast.relawan.pk))
    to_login = Client().post(page(case), data)
    address = parse_qs(urlsplit(to_login.url).query)["next"][0]
    response = login(cast.relawan).get(address)
    assert response.context["provider"] == dukcapil
    assert response.context["form"]["note"].value() == "Ingat KK asli"
    assert data["kiriman"] in response.content.decode()
    assert not Referral.objects.exists()


def test_a_form_without_a_key_was_not_made_here(cast, login, case, dukcapil):
    assert login(cast.relawan).post(page(case), fields(dukcapil, kiriman="x")).status_code == 400


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("relawan", 200),
        ("relawan2", 404),
        ("sekdes", 404),
        ("kawil", 404),
        ("petugas", 403),
        ("petugas2", 404),
    ],
)
def test_who_may(cast, login, case, dukcapil, who, status):
    client = login(getattr(cast, who))
    assert client.get(page(case), {"layanan": dukcapil.pk}).status_code == status
    if status != 200:
        assert client.post(page(case), fields(dukcapil)).status_code == status
        assert not Referral.objects.exists()


def test_a_closed_case_offers_no_provider(cast, login, dukcapil):
    html = login(cast.relawan).get(page(factories.closed(cast.relawan))).content.decode()
    assert "sudah ditutup" in html
    assert dukcapil.name not in html


@pytest.mark.parametrize("chosen", ["999999", "x", "9" * 18])
def test_an_unknown_provider(cast, login, case, chosen):
    status = 404 if chosen == "999999" else 200
    assert login(cast.relawan).get(page(case), {"layanan": chosen}).status_code == status


@pytest.mark.parametrize("rows", [1, 3])
def test_choosing_asks_the_same_number_of_questions(cast, login, case, rows, django_assert_num_queries):
    for number in range(rows):
        factories.provider(f"Dukcapil {number}")
    client = login(cast.relawan)
    client.get(page(case))
    with django_assert_num_queries(7):
        assert client.get(page(case)).status_code == 200
