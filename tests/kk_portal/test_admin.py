"""The door of admin: the portal's own login, for officers and administrators."""

import re
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.staticfiles import finders
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


def test_what_a_box_suggests_is_never_asked_by_an_address(cast, login):
    asked = {"app_label": "members", "model_name": "assignment", "field_name": "user", "term": "humas"}
    client = login(cast.petugas)
    assert client.get("/admin/autocomplete/", asked).status_code == 405
    found = client.post("/admin/autocomplete/", asked).json()
    assert [row["text"] for row in found["results"]] == ["Contoh Humas"]
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post("/admin/autocomplete/", asked).status_code == 403


@pytest.mark.parametrize("who", ["petugas", "petugas2", "bakti"])
def test_admin_has_no_address_that_looks_up_any_row(cast, login, who):
    """Django's "view on site" would tell the number of a foreign or hidden case."""
    case = factories.complaint(cast.relawan)
    kind = ContentType.objects.get_for_model(case)
    assert login(getattr(cast, who)).get(f"/admin/r/{kind.pk}/{case.pk}/").status_code == 404


def test_the_first_page_begins_with_the_cases(cast, login):
    apps = login(cast.bakti).get("/admin/").context["app_list"]
    assert [app["app_label"] for app in apps] == [
        "complaints",
        "planning",
        "members",
        "villages",
        "safeguards",
    ]
    assert [model["object_name"] for model in apps[0]["models"]] == [
        *("Complaint", "RightsRequest", "Referral", "Transfer", "Inquiry", "Opening", "Provider"),
        "StandardPlan",
    ]


def test_lists_are_named_after_what_stands_in_them(cast, login):
    client = login(cast.petugas)
    pages = [
        client.get(f"/admin/{path}/") for path in ("members/group", "members/member", "villages/village")
    ]
    heads = [page.content.decode().partition("<h1>")[2].partition("</h1>")[0] for page in pages]
    assert heads == ["Kelompok", "Anggota", "Desa/kelurahan"]


def _luminance(colour: str) -> float:
    """WCAG's; of "#fff" or "#0b5d5a"."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("button", ["button", "default-button", "close-button", "delete-button"])
def test_words_on_buttons_are_read_in_light_and_dark(scheme, button):
    sheet = Path(finders.find("kk_portal/admin.css")).read_text()
    colours = re.findall(r"--([\w-]+): (#\w+);", sheet)
    ground, words = (
        [value for name, value in colours if name == asked][scheme] for asked in (f"{button}-bg", "button-fg")
    )
    dark, light = sorted((_luminance(ground), _luminance(words)))
    assert (light + 0.05) / (dark + 0.05) >= 4.5
