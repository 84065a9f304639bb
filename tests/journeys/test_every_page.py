"""Every page of the role table in a real browser, on a phone's screen: the policy refuses nothing of ours,
nothing scrolls sideways, nothing is logged. The fixture ``page`` fails on whatever the console says.
"""

import re

import pytest

from tests.architecture import roles_table, world
from tests.architecture.asking import address

from .screens import fits

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WATCH = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`${location.pathname}: ${event.violatedDirective} refuses ${event.blockedURI}`));"""
# Files to take away, and what is for machines; test_headers.py asks for these.
NO_PAGE = re.compile(
    r"unduh/|/lampiran/<uuid:\w+>/(lihat/|asli/)?$|robots\.txt|favicon|sehat/|jsi18n|autocomplete"
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


@pytest.mark.parametrize("lines", [GOOD, WRONG], ids=["good", "wrong"])
def test_a_file_of_members_and_its_preview(page, cast, lines):
    desk = watched(page, cast.petugas)
    desk.goto("/admin/members/member/import/")
    content = (HEAD + lines).encode()
    desk.locator("input[type=file]").set_input_files(
        {"name": "anggota.csv", "mimeType": "text/csv", "buffer": content}
    )
    desk.locator("form input[type=submit], form button[type=submit]").last.click()
    desk.locator("table, .errors, .import-error").first.wait_for()
    assert fits(desk)


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
