"""What officers do beside reviewing: hide and show again, and look at what was attached."""

import pytest

from complaints.models import Complaint, Hiding, PlanAction
from complaints.services import hiding
from safeguards.models import AuditEvent
from tests import factories


def url(case, slug: str = "change") -> str:
    return f"/admin/complaints/complaint/{case.pk}/{slug}/"


def sees(user, case) -> bool:
    return Complaint.objects.visible_to(user).filter(pk=case.pk).exists()


def test_an_officer_hides_a_case_and_shows_it_again(cast, login):
    case, client = factories.complaint(cast.relawan, assigned_to=cast.kawil), login(cast.petugas)
    assert "Sembunyikan dari seseorang" in client.get(url(case)).content.decode()
    client.post(url(case, "sembunyikan"), {"user": cast.relawan.pk})
    assert sees(cast.relawan, case) is False
    assert "Tampilkan lagi" in client.get(url(case)).content.decode()
    client.post(url(case, "tampilkan"), {"user": cast.relawan.pk})
    assert sees(cast.relawan, case) is True
    events = AuditEvent.objects.filter(chain=case.pk, actor=cast.petugas.pk).exclude(action="complaint.read")
    assert list(events.order_by("seq").values_list("action", flat=True)) == [
        "complaint.hidden",
        "complaint.unhidden",
    ]


@pytest.mark.django_db(transaction=True)
def test_hiding_from_the_assignee_asks_for_another_first(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.petugas)
    page = client.post(url(case, "sembunyikan"), {"user": cast.relawan.pk}).content.decode()
    assert ("Pilih dulu siapa yang mendampingi sesudah ini." in page, Hiding.objects.count()) == (True, 0)
    client.post(url(case, "sembunyikan"), {"user": cast.relawan.pk, "assign_to": cast.humas.pk})
    case.refresh_from_db()
    assert (case.assigned_to, sees(cast.relawan, case)) == (cast.humas, False)


def test_an_officer_hides_nothing_from_herself_and_shows_only_what_is_hidden(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.petugas)
    client.post(url(case, "sembunyikan"), {"user": cast.petugas.pk})
    client.post(url(case, "tampilkan"), {"user": cast.humas.pk})
    assert (Hiding.objects.count(), client.get(url(case)).status_code) == (0, 200)


def test_actions_of_whom_it_is_hidden_from_go_to_who_has_the_case(cast):
    case = factories.complaint(cast.relawan)
    told = {"text": "Urus surat", "due_on": "2026-12-01", "by": cast.humas}
    row = PlanAction.objects.create(complaint=case, responsible=cast.humas, **told)
    hiding.hide(complaint=case, by=cast.relawan, user=cast.humas)
    row.refresh_from_db()
    assert row.responsible == cast.relawan


def file_url(case, file, *rest: str) -> str:
    return url(case, "/".join(["lampiran", str(file.pk), *rest]))


def test_files_of_kind_b_are_shown_to_the_officer_and_recorded(cast, login):
    case, client = factories.complaint(cast.relawan), login(cast.petugas)
    file = factories.attachment(case)
    assert file_url(case, file) in client.get(url(case)).content.decode()
    shown, original = client.get(file_url(case, file)), client.get(file_url(case, file, "asli"))
    assert (shown["Content-Disposition"], original.content) == (
        f'inline; filename="{case}-1.jpg"',
        factories.PHOTO,
    )
    assert original["Content-Disposition"].startswith("attachment;")
    events = AuditEvent.objects.filter(chain=case.pk, action__startswith="attachment.").order_by("seq")
    assert list(events.values_list("action", flat=True)) == ["attachment.read", "attachment.downloaded"]


def test_files_of_kind_a_stay_sealed_until_a_reason_is_given(cast, login):
    case, client = factories.complaint(cast.relawan, kind="violence"), login(cast.petugas)
    file = factories.attachment(case, about="Luka di lengan")
    page = client.get(url(case)).content.decode()
    assert ("Lampiran tersegel." in page, "Luka" in page, file_url(case, file) in page) == (
        True,
        False,
        False,
    )
    refused = client.get(file_url(case, file), follow=True).content.decode()
    assert "Buka dulu segel kasusnya" in refused
    client.post(url(case, "buka"), {"reason": "review"})
    assert client.get(file_url(case, file)).content == factories.PHOTO
    assert "Luka di lengan" in client.get(url(case)).content.decode()


def test_a_file_is_found_in_its_own_case_alone_and_nowhere_when_hidden(cast, login):
    case, other, client = (
        factories.complaint(cast.relawan),
        factories.complaint(cast.relawan),
        login(cast.petugas),
    )
    file = factories.attachment(case)
    assert client.get(file_url(other, file)).status_code == 404
    factories.hiding(case, cast.petugas)
    assert client.get(file_url(case, file))["Location"] == "/admin/"
    assert login(cast.petugas2).get(file_url(case, file))["Location"] == "/admin/"
