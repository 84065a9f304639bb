"""How people write the names and codes of places, and what the gazetteer compares instead."""

import re
import unicodedata
from dataclasses import dataclass

MAX_TEXT = 120  # what a person may type; anything longer names no place
MAX_WORDS = 8
CODE_GROUPS = (2, 2, 2, 4)
FULL_CODE = re.compile(r"[0-9]{2}\.[0-9]{2}\.[0-9]{2}\.[0-9]{4}")

_TYPED_CODE = re.compile(r"[0-9][0-9.\s]*")
_VILLAGE_WORD = re.compile(r"^\s*(?:desa|ds|kelurahan|kel)\b[.\s]*", re.IGNORECASE)
_PLACE_WORD = re.compile(r"\b(?:kecamatan|kec|distrik|kabupaten|kab)\b\.?", re.IGNORECASE)
_REGENCY_WORD = re.compile(r"^(?:Kabupaten|Kota)(?: Administrasi)? ")


def normalise(name: str) -> str:
    """``name`` without case, accents, spaces and punctuation: "Banjar Sari" and "BanjarSari" are one."""
    decomposed = unicodedata.normalize("NFKD", name).lower()
    return "".join(sign for sign in decomposed if sign.isascii() and sign.isalnum())


def without_kind(regency_name: str) -> str:
    """ "Kabupaten Lombok Timur" → "Lombok Timur"."""
    return _REGENCY_WORD.sub("", regency_name)


def shortened(regency_name: str) -> str:
    """As people write it: "Kab. Lombok Timur", "Kota Mataram"."""
    return re.sub(r"^Kabupaten\b", "Kab.", regency_name)


def without_village_word(text: str) -> str:
    """ "Desa Teros" → "Teros"."""
    return _VILLAGE_WORD.sub("", text)


def regency_of(code: str) -> str:
    """The regency in a village's or district's official code: "52.03.17.2003" → "52.03"."""
    return code[:5]


def district_of(code: str) -> str:
    """ "52.03.17.2003" → "52.03.17"."""
    return code[:8]


def code_prefix(text: str) -> str | None:
    """A code or the beginning of one as officially spelt ("5203172" → "52.03.17.2"); None if it is none."""
    if not _TYPED_CODE.fullmatch(text.strip()):
        return None
    digits = re.sub(r"[^0-9]", "", text)
    groups = []
    for length in CODE_GROUPS:
        groups.append(digits[:length])
        digits = digits[length:]
    return None if digits else ".".join(group for group in groups if group)


@dataclass(frozen=True)
class Reading:
    """One way to read "teros labuhan haji": a village's name, and places around it, all normalised."""

    name: str
    around: tuple[str, ...] = ()
    whole: bool = True  # the name is complete; otherwise it is the beginning of one


def readings(text: str) -> list[Reading]:
    """The ways to take ``text`` apart once nothing is called what it says as a whole."""
    bare = without_village_word(text)
    parts = [part.strip() for part in _PLACE_WORD.sub(",", bare).split(",") if normalise(part)]
    if len(parts) > 1:
        return [Reading(normalise(parts[0]), tuple(normalise(part) for part in parts[1:]), whole=False)]
    words = bare.split()[:MAX_WORDS]
    split = [
        Reading(normalise(" ".join(words[:at])), (normalise(" ".join(words[at:])),))
        for at in range(1, len(words))
    ]
    return [reading for reading in split if reading.name and reading.around[0]] + (
        [Reading(normalise(bare), whole=False)] if bare != text and normalise(bare) else []
    )
