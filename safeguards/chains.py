"""How one audit event follows another: the digest, the chains, and what figures may be."""

import datetime
import hmac
import json
import uuid
from functools import lru_cache
from json.encoder import encode_basestring_ascii as _quoted

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
    row = (event.chain, event.at, *(getattr(event, name) for name in FIELDS))
    return digest_of(*row[:8], canonical(json.dumps(event.figures)), *row[9:], previous, key)


def digest_of(chain, at, seq, actor, action, kind, subject, reason, figures, refused, key_id, previous, key):
    """The same from bare columns, ``figures`` in canonical spelling: a walk over a million rows makes no
    models. What is signed is JSON with sorted names, as json.dumps(…, sort_keys=True) would spell it.
    """
    text = (
        f'{{"action":{_quoted(action)},"actor":{"null" if actor is None else actor}'
        f',"at":"{at.astimezone(datetime.UTC).isoformat()}","chain":"{chain}","figures":{figures}'
        f',"key_id":{_quoted(key_id)},"reason":{_quoted(reason)},"refused":{"true" if refused else "false"}'
        f',"seq":{seq},"subject_id":{_quoted(subject)},"subject_type":{_quoted(kind)}}}'
    )
    return hmac.digest(key, previous + b"\0" + text.encode(), "sha256")


@lru_cache(maxsize=4096)
def canonical(figures: str) -> str:
    """JSON as a database hands it back, in the one spelling that is signed; most rows say the same few
    things. What is no JSON at all has no spelling: it comes back as it is, and no digest fits it.
    """
    try:
        return json.dumps(json.loads(figures), sort_keys=True, separators=(",", ":"))
    except ValueError:
        return figures


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
