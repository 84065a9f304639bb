"""Every page of the role table in a real browser, on a phone's screen: the policy refuses nothing of ours,
nothing scrolls sideways, nothing is logged. The fixture ``page`` fails on whatever the console says.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.architecture import roles_table, world
from tests.architecture.asking import address

from .conftest import session_of
from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WATCH = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`${location.pathname}: ${event.violatedDirective} refuses ${event.blockedURI}`));"""
# Files to take away, and what is for machines; test_headers.py asks for these.
NO_PAGE = re.compile(
    r"unduh/|kegiatan/<uuid:pk>/foto/|/lampiran/<uuid:\w+>/(lihat/|asli/)?$|robots\.txt|favicon|sehat/|jsi18n|autocomplete"
)
ROWS = [
    row
    for row in {row.route: row for row in roles_table.rows() if "o" in row.get}.values()
    if not NO_PAGE.search(row.route)
]
HEAD = "Kelompok;Kode desa;Nama lengkap;Jenis kelamin;Nomor HP;Jabatan;Divisi\n"
GOOD = "KK Teros;52.03.17.2003;Contoh Impor;Perempuan;;Anggota;Humas\n"
WRONG = "KK Entah;52.03.17.2003;=1+1;Entah;12;Raja;Humas\n"


def watched(page, user):
    one = page(user)
    one.context.add_init_script(WATCH)
    return one


def test_every_page_keeps_to_its_policy_and_its_screen(page, db):
    made = world.build()
    screens, wide, failed = {}, [], []
    for row in ROWS:
        role = world.ROLES[row.get.rfind("o")]
        screen = screens.get(role) or screens.setdefault(role, watched(page, made.people.get(role)))
        response = screen.goto(address(row, made.things))
        if response.status != 200 or not response.headers["content-type"].startswith("text/html"):
            failed.append((str(row), response.status))
        elif not fits(screen):
            wide.append(str(row))
    assert (failed, wide) == ([], [])


def preview(page, user, lines: str):
    desk = watched(page, user)
    desk.goto("/admin/members/member/import/")
    content = (HEAD + lines).encode()
    desk.locator("input[type=file]").set_input_files(
        {"name": "anggota.csv", "mimeType": "text/csv", "buffer": content}
    )
    desk.get_by_role("button", name="Lihat dulu").click()
    desk.locator("table, .errors, .import-error").first.wait_for()
    assert fits(desk)
    return desk


def test_a_file_with_a_wrong_row_and_what_is_said_of_it(page, cast):
    desk = preview(page, cast.petugas, WRONG)
    expect(desk.get_by_text("Ada baris yang perlu diperbaiki")).to_be_visible()


def test_a_file_of_members_from_its_preview_to_the_list_and_out_again(page, cast):
    desk = preview(page, cast.petugas, GOOD)
    desk.get_by_role("button", name="Simpan semuanya").click()
    desk.wait_for_url("**/admin/members/member/")
    expect(desk.get_by_text("Contoh Impor")).to_be_visible()
    assert fits(desk)
    desk.goto("/admin/members/member/export/")
    with desk.expect_download() as taken:
        desk.locator("input[type=submit]").last.click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    assert fits(desk)


# Pages that refuse. The browser logs their status as an error of its own: here only the policy is asked.
SEND = """([action, kind, length]) => {
  const form = document.createElement("form"), text = document.createElement("textarea");
  text.name = "text"; text.value = "a".repeat(length);
  form.method = "post"; form.action = action; form.enctype = kind; form.append(text);
  document.body.append(form); form.submit(); }"""
FORM = "application/x-www-form-urlencoded"
SENT = {403: ("/akun/", FORM, 1), 413: ("/akun/", FORM, 11_000_000), 415: ("/akun/", "text/plain", 1)}


@pytest.fixture
def refused(browser, live_server, cast):
    """A screen of a volunteer, and what its policy refused."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 360, "height": 740})
    context.add_cookies([session_of(cast.relawan, live_server.url)])
    context.add_init_script(WATCH)
    told = []
    context.on("console", lambda message: told.append(message.text))
    yield context.new_page(), lambda: [text for text in told if "refuses" in text]
    context.close()


@pytest.mark.parametrize(
    ("status", "path"), [(404, "/tidak-ada/"), (404, "/pengaduan/KK-0/"), (400, "/pengaduan/?cari=%00")]
)
def test_a_page_that_is_not_there_keeps_to_its_policy(refused, status, path):
    screen, violations = refused
    assert screen.goto(path).status == status
    assert fits(screen)
    assert violations() == []


@pytest.mark.parametrize("status", SENT)
def test_a_page_that_refuses_a_form_keeps_to_its_policy(refused, status):
    screen, violations = refused
    screen.goto("/bantuan/")
    with screen.expect_navigation() as went:
        screen.evaluate(SEND, list(SENT[status]))
    assert went.value.status == status
    assert fits(screen)
    assert violations() == []


def test_the_page_after_too_many_wrong_passwords_keeps_to_its_policy(refused, live_server):
    screen, violations = refused
    screen.context.clear_cookies()
    for _try in range(6):
        screen.goto("/masuk/")
        screen.get_by_label("Nama pengguna").fill("relawan")
        screen.locator("input[type=password]").fill("tebakan yang salah")
        with screen.expect_navigation() as went:
            screen.get_by_role("button", name="Masuk", exact=True).click()
    assert went.value.status == 429
    assert fits(screen)
    assert violations() == []


def test_a_violation_would_be_seen(browser, live_server):
    """Else the lines above would hold of anything."""
    context = browser.new_context(base_url=live_server.url)
    context.add_init_script(WATCH)
    told = []
    context.on("console", lambda message: told.append(message.text))
    screen = context.new_page()
    screen.goto("/bantuan/")
    screen.evaluate("""() => { const one = document.createElement("script"); one.textContent = "1";
      document.body.append(one); }""")
    screen.wait_for_timeout(300)
    context.close()
    assert [text for text in told if text.startswith("/bantuan/: script-src-elem refuses inline")] != []
