"""Lists that are only read: nothing is added, changed or deleted through them."""

from django.contrib import admin
from django.urls import path

from .listing import CappedList


class ReadOnlyList(admin.ModelAdmin):
    """Only the list has an address; what a row tells more stands on the page of its case."""

    change_list_template = "admin/complaints/change_list.html"
    list_display_links = None
    actions = None
    sortable_by = ()
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.ALLOW

    class Media:
        css = {"all": ["complaints/review.css"]}

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_changelist"
        return [path("", self.admin_site.admin_view(self.changelist_view), name=name)]

    def has_add_permission(self, request) -> bool:
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def get_changelist(self, request, **kwargs):
        return CappedList

    def lookup_allowed(self, lookup, value, request=None) -> bool:
        return lookup in {spec.parameter_name for spec in self.list_filter}

    def changelist_view(self, request, extra_context=None):
        title = str(self.opts.verbose_name_plural).capitalize()
        return super().changelist_view(request, {"title": title, **(extra_context or {})})
