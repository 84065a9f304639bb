"""Random codes that somebody types from paper or follows as a link, in Crockford's base 32."""

import hashlib
import re
import secrets

from safeguards.crypto import digest, digests
from safeguards.identifiers import ALPHABET, VALUES
from safeguards.texts import visible

RECOVERY_LENGTH = 12  # 60 bits, tried a few times an hour at most
INVITATION_LENGTH = 26  # 130 bits
GROUP = 4
PURPOSE = "recovery code"


def random_code(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(length))


def show(code: str) -> str:
    """In groups of four: ``K7Q2-M9XD-…``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def parse(text: str, length: int) -> str:
    """The canonical letters of any spelling (O for 0, I or L for 1); "" for what cannot be such a code."""
    letters = re.sub(r"[\s‐-―-]", "", visible(text)).upper()
    if len(letters) != length or not all(letter in VALUES for letter in letters):
        return ""
    return "".join(ALPHABET[VALUES[letter]] for letter in letters)


def recovery_digest(user_id: int, code: str) -> bytes:
    """Keyed and of one account: whoever reads the table cannot try codes against it."""
    return digest(PURPOSE, f"{user_id}|{code}")


def recovery_digests(user_id: int, text: str) -> list[bytes]:
    """Under every digest key, also for what is no code at all: the same work."""
    return digests(PURPOSE, f"{user_id}|{parse(text, RECOVERY_LENGTH)}")


def invitation_digest(text: str) -> bytes:
    """Long and random as the code is, a plain digest keeps it as secret as a keyed one."""
    return hashlib.sha256(parse(text, INVITATION_LENGTH).encode()).digest()
