"""What people only asked, in the officer's groups: the need and the day, no person."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..models import Inquiry
from . import filters
from .paging import CappedPaginator
from .reading import ReadOnlyList


class NeedFilter(filters.CategoryFilter):
    title = _("kebutuhan")
    options = filters.NeedCategory.choices


@admin.register(Inquiry)
class InquiryAdmin(ReadOnlyList):
    list_display = ("received_at", "kind", "category", "sex", "group", "place", "recorded_by")
    list_filter = (filters.KindFilter, NeedFilter, filters.GroupFilter)
    list_select_related = ("group", "village", "recorded_by")
    paginator = CappedPaginator

    def get_queryset(self, request):
        return Inquiry.objects.filter(request.user.scope.accompanied("group__"))

    @admin.display(description=_("desa/kelurahan"))
    def place(self, row):
        return row.village.name
