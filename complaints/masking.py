"""Masks the names and numbers of a case's persons where they stand in a text. Pure: texts in, text out.

A mask, not a seal: nicknames, misspellings and "her aunt, the shopkeeper" pass. It is for the short
texts that officers and volunteers exchange about a sealed case; the story itself is not shown at all.
"""

import re
from collections.abc import Iterable

MASK = "•••"
SHORTEST = 3  # "Ni", "I", "bt": shorter words of a name are words of every sentence
# Words that stand in names and in every sentence; masking them would hide nothing and spoil the text.
COMMON = frozenset(
    {"ibu", "bapak", "pak", "anak", "adik", "kakak", "nenek", "kakek", "mama", "papa", "bin", "binti"}
    | {"alias", "haji", "hajah", "inaq", "amaq", "dan", "yang"}
)
GAP = r"[\s().\-‐-―/]{0,3}"


def mask(text: str, *, names: Iterable[str] = (), numbers: Iterable[str] = ()) -> str:
    """``text`` with every word of ``names`` (any case) and every number (any spelling) as •••.

    ``numbers`` are phones (E.164), NIK or Kartu Keluarga; a phone is found as 0812…, 62812…, +62 812-….
    """
    patterns = [*(_number(number) for number in numbers), _names(names)]
    for pattern in filter(None, patterns):
        text = pattern.sub(MASK, text)
    return text


def mask_persons(text: str, persons: Iterable) -> str:
    """The same for persons of a case (``identity`` with name, phone, nik, family_card)."""
    identities = [person.identity for person in persons]
    names = [identity.get("name", "") for identity in identities]
    numbers = [identity.get(key, "") for identity in identities for key in ("phone", "nik", "family_card")]
    return mask(text, names=names, numbers=numbers)


def _names(names: Iterable[str]) -> re.Pattern | None:
    words = {word.casefold() for name in names for word in re.findall(r"\w+", name)}
    words = sorted((word for word in words if len(word) >= SHORTEST and word not in COMMON), key=len)
    if not words:
        return None
    found = "|".join(re.escape(word) for word in reversed(words))
    # "Sitinya", "Sitilah": a suffix does not make another person of her.
    return re.compile(rf"\b(?:{found})(?=(?:nya|ku|mu|lah|kah|pun)?\b)", re.IGNORECASE)


def _number(number: str) -> re.Pattern | None:
    digits = re.sub(r"\D", "", number)
    if len(digits) < 5:
        return None
    if number.startswith("+62"):
        return re.compile(rf"(?<!\d)(?:\+?62{GAP}(?:0{GAP})?|0{GAP})?{GAP.join(digits[2:])}(?!\d)")
    return re.compile(rf"(?<!\d)\+?{GAP.join(digits)}(?!\d)")
