"""A password that somebody else made opens nothing but the page where it is changed."""

from django.shortcuts import redirect

OPEN = {"members:password", "members:logout", "leave"}


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
