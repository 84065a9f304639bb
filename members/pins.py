"""Which PINs are too easy, who may have one, and how one is kept.

A PIN has a million values: a slow hash alone would hold up a thief of the database for a day. It is
hashed together with the secret that only her phone holds, under a key that is not in the database.
"""

import base64
import hashlib
import hmac
import re
import secrets
from datetime import date

from django.contrib.auth.hashers import check_password, make_password

from safeguards import crypto

LENGTH = 6
PURPOSE = "pin"
DEVICE_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
FEWEST_DIFFERENT = 3
ROWS = ("01234567890", "09876543210")
# Of those that people choose most, the ones that no rule below finds.
COMMON = {"112233", "332211", "123321", "159753", "147258", "258369", "147852", "789456", "456789", "102030"}
YEAR = re.compile(r"19\d\d|20[0-2]\d")


def may_use(user) -> bool:
    """Volunteers; whoever reviews or administers logs in with the password each time."""
    return user.has_perm("pin.own") and not user.has_perm("admin.enter")


def is_easy(pin: str, phone: str = "") -> bool:
    """Whether somebody near her would try it soon: a row, a repetition, a date or year, her own number."""
    return (
        len(set(pin)) < FEWEST_DIFFERENT
        or pin in COMMON
        or any(pin in row for row in ROWS)
        or pin[:3] == pin[3:]
        or bool(YEAR.match(pin) or YEAR.match(pin[2:]))
        or _is_date(pin)
        or pin in phone
    )


def _is_date(pin: str) -> bool:
    """Day, month, year, as here, or the other way round."""
    first, month, last = int(pin[:2]), int(pin[2:4]), int(pin[4:])
    return any(_exists(month, day) for day in (first, last))


def _exists(month: int, day: int) -> bool:
    try:
        date(2000, month, day)  # a leap year
    except ValueError:
        return False
    return True


def new_device_secret() -> str:
    return secrets.token_urlsafe(32)


def device_digest(secret: str) -> bytes | None:
    """By which her phone is found again; None for what is no secret of ours. It is random and long."""
    return hashlib.sha256(secret.encode()).digest() if DEVICE_SECRET.fullmatch(secret) else None


def hash_pin(pin: str, *, user_id: int, secret: str) -> tuple[str, str]:
    """(id of the key, slow hash)."""
    key_id, key = crypto.digest_keys().newest
    return key_id, make_password(_peppered(key, pin, user_id, secret))


def check_pin(pin: str, hashed: str, *, key_id: str, user_id: int, secret: str) -> bool:
    """False also when the key has left the environment: then the password is needed again."""
    try:
        key = crypto.digest_keys().get(key_id)
    except crypto.CannotOpen:
        return False
    return check_password(_peppered(key, pin, user_id, secret), hashed)


def _peppered(key: bytes, pin: str, user_id: int, secret: str) -> str:
    told = f"{user_id}|{secret}|{pin}".encode()
    return base64.b64encode(hmac.digest(crypto.derive(key, PURPOSE), told, "sha256")).decode()
