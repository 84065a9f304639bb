"""The dates of the planning year, which an administrator keeps."""

from django.contrib import admin
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from members.admin.base import OneTrail, ReadInWords, yes_no
from safeguards.admin_forms import PlainForms

from ..models import PlanningStep
from ..services.planning_steps import keep_step
from ..year import STEPS, Day, StepKey, YearStep


def _in_words(day: Day) -> str:
    month, number = day
    return f"{number} {MONTHS[month]}"


def _usually(step: YearStep) -> str:
    told = {"step": StepKey(step.key).label, "first": _in_words(step.starts), "last": _in_words(step.ends)}
    return _("%(step)s (biasanya %(first)s – %(last)s)") % told


LEAD = _("Langkah yang tidak ada di sini jatuh pada tanggal yang biasa. Isi hanya yang lain dari biasanya.")
IS_ACTIVE = yes_no(PlanningStep, "is_active")


@admin.register(PlanningStep)
class PlanningStepAdmin(OneTrail, ReadInWords, PlainForms, admin.ModelAdmin):
    """What is not listed here falls as planning.year says."""

    list_display = ("key", "regency_name", "begins", "ends", IS_ACTIVE)
    list_select_related = ("regency",)
    list_per_page = 50
    show_full_result_count = False
    autocomplete_fields = ("regency",)
    fields = (
        *("key", "regency", ("from_day", "from_month"), ("to_day", "to_month")),
        *("title_desa", "title_kelurahan", "ready", "is_active"),
    )

    def formfield_for_choice_field(self, db_field, request, **kwargs):
        """Each step with the days on which it falls where nothing else is said."""
        field = super().formfield_for_choice_field(db_field, request, **kwargs)
        told = ((step.key, _usually(step)) for step in STEPS) if db_field.name == "key" else field.choices[1:]
        field.choices = [("", _("Pilih…")), *told]
        return field

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"lead": LEAD, **(extra_context or {})})

    @admin.display(description=_("kabupaten/kota"))
    def regency_name(self, row: PlanningStep) -> str:
        return row.regency.name if row.regency else _("Semua")

    @admin.display(description=_("mulai"))
    def begins(self, row: PlanningStep) -> str:
        return _in_words((row.from_month, row.from_day))

    @admin.display(description=_("sampai"))
    def ends(self, row: PlanningStep) -> str:
        return _in_words((row.to_month, row.to_day))

    def has_delete_permission(self, request, obj=None) -> bool:
        """It is marked as no longer in use."""
        return False

    def save_model(self, request, obj, form, change) -> None:
        keep_step(by=request.user, step=obj, changed=form.changed_data)
