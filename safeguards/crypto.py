"""Keys from the environment, sealing (AES-256-GCM) and keyed digests (HMAC-SHA256).

Everything fails closed: what cannot be opened is an exception, never ciphertext and never nothing.
"""

import base64
import binascii
import hmac
import re
import secrets
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

KEY_SIZE = 32
VERSION = b"\x01"
NONCE_SIZE = 12
TAG_SIZE = 16
KEY_ID = re.compile(r"[A-Za-z0-9._-]{1,32}")


class CannotOpen(Exception):
    """Sealed bytes did not open. The message says which (model, field, row), never what."""


class Erased(CannotOpen):
    """The key was destroyed on purpose: what it sealed is gone for good."""


class CannotSeal(Exception):
    """There is no key to seal with; nothing was written."""


class KeyRing:
    """The keys of one family, newest first; the newest seals, the older ones only open."""

    def __init__(self, name: str, value: str):
        self.name = name
        self._keys = {}
        for entry in filter(None, (part.strip() for part in value.split(","))):
            key_id, key = self._parse(entry)
            if key_id in self._keys:
                raise ImproperlyConfigured(f"{name} holds the key id {key_id!r} twice.")
            self._keys[key_id] = key
        if not self._keys:
            raise ImproperlyConfigured(f"{name} holds no key. `manage.py make_keys` prints fresh ones.")

    def _parse(self, entry: str) -> tuple[str, bytes]:
        """``<id>:<base64>`` as (id, 32 bytes). Errors name the id at most, never the key."""
        key_id, colon, encoded = entry.partition(":")
        if not colon or not KEY_ID.fullmatch(key_id):
            raise ImproperlyConfigured(f"{self.name}: each entry must read <id>:<base64 of 32 bytes>.")
        try:
            key = base64.b64decode(encoded.encode(), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != KEY_SIZE:
            raise ImproperlyConfigured(f"{self.name}: key {key_id!r} is not the base64 of 32 bytes.")
        return key_id, key

    @property
    def newest(self) -> tuple[str, bytes]:
        """(id, key) of the key that seals now."""
        return next(iter(self._keys.items()))

    def get(self, key_id: str) -> bytes:
        """The key of that id; CannotOpen when it is no longer (or not yet) in the environment."""
        try:
            return self._keys[key_id]
        except KeyError:
            raise CannotOpen(f"{self.name} holds no key {key_id!r}") from None

    def all(self) -> list[bytes]:
        return list(self._keys.values())

    @property
    def ids(self) -> list[str]:
        """Newest first."""
        return list(self._keys)

    def __repr__(self) -> str:
        return f"<KeyRing {self.name}: {', '.join(self._keys)}>"


@cache
def _ring(name: str, value: str) -> KeyRing:
    return KeyRing(name, value)


def ring(name: str) -> KeyRing:
    """The ring of a settings variable, parsed once per value."""
    return _ring(name, getattr(settings, name, ""))


def data_keys() -> KeyRing:
    return ring("DATA_KEYS")


def digest_keys() -> KeyRing:
    return ring("DIGEST_KEYS")


def audit_keys() -> KeyRing:
    return ring("AUDIT_KEYS")


def outbox_keys() -> KeyRing:
    return ring("OUTBOX_KEYS")


def new_data_key() -> bytes:
    return secrets.token_bytes(KEY_SIZE)


def seal(key: bytes, plaintext: bytes, aad: bytes) -> bytes:
    """Version byte, 12 random bytes, ciphertext with its tag; ``aad`` is bound, not stored."""
    nonce = secrets.token_bytes(NONCE_SIZE)
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plaintext, aad)


def unseal(key: bytes, sealed: bytes, aad: bytes) -> bytes:
    """The plaintext, or CannotOpen naming ``aad`` (which says where the bytes belong)."""
    sealed = bytes(sealed)
    if sealed[:1] != VERSION or len(sealed) < 1 + NONCE_SIZE + TAG_SIZE:
        raise CannotOpen(f"not a sealed value: {aad.decode(errors='replace')}")
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE_SIZE], sealed[1 + NONCE_SIZE :], aad)
    except InvalidTag:
        raise CannotOpen(f"wrong key, place or bytes: {aad.decode(errors='replace')}") from None


@cache
def derive(key: bytes, purpose: str) -> bytes:
    """A key of its own for one purpose (HKDF-SHA256), so that no key ever does two jobs."""
    return HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=None, info=purpose.encode()).derive(key)


def digest_with(key: bytes, purpose: str, value: str) -> bytes:
    """The digest under a key of DIGEST_KEYS that need not be the newest."""
    return hmac.digest(derive(key, f"digest:{purpose}"), value.encode(), "sha256")


def digest(purpose: str, value: str) -> bytes:
    """32 bytes by which equal values find each other, under the newest digest key."""
    return digest_with(digest_keys().newest[1], purpose, value)


def digests(purpose: str, value: str) -> list[bytes]:
    """The digest under every key of the ring: what a look-up must compare with."""
    return [digest_with(key, purpose, value) for key in digest_keys().all()]
