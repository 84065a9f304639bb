"""The deeds for many cases at once, from the list."""

import pytest

from complaints.models import Flag, Question
from safeguards.models import AuditEvent
from tests import factories

LIST = "/admin/complaints/complaint/"


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


def run(client, action: str, rows, **fields):
    told = {"action": action, "index": 0, "_selected_action": [row.pk for row in rows], **fields}
    return client.post(LIST, told, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_marking_many_reviewed_records_each(cast, officer):
    rows = [factories.complaint(cast.relawan, kind="violence") for _row in range(3)]
    assert said(run(officer, "mark_reviewed", rows)) == ["3 kasus selesai."]
    assert AuditEvent.objects.filter(action="complaint.reviewed", refused=False).count() == 3
    assert said(run(officer, "mark_reviewed", rows)) == ["3 kasus tidak: Kasus ini sudah ditinjau."]


def test_foreign_and_hidden_cases_among_the_chosen_are_left_alone(cast, officer):
    ours = factories.complaint(cast.relawan, kind="violence")
    hidden = factories.complaint(cast.relawan, kind="violence")
    factories.hiding(hidden, cast.petugas)
    foreign = factories.complaint(factories.volunteer("kpd", cast.kupang), kind="violence")
    assert said(run(officer, "mark_reviewed", [ours, hidden, foreign])) == ["1 kasus selesai."]
    assert said(run(officer, "mark_reviewed", [foreign])) == ["Pilih 1 sampai 100 kasus dulu."]
    for row in (hidden, foreign):
        row.refresh_from_db()
        assert row.reviewed_at is None


def test_ids_that_are_none_choose_nothing(officer):
    told = {"action": "mark_reviewed", "index": 0, "_selected_action": ["x"]}
    response = officer.post(LIST, told, follow=True)
    assert said(response) == ["Pilih kasusnya dulu."]


def test_too_many_at_once_are_refused(cast, officer, monkeypatch):
    monkeypatch.setattr("complaints.admin.actions.MOST", 1)
    rows = [factories.complaint(cast.relawan, kind="violence") for _row in range(2)]
    assert said(run(officer, "mark_reviewed", rows)) == ["Pilih 1 sampai 1 kasus dulu."]
    assert AuditEvent.objects.count() == 0


def test_who_thinks_better_of_it_is_back_in_her_list(cast, officer):
    row, address = factories.complaint(cast.relawan), f"{LIST}?kelompok={cast.teros.pk}&tahap=terbuka"
    page = officer.post(address, {"action": "ask", "index": 0, "_selected_action": [row.pk]})
    assert page.content.decode().count(f'href="{address.replace("&", "&amp;")}"') == 2


def test_a_question_is_asked_first_and_then_for_each(cast, officer):
    rows = [factories.complaint(cast.relawan) for _row in range(2)]
    page = run(officer, "ask", rows)
    assert (page.status_code, Question.objects.count()) == (200, 0)
    key = {"kiriman": "6f0c4d3e-55a5-4a38-9f0c-6b7f2f1c9a01"}
    empty = run(officer, "ask", rows, apply=1, text="", **key)
    assert list(empty.context["form"].errors) == ["text"]
    for _resend in range(2):
        run(officer, "ask", rows, apply=1, text="Sudah dijawab Dukcapil?", **key)
    assert [question.text for question in Question.objects.all()] == ["Sudah dijawab Dukcapil?"] * 2


def test_flagging_and_resolving_many(cast, officer):
    rows = [factories.complaint(cast.relawan) for _row in range(2)]
    run(officer, "flag", rows, apply=1, text="Perlu dicek")
    assert Flag.objects.count() == 2
    assert list(run(officer, "resolve_flags", rows, apply=1).context["form"].errors) == ["text"]
    settle = {"apply": 1, "text": "Sudah dibahas."}
    for _second_tap in range(2):
        assert said(run(officer, "resolve_flags", rows, **settle)) == ["2 kasus selesai."]
    settle["text"] = "Lain lagi."
    refused = said(run(officer, "resolve_flags", rows, **settle))
    assert refused == ["2 kasus tidak: Kasus ini tidak sedang ditandai."]
    assert [flag.resolution for flag in Flag.objects.all()] == ["Sudah dibahas."] * 2


def test_assigning_many_of_one_group(cast, officer):
    rows = [factories.complaint(cast.relawan), factories.complaint(cast.relawan, kind="violence")]
    run(officer, "assign", rows, apply=1, to=cast.humas.pk)
    for row in rows:
        row.refresh_from_db()
    assert [row.assigned_to for row in rows] == [cast.humas, cast.humas]


def test_one_case_that_refuses_does_not_hold_the_others(cast, officer):
    hidden = factories.complaint(cast.relawan)
    factories.hiding(hidden, cast.humas)
    rows = [factories.complaint(cast.relawan, kind="violence"), hidden]
    response = run(officer, "assign", rows, apply=1, to=cast.humas.pk)
    assert [line.split(":")[0] for line in said(response)] == ["1 kasus selesai.", "1 kasus tidak"]


def test_cases_of_two_groups_have_no_common_volunteers(cast, officer):
    rows = [factories.complaint(cast.relawan), factories.complaint(cast.relawan2)]
    assert said(run(officer, "assign", rows)) == [
        "Pilih kasus dari satu kelompok saja: relawannya dari kelompok itu."
    ]


def test_nothing_is_deleted_from_the_list(cast, officer):
    row = factories.complaint(cast.relawan)
    run(officer, "delete_selected", [row])
    row.refresh_from_db()
