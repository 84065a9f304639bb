"""A workbook as LibreOffice understands it: what is text in a cell, and what it reckons with."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

OFFICE = shutil.which("soffice")
# What a spreadsheet takes for a formula, a command or a link where it is not told otherwise.
HOSTILE = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(1;1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1;1)",
    '=HYPERLINK("http://contoh.invalid","klik")',
    "=cmd|' /C calc'!A0",
    "007",
]
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
WORDS = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
KIND = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"


@dataclass(frozen=True)
class Cell:
    """``kind``: "string", "float", "date" …; "formula" and "link" are what text must never become."""

    text: str
    kind: str = "string"


def opened(content: bytes, folder: Path) -> list[list[Cell]]:
    """The rows of all sheets that hold something."""
    path = folder / "buku.xlsx"
    path.write_bytes(content)
    command = [OFFICE, "--headless", f"-env:UserInstallation=file://{folder}/office"]
    command += ["--convert-to", "fods", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)  # noqa: S603 - our own
    tree = ET.parse(folder / "buku.fods")  # noqa: S314 - LibreOffice wrote it
    rows = [[_cell(cell) for cell in _each(row)] for row in tree.iter(f"{TABLE}table-row")]
    return [row for row in rows if any(cell.text for cell in row)]


def _each(row):
    for cell in row.iter(f"{TABLE}table-cell"):
        times = int(cell.get(f"{TABLE}number-columns-repeated", "1"))
        yield from [cell] * (times if times < 100 else 1)  # beyond the last column one cell stands for all


def _cell(cell) -> Cell:
    text = "\n".join(map(_said, cell.findall(f"{WORDS}p")))
    if cell.get(f"{TABLE}formula"):
        return Cell(text, "formula")
    linked = next(cell.iter(f"{WORDS}a"), None) is not None
    return Cell(text, "link" if linked else cell.get(KIND, "string"))


def _said(part) -> str:
    """The words of a paragraph, in which a tab is an element of its own."""
    inner = "".join(_said(one) for one in part)
    tab = "\t" if part.tag == f"{WORDS}tab" else ""
    return (part.text or "") + tab + inner + (part.tail or "" if part.tag != f"{WORDS}p" else "")
