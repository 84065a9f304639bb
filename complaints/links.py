"""The answer link of a referral: its code, and whether it is in force. Reads only.

A code is 130 random bits in Crockford's base 32, so it can be typed from a letter: in any case, with or
without hyphens, O for 0, I or L for 1. It is found by its SHA-256 (random and long as it is, a plain
digest keeps it as secret as a keyed one) and shown again, to who works the case, from its sealed form.
"""

import hashlib
import re
import secrets

from django.utils import timezone

from safeguards.identifiers import ALPHABET, VALUES
from safeguards.texts import visible

from .consenting import holds, in_force
from .enums import ConsentPurpose
from .models import AnswerLink, Complaint, Referral
from .workflow import RUNNING

LENGTH = 26  # 130 bits
GROUP = 4


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def parse_code(text: str) -> str | None:
    """The canonical letters of any spelling; None for what cannot be a code."""
    letters = re.sub(r"[\s‐-―-]", "", visible(text)).upper()
    if len(letters) != LENGTH or not all(letter in VALUES for letter in letters):
        return None
    return "".join(ALPHABET[VALUES[letter]] for letter in letters)


def show_code(code: str) -> str:
    """In groups of four: ``K7Q2-M9XD-…-4T``."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def digest_of(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()


def find(text: str) -> AnswerLink | None:
    """The link of a code in any spelling, in force or not, with all that the service may be shown.

    One query, also for what is no code at all: what was wrong with it does not tell by the time it takes.
    """
    digest = digest_of(parse_code(text) or "")
    related = ("complaint__assigned_to", "complaint__group", "complaint__data_key")
    rows = AnswerLink.objects.select_related(*(f"referral__{name}" for name in related))
    return rows.filter(digest=digest).first()


def current(referral: Referral) -> AnswerLink | None:
    """The link of ``referral`` that is in force, or None. ``referral.complaint`` has its data key."""
    link = referral.links.filter(revoked_at__isnull=True).first()
    if link is None:
        return None
    link.referral = referral
    return link if is_in_force(link) else None


def is_in_force(link: AnswerLink) -> bool:
    """Until it is revoked or expires, the referral ends, the case is closed or erased, or the consent to
    record or to refer there is taken back. Reads consents only where the rest does not decide.
    """
    case = link.referral.complaint
    over = link.revoked_at is not None or link.expires_at <= timezone.now()
    ended = link.referral.state not in RUNNING or case.is_closed or case.data_key.destroyed_at is not None
    return not over and not ended and not consent_taken_back(case, link.referral)


def consent_taken_back(case: Complaint, referral: Referral) -> bool:
    """Whether the last word on recording her, or on telling this provider, is a no."""
    asked = {(ConsentPurpose.RECORD, None), (ConsentPurpose.REFER, referral.provider_id)}
    return any((word.purpose, word.provider_id) in asked and not holds(word) for word in in_force(case))
