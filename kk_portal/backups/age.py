"""Files sealed to several recipients: age's published format (age-encryption.org/v1), over `cryptography`.

X25519 and HKDF-SHA256 wrap a fresh file key for each recipient; ChaCha20-Poly1305 seals chunks of 64 KB, each
under its number and whether it is the last: a chunk that is turned, moved, doubled or cut off does not open.
The format rather than one of our own: in need, anybody's `age` opens a backup without this program.
"""

import base64
import hmac
import io
import secrets
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from . import bech32

TITLE = "age-encryption.org/v1"
PUBLIC, PRIVATE = "age", "age-secret-key-"
CHUNK, TAG = 64 * 1024, 16
NO_NONCE = bytes(12)
LONGEST_LINE, MOST_LINES = 1000, 100
SCRYPT_WORK = 18  # 2**18: about a second and 256 MB for each guess of a passphrase
SCRYPT_MOST = 20


class BadFile(Exception):
    """Not an age file, not whole, or changed: the message says which."""


class NotForUs(Exception):
    """The file is sealed to other recipients, or the passphrase is wrong."""


class Recipient:
    """A public key, ``age1…``: seals, opens nothing."""

    def __init__(self, text: str):
        self.raw = bech32.decode(PUBLIC, text)
        self._key = X25519PublicKey.from_public_bytes(self.raw)

    def __str__(self) -> str:
        return bech32.encode(PUBLIC, self.raw)

    def stanza(self, file_key: bytes) -> tuple[list[str], bytes]:
        once = X25519PrivateKey.generate()
        share = once.public_key().public_bytes_raw()
        wrapping = _hkdf(once.exchange(self._key), share + self.raw, f"{TITLE}/X25519")
        return ["X25519", _text(share)], ChaCha20Poly1305(wrapping).encrypt(NO_NONCE, file_key, None)


class Identity:
    """The private key of a recipient, ``AGE-SECRET-KEY-1…``."""

    def __init__(self, text: str):
        self._key = X25519PrivateKey.from_private_bytes(bech32.decode(PRIVATE, text))
        self.raw = self._key.public_key().public_bytes_raw()

    @classmethod
    def new(cls) -> "Identity":
        return cls(bech32.encode(PRIVATE, secrets.token_bytes(32)))

    @property
    def recipient(self) -> Recipient:
        return Recipient(bech32.encode(PUBLIC, self.raw))

    def reveal(self) -> str:
        return bech32.encode(PRIVATE, self._key.private_bytes_raw()).upper()

    def file_key(self, words: list[str], body: bytes) -> bytes | None:
        if words[0] != "X25519" or len(words) != 2:
            return None
        share = _bytes(words[1])
        try:
            shared = self._key.exchange(X25519PublicKey.from_public_bytes(share))
            wrapping = _hkdf(shared, share + self.raw, f"{TITLE}/X25519")
            return ChaCha20Poly1305(wrapping).decrypt(NO_NONCE, body, None)
        except (InvalidTag, ValueError):
            return None


class Passphrase:
    """Seals and opens with a passphrase: the only stanza of its file."""

    def __init__(self, text: str, work: int = SCRYPT_WORK):
        self._text, self.work = text.encode(), work

    def stanza(self, file_key: bytes) -> tuple[list[str], bytes]:
        salt = secrets.token_bytes(16)
        sealed = ChaCha20Poly1305(self._key(salt, self.work)).encrypt(NO_NONCE, file_key, None)
        return ["scrypt", _text(salt), str(self.work)], sealed

    def file_key(self, words: list[str], body: bytes) -> bytes | None:
        if words[0] != "scrypt" or len(words) != 3 or not words[2].isdecimal() or int(words[2]) > SCRYPT_MOST:
            return None
        try:
            key = self._key(_bytes(words[1]), int(words[2]))
            return ChaCha20Poly1305(key).decrypt(NO_NONCE, body, None)
        except InvalidTag:
            return None

    def _key(self, salt: bytes, work: int) -> bytes:
        return Scrypt(salt=f"{TITLE}/scrypt".encode() + salt, length=32, n=1 << work, r=8, p=1).derive(
            self._text
        )


class Writer(io.RawIOBase):
    """Seals what is written to it into ``file``; nothing that was written leaves it unsealed. ``finish`` ends
    it: a file without its last chunk opens for nobody.
    """

    def __init__(self, file: BinaryIO, recipients: list):
        file_key = secrets.token_bytes(16)
        head = f"{TITLE}\n" + "".join(_spelled(*one.stanza(file_key)) for one in recipients) + "---"
        nonce = secrets.token_bytes(16)
        file.write(f"{head} {_text(_mac(file_key, head))}\n".encode() + nonce)
        self._chunks, self._file, self._held = _Chunks(file_key, nonce), file, bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        self._held += data
        while len(self._held) > CHUNK:  # the last one, which may be full, is known at the end alone
            self._file.write(self._chunks.seal(bytes(self._held[:CHUNK]), last=False))
            del self._held[:CHUNK]
        return len(data)

    def finish(self) -> None:
        self._file.write(self._chunks.seal(bytes(self._held), last=True))


