"""Roles: who acts where, from when to when. Given within reach, never to oneself, and only ever ended."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .. import proof, reach
from ..forms.accounts import AssignmentForm
from ..roles import PLACE_OF, Role
from ..services import accounts
from .base import ScopedAdmin
from .filters import CurrentFilter
from .private_search import PrivateSearch

GRANT = "exports_identity"


class AssignmentAdmin(PrivateSearch, ScopedAdmin):
    """Registered by complaints.admin, which adds what happens to cases (``end_role``)."""

    form = AssignmentForm
    list_display = ["user", "role", "place", "starts_on", "ends_on"]
    list_filter = [CurrentFilter, "role"]
    search_fields = ["user__full_name", "user__username", "group__name"]
    autocomplete_fields = ["user", "group", "village", "organisation"]
    fields = ["user", "role", "group", "village", "organisation", "starts_on", "ends_on", GRANT]

    def within(self, user, rows):
        places = ("group", "village__district__regency", "organisation")
        return rows.visible_to(user).select_related("user", *places)

    @admin.display(description=_("tempat"))
    def place(self, row) -> str:
        return str(row.place or "–")

    def get_fields(self, request, obj=None):
        """A place that none of the roles within reach is held at is not asked for."""
        asked = {PLACE_OF.get(role) for role in reach.roles(request.user)}
        others = set() if obj else set(PLACE_OF.values()) - asked
        if not self._may_grant(request, obj):
            others.add(GRANT)
        return [name for name in self.fields if name not in others]

    def _may_grant(self, request, obj=None) -> bool:
        """Identity in a file is the administrator's to grant, to an officer alone."""
        return request.user.has_perm("account.staff") and (obj is None or obj.role == Role.OFFICER)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Who may not change it sees it without a proof."""
        if request.method != "POST" and object_id is not None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        return proof.ask(request) or super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.by, form.kept = request.user, request.kept_fields
        return form

    def get_readonly_fields(self, request, obj=None):
        return [name for name in self.fields if name not in {"ends_on", GRANT}] if obj else []

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        from_reach = [(role.value, role.label) for role in reach.roles(request.user)]
        return super().formfield_for_choice_field(db_field, request, choices=from_reach, **kwargs)

    def has_change_permission(self, request, obj=None) -> bool:
        own = obj is not None and obj.user_id == request.user.pk
        return not own and super().has_change_permission(request, obj)

    def save_model(self, request, obj, form, change) -> None:
        granted = getattr(obj, GRANT)
        if change:
            self.end_role(request, obj)
            self._grant(request, obj, granted, form)
            return
        places = {name: getattr(obj, name) for name in PLACE_OF.values()}
        row = accounts.give_role(
            by=request.user,
            user=obj.user,
            role=obj.role,
            place=next(filter(None, places.values()), None),
            starts_on=obj.starts_on,
            ends_on=obj.ends_on,
        )
        obj.pk = row.pk
        self._grant(request, row, granted, form)

    def _grant(self, request, row, granted: bool, form) -> None:
        if GRANT in form.changed_data:
            accounts.grant_identity(by=request.user, assignment=row, granted=granted)

    def end_role(self, request, assignment) -> None:
        raise NotImplementedError
