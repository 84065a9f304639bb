"""How one audit event follows another: the digest, the chains, and what figures may be."""

import datetime
import hmac
import json
import uuid

from .models import AuditEvent

PORTAL = uuid.UUID("6b6b706f-7274-416c-8000-617564697431")
START = b""
LONGEST_FIGURE = 200
FIELDS = ("seq", "actor", "action", "subject_type", "subject_id", "reason", "figures", "refused", "key_id")


def portal_chain(actor: int | None) -> uuid.UUID:
    """The chain of what an actor did outside any case; the system and strangers share one."""
    return uuid.uuid5(PORTAL, str(actor))


def compute_digest(event: AuditEvent, previous: bytes, key: bytes) -> bytes:
    """HMAC-SHA256 over the previous digest and every field of this event, in one spelling."""
    told = {name: getattr(event, name) for name in FIELDS}
    told |= {"chain": str(event.chain), "at": event.at.astimezone(datetime.UTC).isoformat()}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return hmac.digest(key, previous + b"\0" + text.encode(), "sha256")


def plain_figures(value):
    """``value`` if it holds only codes, counts, yes/no, and lists and dicts of these.

    Fractions are refused because databases spell them differently and the digest would not hold;
    long text because only a person's words are long.
    """
    match value:
        case None | bool() | int():
            return value
        case str() if len(value) <= LONGEST_FIGURE:
            return str(value)
        case dict():
            return {plain_figures(str(name)): plain_figures(item) for name, item in value.items()}
        case set() | frozenset():
            return [plain_figures(item) for item in sorted(value)]
        case list() | tuple():
            return [plain_figures(item) for item in value]
        case uuid.UUID() | datetime.date():
            return str(value)
    raise ValueError(f"Audit figures are short codes and whole numbers, not a {type(value).__name__}.")
