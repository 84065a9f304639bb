"""The first look at a request: what no browser of ours sends is refused before anything reads it."""

import logging
import re

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.core.exceptions import BadRequest
from django.middleware.csrf import CsrfViewMiddleware

from members.middleware import Sessions
from safeguards.texts import FORBIDDEN

from . import errors

log = logging.getLogger(__name__)

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}
LONGEST_ADDRESS = 4_000
UNREADABLE = re.compile(rf"{FORBIDDEN.pattern}|[\t\n]")
# Nothing that is looked for has 19 figures, and no database holds a number of so many.
NONSENSE = re.compile(rf"{FORBIDDEN.pattern}|^\s*[+-]?\d{{19,}}\s*$")
NUL = "\0"


class ReadableRequests:
    """Another method (405), an address beyond 4,000 characters (414), a body that is no form in UTF-8 (415);
    control characters or endless numbers in an address and NUL in a form (400), over which a database breaks.

    Stands before what tells who asks; for the page of a refusal that is done here, as far as it can be.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        self.refuse = Sessions(CsrfViewMiddleware(AuthenticationMiddleware(unreadable)))

    def __call__(self, request):
        if refusal(request) is None:
            return self.get_response(request)
        try:
            return self.refuse(request)
        except Exception:  # the session broke before or after the page, which is then made without it
            log.exception("A request was refused without knowing who asked.")
            return unreadable(request)

    def process_view(self, request, view, args, kwargs):
        """Here, and not above: too large a form is refused while it is read, by an exception."""
        if request.method == "POST":
            posted = request.POST.lists()
            if any(NUL in text for name, values in posted for text in (name, *values)):
                raise BadRequest


def unreadable(request):
    return errors.unreadable(request, refusal(request), allow=METHODS)


def refusal(request) -> int | None:
    """The status of the refusal, or None."""
    if request.method not in METHODS:
        return 405
    if len(request.META.get("QUERY_STRING", "")) + len(request.path) > LONGEST_ADDRESS:
        return 414
    asked = (text for name, values in request.GET.lists() for text in (name, *values))
    if UNREADABLE.search(request.path_info) or any(map(NONSENSE.search, asked)):
        return 400
    return None if _is_form(request) else 415


def _is_form(request) -> bool:
    """Whether the body is a form, or there is none."""
    if request.META.get("CONTENT_LENGTH") in {None, "", "0"}:
        return True
    charset = request.content_params.get("charset", "utf-8").lower()
    return request.content_type in FORMS and charset in {"utf-8", "utf8"}
