"""Who opened what: the administrator's list and the ketua's page, without what the reader may not know."""

from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.models import Opening
from complaints.services import review
from members.enums import Division, Position
from members.models import Member
from tests import factories

PAGE = "/kelompok/pembukaan/"
LIST = "/admin/complaints/opening/"


@pytest.fixture
def ketua(cast):
    """Chairs Teros and sits in its Pengaduan, beside the coordinator."""
    return factories.volunteer("ketua", cast.teros, Division.COMPLAINTS, Position.CHAIR)


def opened(recorder, by, reason: str = "review", **fields) -> Opening:
    case = factories.complaint(recorder, kind="violence", name="Contoh Melati", **fields)
    return review.open_seal(complaint=case, by=by, reason=reason, text="Rahasia sekali.")


def shown(client) -> list[Opening]:
    return list(client.get(PAGE).context["page_obj"])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_ketua_reads_who_opened_a_case_of_hers_when_and_why(cast, login, ketua):
    found = opened(ketua, cast.petugas, "safety")
    response = login(ketua).get(PAGE)
    assert list(response.context["page_obj"]) == [found]
    page = text_of(response)
    words = (str(found.complaint), "Contoh Petugas", "Petugas program LRC", found.get_reason_display())
    assert [word for word in words if word not in page] == []
    assert [word for word in ("Melati", "Rahasia") if word in page] == []


def test_the_coordinator_reads_all_of_her_group_and_none_of_another(cast, login, ketua):
    ours = opened(ketua, cast.petugas)
    opened(cast.relawan2, cast.petugas)
    assert shown(login(cast.relawan)) == [ours]


def test_what_lies_beyond_her_sight_is_not_there(cast, login, ketua):
    """Violence of the group that she neither recorded nor accompanies, while there is a coordinator."""
    opened(cast.relawan, cast.petugas)
    assert shown(login(ketua)) == []
    Member.objects.filter(user=cast.relawan).update(position=Position.MEMBER)
    assert len(shown(login(ketua))) == 1


def test_a_case_hidden_from_her_is_not_there(cast, login, ketua):
    found = opened(ketua, cast.petugas)
    factories.hiding(found.complaint, cast.relawan)
    assert shown(login(cast.relawan)) == []
    assert shown(login(ketua)) == [found]


@pytest.mark.parametrize("who", ["humas", "kawil", "relawan2", "sekdes", "petugas", "bakti"])
def test_for_nobody_else(cast, login, who):
    assert login(getattr(cast, who)).get(PAGE).status_code == 403


def test_the_way_there_stands_on_the_page_of_the_group(cast, login):
    assert PAGE in login(cast.relawan).get("/kelompok/").content.decode()
    assert PAGE not in login(cast.humas).get("/kelompok/").content.decode()


def test_without_any_it_says_so(cast, login):
    assert "Belum ada yang membuka segel" in login(cast.relawan).get(PAGE).content.decode()


def test_the_role_is_that_of_the_day(cast, login, ketua):
    found = opened(ketua, cast.petugas)
    before = timezone.now() - timedelta(days=400)
    Opening.objects.filter(pk=found.pk).update(at=before, ends_at=before + timedelta(hours=3))
    [row] = login(cast.relawan).get(PAGE).context["page_obj"]
    assert row.role == ""  # her assignment had not begun
    cast.petugas.assignments.update(starts_on=before - timedelta(days=1), ends_on=before + timedelta(days=1))
    [row] = login(cast.relawan).get(PAGE).context["page_obj"]
    assert row.role == "Petugas program LRC"


def test_the_newest_first_in_pages(cast, login):
    rows = [opened(cast.relawan, cast.petugas) for _each in range(2)]
    assert shown(login(cast.relawan)) == rows[::-1]


@pytest.mark.parametrize("rows", [1, 3])
def test_both_cost_the_same_for_one_row_and_three(cast, login, django_assert_num_queries, rows):
    for _row in range(rows):
        opened(cast.relawan, cast.petugas)
    client = login(cast.relawan)
    with django_assert_num_queries(6):
        client.get(PAGE)
    client = login(cast.bakti)
    with django_assert_num_queries(8):
        client.get(LIST)


# The administrator's ---------------------------------------------------------------------------


def listed(client, address: str = LIST) -> list[Opening]:
    response = client.get(address)
    assert response.status_code == 200
    return list(response.context["cl"].result_list)


def test_the_administrator_reads_all_but_what_is_hidden_from_her(cast, login):
    ours, theirs = opened(cast.relawan, cast.petugas), opened(cast.relawan2, cast.bakti, "law")
    client = login(cast.bakti)
    assert listed(client) == [theirs, ours]
    page = text_of(client.get(LIST))
    words = (str(ours.complaint), "Petugas program LRC", "Administrator", ours.get_reason_display())
    assert [word for word in words if word not in page] == []
    assert [word for word in ("Melati", "Rahasia") if word in page] == []
    assert listed(client, f"{LIST}?alasan=law") == [theirs]
    assert listed(client, f"{LIST}?kelompok={cast.teros.pk}") == [ours]
    factories.hiding(ours.complaint, cast.bakti)
    assert listed(client) == [theirs]


def test_no_officer_reads_it(cast, login):
    assert login(cast.petugas).get(LIST).status_code == 403
