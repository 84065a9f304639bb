"""What waits, on the first page of admin: the numbers are those of the lists behind them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from complaints.models import Question
from tests import factories


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


def lines(client) -> list:
    return client.get("/admin/").context["waiting"]


def listed(client, line) -> int:
    return client.get(line.url).context["cl"].result_count


@pytest.fixture
def work(cast):
    """Something of everything in her groups, and the same in a foreign one."""
    now, today = timezone.now(), timezone.localdate()
    for volunteer in (cast.relawan, factories.volunteer("kpd", cast.kupang)):
        rows = [factories.complaint(volunteer, kind="violence") for _row in range(2)]
        factories.referral(factories.complaint(volunteer), late=True)
        factories.complaint(volunteer, is_flagged=True, reviewed_at=now, reviewed_by=cast.bakti)
        for row, answered in zip(rows, ({}, {"answered_at": now, "answered_by": volunteer}), strict=True):
            Question.objects.create(
                complaint=row, text="Sudah aman?", asked_by=cast.bakti, submission_key=uuid4(), **answered
            )
    for group, days in ((cast.teros, -1), (cast.banjarsari, 30), (cast.kupang, -1)):
        group.sk_ends_on = today + timedelta(days=days)
        group.save()


def test_each_line_counts_the_list_it_leads_to(work, officer):
    told = {line.label: line.number for line in lines(officer)}
    assert told == {
        "Baru 7 hari": 4,
        "Belum ditinjau": 2,
        "Jawaban layanan terlambat": 1,
        "Relawan sudah menjawab": 1,
        "Pertanyaan belum dijawab": 1,
        "Ditandai": 1,
        "SK kelompok sudah berakhir": 1,
        "SK kelompok berakhir dalam 90 hari": 1,
    }
    assert [listed(officer, line) for line in lines(officer)] == list(told.values())


def test_an_administrator_sees_what_waits_everywhere(work, cast, login):
    assert lines(login(cast.bakti))[0].number == 8


def test_nothing_waits(officer):
    assert lines(officer) == []
    assert "Tidak ada yang menunggu." in officer.get("/admin/").content.decode()


def test_what_is_hidden_from_her_is_not_counted(cast, officer):
    factories.hiding(factories.complaint(cast.relawan, kind="violence"), cast.petugas)
    assert lines(officer) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_costs_the_same_for_one_row_and_three(cast, officer, django_assert_num_queries, rows):
    for _row in range(rows):
        factories.referral(factories.complaint(cast.relawan, kind="violence"), late=True)
    with django_assert_num_queries(16):
        officer.get("/admin/")
