"""Who goes away hands over all her open cases of a group in one step; none is left without an owner."""

import uuid
from datetime import date

import pytest

from complaints.errors import CannotBeAssigned, NotPermitted
from complaints.models import Complaint, Flag, PlanAction
from complaints.services import leaving
from members.enums import PublicPost
from members.models import Assignment, User
from safeguards.models import AuditEvent
from tests import factories

URL = "/pengaduan/serahkan-semua/"


@pytest.fixture
def siti(cast):
    return factories.volunteer("siti", cast.teros)


def owner(case: Complaint) -> User:
    return Complaint.objects.get(pk=case.pk).assigned_to


def hand_over(by, user, group, **told):
    return leaving.hand_over_all(by=by, user=user, group=group, **told)


def action(case, responsible, **fields) -> PlanAction:
    fields = {"text": "Urus surat", "due_on": date(2026, 12, 1), "by": responsible, **fields}
    return PlanAction.objects.create(complaint=case, responsible=responsible, **fields)


def responsible(row: PlanAction) -> User:
    return PlanAction.objects.get(pk=row.pk).responsible


def test_all_open_cases_of_the_group_go_to_the_colleague(cast, siti):
    Assignment.objects.create(user=siti, role="volunteer", group=cast.banjarsari)
    mine = [factories.complaint(siti, group=cast.teros) for _one in range(2)]
    done, there = factories.closed(siti, group=cast.teros), factories.complaint(siti, group=cast.banjarsari)
    result = hand_over(siti, siti, cast.teros, to=cast.humas)
    assert [owner(case) for case in (*mine, done, there)] == [cast.humas, cast.humas, siti, siti]
    assert ({row.pk for row in result.moved}, result.left) == ({case.pk for case in mine}, ())
    event = AuditEvent.objects.filter(chain=mine[0].pk).get()
    assert (event.action, event.reason) == ("complaint.assigned", "owner_away")
    assert hand_over(siti, siti, cast.teros, to=cast.humas).moved == ()


def test_nobody_named_means_the_coordinator(cast, siti):
    case = factories.complaint(siti)
    hand_over(siti, siti, cast.teros)
    assert owner(case) == cast.relawan


def test_what_may_not_go_there_goes_to_the_other_or_to_the_coordinator(cast, siti):
    secretary = factories.volunteer("juru-tulis", cast.teros, public_post=PublicPost.SECRETARY)
    violence, hidden, free = (
        factories.complaint(siti, kind="violence"),
        factories.complaint(siti),
        factories.complaint(siti),
    )
    factories.hiding(hidden, secretary)
    barred = leaving.cannot_go(siti, cast.teros, secretary)
    assert set(barred) == {violence, hidden}
    hand_over(siti, siti, cast.teros, to=secretary, other=cast.humas)
    assert [owner(case) for case in (violence, hidden, free)] == [cast.humas, cast.humas, secretary]


def test_without_another_person_the_coordinator_takes_the_rest(cast, siti):
    case = factories.complaint(siti)
    factories.hiding(case, cast.humas)
    hand_over(siti, siti, cast.teros, to=cast.humas)
    assert owner(case) == cast.relawan


def test_a_case_that_nobody_may_take_stays_hers_and_is_flagged(cast, siti):
    case = factories.complaint(siti, kind="violence")
    for user in (cast.relawan, cast.humas):
        factories.hiding(case, user)
    result = hand_over(siti, siti, cast.teros, to=cast.humas)
    assert ([row.pk for row in result.left], owner(case)) == ([case.pk], siti)
    assert Flag.objects.select_related("complaint").get().text.startswith("Pendampingnya cuti")
    assert Complaint.objects.filter(assigned_to=None).count() == 0


def test_her_open_actions_go_along_those_in_others_cases_to_who_has_them(cast, siti):
    mine, hers = factories.complaint(siti), factories.complaint(cast.humas)
    rows = [action(mine, siti), action(hers, siti), action(mine, cast.humas)]
    hand_over(siti, siti, cast.teros, to=cast.relawan)
    assert [responsible(row) for row in rows] == [cast.relawan, cast.humas, cast.humas]
    assert AuditEvent.objects.filter(chain=hers.pk, action="action.passed").count() == 1


def test_the_same_holds_when_a_role_ends(cast, siti):
    mine, hers = factories.complaint(siti), factories.complaint(cast.humas)
    rows = [action(mine, siti), action(hers, siti)]
    leaving.end_account(by=cast.petugas, user=siti)
    assert [responsible(row) for row in rows] == [cast.relawan, cast.humas]


def test_the_daily_sweep_finds_actions_of_who_owns_no_case(cast, siti):
    row = action(factories.complaint(cast.humas), siti)
    leaving.sweep()
    assert responsible(row) == siti
    siti.assignments.update(starts_on="2020-01-01", ends_on="2020-12-31")
    leaving.sweep()
    assert responsible(row) == cast.humas


@pytest.mark.parametrize("name", ["petugas", "bakti"])
def test_who_keeps_her_account_does_it_for_her(cast, siti, name):
    case = factories.complaint(siti)
    hand_over(getattr(cast, name), siti, cast.teros, to=cast.kawil)
    assert owner(case) == cast.kawil


