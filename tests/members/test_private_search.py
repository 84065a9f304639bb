"""Searching lists of people by POST: the term stands in no address, and sealed in the session."""

import io

import openpyxl
import pytest
from django.test import Client

from tests import factories

USERS, MEMBERS, ROLES = (f"/admin/members/{model}/" for model in ("user", "member", "assignment"))
TRAIL = "/admin/safeguards/auditevent/"
MARKED = "?dicari=ya"


def search(client, address: str, term: str, **more):
    return client.post(address, {"q": term, **more})


def names(client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200
    return sorted(str(row) for row in response.context["cl"].result_list)


@pytest.fixture
def officer(cast, login):
    return login(cast.petugas)


@pytest.mark.parametrize("address", [USERS, MEMBERS])
def test_the_term_is_posted_and_the_address_tells_only_that_there_was_one(officer, address):
    assert search(officer, address, "contoh hum")["Location"] == address + MARKED
    assert names(officer, address + MARKED) == ["Contoh Humas"]
    page = officer.get(address + MARKED).content.decode()
    assert 'value="contoh hum"' in page
    assert [link for link in page.split('href="')[1:] if "hum" in link.split('"')[0].lower()] == []


@pytest.mark.parametrize("address", [USERS, MEMBERS, ROLES, TRAIL])
def test_the_form_posts_with_a_token(cast, login, address):
    client = login(cast.bakti)
    form = client.get(address).content.decode().split('id="changelist-search"')[1].split("</form>")[0]
    assert ('method="post"' in form, "csrfmiddlewaretoken" in form, "Hapus pencarian" in form) == (
        True,
        True,
        False,
    )
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert search(strict, address, "Contoh").status_code == 403


@pytest.mark.parametrize("address", [USERS, MEMBERS, ROLES, TRAIL])
def test_a_term_in_the_address_is_ignored_and_taken_off(cast, login, address):
    client = login(cast.bakti)
    assert client.get(f"{address}?q=Contoh+Humas&p=2&e=1")["Location"] == address
    assert client.get(f"{address}?q=Contoh&o=1")["Location"] == f"{address}?o=1"


def test_filters_of_the_address_hold_and_its_page_does_not(officer):
    answer = search(officer, f"{USERS}?is_active__exact=1&p=3&e=1&q=x", "contoh")
    assert answer["Location"] == f"{USERS}?is_active__exact=1&dicari=ya"
    answer = search(officer, f"{USERS}?peran=coordinator&dicari=ya", "contoh")
    assert answer["Location"] == f"{USERS}?peran=coordinator&dicari=ya"


def test_filters_pages_and_order_carry_the_search_along(officer):
    search(officer, USERS, "relawan")
    assert names(officer, USERS + MARKED) == ["Contoh Relawan", "Contoh Relawan2"]
    assert names(officer, f"{USERS}{MARKED}&is_active__exact=0") == []
    listed = officer.get(f"{USERS}{MARKED}&is_active__exact=1&o=-1").context["cl"]
    assert [str(row) for row in listed.result_list] == ["Contoh Relawan2", "Contoh Relawan"]
    assert listed.get_query_string({"p": 2}) == "?dicari=ya&is_active__exact=1&o=-1&p=2"
    assert "dicari=ya" in listed.clear_all_filters_qs
    assert listed.has_active_filters


def test_pages_of_what_was_found(cast, officer):
    for number in range(51):
        factories.volunteer(f"melati{number:02}", cast.teros)
    search(officer, USERS, "melati")
    assert [len(names(officer, f"{USERS}{MARKED}&p={page}")) for page in (1, 2)] == [50, 1]


def test_without_the_mark_the_whole_list_stands(officer):
    everybody = names(officer, USERS)
    search(officer, USERS, "humas")
    assert names(officer, USERS) == everybody


@pytest.mark.parametrize("more", [{"q": ""}, {"q": "  "}, {"q": "humas", "hapus": "ya"}])
def test_an_empty_search_and_the_button_clear_it(officer, more):
    search(officer, USERS, "humas")
    assert officer.post(f"{USERS}{MARKED}&o=1", more)["Location"] == f"{USERS}?o=1"
    assert "cari_daftar" not in officer.session
    assert officer.get(f"{USERS}{MARKED}&o=1")["Location"] == f"{USERS}?o=1"


def test_searching_another_list_clears_it(officer):
    search(officer, USERS, "humas")
    search(officer, MEMBERS, "kawil")
    assert officer.get(USERS + MARKED)["Location"] == USERS
    assert names(officer, MEMBERS + MARKED) == ["Contoh Kawil"]


def test_logging_out_clears_it(cast, officer):
    search(officer, USERS, "humas")
    officer.post("/admin/logout/")
    officer.force_login(cast.petugas, backend="members.backends.NameOrPhoneBackend")
    assert officer.get(USERS + MARKED)["Location"] == USERS


def test_the_session_holds_no_name_and_nobody_else_opens_it(cast, login, officer):
    search(officer, USERS, "humas")
    assert "humas" not in str(dict(officer.session.items()))
    other = login(cast.bakti)
    session = other.session
    session["cari_daftar"] = officer.session["cari_daftar"]
    session.save()
    assert other.get(USERS + MARKED)["Location"] == USERS


def test_what_is_no_name_is_said_and_searches_nothing(officer):
    answer = search(officer, USERS, "x" * 151)
    assert answer["Location"] == USERS
    assert "paling panjang 150 huruf" in officer.get(USERS).content.decode()
    assert "cari_daftar" not in officer.session


@pytest.mark.parametrize(("who", "status"), [("relawan", 302), ("sekdes", 302), ("petugas", 403)])
def test_who_may_not_read_the_list_searches_nothing(cast, login, who, status):
    """Officers do not read the trail; others do not enter admin."""
    client = login(getattr(cast, who))
    assert search(client, TRAIL, "humas").status_code == status
    assert "cari_daftar" not in client.session


def exported(client, query: str) -> list[str]:
    answer = client.post(f"{MEMBERS}export/{query}", {"resource": "0", "format": "0"})
    rows = openpyxl.load_workbook(io.BytesIO(answer.content)).active.values
    return [row[2] for row in list(rows)[1:]]


def test_the_export_holds_what_was_found_and_without_it_nothing(officer):
    search(officer, MEMBERS, "humas")
    assert f"{MEMBERS}export/{MARKED}" in officer.get(MEMBERS + MARKED).content.decode()
    assert exported(officer, MARKED) == ["Contoh Humas"]
    search(officer, MEMBERS, "")
    assert exported(officer, MARKED) == []
    assert len(exported(officer, "")) == 4


def test_saving_leads_back_to_what_was_found(cast, officer):
    search(officer, USERS, "humas")
    address = f"{USERS}{cast.humas.pk}/change/?_changelist_filters=dicari%3Dya"
    assert address in officer.get(USERS + MARKED).content.decode().replace("&amp;", "&")
    fields = {"full_name": "Contoh Humas Baru", "phone": "", "email": ""}
    inline = {f"assignments-{name}_FORMS": 0 for name in ("TOTAL", "INITIAL")}
    assert officer.post(address, fields | inline)["Location"] == USERS + MARKED
