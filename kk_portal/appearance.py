"""`/akun/tampilan/`: a neutral title and icon, for whoever looks over a shoulder or through the history.

It belongs to the device, by a cookie, not to the account: the login page of this phone must already be
neutral before anybody is known there, and on an office computer the titles help.
"""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

NEUTRAL = "netral"
KEPT_FOR = 365 * 24 * 60 * 60  # seconds


def is_neutral(request) -> bool:
    return request.COOKIES.get(settings.LOOK_COOKIE_NAME) == NEUTRAL


@require_http_methods(["GET", "POST"])
def look(request):
    if request.method == "GET":
        return render(request, "kk_portal/look.html")
    response = redirect("look")
    if request.POST.get("judul") == NEUTRAL:
        _be_neutral(response)
        messages.success(request, _("Judul dan ikon di perangkat ini sekarang netral."))
    else:
        response.delete_cookie(settings.LOOK_COOKIE_NAME, samesite="Lax")
        messages.success(request, _("Judul dan ikon di perangkat ini seperti biasa."))
    return response


def _be_neutral(response) -> None:
    response.set_cookie(
        settings.LOOK_COOKIE_NAME,
        NEUTRAL,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
