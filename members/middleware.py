"""Sessions of the portal's own kind; and what comes first after the login: a password of one's own, a second
factor, and a task that still holds.
"""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.sessions.middleware import SessionMiddleware
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from . import entering
from .services import sessions

OWN_PASSWORD = {"members:password"}
ENROLMENT = {
    "members:factors",
    "members:factor-app",
    "members:factor-passkey",
    "members:factor-remove",
    "members:recovery-codes",
    "members:proof",
}
WAYS_OUT = {"members:logout", "admin:logout", "leave"}


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


class First:
    """Stands after login is required: public pages (help, privacy) stay open to everybody."""

    open: set[str] = set()

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        if not getattr(view, "login_required", True) or name in self.open | WAYS_OUT:
            return None
        return self.lead(request) if request.user.is_authenticated else None

    def lead(self, request):
        """A redirect to what comes first, or None."""
        raise NotImplementedError


class TaskFirst(First):
    """Whose tasks have all ended is out at her next request, in the middle of a session too. Who never had
    one sees that there is none yet.
    """

    def lead(self, request):
        held = request.user.assignments
        if request.user.posts or held.not_over().exists() or not held.exists():
            return None
        sessions.put_out(request.user)
        logout(request)
        messages.warning(request, _("Tugas Ibu/Bapak di portal ini sudah berakhir. Hubungi petugas program."))
        return redirect("members:login")


class OwnPasswordFirst(First):
    """A password that somebody else made opens nothing but the page where it is changed."""

    open = OWN_PASSWORD

    def lead(self, request):
        return redirect("members:password") if request.user.must_change_password else None


class SecondFactorFirst(First):
    """Whoever may enter admin has passed a second step in this session, or does nothing but enrol one."""

    open = OWN_PASSWORD | ENROLMENT

    def lead(self, request):
        if not settings.SECOND_FACTOR_REQUIRED or not request.user.is_staff or entering.has_passed(request):
            return None
        if not entering.has_factor(request.user):
            return redirect("members:factors")
        logout(request)
        return redirect("members:login")
