"""Logins and logouts on the trail, by whichever door: Django and axes tell of them by their signals."""

import logging
import uuid

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import DatabaseError, transaction

from safeguards import audit
from safeguards.chains import PORTAL

from .backends import throttle_name

# Failed tries have a chain of their own: no timer or import that records for the system holds up a login.
TRIES = uuid.uuid5(PORTAL, "login")
NAME_DIGITS = 16  # of the keyed digest under which tries are counted; enough to see which belong together
logger = logging.getLogger(__name__)


def connect() -> None:
    user_logged_in.connect(logged_in, dispatch_uid="trail_logged_in")
    user_logged_out.connect(logged_out, dispatch_uid="trail_logged_out")
    user_login_failed.connect(login_failed, dispatch_uid="trail_login_failed")
    user_locked_out.connect(locked_out, dispatch_uid="trail_locked_out")


def logged_in(sender, user, **told) -> None:
    """Where this cannot be recorded, the error stops the login."""
    with transaction.atomic():
        audit.record(action="login.done", by=user)


def logged_out(sender, user, **told) -> None:
    """The one deed that goes ahead unrecorded: who must leave at once is not kept in by a full disk. It
    takes power away and gives none.
    """
    if user is None:
        return
    try:
        with transaction.atomic():
            audit.record(action="login.ended", by=user)
    except DatabaseError:
        logger.error("A logout could not be recorded.")


def login_failed(sender, credentials: dict, request=None, **told) -> None:
    """Without a name: the digest under which the throttle counts it. Whether there is such an account is
    not told either. What the throttle has stopped is told by ``locked_out``.
    """
    if request is not None and not getattr(request, "axes_locked_out", False):
        figures = {"name": throttle_name(request, credentials)[:NAME_DIGITS]}
        audit.record_refusal(action="login.failed", chain=TRIES, figures=figures)


def locked_out(sender, username: str, **told) -> None:
    """``username`` is that digest (AXES_USERNAME_CALLABLE)."""
    figures = {"name": username[:NAME_DIGITS]}
    audit.record_refusal(action="login.locked", chain=TRIES, reason="too_many_tries", figures=figures)
