"""Which PDFs are taken, and what their copies no longer hold."""

import io
import zlib

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from complaints import pdf_files
from complaints.files import check
from complaints.pdf_files import Active, Locked, TooManyPages, Unreadable, stripped, without_notes

from .pictures import SECRET, action, appearance, note, pdf, photo, photo_that_tells, picture


def copy_of(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(stripped(data, most_pages=30)[0]))


def test_a_plain_pdf_is_taken_with_its_pages():
    checked = check(pdf(3))
    assert (checked.kind, checked.pages, len(PdfReader(io.BytesIO(checked.shown)).pages)) == ("pdf", 3, 3)


def test_the_copy_tells_no_author_and_no_program():
    data = pdf()
    shown = copy_of(data)
    assert PdfReader(io.BytesIO(data)).metadata.author == SECRET.decode()
    assert (shown.metadata, shown.xmp_metadata) == (None, None)


def test_thirty_pages_and_no_more():
    assert stripped(pdf(30), most_pages=30)[1] == 30
    with pytest.raises(TooManyPages):
        stripped(pdf(31), most_pages=30)


def test_a_locked_one_is_refused():
    with pytest.raises(Locked):
        check(pdf(password="rahasia"))


def open_action(kind):
    def prepare(writer):
        writer._root_object[NameObject("/OpenAction")] = action(kind)

    return prepare


def named_script(writer):
    script = DictionaryObject({NameObject("/JS"): TextStringObject("app.alert(1)")})
    names = DictionaryObject({NameObject("/Names"): ArrayObject([TextStringObject("a"), script])})
    writer._root_object[NameObject("/Names")] = DictionaryObject({NameObject("/Dests"): names})


def pointed_at(writer):
    """The kind of an action behind a pointer, the action behind another."""
    kind = writer._add_object(NameObject("/Launch"))
    row = DictionaryObject({NameObject("/S"): kind})
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): writer._add_object(row)})


def form(writer):
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject(
        {NameObject("/XFA"): TextStringObject("<xdp/>")}
    )


ACTIVE = {
    "script": named_script,
    "attached file": lambda writer: writer.add_attachment("a.exe", b"MZ"),
    "launch": open_action("/Launch"),
    "script on opening": open_action("/JavaScript"),
    "sends a form": open_action("/SubmitForm"),
    "launch behind pointers": pointed_at,
    "dynamic form": form,
    "attached to a page": lambda writer: note(writer, "/FileAttachment"),
    "film": lambda writer: note(writer, "/RichMedia"),
    "link that starts a program": lambda writer: note(writer, "/Link", A=action("/Launch")),
}


@pytest.mark.parametrize("name", ACTIVE)
def test_one_that_does_something_is_refused(name):
    with pytest.raises(Active):
        check(pdf(prepare=ACTIVE[name]))


def test_what_is_drawn_on_a_page_stays_and_links_go():
    def stamped(writer):
        note(writer, "/Stamp", AP=appearance(writer), Contents=TextStringObject(SECRET.decode()))

    shown = copy_of(pdf(prepare=stamped)).pages[0]["/Annots"][0].get_object()
    assert sorted(shown.keys()) == ["/AP", "/Rect", "/Subtype", "/Type"]
    linked = pdf(prepare=lambda writer: note(writer, "/Link", A=action("/URI")))
    assert list(copy_of(linked).pages[0]["/Annots"]) == []


def test_metadata_of_a_part_goes_too():
    def told(writer):
        picture(writer, photo(), NameObject("/DCTDecode"))
        row = writer.pages[0]["/Resources"]["/XObject"]["/Im0"]
        row[NameObject("/Metadata")] = TextStringObject(SECRET.decode())

    shown = stripped(pdf(prepare=told), most_pages=1)[0]
    assert SECRET not in shown


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_photo_in_a_pdf_tells_no_place(wrapped):
    jpeg = photo_that_tells()
    filter_ = [NameObject("/FlateDecode")] if wrapped else []
    data = pdf(
        prepare=lambda writer: picture(
            writer,
            zlib.compress(jpeg) if wrapped else jpeg,
            ArrayObject([*filter_, NameObject("/DCTDecode")]),
        )
    )
    shown = copy_of(data).pages[0]["/Resources"]["/XObject"]["/Im0"]
    assert (shown._data, SECRET in shown._data) == (without_notes(jpeg), False)
    assert len(shown._data) > 300


@pytest.mark.parametrize("filters", [["/JPXDecode"], ["/ASCII85Decode", "/DCTDecode"]])
def test_a_photo_in_an_unknown_wrapping_is_refused(filters):
    names = ArrayObject([NameObject(name) for name in filters])
    with pytest.raises(Unreadable):
        check(pdf(prepare=lambda writer: picture(writer, photo(), names)))


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"A" * 5_000, pdf()[:300], pdf(0)])
def test_broken_and_empty_ones_are_refused(data):
    with pytest.raises(Unreadable):
        check(data)


def test_a_maze_is_left(monkeypatch):
    monkeypatch.setattr(pdf_files, "MOST_OBJECTS", 20)
    with pytest.raises(Unreadable):
        check(pdf(30))
    monkeypatch.setattr(pdf_files, "MOST_OBJECTS", 1_000)
    assert check(pdf(30)).pages == 30
