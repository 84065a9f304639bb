"""A fresh proof of who sits at the screen, before what would hurt most on a phone left lying.

Logging in is one, and so are a password or a code at `/akun/bukti/`; each holds for half an hour in that
session alone. What was typed meanwhile is kept sealed and stands in the form again afterwards.
"""

import time
from functools import wraps
from urllib.parse import urlencode

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpResponseRedirect
from django.shortcuts import resolve_url

from safeguards import typed_input

HOLDS = 30 * 60  # seconds
GIVEN = "bukti"


def give(request) -> None:
    """She has just shown who she is."""
    request.session[GIVEN] = int(time.time())


def take_back(request) -> None:
    """What comes now is no longer surely from her who gave it."""
    request.session.pop(GIVEN, None)


def is_fresh(request) -> bool:
    given = request.session.get(GIVEN)
    return isinstance(given, int) and 0 <= time.time() - given < HOLDS


def ask(request) -> HttpResponseRedirect | None:
    """To the page that asks for a proof, and from there back; None where one is fresh."""
    if is_fresh(request):
        return None
    onward = request.get_full_path()
    if request.method == "POST":
        onward = typed_input.keep(request, request.user.pk) or onward
    return HttpResponseRedirect(f"{resolve_url('members:proof')}?{urlencode({'next': onward})}")


def fresh_proof_required(view):
    """The view runs for a user (login is asked for by default) whose proof is fresh."""

    @wraps(view)
    def proved(request, *args, **kwargs):
        return ask(request) or view(request, *args, **kwargs)

    return proved


class ProvedExport:
    """Mixin of a ModelAdmin with an export: rows leave after a fresh proof. Left of PrivateImportExport."""

    def export_action(self, request):
        return ask(request) or super().export_action(request)


@receiver(user_logged_in, dispatch_uid="members.proof")
def _by_logging_in(sender, request, user, **kwargs) -> None:
    """Django's own event, whichever way she came in."""
    give(request)
