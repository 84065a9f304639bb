"""The door of admin: the portal's own login, for officers and administrators."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from tests import factories


def _where_a_stranger_lands(client) -> str:
    return client.get("/admin/", follow=True).redirect_chain[-1][0]


@pytest.mark.parametrize(
    ("who", "status"), [("petugas", 200), ("bakti", 200), ("relawan", 302), ("sekdes", 302)]
)
def test_admin_opens_for_review_only(cast, login, who, status):
    assert login(getattr(cast, who)).get("/admin/").status_code == status


@pytest.mark.parametrize("who", ["relawan", "sekdes"])
def test_admin_tells_others_that_it_is_not_for_them(cast, login, who):
    assert login(getattr(cast, who)).get("/admin/", follow=True).status_code == 403


def test_admin_has_no_login_page_of_its_own(db, cast, login):
    assert _where_a_stranger_lands(Client()) == "/masuk/?next=%2Fadmin%2F"
    assert Client().get("/admin/login/?next=/admin/x/").url == "/masuk/?next=%2Fadmin%2Fx%2F"
    assert login(cast.petugas).get("/admin/login/").url == "/admin/"


def test_admin_changes_passwords_at_the_account(cast, login):
    assert login(cast.petugas).get("/admin/password_change/").url == "/akun/"


def test_admin_logout_needs_a_post_and_ends_the_session(cast, login):
    client = login(cast.petugas)
    assert client.get("/admin/logout/").status_code == 405
    assert client.post("/admin/logout/").url == "/masuk/"
    assert _where_a_stranger_lands(client) == "/masuk/?next=%2Fadmin%2F"


def test_admin_is_in_indonesian_and_in_our_look(cast, login):
    page = login(cast.petugas).get("/admin/").content.decode()
    assert "Tinjauan dan pengelolaan" in page
    assert "kk_portal/admin.css" in page
    assert "theme.js" not in page


@pytest.mark.parametrize("who", ["petugas", "petugas2", "bakti"])
def test_admin_has_no_address_that_looks_up_any_row(cast, login, who):
    """Django's "view on site" would tell the number of a foreign or hidden case."""
    case = factories.complaint(cast.relawan)
    kind = ContentType.objects.get_for_model(case)
    assert login(getattr(cast, who)).get(f"/admin/r/{kind.pk}/{case.pk}/").status_code == 404


def test_the_first_page_begins_with_the_cases(cast, login):
    apps = login(cast.bakti).get("/admin/").context["app_list"]
    assert [app["app_label"] for app in apps] == ["complaints", "members", "villages", "safeguards"]
    assert [model["object_name"] for model in apps[0]["models"]] == [
        *("Complaint", "Referral", "Transfer", "Inquiry", "Provider")
    ]


def test_lists_are_named_after_what_stands_in_them(cast, login):
    client = login(cast.petugas)
    pages = [
        client.get(f"/admin/{path}/") for path in ("members/group", "members/member", "villages/village")
    ]
    heads = [page.content.decode().partition("<h1>")[2].partition("</h1>")[0] for page in pages]
    assert heads == ["Kelompok", "Anggota", "Desa/kelurahan"]