@pytest.mark.parametrize("name", ["relawan", "humas", "petugas2", "sekdes"])
def test_others_do_not(cast, siti, name):
    case, by = factories.complaint(siti), getattr(cast, name)
    with pytest.raises(NotPermitted):
        hand_over(by, siti, cast.teros)
    event = AuditEvent.objects.get(action="cases.handed_over")
    assert (owner(case), event.refused, event.actor) == (siti, True, by.pk)


@pytest.mark.parametrize("name", ["siti", "relawan2", "sekdes", "petugas"])
def test_only_to_volunteers_of_the_group(cast, siti, name):
    case = factories.complaint(siti)
    to = getattr(cast, name, siti)
    if name == "siti":  # herself is as nobody
        hand_over(siti, siti, cast.teros, to=to)
        assert owner(case) == cast.relawan
        return
    with pytest.raises(CannotBeAssigned):
        hand_over(siti, siti, cast.teros, to=to)
    assert owner(case) == siti


# The page -------------------------------------------------------------------------------------


def test_the_page_does_it_in_one_step(cast, login, siti):
    case, client = factories.complaint(siti, reminder="rumah sumur"), login(siti)
    assert "rumah sumur" in client.get(URL).content.decode()
    page = client.post(URL, {"to": cast.humas.pk, "kiriman": uuid.uuid4()}, follow=True).content.decode()
    assert ("1 kasus diserahkan." in page, owner(case)) == (True, cast.humas)
    assert "Tidak ada kasus terbuka" in client.get(URL).content.decode()


def test_the_page_first_tells_which_may_not_go_there(cast, login, siti):
    case, free = factories.complaint(siti), factories.complaint(siti)
    factories.hiding(case, cast.humas)
    client, told = login(siti), {"to": cast.humas.pk, "kiriman": uuid.uuid4()}
    response = client.post(URL, told)
    page = response.content.decode()
    assert (response.context["barred"], owner(free)) == ([case], siti)
    assert "Belum diserahkan. Kasus ini tidak bisa kepadanya:" in page
    client.post(URL, {**told, "other": ""})
    assert [owner(one) for one in (case, free)] == [cast.relawan, cast.humas]


def test_one_that_became_a_secretary_is_told_of_no_violence(cast, login, siti):
    case = factories.complaint(siti, kind="violence", reminder="rumah sumur")
    factories.complaint(siti)
    Assignment.objects.create(user=siti, role="secretary", village=cast.teros.village)
    client = login(siti)
    shown = client.get(URL).content.decode()
    assert [word in shown for word in (str(case), "rumah sumur", "1 kasus terbuka")] == [False, False, True]
    client.post(URL, {"to": "", "kiriman": uuid.uuid4()})
    assert owner(case) == cast.relawan


def test_she_chooses_among_her_groups(cast, login, siti):
    Assignment.objects.create(user=siti, role="volunteer", group=cast.banjarsari)
    there = factories.complaint(siti, group=cast.banjarsari)
    client = login(siti)
    assert str(there) in client.get(f"{URL}?kelompok={cast.banjarsari.pk}").content.decode()
    assert client.get(f"{URL}?kelompok={cast.kupang.pk}").status_code == 404


def test_the_officer_does_it_from_the_account_page(cast, login, siti):
    case, free = factories.complaint(siti), factories.complaint(siti)
    factories.hiding(case, cast.humas)
    client, url = login(cast.petugas), f"/admin/members/user/{siti.pk}/cases/"
    assert "2 kasus terbuka di KK Teros" in client.get(url).content.decode()
    assert (
        f"/members/user/{siti.pk}/cases/"
        in client.get(f"/admin/members/user/{siti.pk}/change/").content.decode()
    )
    page = client.post(url, {"to": cast.humas.pk}).content.decode()
    assert (f"Yang tidak bisa kepadanya: {case}." in page, owner(free)) == (True, siti)
    client.post(url, {"to": cast.humas.pk, "other": cast.kawil.pk})
    assert [owner(one) for one in (case, free)] == [cast.kawil, cast.humas]


def test_the_officers_page_names_no_case_that_is_hidden_from_her(cast, login, siti):
    case = factories.complaint(siti)
    factories.complaint(siti)
    for user in (cast.humas, cast.petugas):
        factories.hiding(case, user)
    url = f"/admin/members/user/{siti.pk}/cases/"
    assert "1 kasus terbuka di KK Teros" in login(cast.petugas).get(url).content.decode()
    page = login(cast.petugas).post(url, {"to": cast.humas.pk}).content.decode()
    assert (str(case) in page, "kasus yang tidak terlihat di sini" in page) == (False, True)


@pytest.mark.parametrize("number", [1, 3])
def test_queries_of_the_page_do_not_grow(cast, login, siti, number, django_assert_num_queries):
    for one in range(number):
        factories.complaint(siti, reminder=f"rumah {one}")
        factories.volunteer(f"rekan{one}", cast.teros)
    client = login(siti)
    with django_assert_num_queries(8):
        client.get(URL)
