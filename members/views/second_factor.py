"""`/akun/langkah-kedua/`: what she has besides her password; added, taken away, and codes on paper."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from safeguards import in_session
from safeguards.outside import qr_of

from .. import code_throttle, entering, passkeys, totp
from ..enums import FactorKind
from ..errors import MemberError
from ..forms.second_factor import AppForm, PasskeyForm
from ..models import SecondFactor, User
from ..proof import fresh_proof_required
from ..services import second_factor
from . import ended
from .challenge import asked, passkeys_of, remember

NEW_KEY = "kunci_baru"


@require_safe
def factors(request):
    user = request.user
    standing = list(user.second_factors.all())
    context = {
        "factors": standing,
        "has_app": any(factor.kind == FactorKind.APP for factor in standing),
        "codes_left": user.recovery_codes.filter(used_at=None).count(),
        "is_required": is_required(user),
    }
    return render(request, "members/factors.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_proof_required
def factor_app(request):
    """The key waits sealed in the session until its first code has been typed."""
    kept = in_session.get(request, NEW_KEY)
    if kept is None:
        kept = {"key": totp.new_key()}
        in_session.put(request, NEW_KEY, kept)
    form = AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if code_throttle.is_held_up(request, request.user):
            return render(request, "429.html", status=429)
        try:
            typed, here = form.cleaned_data["kode"], request.session.row_name
            had_pin = request.user.pins.exists()
            user, made = second_factor.add_app(by=request.user, key=kept["key"], typed=typed, session=here)
        except MemberError as problem:
            form.add_error("kode", str(problem))
        else:
            in_session.drop(request, NEW_KEY)
            return _added(request, user, made, had_pin=had_pin)
    return render(request, "members/factor_app.html", _shown(request.user, kept["key"], form))


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_proof_required
def factor_passkey(request):
    form = PasskeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            secret = passkeys.registered(request, asked(request), told["kunci"])
        except passkeys.NoPasskey:
            form.add_error(None, _("Kunci sandi ini tidak bisa dibaca. Coba sekali lagi."))
        else:
            here, had_pin = request.session.row_name, request.user.pins.exists()
            made = second_factor.add_passkey(by=request.user, name=told["nama"], secret=secret, session=here)
            return _added(request, *made, had_pin=had_pin)
    had = [factor.secret for factor in passkeys_of(request.user)]
    question = remember(request, passkeys.to_register(request, request.user, had))
    return render(request, "members/factor_passkey.html", {"form": form, "passkey": question})


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_proof_required
def factor_remove(request, pk):
    factor = get_object_or_404(request.user.second_factors, pk=pk)
    if request.method == "POST":
        try:
            had_pin, user = request.user.pins.exists(), _removed(request, factor)
        except MemberError as problem:
            messages.error(request, str(problem))
        else:
            update_session_auth_hash(request, user)
            if not entering.has_factor(user):
                entering.unpass_second_step(request)
            ended.tell(request, _("Langkah kedua dihapus."), had_pin=had_pin)
        return redirect("members:factors")
    return render(request, "members/factor_remove.html", {"factor": factor})


@require_http_methods(["GET", "HEAD", "POST"])
@fresh_proof_required
def recovery_codes(request):
    if not entering.has_factor(request.user):
        return redirect("members:factors")
    if request.method == "POST":
        try:
            return _codes(request, second_factor.renew_recovery_codes(by=request.user))
        except MemberError as problem:
            messages.error(request, str(problem))
            return redirect("members:factors")
    return render(request, "members/recovery_codes.html")


def _removed(request, factor: SecondFactor) -> User:
    required, here = is_required(request.user), request.session.row_name
    return second_factor.remove(by=request.user, factor=factor, required=required, session=here)


def is_required(user: User) -> bool:
    return settings.SECOND_FACTOR_REQUIRED and user.is_staff


def _shown(user: User, key: str, form: AppForm) -> dict:
    address = totp.address(key, user.username)
    return {"form": form, "address": address, "qr": qr_of(address), "key": totp.grouped(key)}


def _added(request, user: User, made: list[str], *, had_pin: bool):
    """This session goes on as one that has passed the step; all others have ended."""
    update_session_auth_hash(request, user)
    entering.pass_second_step(request)
    ended.tell(request, _("Langkah kedua aktif."), had_pin=had_pin)
    return _codes(request, made) if made else redirect("members:factors")


def _codes(request, made: list[str]):
    """Not a redirect: the codes are in this one answer and nowhere else."""
    return render(request, "members/recovery_codes.html", {"codes": made})
