"""A workbook under a password, as Excel and LibreOffice ask for it; made in memory alone."""

import io
import secrets

from msoffcrypto.format.ooxml import OOXMLFile

from .identifiers import ALPHABET

LENGTH, GROUP = 20, 4  # 100 bits: the file may be tried for years wherever it ends up


def new_password() -> str:
    """Letters and figures that cannot be mistaken for each other: ``K7Q2-M9XD-4TVB-0HRW-8CNE``."""
    letters = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def locked(content: bytes, password: str) -> bytes:
    """``content`` (XLSX) encrypted with AES-256 under a key stretched from ``password`` (ECMA-376 agile)."""
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, out)
    return out.getvalue()
