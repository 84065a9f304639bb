"""An officer finds people in admin, in lists and in boxes: no address that is asked for tells a name."""

import pytest
from playwright.sync_api import Page, expect

from members.models import Assignment
from tests import factories

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
USERS = "/admin/members/user/"


@pytest.fixture
def asked(page, cast):
    """``asked(**options)``: a page of the officer's, and every address that it asks for."""

    def opened(**options) -> tuple[Page, list[str]]:
        officers = page(cast.petugas, **options)
        addresses: list[str] = []
        officers.on("request", lambda request: addresses.append(request.url))
        return officers, addresses

    return opened


def telling(addresses: list[str]) -> list[str]:
    return [address for address in addresses if "hum" in address.lower()]


@pytest.mark.parametrize("script", [True, False])
def test_a_list_is_searched_and_the_search_cleared(asked, script):
    page, addresses = asked(script=script)
    page.goto(USERS)
    everybody = page.locator("#result_list tbody tr").count()
    page.get_by_role("searchbox").fill("humas")
    page.get_by_role("searchbox").press("Enter")
    page.wait_for_url(f"**{USERS}?dicari=ya")
    expect(page.locator("#result_list tbody tr")).to_have_count(1)
    expect(page.get_by_role("searchbox")).to_have_value("humas")
    page.get_by_role("button", name="Hapus pencarian").click()
    page.wait_for_url(f"**{USERS}")
    expect(page.locator("#result_list tbody tr")).to_have_count(everybody)
    assert telling(addresses) == []


def test_a_box_suggests_people_and_more_of_them(asked, cast):
    for number in range(25):
        factories.volunteer(f"humas{number:02}", cast.teros)
    page, addresses = asked()
    page.goto("/admin/members/assignment/add/")
    page.locator(".field-user .select2-selection").click()
    with page.expect_response(lambda answer: "term=humas" in (answer.request.post_data or "")):
        page.locator(".select2-search__field").fill("humas")
    hits = page.locator(".select2-results__option[aria-selected]")
    expect(hits.filter(has_text="Contoh Humas")).to_have_count(20)
    page.locator(".select2-results__options").evaluate("list => list.scrollTop = list.scrollHeight")
    expect(hits).to_have_count(26)
    page.locator(".select2-search__field").fill("contoh humas24")
    expect(hits).to_have_count(1)
    hits.click()
    page.get_by_label("Peran").select_option("volunteer")
    page.locator(".field-group .select2-selection").click()
    hits.filter(has_text="KK Banjarsari").click()
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.wait_for_url("**/admin/members/assignment/")
    assert Assignment.objects.filter(user__username="humas24", group=cast.banjarsari).exists()
    assert telling(addresses) == []
