"""A page that is not for its reader leaves one record, with the name of the route and no value of it."""

import uuid

import pytest

from complaints.services import linking
from safeguards import audit
from safeguards.models import AuditEvent
from tests import factories


def refusals() -> list[tuple]:
    rows = AuditEvent.objects.filter(refused=True).order_by("pk")
    return [(row.action, row.actor, row.reason, row.figures) for row in rows]


@pytest.mark.parametrize(
    ("who", "method", "path", "route"),
    [
        ("petugas", "GET", "/pengaduan/", "complaints:list"),  # permission_required
        ("humas", "GET", "/rekap/unduh/", "planning:download"),  # a view
        ("petugas", "GET", "/admin/safeguards/auditevent/", "admin:safeguards_auditevent_changelist"),
        ("petugas", "POST", "/admin/members/organisation/add/", "admin:members_organisation_add"),
        ("petugas", "POST", "/admin/villages/regency/52.03/delete/", "admin:villages_regency_delete"),
    ],
)
def test_it_is_recorded_once(cast, login, who, method, path, route):
    user = getattr(cast, who)
    assert login(user).generic(method, path).status_code == 403
    figures = {"route": route, "method": method}
    assert refusals() == [("access.refused", user.pk, "not_permitted", figures)]
    assert AuditEvent.objects.get().chain == audit.portal_chain(user.pk)


def test_at_the_door_of_admin_it_names_the_page_that_was_asked_for(cast, login):
    client = login(cast.relawan)
    assert client.get("/admin/members/user/7/change/", follow=True).status_code == 403
    [(_action, _actor, _reason, figures)] = refusals()
    assert figures["route"] == "admin:members_user_change"
    for strange in ("//x.example/", "/tidak/ada/", "http://[", ""):
        assert client.get("/admin/login/", {"next": strange}).status_code == 403
    assert {figures["route"] for *_rest, figures in refusals()[1:]} == {"admin:login"}


def test_of_a_case_neither_number_nor_chain_is_told(cast, login):
    case = factories.complaint(cast.relawan, kind="violence")
    path = f"{case.get_absolute_url()}tindak-lanjut/"
    assert login(cast.petugas).get(path).status_code == 403
    [(_action, _actor, _reason, figures)] = refusals()
    assert figures == {"route": "complaints:note", "method": "GET"}
    assert case.number not in str(list(AuditEvent.objects.values()))


def test_what_a_service_refused_is_not_told_twice(cast, login):
    """A key that belongs to another referral: the service refuses and records, the view makes a 403 of it."""
    case, key = factories.complaint(cast.relawan), uuid.uuid4()
    first, second = (factories.referral(case, factories.provider(f"Contoh {n}")) for n in "AB")
    linking.make(referral=first, by=cast.relawan, submission_key=key)
    posted = {"aksi": "buat", "kiriman": str(key)}
    assert login(cast.relawan).post(f"/rujukan/{second.pk}/tautan/", posted).status_code == 403
    assert [(action, reason) for action, _actor, reason, _figures in refusals()] == [
        ("link.made", "not_permitted")
    ]


def test_a_page_that_does_not_exist_for_her_is_no_refusal(cast, login):
    case = factories.complaint(cast.relawan)
    assert login(cast.relawan2).get(case.get_absolute_url()).status_code == 404
    assert refusals() == []
