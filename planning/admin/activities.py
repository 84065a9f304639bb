"""Activities, which officers read and take away."""

from django.contrib import admin
from django.urls import path
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from complaints.admin.filters import GroupFilter, ListFilter, OfferedFilter
from complaints.admin.paging import CappedPaginator
from complaints.admin.reading import ReadOnlyList
from members.proof import ProvedExport
from safeguards.exchange import PrivateExport

from ..activity_kinds import ActivityKind
from ..exports.activities import ActivityResource
from ..forms.activities import WHOLE_GROUP
from ..models import Activity

OF_WHOM_IN_WORDS = {"children": _("anak"), "disabled": _("disabilitas"), "elderly": _("lansia")}


class ActivityKindFilter(ListFilter):
    title, parameter_name, field = _("jenis kegiatan"), "kegiatan", "kind"
    options = ActivityKind.choices


class YearFilter(OfferedFilter):
    title, parameter_name, field = _("tahun"), "tahun", "held_on__year"

    def lookups(self, request, model_admin):
        rows = Activity.objects.visible_to(request.user)
        return [(str(day.year), str(day.year)) for day in rows.dates("held_on", "year", order="DESC")]


@admin.register(Activity)
class ActivityAdmin(ProvedExport, PrivateExport, ReadOnlyList):
    resource_classes = [ActivityResource]
    list_display = ("held", "what", "whose", "present")
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

    @admin.display(description=_("tanggal"))
    def held(self, row: Activity) -> str:
        return date_format(row.held_on, "j M Y")

    @admin.display(description=_("kegiatan"))
    def what(self, row: Activity) -> str:
        return format_html('{}<span class="sub">{}</span>', row.title, row.get_kind_display())

    @admin.display(description=_("kelompok"))
    def whose(self, row: Activity) -> str:
        division = row.get_division_display() or WHOLE_GROUP
        return format_html('{}<span class="sub">{}</span>', row.group, division)

    @admin.display(description=_("yang hadir"))
    def present(self, row: Activity) -> str:
        """In words: on a phone no head of a column stands over a number."""
        told = _("%(women)d perempuan, %(men)d laki-laki") % {"women": row.women, "men": row.men}
        counted = {word: getattr(row, name) for name, word in OF_WHOM_IN_WORDS.items()}
        among = ", ".join(f"{count} {word}" for word, count in counted.items() if count)
        return format_html('{}<span class="sub">{}</span>', told, among)
