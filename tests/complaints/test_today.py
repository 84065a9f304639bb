"""What waits today, for whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.models import Question
from complaints.today import today
from members.models import User
from tests import factories


@pytest.fixture
def colleague(cast):
    return factories.volunteer("rekan", cast.teros)


def fresh(user) -> User:
    """As a new request has it: without what is remembered of her scope."""
    return User.objects.get(pk=user.pk)


def test_appointments_of_today_and_before(cast):
    now = timezone.now()
    missed = factories.complaint(cast.relawan, next_appointment=now - timedelta(days=3))
    due = factories.complaint(cast.relawan, next_appointment=now)
    factories.complaint(cast.relawan, next_appointment=now + timedelta(days=2))
    assert today(cast.relawan)["appointments"].rows == [missed, due]


def test_the_coordinator_sees_the_groups_and_others_their_own(cast, colleague):
    case = factories.complaint(colleague, next_appointment=timezone.now() - timedelta(days=1))
    other = factories.volunteer("lain", cast.teros)
    assert [today(user)["appointments"].rows for user in (colleague, cast.relawan, other)] == [
        [case],
        [case],
        [],
    ]


def test_actions_overdue_and_due_within_three_days_are_hers_by_name(cast, colleague):
    case = factories.complaint(cast.relawan)
    soon, late = factories.action(case, days=3), factories.action(case, days=-2)
    factories.action(case, days=4)
    factories.action(case, days=0, responsible=colleague)
    factories.ended_action(case, days=0)
    factories.action(factories.closed(cast.relawan), days=0)
    assert today(cast.relawan)["actions"].rows == [late, soon]


def test_an_action_of_a_case_hidden_from_her_does_not_wait(cast, colleague):
    case = factories.complaint(colleague)
    factories.action(case, days=0)
    factories.hiding(case, colleague)
    assert today(colleague)["actions"].rows == []


def test_referrals_late_first(cast):
    on_time = factories.referral(factories.complaint(cast.relawan))
    late = factories.referral(factories.complaint(cast.relawan), factories.provider("Lain"), late=True)
    ruleless = factories.referral(
        factories.complaint(cast.relawan), factories.provider("Tanpa aturan"), due_at=None
    )
    factories.referral(factories.closed(cast.relawan), factories.provider("Selesai"), late=True)
    assert today(cast.relawan)["referrals"].rows == [late, on_time, ruleless]


def test_new_cases_are_hers_and_untouched(cast, colleague):
    new = factories.complaint(cast.relawan)
    factories.note(factories.complaint(cast.relawan))
    factories.referral(factories.complaint(cast.relawan))
    factories.complaint(cast.relawan, stage="assisted")
    factories.complaint(colleague)
    assert today(cast.relawan)["new_cases"].rows == [new]


def test_questions_wait_until_answered(cast):
    case = factories.closed(cast.relawan)
    asked = Question.objects.create(complaint=case, text="Sudah aman?", asked_by=cast.petugas)
    assert today(cast.relawan)["questions"].rows == [asked]
    asked.answered_at, asked.answered_by = timezone.now(), cast.relawan
    asked.save()
    assert today(cast.relawan)["questions"].rows == []


def test_what_is_hidden_does_not_wait(cast, colleague):
    case = factories.complaint(cast.relawan, next_appointment=timezone.now(), assigned_to=colleague)
    Question.objects.create(complaint=case, text="?", asked_by=cast.petugas)
    factories.referral(case)
    factories.hiding(case, colleague)
    assert [waiting.rows for waiting in today(colleague).values() if waiting] == []


def test_each_list_is_short_and_says_that_there_is_more(cast):
    for _one in range(7):
        factories.complaint(cast.relawan)
    waiting = today(cast.relawan)["new_cases"]
    assert (len(waiting.rows), waiting.has_more) == (5, True)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow(cast, number, django_assert_num_queries):
    for one in range(number):
        moment = timezone.now() - timedelta(hours=one)
        case = factories.complaint(cast.relawan, next_appointment=moment, reminder=f"rumah {one}")
        factories.complaint(cast.relawan)
        factories.referral(case, factories.provider(f"Layanan {one}"))
        factories.action(case, days=one)
        Question.objects.create(complaint=case, text="?", asked_by=cast.petugas)
    user = fresh(cast.relawan)
    with django_assert_num_queries(11):
        lists = today(user)
        [
            [str(row.complaint if hasattr(row, "complaint") else row) for row in rows]
            for rows in lists.values()
        ]


def test_actions_stand_on_the_first_page(cast, login):
    case = factories.complaint(cast.relawan, reminder="rumah sumur")
    for text, days in (("Antar berobat", -2), ("Cari sekolah", 1), ("Ambil akta", 0), ("Temui lagi", 3)):
        factories.action(case, text, days=days)
    page = login(cast.relawan).get("/").content.decode()
    told = ("Antar berobat", "Lewat 2 hari", "Besok", "Hari ini", f"/pengaduan/{case}/rencana/")
    assert [word in page for word in told] == [True] * 5


def test_the_day_stands_on_the_first_page(cast, login):
    case = factories.complaint(cast.relawan, reminder="rumah sumur")
    asked = Question.objects.create(complaint=case, text="Sudah aman?", asked_by=cast.petugas)
    page = login(cast.relawan).get("/").content.decode()
    assert f"/pengaduan/{case}/pertanyaan/{asked.pk}/" in page
    assert ("Kasus baru" in page, "rumah sumur" in page) == (True, True)
