"""The page after saving: the number, what to do now, whom to call; and nothing for those it is not for."""

import pytest

from complaints.models import Complaint
from tests import factories
from tests.complaints import answers

URL = "/pengaduan/catat/"


def record(client, sent: dict):
    """The page she lands on."""
    return client.post(URL, sent, follow=True)


def test_number_and_ways_on(cast, login):
    page = record(login(cast.relawan), answers.violence())
    case = Complaint.objects.get()
    assert f'<p class="number-large">{case}</p>' in page.text
    assert f'href="/pengaduan/{case}/rujuk/"' in page.text
    assert f'href="{case.get_absolute_url()}"' in page.text
    assert 'href="/pengaduan/catat/"' in page.text


def test_who_refers_sees_the_number_before_the_services(cast, login):
    page = record(login(cast.relawan), answers.social(first_help="refer"))
    case = Complaint.objects.get()
    assert page.redirect_chain == [(f"/pengaduan/{case}/tercatat/", 302)]
    assert f'<p class="number-large">{case}</p>' in page.text
    assert f'href="/pengaduan/{case}/rujuk/"' in page.text


def test_what_is_solved_is_not_referred(cast, login):
    assert "/rujuk/" not in record(login(cast.relawan), answers.social(first_help="solved")).text


@pytest.mark.parametrize(
    ("changes", "today", "perhaps"),
    [
        ({"category": "sexual", "happened": "today"}, True, False),
        ({"category": "sexual", "happened": "three_days"}, True, False),
        ({"category": "physical", "further": ["sexual"], "happened": "today"}, True, False),
        ({"category": "sexual", "happened": "repeated"}, False, True),
        ({"category": "sexual", "happened": "month"}, False, False),
        ({"category": "physical", "happened": "today"}, False, False),
    ],
)
def test_care_today_after_sexual_violence_within_72_hours(cast, login, changes, today, perhaps):
    page = record(login(cast.relawan), answers.violence(**changes)).text
    assert ("Antar ke Puskesmas atau rumah sakit hari ini juga." in page) is today
    assert ("Bila yang terakhir belum lewat 3 hari" in page) is perhaps


@pytest.mark.parametrize(("safety", "calls"), [("unsafe", True), ("safe", False)])
def test_emergency_numbers_when_not_safe(cast, login, safety, calls):
    page = record(login(cast.relawan), answers.violence(safety=safety)).text
    assert ('href="tel:110"' in page) is calls


def test_services_that_fit_with_call_and_whatsapp(cast, login):
    factories.provider(phone="+62370000001", whatsapp="+6281200000009")
    factories.provider("Kantor lain", kind="kua", services=["faith_leader"])
    page = record(login(cast.relawan), answers.social())
    assert [row.name for row in page.context["providers"]] == ["Dukcapil Contoh"]
    assert 'href="tel:+62370000001"' in page.text
    assert 'href="https://wa.me/6281200000009"' in page.text


# Telling the coordinator ----------------------------------------------------------------------------


def give_phone(user) -> None:
    user.phone = "+6281200000055"
    user.save(update_fields=["phone"])


def test_coordinator_is_told_the_number_and_nothing_else(cast, login):
    give_phone(cast.relawan)
    page = record(login(cast.humas), answers.violence(name="Melati"))
    case = Complaint.objects.get()
    assert page.context["tell"]["link"] == (
        f"https://wa.me/6281200000055?text=Ada%20kasus%20baru%3A%20{case}.%20Mohon%20dilihat%20di%20KK%20"
        "Portal.%20Mohon%20jangan%20kirim%20nama%20lewat%20WA."
    )


def test_coordinator_is_not_told_what_is_hidden_from_her(cast, login):
    give_phone(cast.relawan)
    page = record(login(cast.humas), answers.violence(hidden_from=[str(cast.relawan.pk)]))
    assert page.context["tell"] is None


def test_coordinator_does_not_tell_herself(cast, login):
    give_phone(cast.relawan)
    assert record(login(cast.relawan), answers.violence()).context["tell"] is None


# Who sees the page ----------------------------------------------------------------------------------


def test_public_post_sees_her_number_and_not_the_case(cast, login):
    client = login(cast.kawil)
    page = record(client, answers.violence(category="sexual", happened="today", name="Melati"))
    case = Complaint.objects.get()
    assert case.assigned_to == cast.relawan
    assert page.status_code == 200
    assert f'<p class="number-large">{case}</p>' in page.text
    assert "Antar ke Puskesmas atau rumah sakit hari ini juga." in page.text
    assert "Melati" not in page.text
    assert "/rujuk/" not in page.text
    assert client.get(case.get_absolute_url()).status_code == 404


def test_public_post_who_refers_sees_her_number(cast, login):
    page = record(login(cast.kawil), answers.social(first_help="refer"))
    assert page.redirect_chain[0][0] == f"/pengaduan/{Complaint.objects.get()}/tercatat/"
    assert page.status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [("relawan", 200), ("humas", 404), ("relawan2", 404), ("kawil", 404), ("sekdes", 404), ("petugas", 403)],
)
def test_page_of_a_case_is_for_those_who_work_it(cast, login, who, status):
    case = factories.complaint(cast.relawan, kind="violence")
    assert login(getattr(cast, who)).get(f"/pengaduan/{case}/tercatat/").status_code == status


@pytest.mark.parametrize("providers", [1, 3])
def test_queries_do_not_grow_with_services(cast, login, providers, django_assert_num_queries):
    for number in range(providers):
        factories.provider(f"Dukcapil {number}")
    case = factories.complaint(cast.relawan)
    client = login(cast.relawan)
    with django_assert_num_queries(9):
        client.get(f"/pengaduan/{case}/tercatat/")
