"""`/akun/bukti/`: a fresh proof of who sits here, and on with what she was doing."""

from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from safeguards.typed_input import TOKEN

from .. import code_throttle, entering, proof
from ..errors import MemberError
from ..forms.second_factor import ProofForm
from ..services import own_account, second_factor


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def give_proof(request):
    form = ProofForm(request.POST or None, request=request, has_factor=entering.has_factor(request.user))
    onward = _onward(request)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data.get("kode") and code_throttle.is_held_up(request, request.user):
            second_factor.refuse_unread(user=request.user)
            return render(request, "429.html", status=429)
        if _is_right(request, form):
            own_account.record_proof(by=request.user)
            proof.give(request)
            return redirect(onward)
    context = {"form": form, "next": onward, "is_kept": f"{TOKEN}=" in onward}
    return render(request, "members/proof.html", context)


def _is_right(request, form: ProofForm) -> bool:
    """The form has looked at a password; a code is used up, so that is a deed of its own."""
    if not form.cleaned_data.get("kode"):
        return True
    try:
        second_factor.use_code(user=request.user, typed=form.cleaned_data["kode"])
    except MemberError as problem:
        code_throttle.count_wrong(request, request.user)
        form.add_error("kode", str(problem))
        return False
    code_throttle.forget(request, request.user)
    return True


def _onward(request) -> str:
    """A page of the portal, or the account's own."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return asked if is_ours else resolve_url("members:account")
