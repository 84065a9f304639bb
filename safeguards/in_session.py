"""What a person searched for stays with her session, sealed: its row in the database tells no name."""

import base64
import json

from . import crypto

PURPOSE = "kept in the session"


def put(request, name: str, told: dict) -> None:
    """Under ``name``, for this user alone; it ends with the session, and so with her logging out."""
    key_id, key = crypto.data_keys().newest
    sealed = crypto.seal(crypto.derive(key, PURPOSE), json.dumps(told).encode(), _aad(request, name))
    request.session[name] = [key_id, base64.b64encode(sealed).decode()]


def get(request, name: str) -> dict | None:
    """What was put there; nothing once its key is gone."""
    key_id, sealed = request.session.get(name, ("", ""))
    try:
        key = crypto.derive(crypto.data_keys().get(key_id), PURPOSE)
        return json.loads(crypto.unseal(key, base64.b64decode(sealed), _aad(request, name)))
    except crypto.CannotOpen:
        return None


def drop(request, name: str) -> None:
    request.session.pop(name, None)


def _aad(request, name: str) -> bytes:
    return f"session.{name}|{request.user.pk}".encode()
