"""What idle.js asks for: to go on, or to lock, with what was typed kept."""

from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from . import typed_input


@require_POST
def stay(request):
    """She is still here: the session is seen now, whenever that was last written."""
    request.session.note_seen(now=True)
    return HttpResponse(status=204)


@require_POST
@login_not_required
def lock(request):
    """``next``: where the form comes back, by way of PIN or login. ``left``: seconds, being used elsewhere.

    No login is asked for: it may have ended while the phone slept. As with any form that comes too late,
    only its signer gets it back, and nothing of what it asks for is done.
    """
    if left := request.session.lock():
        return JsonResponse({"left": left})
    user_id = typed_input.owner(request)
    address = user_id and typed_input.keep(request, user_id, path=_page(request))
    return JsonResponse({"next": typed_input.to_login(address).url if address else ""})


def _page(request) -> str:
    """The form's own address, without what stands behind it; never another host's."""
    path = urlsplit(request.POST.get(typed_input.PAGE, "")).path
    return path if path.startswith("/") and not path.startswith("//") else "/"
