"""Sessions of the portal's own kind; and a password that somebody else made opens only its own change."""

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.shortcuts import redirect

OPEN = {"members:password", "members:logout", "leave"}


class Sessions(SessionMiddleware):
    """Django's, telling the store with what browser one comes, and noting once a minute that she is here."""

    def process_request(self, request):
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        request.session = self.SessionStore(key, user_agent=request.headers.get("User-Agent", ""))

    def process_response(self, request, response):
        response = super().process_response(request, response)
        if hasattr(request, "session"):
            request.session.note_seen()
        return response


class OwnPasswordFirst:
    """Stands after login is required: public pages (help, privacy) stay open to everybody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not getattr(view, "login_required", True) or request.resolver_match.view_name in OPEN:
            return None
        if request.user.is_authenticated and request.user.must_change_password:
            return redirect("members:password")
        return None
