"""Keeps what a person had typed when her session ended, sealed, for her alone, for one hour."""

import hashlib
import json
import logging
import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone

from . import crypto
from .models import KeptInput

KEPT_FOR = timedelta(hours=1)
OWNER_KNOWN_FOR = timedelta(hours=24)
# A story of 100,000 emoji is 400,000 bytes of UTF-8; the rest of a form is small.
LARGEST = 512 * 1024
LONGEST_PATH = 300
MOST_PER_USER = 10
PURPOSE = "kept input"

log = logging.getLogger(__name__)


class TooLarge(ValueError):
    """More than is kept; nothing was stored."""


@dataclass(frozen=True)
class Kept:
    """A form as it was posted: where to, and every value of every field."""

    path: str
    fields: dict[str, list[str]]

    def __repr__(self) -> str:
        return f"<Kept {self.path}>"


def keep(*, user_id: int, path: str, fields: dict[str, list[str]]) -> str:
    """Stores the form and returns a random token to take it back with. TooLarge over 512 KB, and for
    an address that is longer than any of ours.

    Of one person at most ten are kept, the newest: more would only fill the disk.
    """
    plain = json.dumps(fields, ensure_ascii=False).encode(errors="replace")
    if len(plain) > LARGEST or len(path) > LONGEST_PATH:
        raise TooLarge
    token = secrets.token_urlsafe(24)
    key_id, key = crypto.data_keys().newest
    sealed = crypto.seal(crypto.derive(key, PURPOSE), plain, _aad(token, user_id))
    with transaction.atomic():
        purge()
        stale = KeptInput.objects.filter(user_id=user_id).order_by("-created_at", "-pk")[MOST_PER_USER - 1 :]
        KeptInput.objects.filter(pk__in=[row.pk for row in stale.only("pk")]).delete()
        KeptInput.objects.create(
            token_digest=_token_digest(token), user_id=user_id, path=path, key_id=key_id, sealed=sealed
        )
    return token


def take(*, token: str, user_id: int) -> Kept | None:
    """Gives the form back once, to the same user, within the hour; None otherwise."""
    fresh = KeptInput.objects.filter(user_id=user_id, created_at__gt=timezone.now() - KEPT_FOR)
    row = fresh.filter(token_digest=_token_digest(token)).first()
    if row is None or not KeptInput.objects.filter(pk=row.pk).delete()[0]:
        return None
    try:
        key = crypto.derive(crypto.data_keys().get(row.key_id), PURPOSE)
        plain = crypto.unseal(key, row.sealed, _aad(token, user_id))
    except crypto.CannotOpen:
        log.exception("Kept input could not be opened; it is gone.")
        return None
    return Kept(row.path, json.loads(plain))


def purge() -> int:
    """Removes what is older than an hour; how many there were."""
    return KeptInput.objects.filter(created_at__lte=timezone.now() - KEPT_FOR).delete()[0]


def sign_owner(user_id: int) -> str:
    """A mark for a cookie that outlives the session: whose screen this was."""
    return signing.dumps(user_id, salt=PURPOSE)


def owner_of(signed: str) -> int | None:
    """The user of a mark not older than a day, or None."""
    try:
        return int(signing.loads(signed, salt=PURPOSE, max_age=OWNER_KNOWN_FOR))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def _token_digest(token: str) -> bytes:
    """The token is random and long: a plain digest keeps it as secret as a keyed one."""
    return hashlib.sha256(token.encode(errors="replace")).digest()


def _aad(token: str, user_id: int) -> bytes:
    return f"safeguards.KeptInput|{_token_digest(token).hex()}|{user_id}".encode()
