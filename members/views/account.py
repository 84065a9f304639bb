"""`/akun/`: who I am here, what I may do where, and my password."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from .. import pins, proof
from ..forms.account import OwnAccountForm, OwnPasswordForm
from ..models import User
from ..services import own_account
from . import ended

MOST_TOLD = 5


@require_http_methods(["GET", "POST"])
def account(request):
    """A form of its own copy of the user: a refused name must not stand in the page's head."""
    form = OwnAccountForm(request.POST or request.kept_fields, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        own_account.change_details(by=request.user, **form.cleaned_data)
        messages.success(request, _("Tersimpan."))
        return redirect("members:account")
    context = {
        "form": form,
        "has_pin": pins.may_use(request.user),
        "has_factor": request.user.second_factors.exists(),
        "invited": request.user.invitations.exclude(used_at=None).select_related("made_by")[:MOST_TOLD],
    }
    return render(request, "members/account.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request):
    form = OwnPasswordForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        had_pin = request.user.pins.exists()
        user = own_account.change_password(
            by=request.user, password=form.cleaned_data["new_password1"], session=request.session.row_name
        )
        update_session_auth_hash(request, user)
        proof.give(request)
        ended.tell(request, _("Kata sandi sudah diganti."), had_pin=had_pin)
        return redirect("home")
    return render(request, "members/password.html", {"form": form})
