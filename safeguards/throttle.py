"""Slows down whoever tries code after code: so many wrong ones from one address in a while, then a wait.

Counted in the database, so that it holds over all processes and restarts. Only wrong codes count and only
they are held up: an office behind one address keeps what its right codes open, whatever a neighbour tries.
What keeps a code from being guessed is its length; this keeps guessing from being cheap and noisy.
"""

from datetime import timedelta

from django.utils import timezone

from . import crypto
from .models import WrongCode

MOST = 20
WITHIN = timedelta(minutes=15)


def is_one_too_many(address: str | None) -> bool:
    """Counts a wrong code from ``address``; True when there were ``MOST`` of late already.

    What is over the limit is not counted: that would grow the table for nothing, and one who goes on
    trying would never be let in again.
    """
    if is_over(address):
        return True
    WrongCode.objects.create(address_digest=_digests(address)[0])
    return False


def is_over(address: str | None) -> bool:
    """Whether there were ``MOST`` wrong ones from ``address`` of late; counts nothing. Whoever guards short
    codes asks this first, with an account in the place of an address.
    """
    since = timezone.now() - WITHIN
    return WrongCode.objects.filter(address_digest__in=_digests(address), at__gt=since).count() >= MOST


def _digests(address: str | None) -> list[bytes]:
    """Under every key: a new one must not let everybody begin again."""
    return crypto.digests("address", address or "")


def purge() -> int:
    """Removes what no longer counts; how many there were."""
    return WrongCode.objects.filter(at__lte=timezone.now() - WITHIN).delete()[0]
