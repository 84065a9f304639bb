"""What counts as a photo, and what its shown copy no longer tells."""

import io
import random
import zipfile

import pytest
from PIL import Image

from complaints import files
from complaints.files import BadFile, check
from complaints.pdf_files import Unreadable

from .pictures import SECRET, pdf, photo, photo_that_tells

pytestmark = pytest.mark.once


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_of_each_kind_is_shown_as_jpeg(format):
    data = photo(format)
    checked = check(data)
    assert (checked.kind, checked.original, checked.pages) == ("photo", data, 1)
    assert (opened(checked.shown).format, opened(checked.shown).size) == ("JPEG", (64, 48))


def test_the_shown_copy_tells_nothing_and_stands_upright():
    data = photo_that_tells()
    assert data.count(SECRET) == 3
    shown = check(data).shown
    told = opened(shown)
    assert (SECRET in shown, dict(told.getexif()), told.info.get("comment")) == (False, {}, None)
    assert opened(shown).size == (48, 64)


def test_a_large_photo_is_shown_smaller():
    assert opened(check(photo(size=(4_000, 3_000))).shown).size == (2_000, 1_500)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P", "L", "1", "I;16"])
def test_every_mode_of_png_is_drawn(mode):
    assert opened(check(photo("PNG", mode=mode) if mode != "I;16" else grey16()).shown).mode == "RGB"


def grey16() -> bytes:
    out = io.BytesIO()
    Image.new("I;16", (64, 48), 40_000).save(out, "PNG")
    return out.getvalue()


def test_what_was_see_through_is_white():
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(check(out.getvalue()).shown).getpixel((4, 4)) == (255, 255, 255)


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zipped:
        zipped.writestr("jalan.html", "<script>alert(1)</script>")
    return out.getvalue()


REFUSED = {
    "nothing": b"",
    "text": b"halo",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html called jpeg": b"<!doctype html><html><script>alert(1)</script></html>",
    "gif": photo("GIF", mode="P"),
    "bmp": photo("BMP"),
    "tiff": photo("TIFF"),
    "heic": b"\x00\x00\x00\x18ftypheic" + b"\x00" * 40,
    "jpeg by its first bytes only": b"\xff\xd8\xff\xe0" + b"\x00" * 400,
    "half a jpeg": photo(size=(800, 600), quality=95)[:600],
    "html in a jpeg's comment": photo(comment=b"<html ><script>alert(1)</script></html>"),
    "html behind a jpeg": photo() + b"<SCRIPT>alert(1)</SCRIPT>",
    "php behind a png": photo("PNG") + b"<?php system($_GET[0]); ?>",
    "pdf within a jpeg": photo(comment=pdf()[:200]),
    "archive behind a jpeg": photo() + archive(),
    "archive behind a pdf": pdf() + archive(),
    "html before a pdf": pdf().replace(b"%PDF-1.3\n", b"%PDF-1.3\n<html ><script>alert(1)</script>\n", 1),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_photo_is_refused(name):
    with pytest.raises(BadFile):
        check(REFUSED[name])


def test_html_before_a_pdf_stands_there():
    """Else the row above would hold of anything."""
    assert b"<html >" in REFUSED["html before a pdf"]


def test_a_second_photo_and_a_film_behind_the_first_are_what_phones_do():
    film = b"\x00\x00\x00\x18ftypmp42" + random.Random(7).randbytes(4_000)
    checked = check(photo() + photo() + film)
    assert (checked.original.endswith(film), film[-100:] in checked.shown) == (True, False)


def test_each_refusal_says_what_to_do():
    with pytest.raises(BadFile, match="Atur kamera HP ke format JPEG"):
        check(REFUSED["heic"])
    with pytest.raises(BadFile, match="Kirim JPEG, PNG, WebP, atau PDF"):
        check(REFUSED["svg"])


def test_too_many_bytes_are_refused_before_anything_is_read(settings):
    settings.ATTACHMENT_MAX_BYTES = 1_000
    with pytest.raises(files.TooLarge):
        check(b"\xff" * 1_001)


def test_too_many_pixels_are_refused_before_they_are_decoded(settings):
    """48 KB can be 400 megapixels: one bit for each."""
    bomb = photo("PNG", size=(8_000, 7_000), mode="1")
    assert len(bomb) < 50_000
    with pytest.raises(files.TooLarge):
        check(bomb)
    settings.ATTACHMENT_MAX_PIXELS = 60_000_000
    assert opened(check(bomb).shown).size == (2_000, 1_750)


def test_pillows_own_alarm_is_a_refusal(settings):
    settings.ATTACHMENT_MAX_PIXELS = 10**9
    with pytest.raises(Unreadable):
        check(photo("PNG", size=(10_000, 9_500), mode="1"))


def test_a_file_prints_itself_nowhere():
    assert repr(check(photo())) == "<Checked photo>"
