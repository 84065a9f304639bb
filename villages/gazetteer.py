"""The data file: one line ``code<TAB>name`` for each place of all four levels, gzip or plain."""

import csv
import gzip
import io
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from .names import normalise
from .zones import ZONES

SHIPPED = Path(__file__).resolve().parent / "data" / "gazetteer.tsv.gz"
HEADER = ["code", "name"]
MAX_NAME = 80
LEVELS = ("province", "regency", "district", "village")

_CODE = re.compile(r"[0-9]{2}(?:\.[0-9]{2}(?:\.[0-9]{2}(?:\.[123][0-9]{3})?)?)?")
_GZIP_MAGIC = b"\x1f\x8b"
_GZIP_SYSTEM, _UNIX = 9, b"\x03"  # where gzip says on what it was made; Pythons differ in what they write


class GazetteerError(Exception):
    """The file cannot be used; the message says where and why. Nothing was written."""


@dataclass(frozen=True)
class Gazetteer:
    """code → name for each level; every parent is present."""

    province: dict[str, str] = field(default_factory=dict)
    regency: dict[str, str] = field(default_factory=dict)
    district: dict[str, str] = field(default_factory=dict)
    village: dict[str, str] = field(default_factory=dict)

    def add(self, code: str, name: str) -> None:
        """Put a place under its parent; ValueError says what is wrong with it."""
        if not _CODE.fullmatch(code):
            raise ValueError(f"{code!r} is no official code")
        level = self.level_of(code)
        if code in level:
            raise ValueError(f"code {code} appears twice")
        if len(code) == 2 and code not in ZONES:
            raise ValueError(f"province {code} has no time zone yet: add it to villages/zones.py")
        if "." in code and parent_of(code) not in self.level_of(parent_of(code)):
            raise ValueError(f"{code} comes without {parent_of(code)}")
        level[code] = _checked(name)

    def level_of(self, code: str) -> dict[str, str]:
        return getattr(self, LEVELS[code.count(".")])


def parent_of(code: str) -> str:
    """ "52.03.17.2003" → "52.03.17"."""
    return code.rpartition(".")[0]


def read(path: Path) -> Gazetteer:
    """Read and check all of ``path``; GazetteerError when any line of it is wrong."""
    gazetteer = Gazetteer()
    rows = csv.reader(io.StringIO(_text(path)), delimiter="\t", quoting=csv.QUOTE_NONE)
    if next(rows, None) != HEADER:
        raise GazetteerError(f"{path}: the first line must read code<TAB>name")
    for row in rows:
        try:
            gazetteer.add(*_two(row))
        except ValueError as error:
            raise GazetteerError(f"{path}, line {rows.line_num}: {error}") from error
    if not gazetteer.village:
        raise GazetteerError(f"{path}: no village in it")
    return gazetteer


def write(gazetteer: Gazetteer, path: Path) -> None:
    """The same places always give the same bytes: sorted, without a date in the gzip header."""
    places = {code: name for level in LEVELS for code, name in getattr(gazetteer, level).items()}
    lines = ["\t".join(HEADER), *(f"{code}\t{places[code]}" for code in sorted(places))]
    content = gzip.compress("\n".join([*lines, ""]).encode(), compresslevel=9, mtime=0)
    path.write_bytes(content[:_GZIP_SYSTEM] + _UNIX + content[_GZIP_SYSTEM + 1 :])


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        if content.startswith(_GZIP_MAGIC):
            content = gzip.decompress(content)
        return content.decode()
    except OSError as error:
        raise GazetteerError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (EOFError, zlib.error) as error:
        raise GazetteerError(f"{path}: the compressed file is damaged or cut off") from error
    except UnicodeDecodeError as error:
        raise GazetteerError(f"{path}: not UTF-8 at byte {error.start}") from error


def _two(row: list[str]) -> list[str]:
    if len(row) != len(HEADER):
        raise ValueError(f"{len(row)} columns instead of {len(HEADER)}")
    return row


def _checked(name: str) -> str:
    if name != " ".join(name.split()) or not name.isprintable() or len(name) > MAX_NAME:
        raise ValueError(f"{name[:MAX_NAME]!r} is no name of a place")
    if not normalise(name):
        raise ValueError("a name without a letter or digit")
    return name
