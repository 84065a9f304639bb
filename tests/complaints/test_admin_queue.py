"""From one case that waits for review to the next, and back to the list as it was filtered."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.utils import timezone

from complaints.models import Complaint
from tests import factories

LIST = "/admin/complaints/complaint/"
FILTERS = "jenis=violence&tinjauan=belum"
KEPT = "?" + urlencode({"_changelist_filters": FILTERS})


def address(row: Complaint, deed: str = "change") -> str:
    return f"{LIST}{row.pk}/{deed}/"


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


@pytest.fixture
def queue(cast) -> list[Complaint]:
    """Three of violence that wait, newest first, among others that do not."""
    now = timezone.now()
    factories.complaint(cast.relawan)
    factories.complaint(cast.relawan, kind="violence", reviewed_at=now, reviewed_by=cast.petugas)
    factories.complaint(factories.volunteer("kpd", cast.kupang), kind="violence")
    factories.hiding(factories.complaint(cast.relawan, kind="violence"), cast.petugas)
    return [
        factories.complaint(cast.relawan, kind="violence", received_at=now - timedelta(days=days))
        for days in (1, 2, 3)
    ]


def test_the_next_one_is_older_and_after_the_oldest_comes_the_newest(officer, queue):
    first, second, third = queue
    onward = {row: officer.get(address(row, "berikutnya"))["Location"] for row in queue}
    assert onward == {first: address(second), second: address(third), third: address(first)}


def test_reviewed_and_on_to_the_next_in_one_step(officer, queue):
    first, second, _third = queue
    response = officer.post(address(first, "tinjau"), {"lanjut": "1"})
    assert response["Location"] == address(first, "berikutnya")
    assert officer.get(response["Location"])["Location"] == address(second)
    first.refresh_from_db()
    assert first.reviewed_at is not None


def test_reviewed_without_going_on_stays(officer, queue):
    assert officer.post(address(queue[0], "tinjau"))["Location"] == address(queue[0])


def test_after_the_last_one_she_is_told_so(cast, officer):
    last = factories.complaint(cast.relawan, kind="violence")
    response = officer.post(address(last, "tinjau"), {"lanjut": "1"}, follow=True)
    assert response.redirect_chain[-1] == (LIST, 302)
    assert "Semua sudah ditinjau." in response.content.decode()


def test_the_filters_of_the_list_go_along_and_lead_back(officer, queue):
    page = officer.get(address(queue[0]) + KEPT)
    assert page.context["back"] == f"{LIST}?{FILTERS}"
    assert officer.post(address(queue[0], "tinjau") + KEPT)["Location"] == address(queue[0]) + KEPT
    assert officer.get(address(queue[0], "berikutnya") + KEPT)["Location"] == address(queue[1]) + KEPT
    assert officer.get(address(queue[0])).context["back"] == LIST


def test_the_list_gives_its_filters_to_each_case(officer, queue):
    page = officer.get(f"{LIST}?tinjauan=belum").content.decode()
    assert page.count("?_changelist_filters=tinjauan%3Dbelum") == 3


def test_the_next_one_is_of_her_list_as_it_is_filtered(cast, officer, queue):
    other = factories.complaint(cast.relawan2, kind="violence", received_at=queue[1].received_at)
    kept = "?" + urlencode({"_changelist_filters": f"kelompok={cast.teros.pk}"})
    assert officer.get(address(queue[0], "berikutnya"))["Location"] == address(other)
    assert officer.get(address(queue[0], "berikutnya") + kept)["Location"] == address(queue[1]) + kept


def test_after_the_last_one_of_her_list_she_is_told_so(cast, officer, queue):
    last = factories.complaint(cast.relawan2, kind="violence")
    kept = "?" + urlencode({"_changelist_filters": f"kelompok={last.group_id}"})
    response = officer.post(address(last, "tinjau") + kept, {"lanjut": "1"}, follow=True)
    assert response.redirect_chain[-1] == (f"{LIST}?kelompok={last.group_id}", 302)
    assert "Semua di daftar ini sudah ditinjau." in response.content.decode()


def test_the_number_that_she_looked_for_does_not_end_her_way(officer, queue):
    kept = "?" + urlencode({"_changelist_filters": f"q={queue[0].number}"})
    assert officer.get(address(queue[0], "berikutnya") + kept)["Location"] == address(queue[1]) + kept


def test_filters_that_are_none_are_refused(officer, queue):
    kept = "?" + urlencode({"_changelist_filters": "received_at__month=5"})
    assert officer.get(address(queue[0], "berikutnya") + kept).status_code == 400


def test_a_case_out_of_reach_leads_nowhere(cast, officer):
    foreign = factories.complaint(factories.volunteer("kpd", cast.kupang), kind="violence")
    assert officer.get(address(foreign, "berikutnya"))["Location"] == "/admin/"
