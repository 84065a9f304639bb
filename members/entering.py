"""Every road into a logged-in session ends here; and who has a second factor waits before it, at
`/masuk/kode/`, logged in as nobody.

What the session holds meanwhile opens no page; it ends after ten minutes, or with a change of password.
"""

import time
from dataclasses import dataclass

from django.contrib.auth import get_user, login
from django.db import transaction
from django.utils.crypto import constant_time_compare

from safeguards import audit

from . import proof
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

    The session, under a new key, stands together with the record of the login (members.trail) or not at all.
    """
    with transaction.atomic():
        request.session.pop(WAITING, None)
        login(request, user, backend=BACKEND)
        request.session[PASSED] = passed
        request.session.save()


def go_on(request, user: User) -> bool:
    """The locked session of ``user`` goes on, under a new key and together with its record; False when it, or
    what it rests on, ended meanwhile. It stays the login that it was: with the hours that are left of it and
    the second step that it passed. A proof given before the lock is none any more.
    """
    with transaction.atomic():
        if not request.session.reopen():
            return False
        if get_user(request) != user:
            request.session.flush()
            return False
        proof.take_back(request)
        request.session.save()
        audit.record(action="session.unlocked", by=user, subject=user)
    return True


def pass_second_step(request) -> None:
    request.session[PASSED] = True


def unpass_second_step(request) -> None:
    """There is no factor any more: should one be required of her later, this session has passed none."""
    request.session[PASSED] = False


def has_passed(request) -> bool:
    return request.session.get(PASSED) is True
