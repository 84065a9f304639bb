"""What the admin pages of this app share: the reach of who looks, dates instead of deletion, one trail."""

from contextlib import suppress

from django import forms
from django.contrib import admin
from django.contrib.admin import helpers
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import BooleanField
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from safeguards.admin_forms import PlainForms
from safeguards.phones import BadPhone, parse_phone

from .. import proof
from ..models import Group, Member, Organisation, User
from ..services import roster

# A foreign key offers what its reader may reach, in the list, the box and the autocomplete alike.
CHOICES = {
    Organisation: Organisation.objects.visible_to,
    Group: lambda user: Group.objects.accompanied_by(user).active(),
    Member: lambda user: Member.objects.accompanied_by(user).current(),
    User: lambda user: User.objects.visible_to(user).active().exclude(pk=user.pk),
}


def yes_no(model, name: str):
    """A column for a yes/no field, in words: Django's own picture is read aloud as "True"."""

    @admin.display(description=model._meta.get_field(name).verbose_name, ordering=name)
    def column(row) -> str:
        return _("Ya") if getattr(row, name) else _("Tidak")

    return column


class ReadInWords:
    """Who may only look at an object reads its yes/no fields in words, too."""

    def get_fields(self, request, obj=None):
        fields = super().get_fields(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fields
        return [yes_no(self.model, name) if name in self._yes_no_fields() else name for name in fields]

    def _yes_no_fields(self) -> set[str]:
        return {field.name for field in self.opts.fields if isinstance(field, BooleanField)}


class OneTrail:
    """Mixin of a ModelAdmin: the audit trail tells what was done, without names; Django's own log would be a
    second one, which keeps them, and no page leads to its history, which would be empty.
    """

    change_form_template = "admin/members/change_form.html"

    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None


class ScopedAdmin(OneTrail, ReadInWords, PlainForms, admin.ModelAdmin):
    """``within`` narrows every list, page, autocomplete and export; nothing is ever deleted here."""

    list_per_page = 50
    show_full_result_count = False
    formfield_overrides = {
        models.DateField: {"widget": forms.DateInput({"type": "date"}, format="%Y-%m-%d")},
    }

    def within(self, user, rows):
        """Of ``rows`` those that ``user`` reaches."""
        return rows.visible_to(user)

    def get_queryset(self, request):
        return self.within(request.user, super().get_queryset(request))

    def lookup_allowed(self, lookup, value, request=None) -> bool:
        """The filters and no other column: Django would let an address ask for each one of the table, and
        so spell out a password's hash, or tell who said something of herself.
        """
        named = {self._parameter(spec) for spec in self.get_list_filter(request)}
        return lookup.removesuffix("__exact").removesuffix("__id") in named

    @staticmethod
    def _parameter(spec) -> str:
        """Of a filter: a field's name, a pair that begins with it, or a class with its own."""
        name = spec[0] if isinstance(spec, tuple) else spec
        return getattr(name, "parameter_name", name)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model in CHOICES:
            kwargs["queryset"] = CHOICES[db_field.related_model](request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Plain boxes: a pop-up page beside each of them is one more thing to get lost in on a phone."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for road in ("add", "change", "view", "delete"):
            if hasattr(getattr(field, "widget", None), f"can_{road}_related"):
                setattr(field.widget, f"can_{road}_related", False)
        return field

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def save_model(self, request, obj, form, change) -> None:
        roster.save(by=request.user, row=obj, changed=form.changed_data)


class PhoneSearch:
    """The search box also takes a phone number in any spelling."""

    def get_search_results(self, request, queryset, search_term):
        found, doubled = super().get_search_results(request, queryset, search_term)
        with suppress(BadPhone):
            found |= queryset.filter(phone=parse_phone(search_term))
        return found, doubled


class PagesAdmin(ScopedAdmin):
    """A ScopedAdmin with pages of its own beside the change form, each a view of one object."""

    pages: tuple[str, ...] = ()  # "reset" is served at <id>/reset/ by page_reset(request, obj)
    proved: frozenset[str] = frozenset()  # those of them that ask for a fresh proof of who she is

    def get_urls(self):
        prefix = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(self._page(name)),
                name=f"{prefix}_{name}",
            )
            for name in self.pages
        ]
        return own + super().get_urls()

    def _page(self, name: str):
        def page(request, object_id):
            obj = self.get_object(request, unquote(object_id))
            if obj is None:
                return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
            if not self.has_change_permission(request, obj):
                raise PermissionDenied
            asked = proof.ask(request) if name in self.proved else None
            return asked or getattr(self, f"page_{name}")(request, obj)

        return page

    def to_object(self, obj) -> HttpResponseRedirect:
        return HttpResponseRedirect(self.address("change", obj))

    def address(self, name: str, obj=None) -> str:
        url_name = f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}"
        return reverse(url_name, args=[obj.pk] if obj else [])

    def form_page(self, request, *, form=None, obj=None, **context) -> TemplateResponse:
        """One form, or one question, in admin's look. ``context``: title, intro, submit."""
        fieldsets = [(None, {"fields": list(form.fields)})] if form else []
        adminform = helpers.AdminForm(form, fieldsets, {}, model_admin=self) if form else None
        return self.own_page(
            request,
            "admin/members/form_page.html",
            adminform=adminform,
            form=form,
            original=obj,
            media=self.media + form.media if form else self.media,
            **context,
        )

    def own_page(self, request, template: str, **context) -> TemplateResponse:
        request.current_app = self.admin_site.name
        common = {**self.admin_site.each_context(request), "opts": self.opts}
        return TemplateResponse(request, template, {**common, **context})
