"""The portal's admin: Django's own, in our look, for officers and administrators."""

from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from complaints import supervision

from . import typed_input, waiting

# The order of the first page: the daily work first. What is not named follows.
APPS = ("complaints", "planning", "members", "villages", "safeguards")
MODELS = (
    *("Complaint", "RightsRequest", "Referral", "Transfer", "Inquiry", "Opening", "Provider"),
    *("Proposal", "ProposalRule", "Activity", "PlanningStep", "DisclosureLimits"),
    *("Group", "Member", "User", "Assignment", "Organisation"),
    *("Village", "District", "Regency", "Province"),
)


def _place(name: str, order: tuple[str, ...]) -> int:
    return order.index(name) if name in order else len(order)


class Suggestions(AutocompleteJsonView):
    """What a box of admin suggests is asked by POST (kk_portal/suggest.js): people are looked for by name,
    and addresses are written into logs.
    """

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        request.GET = request.POST
        return self.get(request, *args, **kwargs)


class PortalAdminSite(AdminSite):
    """Django's admin behind the portal's own login; who may enter stands in members.roles."""

    site_title = site_header = _("KK Portal")
    index_title = _("Tinjauan dan pengelolaan")
    site_url = "/bantuan/"
    enable_nav_sidebar = False
    empty_value_display = "–"

    def has_permission(self, request) -> bool:
        return request.user.is_active and request.user.has_perm("admin.enter")

    def get_urls(self) -> list:
        """Without "view on site" (r/<type>/<id>/), which looks up any row whatever its reader's reach."""
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]

    def get_app_list(self, request, app_label=None) -> list[dict]:
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: _place(model["object_name"], MODELS))
        return sorted(apps, key=lambda app: _place(app["app_label"], APPS))

    def autocomplete_view(self, request):
        return Suggestions.as_view(admin_site=self)(request)

    def index(self, request, extra_context=None):
        board = supervision.board(request.user)
        shown = {"waiting": waiting.of(request.user, board), "board": board}
        return super().index(request, shown | (extra_context or {}))

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """No second login page: the portal's, and 403 for whoever is logged in but has no business here."""
        target = request.GET.get("next") or reverse("admin:index", current_app=self.name)
        if not request.user.is_authenticated:
            return typed_input.to_login(target)
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect("admin:index")

    @method_decorator(require_POST)
    def logout(self, request, extra_context=None):
        logout(request)
        return redirect("members:login")

    def password_change(self, request, extra_context=None):
        return redirect("members:account")

    def password_change_done(self, request, extra_context=None):
        return redirect("members:account")
