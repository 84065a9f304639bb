"""What officers see of silent services: the list's filter and tags, the case page, the trail in words."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.services.remind import remind
from tests import factories

pytestmark = pytest.mark.django_db
LIST = reverse("admin:complaints_referral_changelist")
DAY = timedelta(days=1)


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence", name="Melati Rahasia")


@pytest.fixture
def silent(case):
    """One for each step the timer can have come to: a day, three, twenty days after its answer-by moment."""
    rows = {}
    for days in (0.5, 3, 20):
        due = timezone.now() - days * DAY
        to = factories.provider(f"Layanan {days}")
        rows[days] = factories.referral(case, to, sent_at=due - DAY, due_at=due)
    remind()
    return rows


@pytest.mark.parametrize(
    ("chosen", "days"),
    [("escalated", [3, 20]), ("complain", [20]), ("", [0.5, 3, 20]), ("lain", [0.5, 3, 20])],
)
def test_the_list_is_narrowed_to_how_far_it_came(cast, login, silent, chosen, days):
    response = login(cast.petugas).get(LIST, {"pengingat": chosen})
    assert {row.pk for row in response.context["cl"].result_list} == {silent[each].pk for each in days}


def test_an_answered_one_leaves_the_filter(cast, login, silent):
    row = silent[20]
    row.state, row.answered_at = "accepted", timezone.now()
    row.save()
    response = login(cast.petugas).get(LIST, {"pengingat": "complain"})
    assert list(response.context["cl"].result_list) == []


@pytest.mark.parametrize("who", ["petugas2"])
def test_another_officer_sees_none(cast, login, silent, who):
    response = login(getattr(cast, who)).get(LIST, {"pengingat": "escalated"})
    assert list(response.context["cl"].result_list) == []


def test_tags_say_how_far_it_came(cast, login, silent):
    page = login(cast.petugas).get(LIST).content.decode()
    tags = [
        f'<span class="tag tag-warn">{word}</span>' for word in ("Diteruskan ke petugas", "Boleh diadukan")
    ]
    assert [page.count(tag) for tag in tags] == [1, 1]


def test_the_list_says_whose_choice_an_ending_was(cast, login, case):
    row = factories.referral(case, state="withdrawn", ended_at=timezone.now())
    row.steps.create(state="withdrawn", reason="person_chose", by=cast.relawan)
    assert "Orangnya memilih tidak melanjutkan" in login(cast.petugas).get(LIST).content.decode()


def test_the_case_page_tells_the_escalation_and_who_raised_the_flag(cast, login, case, silent):
    address = reverse("admin:complaints_complaint_change", args=[case.pk])
    page = login(cast.petugas).get(address).content.decode()
    told = [
        "<strong>Diteruskan ke petugas</strong>",
        "<strong>Layanan boleh diadukan</strong>",
        "Pengingat otomatis, ",
        "Rujukan ke Layanan 3 belum dijawab.",
        reverse("admin:complaints_provider_record", args=[silent[3].provider_id]),
    ]
    assert [words for words in told if words not in page] == []
    assert "Melati" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_one_and_three(cast, login, case, number, django_assert_num_queries):
    for one in range(number):
        due = timezone.now() - 20 * DAY
        to = factories.provider(f"Layanan {one}")
        factories.referral(case, to, sent_at=due - DAY, due_at=due)
    remind()
    client = login(cast.petugas)
    client.get(LIST)
    with django_assert_num_queries(7):
        client.get(LIST, {"pengingat": "escalated"})
