"""In which guises a text can stand in bytes."""

import base64
import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus


def guises(text: str) -> set[bytes]:
    """As itself and in other letters, in UTF-8 and UTF-16, base64 at each offset, hex, URL and JSON."""
    found = set()
    for spelled in {text, text.upper(), text.lower(), text.swapcase()}:
        plain = spelled.encode()
        found |= {plain, spelled.encode("utf-16-le"), spelled.encode("utf-16-be")}
        found |= {quote(spelled).encode(), quote_plus(spelled).encode()}
        found |= {json.dumps(spelled)[1:-1].encode()}
    found |= {coded for look in list(found) for coded in (look.hex().encode(), look.hex().upper().encode())}
    return found | {_base64(text.encode(), offset) for offset in range(3)}


def _base64(plain: bytes, offset: int) -> bytes:
    """The letters that stand for ``plain`` alone where it begins ``offset`` bytes into a group of three."""
    coded = base64.b64encode(b"\0" * offset + plain)
    whole = (offset + len(plain)) // 3 * 4
    return coded[4 if offset else 0 : whole]


class Canaries:
    """Texts that must be nowhere: ``found`` names those that stand in some bytes."""

    def __init__(self, texts: Iterable[str]):
        self._guises = {text: guises(text) for text in texts}

    def found(self, data: bytes | str) -> set[str]:
        data = data.encode(errors="replace") if isinstance(data, str) else data
        return {text for text, looks in self._guises.items() if any(look in data for look in looks)}
