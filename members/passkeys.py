"""Passkeys (WebAuthn) as the second step: what a browser is asked, and whether its answer holds.

Bound to the portal's own address: a page that only looks like it gets an answer that is worth nothing here.
"""

import base64
import json
from dataclasses import dataclass
from urllib.parse import urlsplit

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    UserVerificationRequirement,
)

from safeguards.outside import whole_address

NAME = "KK Portal"
LONGEST = 20_000  # letters of an answer; the longest attestations known are a third of it
# The password came before: a touch is enough, and a phone that wants a finger or a PIN may ask for it.
VERIFICATION = UserVerificationRequirement.PREFERRED


class NoPasskey(ValueError):
    """The answer does not hold: another challenge, address or key, or none at all."""


@dataclass(frozen=True)
class Question:
    """``options``: JSON for the browser; ``state``: what the answer is held against, for the session."""

    options: str
    state: dict


def to_register(request, user, secrets: list[dict]) -> Question:
    """A new one; what she has already (``secrets``) is not made twice on one device."""
    entity = PublicKeyCredentialUserEntity(
        id=f"kk-{user.pk}".encode(), name=user.username, display_name=user.username
    )
    options, state = _server(request).register_begin(
        entity, [_credential(secret) for secret in secrets], user_verification=VERIFICATION
    )
    return Question(_json(options), state)


def registered(request, state: dict | None, answer: str) -> dict:
    """What is kept of a new one, or NoPasskey."""
    made = _checked(lambda: _server(request).register_complete(state, _read(answer)), state)
    return {"credential": base64.b64encode(made.credential_data).decode(), "counter": made.counter}


def to_use(request, secrets: list[dict]) -> Question:
    options, state = _server(request).authenticate_begin(
        [_credential(secret) for secret in secrets], user_verification=VERIFICATION
    )
    return Question(_json(options), state)


def used(request, state: dict | None, secrets: list[dict], answer: str) -> tuple[int, int]:
    """Which of ``secrets`` answered and how often its key has by now, or NoPasskey.

    A key that counts and has not counted on is a copy.
    """

    def check() -> tuple[int, int]:
        told = AuthenticationResponse.from_dict(_read(answer))
        keys = [_credential(secret) for secret in secrets]
        place = keys.index(_server(request).authenticate_complete(state, keys, told))
        return place, told.response.authenticator_data.counter

    place, counter = _checked(check, state)
    if (counter or secrets[place]["counter"]) and counter <= secrets[place]["counter"]:
        raise NoPasskey("the counter did not go on")
    return place, counter


def _checked(check, state: dict | None):
    """What comes from a browser can be wrong in every way, and none of them is an error of ours."""
    if not state:
        raise NoPasskey("nothing was asked")
    try:
        return check()
    except Exception as error:  # the library lets through whatever malformed bytes make it raise
        raise NoPasskey("the answer does not hold") from error


def _server(request) -> Fido2Server:
    portal = urlsplit(whole_address(request, "/"))
    origin = f"{portal.scheme}://{portal.netloc}"
    entity = PublicKeyCredentialRpEntity(name=NAME, id=portal.hostname)
    return Fido2Server(entity, verify_origin=lambda asked: asked == origin)


def _credential(secret: dict) -> AttestedCredentialData:
    return AttestedCredentialData(base64.b64decode(secret["credential"]))


def _json(options) -> str:
    return json.dumps(dict(options)["publicKey"])


def _read(answer: str) -> dict:
    if len(answer) > LONGEST:
        raise NoPasskey("too long")
    return json.loads(answer)
