"""A PDF that only shows pages: checked through and written anew, or refused with words that say why.

Kept of each page is what is drawn on it. Programs, attached files and actions are refused rather than cut
out: who sees the copy must be able to trust that it is all of the original.
"""

import re
import time
import zlib
from collections.abc import Iterator
from io import BytesIO

from django.utils.translation import gettext_lazy as _
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, PdfObject, StreamObject

SECONDS = 10  # a file that takes longer to walk through was made to
MOST_OBJECTS = 100_000
DEEPEST = 500  # tables within tables; a few more are found by chance in the bytes of pictures
BRACKETS = re.compile(rb"<<|>>")
LARGEST_PICTURE = 60 * 1024 * 1024  # of one picture inside, unpacked

# Names as the standard has them (ISO 32000).
ON_A_PAGE = {"/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/UserUnit", "/Annots"}
DRAWN_NOTES = {"/Widget", "/Stamp", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Ink", "/Line"}
DRAWN_NOTES |= {"/Square", "/Circle", "/Polygon", "/PolyLine", "/Caret"}
OF_A_NOTE = {"/Type", "/Subtype", "/Rect", "/AP", "/AS", "/F", "/CA"}
ACTS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound"}
ACTIVE_KEYS = {"/JS", "/JavaScript", "/EF", "/EmbeddedFiles", "/XFA", "/RichMediaContent"}
ACTIVE_NOTES = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
HIDDEN_KEYS = {"/Metadata", "/PieceInfo", "/LastModified", "/Thumb", "/AF", "/StructParents", "/OPI"}


class BadFile(ValueError):
    """Not a file that is kept; ``str()`` tells the person what to do."""

    message = _("Berkas ini tidak bisa disimpan. Kirim foto atau PDF.")

    def __init__(self):
        super().__init__(self.message)


class Unreadable(BadFile):
    message = _("Berkas ini tidak terbaca sebagai foto atau PDF. Kirim JPEG, PNG, WebP, atau PDF.")


class Locked(BadFile):
    message = _("PDF ini terkunci kata sandi. Simpan ulang tanpa kata sandi, atau foto halamannya.")


class TooManyPages(BadFile):
    message = _("PDF ini terlalu banyak halamannya. Kirim halaman yang penting saja.")


class Active(BadFile):
    message = _(
        "PDF ini berisi program, tindakan, atau berkas lain. "
        "Cetak ulang sebagai PDF biasa, atau foto halamannya."
    )


def stripped(data: bytes, *, most_pages: int) -> tuple[bytes, int]:
    """(the copy, its pages); raises a BadFile."""
    try:
        return _stripped(data, most_pages)
    except BadFile:
        raise
    except Exception as error:  # hostile bytes make a parser fail in any way; each means the same
        raise Unreadable from error


def _stripped(data: bytes, most_pages: int) -> tuple[bytes, int]:
    _refuse_depth(data)
    reader = PdfReader(BytesIO(data), strict=False)
    if reader.is_encrypted:
        raise Locked
    for found in _all_of(reader.trailer["/Root"]):
        if isinstance(found, DictionaryObject):
            _refuse_active(found)
            _strip(found)
    pages = len(reader.pages)
    if pages > most_pages:
        raise TooManyPages
    if not pages:
        raise Unreadable
    writer = PdfWriter()
    for page in reader.pages:
        _keep_what_is_drawn(page)
        writer.add_page(page)
    writer.metadata = None
    out = BytesIO()
    writer.write(out)
    return out.getvalue(), pages


def _refuse_depth(data: bytes) -> None:
    """The reader takes what it could read of too deep a table for all of it, each time another part."""
    depth = 0
    for bracket in BRACKETS.finditer(data):
        depth = depth + 1 if bracket[0] == b"<<" else max(0, depth - 1)
        if depth > DEEPEST:
            raise Unreadable


def _all_of(root: PdfObject) -> Iterator[PdfObject]:
    """Every object that the document leads to, once; Unreadable for a maze."""
    until, seen, waiting = time.monotonic() + SECONDS, set(), [root]
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if (place := (found.idnum, found.generation)) in seen:
                continue
            seen.add(place)
            found = found.get_object()
        yield found
        if isinstance(found, DictionaryObject):
            waiting.extend(found.values())
        elif isinstance(found, ArrayObject):
            waiting.extend(found)
        if len(seen) > MOST_OBJECTS or time.monotonic() > until:
            raise Unreadable


def _refuse_active(row: DictionaryObject) -> None:
    if (
        ACTIVE_KEYS & row.keys()
        or _told(row, "/S") in ACTS
        or _told(row, "/Type") == "/EmbeddedFile"
        or _told(row, "/Subtype") in ACTIVE_NOTES
    ):
        raise Active


def _told(row: DictionaryObject, name: str) -> object:
    """The value itself, also where the row only points to it; a list says nothing here."""
    found = row[name] if name in row else None  # noqa: SIM401 -- get() does not follow a pointer
    return found if isinstance(found, str) else None


def _strip(row: DictionaryObject) -> None:
    for name in HIDDEN_KEYS & row.keys():
        del row[name]
    if isinstance(row, StreamObject) and _told(row, "/Subtype") == "/Image":
        _strip_picture(row)


def _strip_picture(row: StreamObject) -> None:
    """Of a photo in the PDF, what the camera wrote beside it. One in a wrapping that is not undone here
    could still tell where it was taken: refused.
    """
    filters = row["/Filter"] if "/Filter" in row else []  # noqa: SIM401 -- as above
    names = [str(name.get_object()) for name in (filters if isinstance(filters, list) else [filters])]
    if "/JPXDecode" in names:
        raise Unreadable
    if "/DCTDecode" not in names:
        return
    bytes_ = row._data
    if names == ["/FlateDecode", "/DCTDecode"]:
        opener = zlib.decompressobj()
        bytes_ = opener.decompress(bytes_, LARGEST_PICTURE)
        row[NameObject("/Filter")] = NameObject("/DCTDecode")
        row.pop("/DecodeParms", None)
    elif names != ["/DCTDecode"]:
        raise Unreadable
    row._data = without_notes(bytes_)


def without_notes(jpeg: bytes) -> bytes:
    """The JPEG without the segments that hold no picture: EXIF, XMP, comments (ITU T.81 Annex B)."""
    kept, at = [jpeg[:2]], 2
    while jpeg[at : at + 1] == b"\xff" and at + 4 <= len(jpeg):
        marker, size = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == 0xDA:  # the picture itself follows, to the end
            break
        # APP0 says how dense, APP14 which colours; all other APPn and COM are notes.
        if not (0xE1 <= marker <= 0xEF and marker != 0xEE) and marker != 0xFE:
            kept.append(jpeg[at : at + 2 + size])
        at += 2 + size
    kept.append(jpeg[at:])
    return b"".join(kept)


def _keep_what_is_drawn(page: DictionaryObject) -> None:
    for name in page.keys() - ON_A_PAGE - {"/Parent"}:
        del page[name]
    noted = page["/Annots"] if "/Annots" in page else []  # noqa: SIM401 -- as above
    notes = [note.get_object() for note in noted]
    drawn = [_of_note(note) for note in notes if _told(note, "/Subtype") in DRAWN_NOTES and "/AP" in note]
    page[NameObject("/Annots")] = ArrayObject(drawn)


def _of_note(note: DictionaryObject) -> DictionaryObject:
    """What a filled-in field or a stamp looks like, and nothing of what it does."""
    return DictionaryObject({name: note.raw_get(name) for name in OF_A_NOTE & note.keys()})
