"""The codes of an authenticator app (RFC 6238): six figures that change every half minute. Pure.

SHA-1 is what every app understands; nothing here rests on its collisions.
"""

import base64
import hmac
import secrets
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

KEY_BYTES = 20
FIGURES, PERIOD = 6, 30  # of a code; seconds for which it is the code
DRIFT = 1  # steps that a phone's clock may be early or late
ISSUER = "KK Portal"


def new_key() -> str:
    """160 random bits, as an app takes them: base 32."""
    return base64.b32encode(secrets.token_bytes(KEY_BYTES)).decode()


def step_at(seconds: float) -> int:
    """The half minute since 1970 in which a moment lies."""
    return int(seconds) // PERIOD


def code_at(key: str, step: int) -> str:
    made = TOTP(base64.b32decode(key), FIGURES, SHA1(), PERIOD, enforce_key_length=True)  # noqa: S303 - apps know no other
    return made.generate(step * PERIOD).decode()


def matching_step(key: str, typed: str, *, seconds: float, after: int | None) -> int | None:
    """The step whose code was typed; none that is not later than ``after``, the last one taken.

    All steps are compared, whichever fits.
    """
    now = step_at(seconds)
    around = range(now - DRIFT, now + DRIFT + 1)
    fits = [step for step in around if hmac.compare_digest(code_at(key, step).encode(), typed.encode())]
    return max((step for step in fits if after is None or step > after), default=None)


def address(key: str, username: str) -> str:
    """What the QR code tells the app. The account stands in it by its user name alone."""
    query = {"secret": key, "issuer": ISSUER, "digits": FIGURES, "period": PERIOD}
    return f"otpauth://totp/{quote(ISSUER)}:{quote(username)}?{urlencode(query, quote_via=quote)}"


def grouped(key: str) -> str:
    """To be typed from the screen: in fours."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))
