"""Error pages."""

from django.http import HttpResponse


def csrf_failure(request, reason=""):
    return HttpResponse(status=403)


def locked_out(request, credentials=None, *args, **kwargs):
    return HttpResponse(status=429)