class Reader(io.RawIOBase):
    """What was sealed, as a stream: each chunk is known to be whole and in its place before it is given.
    Raises NotForUs and BadFile; only who reads to the end knows that nothing was cut off.
    """

    def __init__(self, file: BinaryIO, key: Identity | Passphrase):
        self._file, self._rest, self._last = file, b"", False
        file_key = self._head(key)
        self._chunks = _Chunks(file_key, _exactly(file, 16))
        self._ahead = file.read(CHUNK + TAG)

    def _head(self, key) -> bytes:
        if _line(self._file) != TITLE:
            raise BadFile("This is not an age file.")
        head, stanzas = f"{TITLE}\n", []
        for _count in range(MOST_LINES):
            line = _line(self._file)
            if line.startswith("---"):
                return self._checked(head + "---", line, stanzas, key)
            head += f"{line}\n"
            if line.startswith("-> "):
                stanzas.append([line[3:].split(" "), ""])
            elif stanzas:
                stanzas[-1][1] += line
        raise BadFile("The head of this file has no end.")

    def _checked(self, head: str, last: str, stanzas: list, key) -> bytes:
        opened = (key.file_key(words, _bytes(body)) for words, body in stanzas)
        file_key = next(filter(None, opened), None)
        if file_key is None:
            raise NotForUs
        if not hmac.compare_digest(last, f"--- {_text(_mac(file_key, head))}"):
            raise BadFile("The head of this file was changed.")
        return file_key

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        while not self._rest and not self._last:
            self._rest = self._next()
        count = min(len(buffer), len(self._rest))
        buffer[:count], self._rest = self._rest[:count], self._rest[count:]
        return count

    def _next(self) -> bytes:
        chunk, self._ahead = self._ahead, self._file.read(CHUNK + TAG)
        self._last = not self._ahead
        return self._chunks.open(chunk, last=self._last)


class _Chunks:
    """The chunks of one file, by number."""

    def __init__(self, file_key: bytes, nonce: bytes):
        self._aead, self._number = ChaCha20Poly1305(_hkdf(file_key, nonce, "payload")), 0

    def _nonce(self, last: bool) -> bytes:
        self._number += 1
        return (self._number - 1).to_bytes(11, "big") + bytes([last])

    def seal(self, plain: bytes, *, last: bool) -> bytes:
        return self._aead.encrypt(self._nonce(last), plain, None)

    def open(self, sealed: bytes, *, last: bool) -> bytes:
        try:
            return self._aead.decrypt(self._nonce(last), sealed, None)
        except InvalidTag:
            raise BadFile(f"Cut off or changed in the {self._number}. piece of 64 KB.") from None


def seal(plain: bytes, *recipients) -> bytes:
    file = io.BytesIO()
    writer = Writer(file, list(recipients))
    writer.write(plain)
    writer.finish()
    return file.getvalue()


def unseal(sealed: bytes, key: Identity | Passphrase) -> bytes:
    return io.BufferedReader(Reader(io.BytesIO(sealed), key)).read()


ARMOR, ARMOR_END = "-----BEGIN AGE ENCRYPTED FILE-----", "-----END AGE ENCRYPTED FILE-----"


def armored(sealed: bytes) -> str:
    """As text that can be printed and typed in again."""
    text = base64.b64encode(sealed).decode()
    return "\n".join([ARMOR, *_cut(text), ARMOR_END, ""])


def dearmored(text: str) -> bytes:
    body = text.strip().removeprefix(ARMOR).removesuffix(ARMOR_END)
    return base64.b64decode("".join(body.split()), validate=True)


def _cut(text: str) -> Iterator[str]:
    return (text[start : start + 64] for start in range(0, len(text), 64))


def _spelled(words: list[str], body: bytes) -> str:
    """A stanza: its words, and its body in lines of 64 of which the last is shorter."""
    text = _text(body)
    lines = [*_cut(text)] + ([""] if len(text) % 64 == 0 else [])
    return "\n".join([f"-> {' '.join(words)}", *lines, ""])


def _hkdf(key: bytes, salt: bytes, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info.encode()).derive(key)


def _mac(file_key: bytes, head: str) -> bytes:
    return hmac.digest(_hkdf(file_key, b"", "header"), head.encode(), "sha256")


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        raise BadFile("The head of this file was changed.") from None


def _line(file: BinaryIO) -> str:
    line = file.readline(LONGEST_LINE)
    if not line.endswith(b"\n") or not line.isascii():
        raise BadFile("This is not an age file, or its head was cut off.")
    return line[:-1].decode()


def _exactly(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) != size:
        raise BadFile("The head of this file was cut off.")
    return data
