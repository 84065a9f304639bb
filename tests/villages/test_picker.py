"""The picker as a hand meets it: with script, without, and when the lists do not come."""

from contextlib import contextmanager

import pytest
from playwright.sync_api import expect

from tests.factories import BANJARSARI, BOKONUSAN, TEROS, make_village
from villages.models import Village

LISTS = ("Kabupaten atau kota", "Kecamatan", "Desa atau kelurahan")
pytestmark = [
    pytest.mark.journey,
    pytest.mark.urls("tests.villages.picker_page"),
]


@pytest.fixture
def phone(browser, live_server):
    """A function: context manager that opens a page of 360 px; complaints of the browser fail the test."""
    make_village()
    Village.objects.filter(pk=BOKONUSAN).update(name="Teros", search_name="teros")

    @contextmanager
    def opened(path="", *, lost="", **options):
        complaints = []
        with browser.new_context(viewport={"width": 360, "height": 740}, **options) as context:
            page = context.new_page()
            page.on("console", lambda message: complaints.append(message.text))
            page.on("pageerror", lambda error: complaints.append(str(error)))
            if lost:
                page.route(lost, lambda route: route.abort())
            page.goto(f"{live_server.url}/uji/{path}")
            yield page
        assert [text for text in complaints if "ERR_FAILED" not in text] == []

    return opened


def save(page) -> str:
    page.get_by_role("button", name="Simpan").click()
    return page.locator("output").inner_text()


def test_three_lists_lead_to_a_village(phone):
    with phone() as page:
        regency, district, village = (page.get_by_label(name, exact=True) for name in LISTS)
        expect(regency).to_be_visible()
        expect(page.get_by_label("Nama desa")).to_be_hidden()
        expect(regency.locator("optgroup").first).to_have_attribute("label", "Wilayah dampingan")
        expect(district).to_be_disabled()
        regency.select_option("52.03")
        district.select_option(label="Labuhan Haji")
        village.select_option(label="Teros")
        assert min(control.bounding_box()["height"] for control in (regency, district, village)) >= 48
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert save(page) == "Teros – Kec. Labuhan Haji, Kab. Lombok Timur"


def test_another_regency_empties_what_was_chosen_below(phone):
    with phone() as page:
        page.get_by_label("Kabupaten atau kota").select_option("52.03")
        page.get_by_label("Kecamatan").select_option("17")
        page.get_by_label("Desa atau kelurahan", exact=True).select_option("2003")
        page.get_by_label("Kabupaten atau kota").select_option("53.01")
        expect(page.get_by_label("Desa atau kelurahan", exact=True)).to_be_disabled()
        assert save(page) == ""
        expect(page.get_by_text("Pilih desa atau kelurahan.", exact=True)).to_be_visible()


def test_nothing_is_fetched_before_the_village_is_to_change(phone):
    with phone(f"{TEROS}/") as page:
        fetched = []
        page.on("request", lambda request: fetched.append(request.url.rpartition("/villages/")[2]))
        expect(page.get_by_text("Teros – Kec. Labuhan Haji, Kab. Lombok Timur")).to_be_visible()
        page.wait_for_load_state("networkidle")
        assert fetched == []
        page.get_by_text("Ganti").click()
        expect(page.get_by_label("Desa atau kelurahan", exact=True)).to_have_value("2003")
        assert fetched == ["regencies.json", "regency/52.03.json"]
        page.get_by_label("Desa atau kelurahan", exact=True).select_option(BANJARSARI[9:])
        expect(page.get_by_text("Banjarsari – Labuhan Haji, Kab. Lombok Timur")).to_be_visible()
        assert save(page) == "Banjarsari – Kec. Labuhan Haji, Kab. Lombok Timur"


def test_the_village_is_kept_when_nothing_is_changed(phone):
    with phone(f"{TEROS}/") as page:
        assert save(page) == "Teros – Kec. Labuhan Haji, Kab. Lombok Timur"


def test_without_script_a_name_is_typed_and_one_of_several_ticked(phone):
    with phone(java_script_enabled=False) as page:
        expect(page.get_by_label("Kabupaten atau kota")).to_have_count(0)
        page.get_by_label("Nama desa").fill("Teros")
        assert save(page) == ""
        assert page.get_by_label("Nama desa").input_value() == "Teros"
        page.get_by_label("Kec. Semau, Kab. Kupang").check()
        assert save(page) == "Teros – Kec. Semau, Kab. Kupang"


def test_without_script_the_village_can_be_changed(phone):
    with phone(f"{TEROS}/", java_script_enabled=False) as page:
        page.get_by_text("Ganti").click()
        page.get_by_label("Nama desa").fill("banjar sari")
        assert save(page) == "Banjarsari – Kec. Labuhan Haji, Kab. Lombok Timur"


@pytest.mark.parametrize("lost", ["**/regencies.json", "**/regency/*.json"])
def test_when_the_lists_do_not_come_a_name_is_typed(phone, lost):
    with phone(lost=lost) as page:
        if "regency/" in lost:
            page.get_by_label("Kabupaten atau kota").select_option("52.03")
        expect(
            page.get_by_text("Daftar desa tidak dapat dimuat. Ketik nama desanya di bawah ini.")
        ).to_be_visible()
        page.get_by_label("Nama desa").fill("banjar sari")
        assert save(page) == "Banjarsari – Kec. Labuhan Haji, Kab. Lombok Timur"


def test_after_a_failure_the_lists_can_be_asked_for_again(phone):
    with phone(lost="**/regencies.json") as page:
        expect(page.get_by_label("Nama desa")).to_be_visible()
        page.unroute("**/regencies.json")
        page.get_by_role("button", name="Pilih dari daftar").click()
        page.get_by_label("Kabupaten atau kota").select_option("52.03")
        page.get_by_role("button", name="Ketik namanya saja").click()
        page.get_by_label("Nama desa").fill("teros lombok timur")
        assert save(page) == "Teros – Kec. Labuhan Haji, Kab. Lombok Timur"


def test_with_script_too_a_typed_name_is_asked_about(phone):
    with phone() as page:
        page.get_by_role("button", name="Ketik namanya saja").click()
        page.get_by_label("Nama desa").fill("Teros")
        assert save(page) == ""
        expect(page.get_by_label("Kabupaten atau kota")).to_be_hidden()
        page.get_by_label("Kec. Semau, Kab. Kupang").check()
        assert save(page) == "Teros – Kec. Semau, Kab. Kupang"
