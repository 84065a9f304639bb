"""The sealed file: each recipient opens it, nobody else, and no change goes unseen. Checked against rage."""

import base64
import io
import secrets

import pytest

from kk_portal.backups import age

pytestmark = pytest.mark.once

# Made by rage 0.11 (pyrage 1.4.0): another program's word for the format.
RAGE_IDENTITY = "AGE-SECRET-KEY-1FRK3N7DS62MCAEZN7PQ6GZ899ZPZE7R6GHEYZK6VLZFEN7D37EXSKM66WZ"
RAGE_FILE = (
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSB0K25DSGxCRlhIRy9qM3RJWThlcU5jRGxSMyt6ZTczajlLbnFZMFBpQ3pzCnBE"
    "OVU5cGVsSFEvQlBWbXJTRWtWNmtGNFJvdCtZcUY1b1RpWkpxYVdxVjgKLT4gWDI1NTE5IGx5cGhhNW9hcDRTQ2VScTVPd3lNaHBlMnBp"
    "SXp1UnNPUGVEVHliQmw5QmcKSHBjSWU4Q3hnckdvWDNhRTFOWkZLd0dEOTlqWmRhLzBSdXZIcGYyMlUwQQotPiBuUEM+LWdyZWFzZSAj"
    "NndUYi0gKTVsVVlYcCBRQnVXRSQKdFdvekhYR3dNTTZnamNhRVBXVlFlQWFkdXdIRkVDa0dscVROSWY2NFY0Rk53dDUxSjZYZgotLS0g"
    "MHB6TXRCanNhYnNvKzJtOUpSSTluQ1ZmQjFjQzZkV290SmMyRVhkeGYyZwpJaduihtHxtRjYd7SALg7kJQSAUXdYLCQG3KNwLEBKcomN"
    "vklUfceBLDIDwE3sOhh4kG8="
)
RAGE_WITH_PASSPHRASE = (
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBTNHdDeVNJdld0akFJZDcvajI0STBRIDIwCmxLbkZsbmQ2ZmE2aW1xYjVXbzJN"
    "UEpLeGF4VjRsWm54RzlIZEZkOG1GSHcKLS0tIFk2RnFjY0FmWmwybVhmd0hsaHA2ZXh5TlVCTUFFZXB6MFFSelBCVzd4b2sKC+5guQ92"
    "NsBP9NbHejJPSpujHQsqQT0HG5QLQYyq4OrLWNWc0F2fNrosg2TQ3K+/Vrc="
)
ONE, TWO, STRANGER = age.Identity.new(), age.Identity.new(), age.Identity.new()
PLAIN = secrets.token_bytes(3 * age.CHUNK + 100)
SEALED = age.seal(PLAIN, ONE.recipient, TWO.recipient)
HEAD = SEALED.index(b"\n---") + len(b"\n--- ") + 43 + 1 + 16  # the head, its mark and the nonce
STEP = age.CHUNK + age.TAG


@pytest.mark.parametrize(
    "size", [0, 1, age.CHUNK - 1, age.CHUNK, age.CHUNK + 1, 2 * age.CHUNK, 3 * age.CHUNK + 7]
)
def test_each_recipient_alone_opens_it_whatever_its_length(size):
    plain = PLAIN[:size]
    sealed = age.seal(plain, ONE.recipient, TWO.recipient)
    assert age.unseal(sealed, ONE) == plain
    assert age.unseal(sealed, TWO) == plain


def test_nobody_else_does():
    with pytest.raises(age.NotForUs):
        age.unseal(SEALED, STRANGER)


def test_what_rage_sealed_opens_here():
    assert age.unseal(base64.b64decode(RAGE_FILE), age.Identity(RAGE_IDENTITY)) == b"Dibuat dengan rage."


def test_what_rage_sealed_with_a_passphrase_opens_here():
    sealed = base64.b64decode(RAGE_WITH_PASSPHRASE)
    assert age.unseal(sealed, age.Passphrase("rahasia")) == b"Dengan kata sandi."


def chunk(number: int) -> bytes:
    return SEALED[HEAD + number * STEP : HEAD + (number + 1) * STEP]


@pytest.mark.parametrize(
    "changed",
    [
        SEALED[:-1],
        SEALED[:-STEP],
        SEALED[: HEAD + 3 * STEP],  # cut off exactly between two chunks
        SEALED[:HEAD],
        SEALED[: HEAD - 5],
        SEALED + b"x",
        SEALED[:HEAD] + chunk(1) + chunk(0) + chunk(2) + chunk(3),
        SEALED[:HEAD] + chunk(0) + chunk(0) + chunk(1) + chunk(2) + chunk(3),
        SEALED[:HEAD] + chunk(0) + chunk(2) + chunk(3),
        SEALED[:HEAD] + chunk(1) + chunk(2) + chunk(3),
    ],
    ids=[
        "a_byte",
        "last",
        "between",
        "all",
        "nonce",
        "longer",
        "swapped",
        "doubled",
        "left_out",
        "beginning",
    ],
)
def test_cut_off_reordered_or_prolonged_is_found(changed):
    with pytest.raises(age.BadFile):
        age.unseal(changed, ONE)


@pytest.mark.parametrize(
    "place", [HEAD - 1, HEAD, HEAD + 1000, HEAD + STEP, HEAD + 2 * STEP + 5, len(SEALED) - 1]
)
def test_one_bit_is_found(place):
    changed = bytearray(SEALED)
    changed[place] ^= 1
    with pytest.raises(age.BadFile):
        age.unseal(bytes(changed), ONE)


def test_a_recipient_added_to_the_head_is_found():
    line = SEALED.index(b"\n") + 1
    with pytest.raises(age.BadFile, match="head"):
        age.unseal(SEALED[:line] + b"-> X25519 AAAA\nAAAA\n" + SEALED[line:], ONE)


@pytest.mark.parametrize(
    "text", [b"", b"PK\x03\x04", b"age-encryption.org/v1\n", b"age-encryption.org/v1\n" + b"-> X\n" * 120]
)
def test_what_is_no_age_file_is_told(text):
    with pytest.raises(age.BadFile):
        age.unseal(text, ONE)


def test_a_key_with_a_wrong_letter_is_refused():
    text = str(ONE.recipient)
    wrong = text[:20] + ("q" if text[20] != "q" else "p") + text[21:]
    with pytest.raises(ValueError, match="wrong"):
        age.Recipient(wrong)
    with pytest.raises(ValueError, match="not a age1"):
        age.Recipient(ONE.reveal())


def test_passphrase_opens_what_it_sealed_and_another_does_not():
    text = age.armored(age.seal(b"kunci", age.Passphrase("lima kata yang acak", 10)))
    assert age.unseal(age.dearmored(text), age.Passphrase("lima kata yang acak")) == b"kunci"
    with pytest.raises(age.NotForUs):
        age.unseal(age.dearmored(text), age.Passphrase("empat kata"))


def test_what_is_written_goes_out_as_it_comes():
    """Memory stays flat: after each write no more than one chunk is held back."""
    file = io.BytesIO()
    writer = age.Writer(file, [ONE.recipient])
    for count in range(1, 6):
        writer.write(PLAIN[: age.CHUNK])
        assert file.tell() >= (count - 1) * STEP
