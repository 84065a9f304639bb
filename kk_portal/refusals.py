"""A page that is not for its reader (403) leaves a record: who asked for which kind of page, no more."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from complaints.errors import CaseError
from members.errors import MemberError
from safeguards import audit

DOOR = "admin:login"  # Django's admin sends whoever may not enter here, with the page she asked for


def record(request, error: Exception) -> None:
    """Once: what a service has refused it has recorded itself. The route's name is told, none of the values
    in the address, since a number there may be a guess.
    """
    if isinstance(error.__cause__ or error.__context__, CaseError | MemberError):
        return
    figures = {"route": _route(request), "method": request.method}
    audit.record_refusal(
        action="access.refused", by=getattr(request, "user", None), reason="not_permitted", figures=figures
    )


def _route(request) -> str:
    match = request.resolver_match
    if match is None:
        return ""
    if match.view_name == DOOR and "next" in request.GET:
        return _asked(request.GET["next"]) or DOOR
    return match.view_name or ""


def _asked(address: str) -> str:
    try:
        told = urlsplit(address)
        return "" if told.netloc else resolve(told.path).view_name
    except (Resolver404, ValueError):
        return ""
