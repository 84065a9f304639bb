"""What was typed survives a session that ended (safeguards.typed_input), by way of the login."""

from urllib.parse import urlencode

from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url

from safeguards.typed_input import NEVER_KEPT, OWNER, PAGE, TOKEN, give_back, keep, owner, worth_keeping

__all__ = ["NEVER_KEPT", "OWNER", "PAGE", "TOKEN", "give_back", "keep", "owner", "to_login", "worth_keeping"]


def to_login(address: str) -> HttpResponseRedirect:
    """Sends the person to the login page, and from there on to ``address``."""
    return HttpResponseRedirect(f"{resolve_url('members:login')}?{urlencode({'next': address})}")
