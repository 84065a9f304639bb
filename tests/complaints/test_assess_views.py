"""`…/asesmen/`: two looks at one page, and what stands on it afterwards."""

import datetime
import re
import uuid

import pytest
from django.utils import timezone

from complaints.models import Assessment
from tests import factories

from .test_followup import actions


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence")


def url(case) -> str:
    return f"{case.get_absolute_url()}asesmen/"


def data(case, **answers) -> dict:
    return {"kiriman": str(uuid.uuid4()), "versi": case.version, "danger_now": "no", **answers}


def offered(page: str) -> dict:
    """What the second look sends along."""
    return {"seen": re.search(r'name="seen" value="([^"]*)"', page)[1]}


def test_answers_come_back_with_the_proposal_and_are_not_saved_yet(cast, login, case):
    page = login(cast.relawan).post(url(case), data(case, danger_now="yes")).content.decode()
    assert ("Menurut jawabannya:" in page, "Sekarang ada bahaya" in page) == (True, True)
    assert 'data-start="last"' in page
    assert re.search(r'value="emergency"[^>]*checked', page) is not None
    assert Assessment.objects.count() == 0


def test_confirmed_it_is_saved_once_and_shows_what_to_do(cast, login, case):
    client, typed = login(cast.relawan), data(case, danger_now="yes", self_harm="yes")
    typed |= offered(client.post(url(case), typed).content.decode()) | {"urgency": "emergency"}
    answers = [client.post(url(case), typed) for _tap in range(2)]
    made = Assessment.objects.get()
    assert [answer["Location"] for answer in answers] == [f"{url(case)}{made.pk}/"] * 2
    page = client.get(f"{url(case)}{made.pk}/").content.decode()
    for words in ('href="tel:129"', 'href="tel:110"', "Temani, jangan tinggalkan", "rencana-keselamatan/"):
        assert words in page


def test_another_urgency_asks_why(cast, login, case):
    client, typed = login(cast.relawan), data(case, weapon="yes")
    typed |= offered(client.post(url(case), typed).content.decode()) | {"urgency": "normal"}
    page = client.post(url(case), typed).content.decode()
    assert "Tulis dulu mengapa kedaruratannya lain dari usulan." in page
    client.post(url(case), typed | {"override_reason": "Sudah pindah ke Ambon."})
    made = Assessment.objects.get()
    page = client.get(f"{url(case)}{made.pk}/").content.decode()
    assert "Usulan dari jawaban: Darurat. Dipilih: Biasa, karena:" in page
    assert "Sudah pindah ke Ambon." in page


def test_answers_changed_after_the_proposal_are_proposed_anew(cast, login, case):
    client, typed = login(cast.relawan), data(case)
    typed |= offered(client.post(url(case), typed).content.decode()) | {"urgency": "normal"}
    page = client.post(url(case), typed | {"choked": "yes"}).content.decode()
    assert ("Pernah dicekik" in page, Assessment.objects.count()) == (True, 0)
    assert re.search(r'value="emergency"[^>]*checked', page) is not None


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"danger_now": ""}, "Pilih salah satu."),
        ({"danger_now": "mungkin"}, "mungkin"),
        ({"note": "x" * 2_001}, "Paling panjang 2000 huruf"),
        ({"note": "a\x1b"}, "Ada tanda yang tidak bisa disimpan."),
    ],
)
def test_bad_answers_are_told_and_the_others_kept(cast, login, case, answers, message):
    page = login(cast.relawan).post(url(case), data(case, weapon="yes") | answers).content.decode()
    assert (message in page, "Menurut jawabannya:" in page) == (True, False)
    assert re.search(r'name="weapon" value="yes"[^>]*checked', page) is not None


def test_the_safe_way_to_reach_her_is_offered_and_saved(cast, login):
    case = factories.complaint(cast.relawan, kind="violence", safe_contact={"way": "call"})
    client = login(cast.relawan)
    page = client.get(url(case)).content.decode()
    assert re.search(r'name="contact_way" value="call"[^>]*checked', page) is not None
    typed = data(case, contact_way="trusted", contact_hours="morning", contact_note="Lewat adiknya")
    typed |= offered(client.post(url(case), typed).content.decode()) | {"urgency": "normal"}
    client.post(url(case), typed)
    case.refresh_from_db()
    assert case.safe_contact == {"way": "trusted", "hours": "morning", "note": "Lewat adiknya"}


def test_needs_of_kind_b(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.relawan)
    day = timezone.localdate() + datetime.timedelta(days=2)
    typed = data(case, food_today="yes", ill_now="no", has_deadline="yes", papers=["id_card"])
    assert "Isi tanggalnya. Perkiraan boleh." in client.post(url(case), typed).content.decode()
    far = client.post(url(case), typed | {"deadline": "2099-01-01"}).content.decode()
    assert "Tanggal ini terlalu jauh." in far
    typed |= {"deadline": day.isoformat(), "urgency": "urgent"}
    typed |= offered(client.post(url(case), typed).content.decode())
    client.post(url(case), typed)
    made = Assessment.objects.get()
    assert (made.kind, made.reasons, made.answers["papers"]) == ("needs", ["deadline_soon"], ["id_card"])


@pytest.mark.django_db(transaction=True)
def test_an_old_page_keeps_the_answers_and_is_told(cast, login, case):
    client, typed = login(cast.relawan), data(case, weapon="yes", versi=7)
    typed |= offered(client.post(url(case), typed).content.decode()) | {"urgency": "emergency"}
    page = client.post(url(case), typed).content.decode()
    assert ("baru saja diubah orang lain" in page, 'name="versi" value="1"' in page) == (True, True)


def test_earlier_ones_are_listed_and_every_showing_is_recorded(cast, login, case):
    made = factories.assessment(case)
    client = login(cast.relawan)
    assert f"{url(case)}{made.pk}/" in client.get(url(case)).content.decode()
    client.get(f"{url(case)}{made.pk}/")
    assert actions(case) == [("complaint.read", False)] * 2


def test_one_of_another_case_is_not_found(cast, login, case):
    other = factories.assessment(factories.complaint(cast.relawan, kind="violence"))
    assert login(cast.relawan).get(f"{url(case)}{other.pk}/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(cast, login, case, number, django_assert_num_queries):
    for _one in range(number):
        made = factories.assessment(case)
    client = login(cast.relawan)
    with django_assert_num_queries(10):
        client.get(url(case))
    with django_assert_num_queries(10):
        client.get(f"{url(case)}{made.pk}/")
