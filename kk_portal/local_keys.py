"""Keys for a developer's machine: made once under var/, readable by their owner only."""

import base64
import os
import secrets
from pathlib import Path

FAMILIES = ("DATA_KEYS", "DIGEST_KEYS", "AUDIT_KEYS", "OUTBOX_KEYS")


def new_key(key_id: str = "1") -> str:
    """One entry of a key list: ``<id>:<32 random bytes in URL-safe base64>``."""
    return f"{key_id}:{base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}"


def fresh_environment() -> dict[str, str]:
    """A value for every secret the portal reads from its environment."""
    return {"SECRET_KEY": secrets.token_urlsafe(50)} | {name: new_key() for name in FAMILIES}


def ensure(path: Path) -> None:
    """Write ``path`` with fresh keys unless it exists; two starts at once keep the first."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in fresh_environment().items())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
