"""Someone only asks: nothing about the person is kept."""

import pytest

from complaints.models import Complaint, Inquiry, Person
from tests import factories
from tests.complaints.test_record import errors_of

URL = "/pengaduan/tanya/"
SOCIAL = {
    "kiriman": "5b1c6a58-8f52-4d0c-9a44-0f4d4e1f0001",
    "kind": "social",
    "category": "health",
    "sex": "female",
    "answer": "Puskesmas buka Senin.",
    "village_kini": factories.TEROS,
}


@pytest.fixture
def relawan(cast, login):
    return login(cast.relawan)


def test_question_is_kept_without_a_person(relawan, cast):
    assert relawan.post(URL, SOCIAL).headers["Location"] == "/"
    row = Inquiry.objects.select_related("data_key").get()
    assert (row.kind, row.category, row.sex, row.answer) == (
        "social",
        "health",
        "female",
        "Puskesmas buka Senin.",
    )
    assert (row.group, row.village_id, row.recorded_by) == (cast.teros, factories.TEROS, cast.relawan)
    assert Complaint.objects.count() == Person.objects.count() == 0


def test_violence_has_no_category(relawan):
    relawan.post(URL, SOCIAL | {"kind": "violence"})
    assert Inquiry.objects.get().category == ""


def test_category_is_asked_of_social_only(relawan):
    assert set(errors_of(relawan.post(URL, SOCIAL | {"category": ""}))) == {"category"}
    assert set(errors_of(relawan.post(URL, {}))) == {"kind", "sex", "village"}


def test_resend_is_one_question(relawan):
    for _again in range(2):
        relawan.post(URL, SOCIAL)
    assert Inquiry.objects.count() == 1


def test_key_of_someone_else_makes_a_question_of_her_own(relawan, cast, login):
    relawan.post(URL, SOCIAL)
    for _again in range(2):
        login(cast.humas).post(URL, SOCIAL)
    assert Inquiry.objects.count() == 2


def test_control_characters_are_refused_and_nothing_is_lost(relawan):
    response = relawan.post(URL, SOCIAL | {"answer": "a\x1bb"})
    assert set(errors_of(response)) == {"answer"}
    assert response.context["form"].data.dict() == SOCIAL | {"answer": "a\x1bb"}


def test_form_opens(relawan):
    assert relawan.get(URL).status_code == 200
