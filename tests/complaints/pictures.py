"""Invented photos and PDFs, as phones make them and as no phone does."""

from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

PLACE = 34853  # EXIF tag of the GPS block
TURNED = 274  # EXIF tag of the orientation
SECRET = b"RAHASIA-DI-SINI"


def photo(format: str = "JPEG", size: tuple[int, int] = (64, 48), mode: str = "RGB", **options) -> bytes:
    out = BytesIO()
    Image.new(mode, size, "teal").save(out, format, **options)
    return out.getvalue()


def photo_that_tells() -> bytes:
    """With a place, a device, a comment and XMP, and lying on its side."""
    exif = Image.Exif()
    exif[TURNED], exif[271] = 6, SECRET.decode()
    exif.get_ifd(PLACE)[1] = "S"
    return photo(exif=exif, comment=SECRET, xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>")


def pdf(pages: int = 1, prepare=None, password: str = "") -> bytes:
    """``prepare(writer)`` adds to it before it is written."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": SECRET.decode()})
    if prepare:
        prepare(writer)
    if password:
        writer.encrypt(password)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def note(writer: PdfWriter, subtype: str, **entries) -> None:
    """An annotation on the first page."""
    row = DictionaryObject(
        {NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject(subtype)}
    )
    row[NameObject("/Rect")] = ArrayObject([NumberObject(number) for number in (10, 10, 90, 90)])
    row.update({NameObject(f"/{name}"): value for name, value in entries.items()})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(row)])


def action(kind: str) -> DictionaryObject:
    return DictionaryObject({NameObject("/S"): NameObject(kind), NameObject("/F"): TextStringObject("x")})


def appearance(writer: PdfWriter) -> DictionaryObject:
    drawn = DecodedStreamObject()
    drawn.set_data(b"0 0 50 50 re f")
    drawn[NameObject("/Subtype")] = NameObject("/Form")
    return DictionaryObject({NameObject("/N"): writer._add_object(drawn)})


def picture(writer: PdfWriter, data: bytes, filter_) -> None:
    """A JPEG in the resources of the first page."""
    row = StreamObject()
    row._data = data
    row[NameObject("/Subtype")], row[NameObject("/Filter")] = NameObject("/Image"), filter_
    pictures = DictionaryObject({NameObject("/Im0"): writer._add_object(row)})
    writer.pages[0][NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
