"""A request on the pages: recorded by a volunteer, seen and answered by an officer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from complaints.models import Complaint, Merge, RightsRequest
from complaints.services import review
from members import proof
from tests import factories

pytestmark = pytest.mark.django_db
SAID = {"kind": "erase", "asked_by": "person", "checked": "known", "way": "spoken"}


@pytest.fixture
def case(cast):
    return factories.complaint(cast.relawan, kind="violence", name="Melati Rahasia", narrative="Dipukul")


def right(case, kind: str = "access", hours: float = 72, **fields) -> RightsRequest:
    now = timezone.now()
    came, due = now - timedelta(hours=72 - hours), now + timedelta(hours=hours)
    told = {**SAID, "kind": kind, "received_at": came, "due_at": due, "recorded_by": case.assigned_to}
    return RightsRequest.objects.create(complaint=case, **{**told, **fields})


def page_of(case) -> str:
    return reverse("complaints:rights", args=[case.number])


def test_a_volunteer_records_a_request(case, cast, login):
    client = login(cast.relawan)
    assert page_of(case) in client.get(case.get_absolute_url()).content.decode()
    data = {
        **SAID,
        "on": timezone.localdate().isoformat(),
        "at": "",
        "text": "Hapus saja",
        "kiriman": case.pk,
    }
    response = client.post(page_of(case), data)
    assert response["Location"] == page_of(case)
    made = RightsRequest.objects.get()
    assert (made.kind, made.text, made.state) == ("erase", "Hapus saja", "open")
    assert abs(made.due_at - timezone.now() - timedelta(hours=72)) < timedelta(minutes=1)
    assert "Hapus saja" in client.get(page_of(case)).content.decode()
    assert "Permintaan hak:" in client.get(case.get_absolute_url()).content.decode()


def test_a_day_without_an_hour_begins_in_the_morning(case, cast, login):
    yesterday = timezone.localdate() - timedelta(days=1)
    login(cast.relawan).post(page_of(case), {**SAID, "on": yesterday.isoformat(), "kiriman": case.pk})
    came = timezone.localtime(RightsRequest.objects.get().received_at)
    assert (came.date(), came.hour) == (yesterday, 0)


def test_a_merged_case_says_where_to_record_it(case, cast, login):
    merged = factories.closed(cast.relawan, kind="violence", outcome="duplicate")
    Merge.objects.create(complaint=merged, into=case, reason="Sama.", by=cast.petugas)
    page = login(cast.relawan).get(page_of(merged)).content.decode()
    assert "Catat permintaan di kasus yang dilanjutkan" in page
    assert "Simpan permintaan" not in page


def test_what_is_missing_is_said(case, cast, login):
    page = (
        login(cast.relawan).post(page_of(case), {"kiriman": case.pk, "text": "Hapus saja"}).content.decode()
    )
    assert page.count("Pilih salah satu.") >= 4
    assert "Hapus saja" in page
    assert not RightsRequest.objects.exists()


def test_officers_see_the_clock_on_their_first_page_and_in_a_list(case, cast, login):
    right(case, hours=-1)
    right(case, "correct")
    right(factories.complaint(cast.relawan2))
    client = login(cast.petugas)
    page = client.get("/admin/").content.decode()
    assert "<strong>1</strong> Permintaan hak terlambat dijawab" in page
    assert "<strong>3</strong> Permintaan hak menunggu" in page
    rows = client.get("/admin/complaints/rightsrequest/").content.decode()
    assert rows.count("case-number") == 3
    assert rows.count("Terlambat") >= 1
    late = client.get("/admin/complaints/rightsrequest/?terlambat=ya").content.decode()
    assert late.count('class="case-number"') == 1


def test_the_officer_of_another_partner_sees_none(case, cast, login):
    right(case)
    rows = login(cast.petugas2).get("/admin/complaints/rightsrequest/").content.decode()
    assert "case-number" not in rows


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_same_number_of_questions(cast, login, number, django_assert_num_queries):
    for _ in range(number):
        right(factories.complaint(cast.relawan))
    client = login(cast.petugas)
    client.get("/admin/complaints/rightsrequest/")
    with django_assert_num_queries(6):
        client.get("/admin/complaints/rightsrequest/")


def test_the_copy_needs_the_seal_opened_and_is_recorded(case, cast, login):
    made, client = right(case), login(cast.petugas)
    address = reverse("admin:complaints_complaint_copy", args=[case.pk, made.pk])
    response = client.get(address, follow=True)
    assert "Buka dulu segel kasusnya" in response.content.decode()
    review.open_seal(complaint=case, by=cast.petugas, reason="request")
    page = client.get(address).content.decode()
    assert "Melati Rahasia" in page
    assert "Dipukul" in page
    done = reverse("admin:complaints_complaint_fulfil", args=[case.pk])
    client.post(done, {"request": made.pk, "checked": "card", "text": "Diserahkan"})
    made.refresh_from_db()
    assert (made.state, made.checked) == ("done", "card")


def test_an_officer_erases(case, cast, login):
    made, client = right(case, "erase"), login(cast.petugas)
    address = reverse("admin:complaints_complaint_fulfil", args=[case.pk])
    page = client.post(address, {"request": made.pk}).content.decode()
    assert "Menghapus tidak bisa dibatalkan" in page
    client.post(address, {"request": made.pk, "is_sure": "on"})
    assert Complaint.objects.get(pk=case.pk).purged_because == "wish"
    page = login(cast.relawan).get(case.get_absolute_url()).content.decode()
    assert "Dihapus atas permintaan orangnya" in page
    assert login(cast.relawan).get(page_of(case)).status_code == 200


@pytest.mark.parametrize(
    "kind, asked_by, asks", [("access", "person", []), ("erase", "guardian", ["is_sure", "other_guardian"])]
)
def test_an_officer_is_asked_what_the_request_calls_for(case, cast, login, kind, asked_by, asks):
    right(case, kind, asked_by=asked_by)
    page = login(cast.petugas).get(reverse("admin:complaints_complaint_change", args=[case.pk]))
    fields = page.context["forms"]["fulfil"].fields
    assert [name for name in ("is_sure", "other_guardian") if name in fields] == asks
    assert "Permintaan hak menunggu" in page.content.decode()


def test_what_is_wrong_stands_first_and_leads_to_its_field(case, cast, login):
    made, client = right(case), login(cast.petugas)
    address = reverse("admin:complaints_complaint_refuse", args=[case.pk])
    page = client.post(address, {"request": made.pk}).content.decode()
    assert '<a href="#refuseform_refusal">' in page
    assert 'id="refuseform_refusal"' in page
    assert page.index("error-summary") < page.index("case-body")


def test_an_officer_refuses_with_a_reason(case, cast, login):
    made, client = right(case, "erase"), login(cast.petugas)
    address = reverse("admin:complaints_complaint_refuse", args=[case.pk])
    assert "Pilih dulu alasannya" in client.post(address, {"request": made.pk}).content.decode()
    client.post(address, {"request": made.pk, "refusal": "legal_duty", "text": "Sidang"})
    made.refresh_from_db()
    assert (made.state, made.refusal) == ("refused", "legal_duty")


def test_an_officer_holds_and_lifts(case, cast, login):
    client = login(cast.petugas)
    tomorrow = timezone.localdate() + timedelta(days=1)
    data = {"reason": "Sidang", "until": tomorrow.isoformat(), "kiriman": case.pk}
    client.post(reverse("admin:complaints_complaint_hold", args=[case.pk]), data)
    assert case.holds.in_force().count() == 1
    page = client.get(reverse("admin:complaints_complaint_change", args=[case.pk])).content.decode()
    assert "Lepas penahanan" in page
    client.post(reverse("admin:complaints_complaint_lift", args=[case.pk]))
    assert case.holds.in_force().count() == 0


def test_of_what_was_refused_there_is_no_copy(case, cast, login):
    now = timezone.now()
    refused = right(case, state="refused", refusal="reported", ended_at=now, ended_by=cast.petugas)
    review.open_seal(complaint=case, by=cast.petugas, reason="request")
    address = reverse("admin:complaints_complaint_copy", args=[case.pk, refused.pk])
    assert login(cast.petugas).get(address).status_code == 404


def test_a_screen_left_open_erases_nothing(case, cast, login):
    made, client = right(case, "erase"), login(cast.petugas)
    session = client.session
    session[proof.GIVEN] -= proof.HOLDS + 1
    session.save()
    address = reverse("admin:complaints_complaint_fulfil", args=[case.pk])
    response = client.post(address, {"request": made.pk, "is_sure": "on"})
    assert response["Location"].startswith(reverse("members:proof"))
    assert not Complaint.objects.get(pk=case.pk).is_purged
