"""The officer's list of all her villages and the lists of proposals, when a village was merged into another.

Banjarsari went over into Teros; the cast is that of test_merged_village.py.
"""

from uuid import uuid4

import pytest
from django.urls import reverse

from members.models import Group
from planning import overview, reach
from planning.models import Proposal
from planning.services.proposals import leaving, ordering
from tests import factories
from villages.models import Village

from .proposal_deeds import step

NAMES = ("summary", "overview", "proposals", "proposal-add")
PAGE, ALL, LIST, ADD = (reverse(f"planning:{name}") for name in NAMES)
OLD, NEW, THIRD = factories.BANJARSARI, factories.TEROS, "52.03.05.2002"
YEAR = factories.LAST_YEAR
SEES = {"sekdes": NEW, "relawan": NEW, "sekdes2": OLD, "relawan2": OLD}


@pytest.fixture
def cast(cast):
    cast.sekdes2 = factories.secretary("sekdes2", OLD)
    return cast


@pytest.fixture
def merged(cast):
    factories.merge(OLD, NEW)
    return cast


def get(client, path: str, code: str = "", **asked):
    return client.get(path, ({"desa": code} if code else {}) | asked)


def page_of(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def listed(user, year: int = YEAR) -> dict[str, tuple[int, int, int]]:
    rows = overview.overview(user, reach.accompanied_villages(user), year).rows
    return {row.village.name: (row.needs, row.violence, row.referrals) for row in rows}


def test_a_merged_village_is_listed_while_there_is_something_of_it(cast):
    """Its group went over too. The cases stay where the persons lived."""
    case = factories.complaint(cast.relawan2, received_at=f"{YEAR}-03-01T12:00:00+08:00")
    Group.objects.filter(village=OLD).update(village=NEW)
    assert listed(cast.petugas) == {"Teros": (0, 0, 0)}
    factories.merge(OLD, NEW)
    assert listed(cast.petugas) == {"Banjarsari": (1, 0, 0), "Teros": (0, 0, 0)}
    assert listed(cast.petugas, YEAR - 1) == {"Teros": (0, 0, 0)}
    assert "Banjarsari" not in listed(cast.petugas2)
    factories.hiding(case, cast.petugas)
    assert listed(cast.petugas) == {"Teros": (0, 0, 0)}


def test_what_another_partners_groups_recorded_there_is_not_counted(cast):
    factories.complaint(cast.relawan2, received_at=f"{YEAR}-03-01T12:00:00+08:00")
    Group.objects.filter(village=OLD).update(partner=factories.organisation("UDN"))
    factories.merge(OLD, NEW)
    assert listed(cast.petugas) == {"Teros": (0, 0, 0)}


def test_referrals_alone_are_something(merged):
    case = factories.complaint(merged.relawan2, received_at=f"{YEAR - 1}-12-01T12:00:00+08:00")
    factories.referral(case, sent_at=f"{YEAR}-01-10T12:00:00+08:00")
    assert listed(merged.petugas)["Banjarsari"] == (0, 0, 1)


def test_a_village_that_only_left_the_list_is_listed_as_ever(cast):
    factories.merge(OLD, None)
    assert listed(cast.petugas) == {"Banjarsari": (0, 0, 0), "Teros": (0, 0, 0)}


def test_every_row_of_it_leads_to_a_page(merged, login):
    factories.complaint(merged.relawan2, received_at=f"{YEAR}-03-01T12:00:00+08:00")
    client = login(merged.petugas)
    assert f"{PAGE}?desa={OLD}&amp;tahun={YEAR}" in page_of(get(client, ALL, tahun=YEAR))
    assert get(client, PAGE, OLD, tahun=YEAR).status_code == 200


def test_proposals_begin_with_her_own_village_that_is_on_the_list(merged, login):
    begins = {name: get(login(getattr(merged, name)), LIST).context["asked"].village.pk for name in SEES}
    assert begins == SEES


@pytest.mark.parametrize("name", SEES)
def test_both_lists_open_to_both_and_every_proposal_in_them(merged, login, name):
    rows = [factories.proposal(merged.relawan), factories.proposal(merged.relawan2)]
    client = login(getattr(merged, name))
    assert [get(client, LIST, code).status_code for code in (OLD, NEW)] == [200, 200]
    assert [get(client, row.get_absolute_url()).status_code for row in rows] == [200, 200]


def test_to_a_foreign_one_neither_list_is_there_and_no_proposal(merged, login):
    rows = [factories.proposal(merged.relawan), factories.proposal(merged.relawan2)]
    client = login(factories.volunteer("kupang", merged.kupang))
    assert [get(client, LIST, code).status_code for code in (OLD, NEW)] == [404, 404]
    assert [get(client, row.get_absolute_url()).status_code for row in rows] == [404, 404]


def test_what_came_into_the_same_list_from_a_third_village_opens_too(merged, login):
    third = factories.proposal(factories.volunteer("paok", factories.group("KK Paok", THIRD)))
    client = login(merged.relawan2)
    assert get(client, third.get_absolute_url()).status_code == 404
    factories.merge(THIRD, NEW)
    assert third.title in page_of(get(client, LIST, NEW))
    assert get(client, third.get_absolute_url()).status_code == 200


def test_the_old_ones_group_proposes_in_the_new_list(merged, login):
    """As the refusal in the old one tells her."""
    client = login(merged.relawan2)
    assert f'href="{LIST}?desa={NEW}">Buka daftar Desa Teros</a>' in page_of(get(client, LIST, OLD))
    told = {"subsector": "4.4", "title": "Pelatihan contoh", "problem": "Contoh.", "kiriman": str(uuid4())}
    response = client.post(f"{ADD}?desa={NEW}", told)
    row = Proposal.objects.get()
    assert (row.village_id, row.group) == (NEW, merged.banjarsari)
    assert row.title in page_of(client.get(response["Location"]))
    assert get(client, row.get_absolute_url()).status_code == 200


def test_an_officer_of_the_old_ones_groups_finds_the_new_list_in_admin(cast, login):
    Group.objects.filter(village=NEW).update(partner=factories.organisation("UDN"))
    row = factories.proposal(cast.relawan, title="Usulan Teros")
    client, path = login(cast.petugas), reverse("admin:planning_proposal_changelist")
    assert row.title not in page_of(get(client, path))
    assert f"?desa={NEW}" not in page_of(get(client, path))
    factories.merge(OLD, NEW)
    assert row.title in page_of(get(client, path))
    assert row.title in page_of(client.get(path, {"desa": NEW}))


def test_proposals_of_a_merged_village_follow_to_the_successor(cast):
    ours = factories.proposal(cast.relawan2)
    theirs = factories.proposal(cast.relawan)
    factories.merge(factories.BANJARSARI, factories.TEROS)
    row = Proposal.objects.visible_to(cast.relawan).with_place().get(pk=ours.pk)
    assert (row.home, row.village) == (cast.teros.village, cast.banjarsari.village)
    ordering.reorder(proposal=theirs, by=cast.sekdes, up=False)
    assert list(Proposal.objects.of(cast.teros.village).in_order()) == [ours, theirs]
    step(row, cast.sekdes, "musdes")
    step(row, cast.sekdes, "refused", reason="Habis.")
    row.refresh_from_db()
    assert leaving.carry_over(proposal=row, by=cast.sekdes).village == cast.teros.village


def test_by_way_of_another_village_too(cast):
    row = factories.proposal(cast.relawan2)
    village = factories.make_village("52.03.05.2002")
    factories.merge(factories.BANJARSARI, village.pk)
    factories.merge(village.pk, factories.TEROS)
    assert Proposal.objects.visible_to(cast.sekdes).get().home.pk == factories.TEROS
    step(row, cast.sekdes, "musdes")


def test_a_village_that_returned_to_the_list_has_its_own_again(cast):
    factories.proposal(cast.relawan2)
    Village.objects.filter(pk=factories.BANJARSARI).update(merged_into=factories.TEROS)
    assert not Proposal.objects.visible_to(cast.relawan).exists()
