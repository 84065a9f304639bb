"""Error pages in plain words. None shows data, and those for broken things need no database."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from . import refusals, typed_input


@login_not_required
def bad_request(request, exception):
    return HttpResponse(render_to_string("400.html"), status=400)


@login_not_required
def forbidden(request, exception):
    refusals.record(request, exception)
    return render(request, "403.html", status=403)


@login_not_required
def not_found(request, exception):
    return render(request, "404.html", status=404)


@login_not_required
def server_error(request):
    return HttpResponse(render_to_string("500.html"), status=500)


@login_not_required
def csrf_failure(request, reason=""):
    """A form from before a login or logout in another tab: what was typed goes back into a fresh one."""
    return _typed_again(request) or render(request, "403_csrf.html", status=403)


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
    return render(request, "429.html", status=429)
