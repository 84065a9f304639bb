"""`/rujukan/`: what waits stands first, and each sees her own."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

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
