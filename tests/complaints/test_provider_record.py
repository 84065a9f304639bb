"""A service's record: what is counted, by year and service, within whose reach, at which cost."""

import datetime
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.models import ReferralStep
from complaints.provider_record import record_of
from tests import factories
from villages.zones import WITA

pytestmark = pytest.mark.django_db
SENT = datetime.datetime(2026, 3, 2, 9, tzinfo=WITA)
HOUR = timedelta(hours=1)


@pytest.fixture
def service(cast):
    return factories.provider(services=["civil_documents", "education"])


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan)


def answered(case, to, hours: float, state="accepted", reason="", sent=SENT, **fields):
    """Due after 24 hours, answered after ``hours``."""
    at = sent + hours * HOUR
    fields = {"services": ["civil_documents"], "due_at": sent + 24 * HOUR, "answered_at": at, **fields}
    ended = None if state == "accepted" else at + HOUR
    row = factories.referral(case, to, state=state, sent_at=sent, ended_at=ended, **fields)
    ReferralStep.objects.create(referral=row, state=state, reason=reason, by=case.assigned_to)
    return row


def total(to, user):
    (year,) = record_of(to, user)
    return year.total


def test_every_ending_is_counted_as_what_it_is(cast, case, service):
    answered(case, service, 2)
    answered(case, service, 2, "served")
    answered(case, service, 2, "not_served", "no_capacity")
    answered(case, service, 2, "declined", "not_competent")
    answered(case, service, 2, "declined", "no_capacity")
    answered(case, service, 2, "withdrawn", "person_chose")
    factories.referral(case, service)
    years = record_of(service, cast.petugas)
    line = next(year for year in years if year.year == 2026).total
    assert (line.sent, line.accepted, line.served, line.not_served, line.declined, line.withdrawn) == (
        7,
        4,
        1,
        1,
        2,
        1,
    )
    assert sorted(line.endings) == [
        ("Diterima, lalu layanan tidak tersedia", 1),
        ("Layanan menolak · Bukan wewenangnya", 1),
        ("Layanan tidak tersedia", 1),
        ("Orangnya memilih tidak melanjutkan", 1),
    ]


@pytest.mark.parametrize(
    ("hours", "in_time"), [(1, 1), (24, 1), (24.001, 0)], ids=["early", "to the second", "late"]
)
def test_in_time_is_until_the_moment_itself(cast, case, service, hours, in_time):
    answered(case, service, hours)
    line = total(service, cast.petugas)
    assert (line.measured, line.in_time, line.percent_in_time) == (1, in_time, 100 * in_time)


def test_what_is_not_due_yet_has_no_rule_or_was_taken_back_is_not_measured(cast, case, service):
    now = timezone.now()
    factories.referral(case, service)
    factories.referral(case, service, due_at=None)
    taken_back = {"state": "withdrawn", "ended_at": now, "due_at": now - HOUR, "sent_at": now - 2 * HOUR}
    factories.referral(case, service, **taken_back)
    line = total(service, cast.petugas)
    assert (line.sent, line.measured, line.percent_in_time, line.median_days) == (3, 0, None, None)


def test_silence_past_the_moment_is_late(cast, case, service):
    factories.referral(case, service, late=True)
    line = total(service, cast.petugas)
    assert (line.measured, line.in_time, line.percent_in_time) == (1, 0, 0)


@pytest.mark.parametrize(("done", "of", "percent"), [(1, 3, 33), (2, 3, 67), (1, 8, 13), (1, 2, 50)])
def test_percent_is_rounded_half_up(cast, case, service, done, of, percent):
    for number in range(of):
        answered(case, service, 1 if number < done else 30)
    assert total(service, cast.petugas).percent_in_time == percent


@pytest.mark.parametrize(
    ("hours", "days"), [([12], 0.5), ([24, 48, 240], 2.0), ([12, 24, 48, 240], 1.5), ([24, 24], 1.0)]
)
def test_the_median_is_exact(cast, case, service, hours, days):
    for each in hours:
        answered(case, service, each)
    assert total(service, cast.petugas).median_days == days


def test_by_service_one_that_asked_for_two_stands_twice_and_counts_once(cast, case, service):
    answered(case, service, 1, services=["civil_documents", "education"])
    answered(case, service, 1, services=["education"])
    (year,) = record_of(service, cast.petugas)
    assert (year.total.sent, [(label, line.sent) for label, line in year.services]) == (
        2,
        [("Dokumen kependudukan", 1), ("Pendidikan", 2)],
    )


def test_a_year_begins_at_midnight_here(cast, case, service):
    midnight = datetime.datetime(2026, 1, 1, tzinfo=WITA)
    answered(case, service, 1, sent=midnight - timedelta(seconds=1))
    answered(case, service, 1, sent=midnight)
    assert [(year.year, year.total.sent) for year in record_of(service, cast.petugas)] == [
        (2026, 1),
        (2025, 1),
    ]


def test_satisfaction(cast, case, service):
    for word in ("yes", "yes", "no", ""):
        answered(case, service, 1, "served", satisfaction=word)
    line = total(service, cast.petugas)
    assert (line.judged, line.content) == (3, [("Puas", 2), ("Sebagian", 0), ("Tidak puas", 1)])


@pytest.mark.parametrize(("who", "sent"), [("petugas", 1), ("petugas2", 2), ("bakti", 3), ("relawan", None)])
def test_each_officer_counts_within_her_reach(cast, service, who, sent):
    kupang = factories.volunteer(group=cast.kupang)
    answered(factories.complaint(cast.relawan), service, 1)
    for _one in range(2):
        answered(factories.complaint(kupang), service, 1)
    assert [year.total.sent for year in record_of(service, getattr(cast, who))] == ([sent] if sent else [])


def test_what_is_hidden_from_her_is_not_counted(cast, case, service):
    answered(case, service, 1)
    factories.hiding(case, cast.petugas)
    assert record_of(service, cast.petugas) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_costs_the_same_for_one_and_three(cast, login, service, number, django_assert_num_queries):
    for one in range(number):
        answered(factories.complaint(cast.relawan), service, 1, sent=SENT - one * timedelta(days=365))
    client = login(cast.petugas)
    page = reverse("admin:complaints_provider_record", args=[service.pk])
    client.get(page)
    with django_assert_num_queries(7):
        response = client.get(page)
    assert response.content.decode().count("1 dari 1 (100%)") == 2 * number


def test_the_page_of_a_service_leads_to_its_record(cast, login, service):
    page = login(cast.petugas).get(reverse("admin:complaints_provider_change", args=[service.pk]))
    assert reverse("admin:complaints_provider_record", args=[service.pk]) in page.content.decode()


def test_a_service_that_is_not_there(cast, login):
    response = login(cast.petugas).get("/admin/complaints/provider/999999/catatan/")
    assert (response.status_code, response.url) == (302, "/admin/")


@pytest.mark.parametrize("who", ["relawan", "sekdes"])
def test_for_officers_only(cast, login, service, who):
    response = login(getattr(cast, who)).get(reverse("admin:complaints_provider_record", args=[service.pk]))
    assert response.url.startswith("/admin/login/")
