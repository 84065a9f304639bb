"""Error pages in plain words. None shows data. Whoever is logged in finds her menu and the way out on all but
those for broken things, which need no database; and where it cannot be told who asks, on none.
"""

import logging
import sys

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from . import refusals, typed_input, unavailable
from .appearance import is_neutral

log = logging.getLogger(__name__)

TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


@login_not_required
def bad_request(request, exception):
    return unreadable(request, 413 if isinstance(exception, TOO_LARGE) else 400)


def unreadable(request, status: int, *, allow: tuple[str, ...] = ()) -> HttpResponse:
    """What to do instead, without a word of what was asked; ``allow`` goes with a 405."""
    response = _page(request, "400.html", status)
    if status == 405:
        response["Allow"] = ", ".join(allow)
    return response


@login_not_required
def forbidden(request, exception):
    refusals.record(request, exception)
    return _page(request, "403.html", 403)


@login_not_required
def not_found(request, exception):
    return _page(request, "404.html", 404)


def _page(request, template: str, status: int) -> HttpResponse:
    """With her menu. A session that cannot be read must not make of a refusal another error."""
    told = {"status": status, "is_neutral": is_neutral(request)}
    try:
        return render(request, template, told, status=status)
    except Exception:  # whatever it is: the page without her says the same
        log.exception("A page of refusal was made without knowing who asked.")
        return HttpResponse(render_to_string(template, told), status=status)


@login_not_required
def server_error(request):
    """Called while the exception is being handled: one of the database or disk has a page of its own."""
    if unavailable.is_reason(sys.exc_info()[1]):
        return unavailable.page(request)
    return HttpResponse(render_to_string("500.html", {"is_neutral": is_neutral(request)}), status=500)


@login_not_required
def csrf_failure(request, reason=""):
    """A form from before a login or logout in another tab: what was typed goes back into a fresh one."""
    return _typed_again(request) or _page(request, "403_csrf.html", 403)


def _typed_again(request) -> HttpResponseRedirect | None:
    """Back to the form with what was typed, by way of the login if need be.

    Nothing that the forged or stale POST asked for is done. Only the signer of the form gets it back.
    """
    user_id = typed_input.owner(request)
    if user_id is None or (request.user.is_authenticated and request.user.pk != user_id):
        return None
    address = typed_input.keep(request, user_id)
    if address is None:
        return None
    return HttpResponseRedirect(address) if request.user.is_authenticated else typed_input.to_login(address)


@login_not_required
def locked_out(request, original_response=None, credentials=None, *args, **kwargs):
    """Too many wrong passwords (axes); the wait is AXES_COOLOFF_TIME, a quarter of an hour."""
    return _page(request, "429.html", 429)
