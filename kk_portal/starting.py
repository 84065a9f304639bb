"""What must hold before the portal answers anybody. Gunicorn runs no system checks of its own."""

import logging

from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from safeguards.key_loss import messages

log = logging.getLogger(__name__)


def require_keys() -> None:
    """ImproperlyConfigured names each key that rows need and the environment does not hold.

    No connection crosses into the workers: it is closed again.
    """
    found = messages()
    connections.close_all()
    grave = [message for message in found if message.is_serious()]
    for message in found:
        if message not in grave:
            log.warning("%s %s", message.msg, message.hint)
    if grave:
        raise ImproperlyConfigured("\n".join(f"{message.msg} {message.hint}" for message in grave))
