"""Hiding a case from someone, and showing it again."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from complaints.errors import AnotherAssigneeFirst, CannotBeAssigned, HidingRefused, NotPermitted
from complaints.models import Complaint, Hiding, Opening
from complaints.services import hiding
from safeguards import audit
from safeguards.models import AuditEvent
from tests import factories

from .test_followup import actions


@pytest.fixture
def colleague(cast):
    return factories.volunteer("rekan", cast.teros)


def sees(user, case) -> bool:
    return Complaint.objects.visible_to(user).filter(pk=case.pk).exists()


def test_hidden_and_shown_again(cast, colleague):
    case = factories.complaint(cast.relawan)
    hiding.hide(complaint=case, by=cast.relawan, user=colleague)
    assert sees(colleague, case) is False
    hiding.unhide(complaint=case, by=cast.relawan, user=colleague)
    assert sees(colleague, case) is True
    assert actions(case) == [("complaint.hidden", False), ("complaint.unhidden", False)]


def test_twice_is_once(cast, colleague):
    case = factories.complaint(cast.relawan)
    for _tap in range(2):
        hiding.hide(complaint=case, by=cast.relawan, user=colleague)
    for _tap in range(2):
        hiding.unhide(complaint=case, by=cast.relawan, user=colleague)
    assert actions(case) == [("complaint.hidden", False), ("complaint.unhidden", False)]


def test_an_officer_of_the_organisation_can_be_kept_out(cast):
    case = factories.complaint(cast.relawan)
    hiding.hide(complaint=case, by=cast.relawan, user=cast.petugas)
    assert sees(cast.petugas, case) is False


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["relawan", "relawan2", "petugas2", "sekdes"])
def test_neither_from_oneself_nor_from_strangers(cast, name):
    case = factories.complaint(cast.relawan)
    with pytest.raises(HidingRefused):
        hiding.hide(complaint=case, by=cast.relawan, user=getattr(cast, name))
    assert Hiding.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_only_those_nearest_hide(cast, colleague):
    case = factories.complaint(cast.relawan)
    with pytest.raises(NotPermitted):
        hiding.hide(complaint=case, by=colleague, user=cast.humas)
    hiding.hide(complaint=case, by=cast.petugas, user=cast.humas)
    with pytest.raises(NotPermitted):
        hiding.unhide(complaint=case, by=colleague, user=cast.humas)
    assert Hiding.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_hiding_from_the_assignee_names_another_first(cast, colleague):
    case = factories.complaint(cast.relawan, assigned_to=colleague)
    with pytest.raises(AnotherAssigneeFirst):
        hiding.hide(complaint=case, by=cast.relawan, user=colleague)
    with pytest.raises(AnotherAssigneeFirst):
        hiding.hide(complaint=case, by=cast.relawan, user=colleague, assign_to=colleague)
    with pytest.raises(CannotBeAssigned):
        hiding.hide(complaint=case, by=cast.relawan, user=colleague, assign_to=cast.relawan2)
    assert Hiding.objects.count() == 0
    hiding.hide(complaint=case, by=cast.relawan, user=colleague, assign_to=cast.humas)
    case.refresh_from_db()
    assert (case.assigned_to, sees(colleague, case)) == (cast.humas, False)
    event = AuditEvent.objects.get(action="complaint.assigned")
    assert event.figures == {"from": colleague.pk, "to": cast.humas.pk}


def test_the_page_hides_and_shows(cast, login, colleague):
    case = factories.complaint(cast.relawan)
    client, url = login(cast.relawan), f"{case.get_absolute_url()}sembunyikan/"
    client.post(url, {"user": colleague.pk})
    assert sees(colleague, case) is False
    assert "Contoh Rekan" in client.get(url).content.decode()
    client.post(url, {"tampilkan": colleague.pk})
    assert sees(colleague, case) is True


@pytest.mark.django_db(transaction=True)
def test_the_page_asks_for_another_assignee(cast, login, colleague):
    case = factories.complaint(cast.relawan, assigned_to=colleague)
    client, url = login(cast.relawan), f"{case.get_absolute_url()}sembunyikan/"
    page = client.post(url, {"user": colleague.pk}).content.decode()
    assert "Pilih dulu siapa yang mendampingi sesudah ini." in page
    client.post(url, {"user": colleague.pk, "assign_to": cast.relawan.pk})
    case.refresh_from_db()
    assert (case.assigned_to, sees(colleague, case)) == (cast.relawan, False)


@pytest.mark.parametrize(("name", "status"), [("relawan", 200), ("humas", 404), ("petugas", 403)])
def test_who_may_enter_the_page(cast, login, name, status):
    case = factories.complaint(cast.relawan, kind="violence")
    assert login(getattr(cast, name)).get(f"{case.get_absolute_url()}sembunyikan/").status_code == status


def test_a_colleague_who_is_not_nearest_may_not_enter_the_page(cast, login, colleague):
    case = factories.complaint(cast.relawan)
    assert login(colleague).get(f"{case.get_absolute_url()}sembunyikan/").status_code == 403


def test_what_she_was_to_do_goes_to_who_accompanies_the_case(cast):
    colleague = factories.volunteer("rekan", cast.teros)
    case = factories.complaint(cast.relawan)
    action, done = factories.action(case, responsible=colleague), factories.ended_action(case)
    hiding.hide(complaint=case, by=cast.relawan, user=colleague)
    assert [row.responsible_id for row in case.actions.order_by("state")] == [cast.relawan.pk] * 2
    event = AuditEvent.objects.get(action="action.passed")
    assert (event.figures["actions"], action.pk != done.pk) == (1, True)


def test_hidden_from_who_accompanies_it_her_actions_go_to_her_heir(cast):
    colleague, heir = factories.volunteer("rekan", cast.teros), factories.volunteer("ahli", cast.teros)
    case = factories.complaint(colleague)
    factories.action(case)
    hiding.hide(complaint=case, by=cast.relawan, user=colleague, assign_to=heir)
    assert case.actions.get().responsible_id == heir.pk


ADMIN = "/admin/complaints/complaint/"
PAGES = [
    "/admin/",
    ADMIN,
    f"{ADMIN}?_facets=True",
    f"{ADMIN}ekspor/",
    f"{ADMIN}beban/",
    f"{ADMIN}angka/",
    "/admin/complaints/rightsrequest/",
    "/admin/complaints/opening/",
    "/admin/safeguards/auditevent/",
]


@pytest.mark.parametrize("who", ["petugas", "bakti"])
def test_no_page_of_admin_changes_by_a_hidden_case(cast, login, who):
    """Neither a number nor a count: each page reads as if the case had never been."""
    user, client = getattr(cast, who), login(getattr(cast, who))
    before = {page: words(client, page) for page in PAGES}
    case = factories.complaint(cast.relawan, kind="violence", urgency="emergency", is_flagged=True)
    factories.hiding(case, user)
    factories.referral(case, provider=factories.provider(regencies=[]), late=True)
    factories.right(case)
    ends_at = timezone.now() + timedelta(hours=1)
    Opening.objects.create(complaint=case, user=cast.petugas2, reason="request", ends_at=ends_at)
    audit.record(action="complaint.read", by=cast.petugas2, chain=case.pk, subject=case)
    after = {page: words(client, page) for page in PAGES}
    assert [page for page in PAGES if after[page] != before[page]] == []


def words(client, page: str) -> str:
    """What stands on it, without tokens and the seconds until it is locked."""
    text = client.get(page).content.decode()
    text = re.sub(r'data-idle="\d+"', "", text)
    return re.sub(r'(name="(?:csrfmiddlewaretoken|pemilik|kiriman)" value=)"[^"]*"', r"\1", text)
