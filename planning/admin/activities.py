"""Activities, which officers read, and the dates of the planning year, which an administrator keeps."""

from django.contrib import admin
from django.urls import path
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from complaints.admin.filters import GroupFilter, ListFilter
from complaints.admin.paging import CappedPaginator
from complaints.admin.reading import ReadOnlyList
from members.admin.base import ReadInWords, yes_no
from members.proof import ProvedExport
from safeguards.admin_forms import PlainForms
from safeguards.exchange import PrivateExport

from ..activity_kinds import OF_WHOM, ActivityKind
from ..exports.activities import ActivityResource
from ..forms.activities import WHOLE_GROUP
from ..models import Activity, PlanningStep
from ..models.release import FIRST_YEAR
from ..services.steps import keep_step
from ..year import STEPS, Day, Step, StepKey


class ActivityKindFilter(ListFilter):
    title, parameter_name, field = _("jenis kegiatan"), "kegiatan", "kind"
    options = ActivityKind.choices


class YearFilter(ListFilter):
    title, parameter_name, field = _("tahun"), "tahun", "held_on__year"

    def lookups(self, request, model_admin):
        years = range(timezone.localdate().year, FIRST_YEAR - 1, -1)
        return [(str(year), str(year)) for year in years]

    def queryset(self, request, queryset):
        """A year that is not offered, or no number at all, is none."""
        known = {value for value, _name in self.lookup_choices}
        return super().queryset(request, queryset) if self.value() in {None, *known} else queryset.none()


@admin.register(Activity)
class ActivityAdmin(ProvedExport, PrivateExport, ReadOnlyList):
    resource_classes = [ActivityResource]
    list_display = ("held_on", "words", "kind", "by_division", "group", "women", "men", "of_whom")
    list_filter = (YearFilter, ActivityKindFilter, GroupFilter)
    list_select_related = ("group", "data_key")
    paginator = CappedPaginator

    def get_queryset(self, request):
        return Activity.objects.filter(request.user.scope.accompanied("group__"))

    def get_urls(self):
        view = self.admin_site.admin_view(self.export_action)
        return [path("export/", view, name="planning_activity_export"), *ReadOnlyList.get_urls(self)]

    def get_export_queryset(self, request):
        return super().get_export_queryset(request).select_related("group", "data_key")

    def has_export_permission(self, request) -> bool:
        return self.has_view_permission(request)

    @admin.display(description=_("judul"))
    def words(self, row: Activity) -> str:
        return row.title

    @admin.display(description=_("divisi"))
    def by_division(self, row: Activity) -> str:
        return row.get_division_display() or WHOLE_GROUP

    @admin.display(description=_("di antaranya"))
    def of_whom(self, row: Activity) -> str:
        words = _("%(children)d anak, %(disabled)d disabilitas, %(elderly)d lansia")
        return words % {name: getattr(row, name) for name in OF_WHOM}


def _in_words(day: Day) -> str:
    month, number = day
    return f"{number} {MONTHS[month]}"


def _usually(step: Step) -> str:
    told = {"step": StepKey(step.key).label, "first": _in_words(step.starts), "last": _in_words(step.ends)}
    return _("%(step)s (biasanya %(first)s – %(last)s)") % told


IS_ACTIVE = yes_no(PlanningStep, "is_active")


@admin.register(PlanningStep)
class PlanningStepAdmin(ReadInWords, PlainForms, admin.ModelAdmin):
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
        if db_field.name == "key":
            field.choices = [("", _("Pilih…")), *((step.key, _usually(step)) for step in STEPS)]
        return field

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

    # The audit trail tells what was done; Django's own log would be a second one.
    def log_addition(self, request, obj, message):
        return None

    def log_change(self, request, obj, message):
        return None
