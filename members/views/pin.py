"""`/akun/pin/`: a PIN for this phone. `/masuk/pin/`: opening with it the session that was idle too long."""

from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from .. import entering, pins
from ..forms.pin import ChoosePinForm, UnlockForm
from ..models import Pin
from ..proof import fresh_proof_required
from ..services import pins as service

KEPT_FOR = 365 * 24 * 60 * 60  # seconds that a phone remembers that it is hers


def secret_of(request) -> str:
    return request.COOKIES.get(settings.PIN_COOKIE_NAME, "")


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@fresh_proof_required
def pin(request):
    if not pins.may_use(request.user):
        raise PermissionDenied
    if "hapus" in request.POST:
        return _removed(request)
    form = ChoosePinForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        return _enrolled(request, form.cleaned_data["pin"])
    chosen = service.chosen_on(user=request.user, secret=secret_of(request))
    return render(request, "members/pin.html", {"form": form, "chosen": chosen})


def _enrolled(request, chosen: str):
    """A phone that two people share keeps its secret, with a PIN for each."""
    secret = secret_of(request)
    if not Pin.objects.filter(device_digest=pins.device_digest(secret) or b"").exists():
        secret = pins.new_device_secret()
    service.enrol(by=request.user, pin=chosen, secret=secret)
    messages.success(request, _("PIN terpasang di perangkat ini. Ingat baik-baik, jangan ditulis."))
    response = redirect("members:account")
    response.set_cookie(
        settings.PIN_COOKIE_NAME,
        secret,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _removed(request):
    if service.remove(by=request.user, secret=secret_of(request)):
        messages.success(request, _("PIN di perangkat ini sudah dihapus."))
    return redirect("members:pin")


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def unlock(request):
    """Shows nothing of anybody: not a name, not a menu."""
    target = _target(request)
    if request.user.is_authenticated:
        return redirect(target)
    chosen = _of_the_locked(request)
    if chosen is None:
        return _to_password(target)
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = {"locked": request.session.locked, "pin": form.cleaned_data["pin"]}
        if service.is_right(**tried, chosen=chosen, secret=secret_of(request)):
            goes_on = entering.go_on(request, chosen.user)
            return redirect(target) if goes_on else _to_password(target)
        left = service.tries_left(request.session.locked)
        if not left:
            return _to_password(target, is_locked_out=True)
        form.add_error("pin", _wrong(left))
    context = {"form": form, "next": target, "is_locked": True, "password_url": _password_url(target)}
    return render(request, "members/unlock.html", context)


def _wrong(left: int) -> str:
    told = ngettext(
        "PIN belum cocok. Masih bisa %(left)s kali.", "PIN belum cocok. Masih bisa %(left)s kali.", left
    )
    return told % {"left": left}


def _of_the_locked(request) -> Pin | None:
    locked = request.session.locked
    return service.chosen_on(user=locked.user, secret=secret_of(request)) if locked else None


def _target(request) -> str:
    """Where she was going, if that is a page of the portal."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)


def _password_url(target: str, **more) -> str:
    return f"{reverse('members:login')}?{urlencode({'next': target, 'sandi': 'ya', **more})}"


def _to_password(target: str, *, is_locked_out: bool = False) -> HttpResponseRedirect:
    return HttpResponseRedirect(_password_url(target, **({"pin": "habis"} if is_locked_out else {})))


def pin_first(login):
    """Around the login page: who comes with a session that her PIN opens is asked for that instead."""

    @wraps(login)
    def asked(request, *args, **kwargs):
        is_asked = request.method == "GET" and "sandi" not in request.GET
        if is_asked and not request.user.is_authenticated and _of_the_locked(request):
            return redirect(f"{reverse('members:unlock')}?{urlencode({'next': _target(request)})}")
        return login(request, *args, **kwargs)

    return asked
