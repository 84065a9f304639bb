"""Who opened which sealed case, when and why: the administrator's list over all groups."""

from django.contrib import admin
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from ..enums import OpeningReason
from ..models import Opening
from ..openings import openings_within, tell_roles
from . import filters
from .listing import LabelledList
from .paging import CappedPaginator
from .reading import ReadOnlyList


class ReasonFilter(filters.ListFilter):
    title, parameter_name, field = _("alasan"), "alasan", "reason"
    options = OpeningReason.choices


@admin.register(Opening)
class OpeningAdmin(ReadOnlyList):
    list_display = ("case", "user", "as_what", "moment", "why", "group")
    list_filter = (ReasonFilter, filters.ReferralGroupFilter)
    paginator = CappedPaginator

    def get_queryset(self, request):
        return openings_within(request.user)

    def get_changelist(self, request, **kwargs):
        return LabelledList

    def label(self, rows: list[Opening]) -> None:
        tell_roles(rows)

    @admin.display(description=_("kasus"))
    def case(self, row):
        address = reverse("admin:complaints_complaint_change", args=[row.complaint_id])
        return format_html('<a class="case-number" href="{}">{}</a>', address, row.complaint)

    @admin.display(description=_("peran"))
    def as_what(self, row):
        return row.role or "–"

    @admin.display(description=_("waktu"))
    def moment(self, row):
        return date_format(localtime(row.at), "j M Y, H.i")

    @admin.display(description=_("alasan"))
    def why(self, row):
        return row.get_reason_display()

    @admin.display(description=_("kelompok"))
    def group(self, row):
        return row.complaint.group
