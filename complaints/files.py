"""What a photo or PDF really is, by its bytes alone, and the copy of it that is shown.

Bytes come from anybody's phone: neither the name nor the declared type is believed. A photo is decoded and
drawn anew, so that nothing hidden in the file (place, device, comment, a second file) reaches the copy.
"""

import re
import threading
import warnings
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from . import pdf_files
from .pdf_files import BadFile, Unreadable

__all__ = ["BadFile", "Checked", "TooLarge", "Unreadable", "check", "content_type"]

warnings.simplefilter("error", Image.DecompressionBombWarning)

LONGEST_SIDE = 2_000
QUALITY = 85
# One decoding at a time in this process: a picture of 50 megapixels needs 200 MB for a moment.
_drawing = threading.Lock()

FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
# Of a file that is two things at once: what browsers run and archives that other programs open.
RUNNABLE = re.compile(rb"<script[\s>]|<!doctype\s+html|<html[\s>]|<\?php\s", re.IGNORECASE)
HEAD = 1_024  # where readers of PDF look for its beginning
ZIP_END, ZIP_END_SIZE, ZIP_TAIL = b"PK\x05\x06", 22, 22 + 0xFFFF


class TooLarge(BadFile):
    message = _("Berkas ini terlalu besar. Kirim foto yang lebih kecil, atau foto per halaman.")


class Heic(BadFile):
    message = _(
        "Foto HEIC belum bisa dibaca di sini. Atur kamera HP ke format JPEG, atau kirim tangkapan layarnya."
    )


class TwoThings(BadFile):
    message = _("Berkas ini berisi berkas lain di dalamnya. Kirim foto atau PDF biasa.")


@dataclass(frozen=True)
class Checked:
    """``original`` as it came, ``shown`` without what is hidden in it; ``kind`` is a FileKind."""

    kind: str
    original: bytes
    shown: bytes
    pages: int = 1

    def __repr__(self) -> str:
        return f"<Checked {self.kind}>"


def check(data: bytes, *, longest_side: int = LONGEST_SIDE) -> Checked:
    """The file with its shown copy, a photo of at most ``longest_side`` pixels; raises a BadFile whose words
    say what to do instead.
    """
    if len(data) > settings.ATTACHMENT_MAX_BYTES:
        raise TooLarge
    kind = content_type(data)
    _refuse_two_things(data, kind)
    if kind == "application/pdf":
        shown, pages = pdf_files.stripped(data, most_pages=settings.ATTACHMENT_MAX_PAGES)
        return Checked("pdf", data, shown, pages)
    return Checked("photo", data, _drawn_anew(data, kind, longest_side))


def content_type(data: bytes) -> str:
    """By its first bytes; Unreadable for what is neither JPEG, PNG, WebP nor PDF."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    if data.startswith(b"%PDF-"):
        return "application/pdf"
    if data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"}:
        raise Heic
    raise Unreadable


def _refuse_two_things(data: bytes, kind: str) -> None:
    """A page for a browser, a PDF or an archive in or behind what it claims to be. A film behind a photo
    ("motion photo") and a second photo are what phones do; they are kept, and not shown.
    """
    is_pdf = kind == "application/pdf"
    runs = RUNNABLE.search(data, 0, HEAD if is_pdf else len(data))
    if runs or _ends_as_archive(data) or (not is_pdf and b"%PDF-" in data[:HEAD]):
        raise TwoThings


def _ends_as_archive(data: bytes) -> bool:
    """The end record of a ZIP whose comment reaches to the end of the file."""
    found = data.rfind(ZIP_END, max(0, len(data) - ZIP_TAIL))
    if found < 0 or found + ZIP_END_SIZE > len(data):
        return False
    comment = int.from_bytes(data[found + 20 : found + 22], "little")
    return found + ZIP_END_SIZE + comment == len(data)


def _drawn_anew(data: bytes, kind: str, longest_side: int) -> bytes:
    name = next(name for name, told in FORMATS.items() if told == kind)
    with _drawing:
        try:
            return _draw(data, name, longest_side)
        except BadFile:
            raise
        except Exception as error:  # hostile bytes make a decoder fail in any way; each means the same
            raise Unreadable from error


def _draw(data: bytes, name: str, longest_side: int) -> bytes:
    """draft (a JPEG is decoded at a fraction of its size), turned upright, on a new white sheet."""
    with Image.open(BytesIO(data), formats=[name]) as image:
        if image.width * image.height > settings.ATTACHMENT_MAX_PIXELS:
            raise TooLarge
        part = min(1, longest_side / max(image.size))
        image.draft("RGB", (int(image.width * part), int(image.height * part)))
        image.thumbnail((longest_side, longest_side))
        upright = ImageOps.exif_transpose(image)
        sheet = Image.new("RGB", upright.size, "white")
        if upright.has_transparency_data:
            upright = upright.convert("RGBA")
            sheet.paste(upright, mask=upright)
        else:
            sheet.paste(upright.convert("RGB"))
    out = BytesIO()
    sheet.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
