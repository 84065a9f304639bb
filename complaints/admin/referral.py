"""Referrals of the officer's groups: which service answers, and which is late."""

from django.contrib import admin
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from ..directory import standing_in_words
from ..models import Referral
from . import filters
from .paging import CappedPaginator
from .reading import ReadOnlyList
from .tags import tag

CHASED = dict(filters.ReferralChasedFilter.options)


@admin.register(Referral)
class ReferralAdmin(ReadOnlyList):
    list_display = ("case", "provider", "standing", "days", "group")
    list_filter = (
        filters.ReferralLateFilter,
        filters.ReferralChasedFilter,
        filters.ReferralStateFilter,
        filters.ReferralGroupFilter,
    )
    list_select_related = ("complaint__group", "provider")
    paginator = CappedPaginator

    def get_queryset(self, request):
        return Referral.objects.reviewed_by(request.user).with_course()

    @admin.display(description=_("kasus"))
    def case(self, row):
        address = reverse("admin:complaints_complaint_change", args=[row.complaint_id])
        return format_html('<a class="case-number" href="{}">{}</a>', address, row.complaint)

    @admin.display(description=_("keadaan"))
    def standing(self, row):
        late = tag(_("Terlambat"), "alarm") if row.is_late() else ""
        words = CHASED.get(row.chased) if late else None
        said = standing_in_words(row.state, row.ended_because or "")
        return format_html("{} {} {}", said, late, tag(words, "warn") if words else "")

    @admin.display(description=_("dikirim, batas jawaban"))
    def days(self, row):
        sent, due = (date_format(localtime(at), "j M Y") if at else "" for at in (row.sent_at, row.due_at))
        answer_by = _("batas %(day)s") % {"day": due} if due else ""
        return format_html('{}<span class="sub">{}</span>', sent, answer_by)

    @admin.display(description=_("kelompok"))
    def group(self, row):
        return row.complaint.group
