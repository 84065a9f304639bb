"""PDFs made to break their reader, and names made to break out of a header or a folder."""

import time
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from complaints.files import BadFile, check
from complaints.models import Attachment
from tests import factories
from tests.complaints.pictures import pdf, photo

pytestmark = pytest.mark.once


def raw_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """By hand: objects 1, 2 … with a table of where they stand; 1 is the root."""
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF"
    return out + head + table + end % (len(objects) + 1, trailer, len(out))


def stream(entries: bytes, data: bytes) -> bytes:
    return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(data), data)


def packed(size: int, times: int = 1) -> bytes:
    data = b"\0" * size
    for _turn in range(times):
        data = zlib.compress(data, 9)
    return data


ROOT = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] %s >>"


def with_root(value: bytes) -> bytes:
    return ROOT[:-2] + b"/A " + value + b">>"


def with_page_in_a_bomb(bomb: bytes) -> bytes:
    """The only page, number 3, lies in the packed stream 4, as the table of 5 says (ISO 32000, 7.5.7)."""
    packed_in = stream(b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", bomb)
    out, places = b"%PDF-1.7\n", {}
    for number, body in {1: ROOT, 2: PAGES, 4: packed_in}.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    places[5] = len(out)
    entries = [(1, places[n], 0) if n in places else (2, 4, 0) if n == 3 else (0, 0, 255) for n in range(6)]
    rows = b"".join(bytes([kind]) + at.to_bytes(4, "big") + bytes([last]) for kind, at, last in entries)
    table = stream(b"/Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R", rows)
    return out + b"5 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF" % (table, places[5])


BIG = packed(300 * 1024 * 1024)
BOMBS = {
    "lists within lists": raw_pdf(
        ROOT[:-2] + b"/A " + b"[" * 50_000 + b"]" * 50_000 + b">>", PAGES, PAGE % b""
    ),
    "tables within tables": raw_pdf(
        ROOT[:-2] + b"/A " + b"<< /A " * 50_000 + b">>" * 50_001, PAGES, PAGE % b""
    ),
    "pages within pages": raw_pdf(ROOT, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
    "a page in a bomb": with_page_in_a_bomb(BIG),
    "a million pages promised": raw_pdf(
        ROOT, b"<< /Type /Pages /Kids [" + b"3 0 R " * 9_000 + b"] >>", PAGE % b""
    ),
    "a root that is itself": raw_pdf(b"1 0 R"),
    "an endless number": raw_pdf(with_root(b"9" * 200_000), b"<<>>"),
}


def test_the_page_in_a_bomb_is_found_where_the_bomb_is_small():
    """Else the row above would be refused for another reason."""
    assert check(with_page_in_a_bomb(zlib.compress(b"3 0 " + PAGE % b""))).pages == 1


@pytest.mark.parametrize("name", BOMBS)
def test_a_pdf_that_is_a_bomb_is_refused_in_time(name):
    began = time.monotonic()
    with pytest.raises(BadFile):
        check(BOMBS[name])
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("times", [1, 2])
def test_a_huge_drawing_is_carried_along_unopened(times):
    """300 MB of zeros in 300 KB; what is drawn on a page is not unpacked to be kept."""
    filters = b"/Filter [" + b"/FlateDecode " * times + b"]"
    content = stream(filters, packed(300 * 1024 * 1024, times))
    began = time.monotonic()
    checked = check(raw_pdf(ROOT, PAGES, PAGE % b"/Contents 4 0 R", content))
    assert (checked.pages, len(checked.shown) < 400_000, time.monotonic() - began < 20) == (1, True, True)


NAMES = {
    "../../etc/passwd": "passwd",
    "..\\..\\boot.ini": "boot.ini",
    "/etc/passwd": "passwd",
    'a"\r\nSet-Cookie: x=1.jpg': None,
    "\u202egpj.exe": None,
    "a\x00b.jpg": None,
    "\ud800.jpg": None,
    "x" * 5_000 + ".jpg": None,
    "=cmd|calc.jpg": None,
    "CON.jpg": None,
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stays_a_name(cast, login, name):
    """It reaches neither a folder nor a header: files leave under the number of their case."""
    row, client = factories.complaint(cast.relawan), login(cast.relawan)
    upload = SimpleUploadedFile("a.jpg", photo(), "image/jpeg")
    upload._name = name.encode("utf-8", "replace").decode()
    address = f"/pengaduan/{row.number}/lampiran/"
    key = "11111111-1111-4111-8111-111111111111"
    response = client.post(address, {"file": upload, "about": "", "kiriman": key})
    if response.status_code != 302:
        assert (response.status_code in {200, 400}, Attachment.objects.count()) == (True, 0)
        return
    kept = Attachment.objects.get()
    assert (len(kept.name) <= 120, kept.name.isprintable()) == (True, True)
    assert ("/" in kept.name, "\\" in kept.name) == (False, False)
    assert NAMES[name] in {None, kept.name}
    original = client.get(f"{address}{kept.pk}/asli/")
    assert original["Content-Disposition"] == f'attachment; filename="{row}-1.jpg"'


LIARS = {
    "svg.jpg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "halaman.jpg": b"<!doctype html><script>alert(1)</script>",
    "surat.pdf": b"PK\x03\x04" + b"\0" * 100,
    "foto.png": b"MZ\x90\x00" + b"\0" * 100,
    "kosong.jpg": b"",
}


@pytest.mark.parametrize("name", LIARS)
@pytest.mark.parametrize("kind", ["image/jpeg", "application/pdf", "text/html"])
def test_neither_name_nor_declared_type_is_believed(cast, login, name, kind):
    row = factories.complaint(cast.relawan)
    sent = {"file": SimpleUploadedFile(name, LIARS[name], kind), "about": "surat"}
    page = login(cast.relawan).post(f"/pengaduan/{row.number}/lampiran/", sent)
    assert (page.status_code, Attachment.objects.count()) == (200, 0)
    assert list(page.context["form"].errors) == ["file"]
    assert page.context["form"]["about"].value() == "surat"


def test_a_good_pdf_under_a_wrong_name_is_a_pdf(cast, login):
    row = factories.complaint(cast.relawan)
    upload = SimpleUploadedFile("foto.jpg", pdf(), "image/jpeg")
    sent = {"file": upload, "about": "", "kiriman": "11111111-1111-4111-8111-111111111111"}
    assert login(cast.relawan).post(f"/pengaduan/{row.number}/lampiran/", sent).status_code == 302
    assert Attachment.objects.get().kind == "pdf"
