"""Finding a village by name or code on a page of its own, for forms whose lists need a script."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from .models import Village
from .names import MAX_TEXT

LIMIT = 30
CHOSEN = "desa"  # the parameter that carries the village's code back


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """``?q=`` what was typed, ``?next=`` a page of ours that each hit leads back to with ``desa=<code>``."""
    text = request.GET.get("q", "").strip()[:MAX_TEXT]
    back = _own_page(request, request.GET.get("next", ""))
    found = Village.objects.search(text, limit=LIMIT + 1)
    hits = [(village, with_village(back, village.pk) if back else "") for village in found[:LIMIT]]
    context = {"text": text, "hits": hits, "more": len(found) > LIMIT, "back": back, "max_length": MAX_TEXT}
    return render(request, "villages/search.html", context)


def with_village(address: str, code: str) -> str:
    """``address`` with ``desa=code`` in its query, whatever else stands there."""
    parts = urlsplit(address)
    query = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != CHOSEN]
    return parts._replace(query=urlencode([*query, (CHOSEN, code)])).geturl()


def _own_page(request: HttpRequest, address: str) -> str:
    """``address`` if it leads to a page of this portal, else nothing."""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else ""
