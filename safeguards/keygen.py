"""Makes fresh keys. Pure Python: settings may need it before Django is set up."""

import base64
import secrets

FAMILIES = ("DATA_KEYS", "DIGEST_KEYS", "AUDIT_KEYS", "OUTBOX_KEYS")


def new_key(key_id: str = "1") -> str:
    """One entry of a key list: ``<id>:<32 random bytes in URL-safe base64>``."""
    return f"{key_id}:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}"


def fresh_environment() -> dict[str, str]:
    """A value for every secret the portal reads from its environment."""
    return {"SECRET_KEY": secrets.token_urlsafe(50)} | {name: new_key() for name in FAMILIES}
