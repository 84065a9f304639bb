"""Error pages in plain words. None shows data, and the one for broken things needs no database."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


@login_not_required
def bad_request(request, exception):
    return HttpResponse(render_to_string("400.html"), status=400)


@login_not_required
def forbidden(request, exception):
    return render(request, "403.html", status=403)


@login_not_required
def not_found(request, exception):
    return render(request, "404.html", status=404)


@login_not_required
def server_error(request):
    return HttpResponse(render_to_string("500.html"), status=500)


@login_not_required
def csrf_failure(request, reason=""):
    """A form from before a login or logout in another tab."""
    return render(request, "403_csrf.html", status=403)


@login_not_required
def locked_out(request, credentials=None, *args, **kwargs):
    """Too many wrong passwords (axes); the wait is AXES_COOLOFF_TIME, a quarter of an hour."""
    return render(request, "429.html", status=429)
