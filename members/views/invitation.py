"""`/undangan/<kode>/`: whoever was invited sets a password of her own, once.

What does not open looks the same whatever the reason: no such link, used, revoked, expired, an ended
account. A GET changes nothing: messengers open links by themselves to show what is behind them.
"""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from safeguards import throttle

from .. import codes
from ..backends import client_address
from ..errors import MemberError
from ..forms.account import InvitedPasswordForm
from ..models import Invitation
from ..services import invitations


@sensitive_post_parameters()
@sensitive_variables("code")
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
def invitation(request, code: str):
    row = _find(code)
    if row is None:
        return _nothing(request)
    form = InvitedPasswordForm(row.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            invitations.accept(invitation=row, password=form.cleaned_data["new_password1"])
        except MemberError:
            return _nothing(request)
        logout(request)
        messages.success(request, _("Kata sandi tersimpan. Sekarang masuk dengan kata sandi baru itu."))
        return redirect("members:login")
    return _unlisted(render(request, "members/invitation.html", {"form": form, "invitation": row}))


def _find(code: str) -> Invitation | None:
    """One digest and one query, also for what is no code at all."""
    rows = Invitation.objects.select_related("user")
    row = rows.filter(digest=codes.invitation_digest(code)).first()
    return row if row is not None and row.is_open and row.user.is_active else None


def _nothing(request):
    many = throttle.is_one_too_many(client_address(request))
    page = render(request, "members/invitation_over.html", {"many": many}, status=429 if many else 404)
    return _unlisted(page)


def _unlisted(response):
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
