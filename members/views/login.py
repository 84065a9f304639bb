"""`/masuk/`, `/masuk/kode/` and `/keluar/`: the password, then the second factor of whoever has one."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from .. import code_throttle, entering
from ..errors import MemberError
from ..forms.account import LoginForm
from ..forms.second_factor import CodeForm
from ..models import User
from ..services import second_factor
from .challenge import ask_passkey, checked_passkey

TOLD_FOR = timedelta(days=7)


class Login(views.LoginView):
    template_name = "members/login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def form_valid(self, form):
        user = form.get_user()
        if entering.has_factor(user):
            entering.wait(self.request, user, self.get_success_url())
            return redirect("members:code")
        return _enter(self.request, user, self.get_success_url())


login = Login.as_view()
logout = views.LogoutView.as_view()


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def code(request):
    """Whoever did not come here from a right password, or too long ago, begins at the login."""
    if request.user.is_authenticated:
        return redirect("home")
    waiting = entering.waiting(request)
    if waiting is None:
        return redirect("members:login")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if code_throttle.is_held_up(request, waiting.user):
            second_factor.refuse_unread(user=waiting.user)
            return _held_up(request)
        if _is_right(request, waiting.user, form):
            code_throttle.forget(request, waiting.user)
            return _enter(request, waiting.user, waiting.onward, passed=True)
        if code_throttle.count_wrong(request, waiting.user):
            return _held_up(request)
    context = {"form": form, "passkey": ask_passkey(request, waiting.user)}
    return render(request, "members/code.html", context)


def _is_right(request, user: User, form: CodeForm) -> bool:
    try:
        if form.cleaned_data["kunci"]:
            checked_passkey(request, user, form.cleaned_data["kunci"])
        else:
            second_factor.use_code(user=user, typed=form.cleaned_data["kode"])
    except MemberError as problem:
        form.add_error(None if form.cleaned_data["kunci"] else "kode", str(problem))
        return False
    return True


def _held_up(request):
    return render(request, "429.html", status=429)


def _enter(request, user: User, onward: str, *, passed: bool = False):
    before = user.last_login
    entering.enter(request, user, passed=passed)
    _tell_of_new_passwords(request, user, before)
    return redirect(onward)


def _tell_of_new_passwords(request, user: User, last_login) -> None:
    """What was set by a link: who sent it might have used it herself. Told at the next login, and for a week
    at each; `/akun/` tells it always.
    """
    since = min(last_login or timezone.now(), timezone.now() - TOLD_FOR)
    for row in user.invitations.filter(used_at__gt=since).select_related("made_by"):
        told = {"day": date_format(timezone.localtime(row.used_at), "j F Y H.i"), "who": row.made_by or "–"}
        text = _("Sandi diganti tanggal %(day)s lewat undangan dari %(who)s.") % told
        messages.warning(request, text + " " + _("Bukan Ibu/Bapak yang menggantinya? Segera ganti lagi."))
