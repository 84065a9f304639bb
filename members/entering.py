"""Between the password and the portal: who has a second factor waits at `/masuk/kode/`, logged in as nobody.

What the session holds meanwhile opens no page; it ends after ten minutes, or with a change of password.
"""

import time
from dataclasses import dataclass

from django.contrib.auth import login
from django.db import transaction
from django.utils.crypto import constant_time_compare

from .models import User

WAITS = 10 * 60  # seconds
WAITING = "menunggu_kode"
PASSED = "langkah_kedua"
BACKEND = "members.backends.NameOrPhoneBackend"


@dataclass(frozen=True)
class Waiting:
    """Whose code is awaited, and where she goes then."""

    user: User
    onward: str


def has_factor(user: User) -> bool:
    return user.second_factors.exists()


def wait(request, user: User, onward: str) -> None:
    """The password was right; nothing is open yet."""
    request.session.flush()
    request.session[WAITING] = {
        "user": user.pk,
        "at": int(time.time()),
        "hash": user.get_session_auth_hash(),
        "onward": onward,
    }


def waiting(request) -> Waiting | None:
    kept = request.session.get(WAITING)
    if not kept or not 0 <= time.time() - kept["at"] < WAITS:
        return None
    user = User.objects.filter(pk=kept["user"], is_active=True).first()
    if user is None or not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    return Waiting(user, kept["onward"])


def enter(request, user: User, *, passed: bool) -> None:
    """Logged in, after everything that is asked of her. ``passed``: a second step was.

    What a login writes stands together with its record (members.trail), or not at all.
    """
    request.session.pop(WAITING, None)
    with transaction.atomic():
        login(request, user, backend=BACKEND)
    if passed:
        pass_second_step(request)


def pass_second_step(request) -> None:
    request.session[PASSED] = True


def has_passed(request) -> bool:
    return request.session.get(PASSED) is True
