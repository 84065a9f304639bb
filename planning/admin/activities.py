"""Activities, which officers read and take away."""

from django.contrib import admin
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.admin.filters import GroupFilter, ListFilter, OfferedFilter
from complaints.admin.paging import CappedPaginator
from complaints.admin.reading import ReadOnlyList
from members.proof import ProvedExport
from safeguards.exchange import PrivateExport

from ..activity_kinds import OF_WHOM, ActivityKind
from ..exports.activities import ActivityResource
from ..forms.activities import WHOLE_GROUP
from ..models import Activity
from ..models.release import FIRST_YEAR


class ActivityKindFilter(ListFilter):
    title, parameter_name, field = _("jenis kegiatan"), "kegiatan", "kind"
    options = ActivityKind.choices


class YearFilter(OfferedFilter):
    title, parameter_name, field = _("tahun"), "tahun", "held_on__year"

    def lookups(self, request, model_admin):
        years = range(timezone.localdate().year, FIRST_YEAR - 1, -1)
        return [(str(year), str(year)) for year in years]


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
