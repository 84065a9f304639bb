"""The portal without encryption and without an audit trail, to measure what these cost. Here alone: the
product has no such switch, and what this writes opens in no portal.
"""

from safeguards import audit, crypto


def strip() -> None:
    """Values stand as they are behind the version byte, and no event is written. Digests stay."""
    crypto.seal = lambda key, plaintext, aad: crypto.VERSION + bytes(plaintext)
    crypto.unseal = lambda key, sealed, aad: bytes(sealed)[1:]
    audit._append = audit.begin = lambda *entry, **told: None
    audit.record_many = lambda entries: 0
