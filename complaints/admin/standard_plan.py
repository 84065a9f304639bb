"""The standard plans in admin: what is offered when a plan begins. Changing one changes no case's plan."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from members.admin.base import OneTrail, ReadInWords, yes_no
from safeguards.admin_forms import PlainForms

from ..forms.standard_plan import StandardActionForm, StandardActions, StandardPlanForm
from ..models import StandardAction, StandardPlan
from ..services.standard_plan import keep_standard_plan


class ActionInline(PlainForms, admin.TabularInline):
    """Nothing holds on to a standard action: those of cases are words of their own."""

    model = StandardAction
    fields = ("place", "text", "days")
    extra = 1
    form = StandardActionForm
    formset = StandardActions
    formfield_overrides = {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "text":
            kwargs["widget"] = forms.Textarea({"rows": 2, "cols": 60})
        return super().formfield_for_dbfield(db_field, request, **kwargs)


IS_ACTIVE = yes_no(StandardPlan, "is_active")


@admin.register(StandardPlan)
class StandardPlanAdmin(OneTrail, ReadInWords, PlainForms, admin.ModelAdmin):
    list_display = ("name", "kind", "category", "need", "number", IS_ACTIVE)
    list_filter = ("kind", "category", "is_active")
    list_per_page = 50
    search_fields = ("name",)
    search_help_text = _("Nama rencana baku.")
    show_full_result_count = False
    form = StandardPlanForm
    inlines = (ActionInline,)
    fields = ("name", "kind", "category", "need", "sexual_kind", "is_domestic", "is_child", "is_active")

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(actions_count=Count("actions"))

    @admin.display(description=_("langkah"), ordering="actions_count")
    def number(self, plan: StandardPlan) -> int:
        return plan.actions_count

    def has_delete_permission(self, request, obj=None) -> bool:
        """It is marked as no longer in use."""
        return False

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        changed = [*form.changed_data, *(["actions"] if any(one.has_changed() for one in formsets) else [])]
        if changed or not change:
            keep_standard_plan(plan=form.instance, by=request.user, is_new=not change, changed=changed)
