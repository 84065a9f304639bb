"""Recording social protection: every answer lands where it belongs."""

import pytest

from complaints.models import Complaint, Consent, Inquiry, Note, StageChange
from tests import factories
from tests.complaints import answers
from tests.complaints.answers import errors_of, only_case

URL = "/pengaduan/catat/"


@pytest.fixture
def relawan(cast, login):
    return login(cast.relawan)


def test_social_is_recorded(relawan, cast):
    relawan.post(
        URL,
        answers.social(need="id_card", phone="0812 0000 0001", hamlet="Dusun Contoh", narrative="Hilang."),
    )
    case = only_case()
    assert (case.kind, case.category, case.need, case.stage) == ("social", "civil", "id_card", "assisted")
    assert (case.hamlet, case.narrative) == ("Dusun Contoh", "Hilang.")
    person = case.persons.get()
    assert (person.role, person.identity) == (
        "concerned",
        {"name": "Ibu Contoh", "phone": "+6281200000001"},
    )
    step = StageChange.objects.get()
    assert (step.from_stage, step.to_stage, step.outcome) == ("received", "assisted", "")


def test_need_of_another_category_is_dropped(relawan):
    relawan.post(URL, answers.social(need="pkh"))
    assert (only_case().category, only_case().need) == ("civil", "")


def test_solved_now_closes_at_once(relawan, cast):
    relawan.post(URL, answers.social(first_help="solved"))
    case = only_case()
    assert (case.stage, case.outcome, case.closed_by) == ("closed", "solved_by_group", cast.relawan)
    assert case.closed_at == case.received_at
    assert Note.objects.get().text == "Selesai sekarang."
    assert StageChange.objects.get().outcome == "solved_by_group"


def test_what_is_to_be_referred_stays_received(relawan):
    relawan.post(URL, answers.social(first_help="refer"))
    assert only_case().stage == "received"


def test_every_question_of_kind_b_is_asked(relawan):
    response = relawan.post(URL, {"jenis": "perlindungan-sosial", "village_kini": factories.TEROS})
    missing = ["category", "may_record", "name", "sex", "age_band", "first_help"]
    assert [name for name in response.context["form"].fields if name in errors_of(response)] == missing


def test_social_refused_is_an_inquiry_with_its_need(relawan):
    relawan.post(URL, answers.social(may_record="no", category="health", answer="Ke Puskesmas."))
    assert Complaint.objects.count() == 0
    assert Inquiry.objects.get().category == "health"


def test_child_of_kind_b_is_recorded_with_a_guardian(relawan):
    relawan.post(URL, answers.social(age_band="6-12", need="child_card"))
    assert set(Consent.objects.values_list("given_by", flat=True)) == {"guardian"}
