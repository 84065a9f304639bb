"""Wrong codes are counted as wrong passwords are: by (account, address), in one table, with one wait.

And by account alone: whoever guesses codes knows the password already, and may have many addresses.
"""

from axes.handlers.proxy import AxesProxyHandler
from django.contrib.auth.signals import user_login_failed

from safeguards import throttle

from .backends import throttle_name


def is_held_up(request, user) -> bool:
    """Whether a code of ``user`` is not even looked at now."""
    return not AxesProxyHandler.is_allowed(request, _name(user)) or throttle.is_over(_account(user))


def count_wrong(request, user) -> bool:
    """Counts one; True when it was one too many."""
    user_login_failed.send(sender=__name__, credentials=_name(user), request=request)
    throttle.is_one_too_many(_account(user))
    return is_held_up(request, user)


def forget(request, user) -> None:
    """After a right one: those before it were her own slips."""
    AxesProxyHandler.is_allowed(request, _name(user))  # reads the address into the request
    name = throttle_name(request, _name(user))
    AxesProxyHandler.reset_attempts(username=name, ip_address=request.axes_ip_address)


def _name(user) -> dict:
    """No name that could be typed: no form takes the first letter."""
    return {"username": f"\0second factor {user.pk}"}


def _account(user) -> str:
    return f"second factor of account {user.pk}"
