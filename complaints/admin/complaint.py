"""Cases in admin: a list to work through, and a page that reads as a case and edits nothing of it."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.urls import path
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from safeguards.identifiers import parse_case_number, show_case_number

from ..enums import Urgency
from ..models import Complaint
from . import actions, attachments, case_export, case_page, deeds, figures, filters, load, monthly, rights
from .listing import CaseList, TieredPaginator
from .tags import tag

LONGEST_YEAR = 4  # more figures than that no calendar takes
SEARCHED = ("received_at__year", "received_at__month", "received_at__day")


@admin.register(Complaint)
class ComplaintAdmin(admin.ModelAdmin):
    list_display = ("case", "about", "state", "waits", "place", "volunteer")
    list_display_links = ("case",)
    list_filter = (
        filters.KindFilter,
        filters.ReviewFilter,
        filters.OverdueFilter,
        filters.FlagFilter,
        filters.QuestionFilter,
        filters.ClosingFilter,
        filters.VolunteerFilter,
        filters.StageFilter,
        filters.UrgencyFilter,
        filters.NewFilter,
        filters.StaleFilter,
        filters.MissedFilter,
        filters.RegencyFilter,
        filters.GroupFilter,
        filters.CategoryFilter,
        filters.SameFilter,
    )
    list_select_related = ("group", "village", "assigned_to")
    list_per_page = 50
    sortable_by = ()
    date_hierarchy = "received_at"
    search_fields = ("number",)
    search_help_text = _("Nomor kasus, misalnya K7Q2-M9XD. Nama tidak dicari di sini.")
    show_full_result_count = False
    show_facets = admin.ShowFacets.ALLOW
    paginator = TieredPaginator
    actions = actions.BULK
    change_list_template = "admin/complaints/complaint/change_list.html"

    class Media:
        css = {"all": ["complaints/review.css"]}

    # Who sees what --------------------------------------------------------------------------

    def get_queryset(self, request):
        return Complaint.objects.reviewed_by(request.user)

    def get_model_perms(self, request) -> dict:
        """On the first page of admin the case is something to look at."""
        return {"view": self.has_view_permission(request)}

    def has_add_permission(self, request) -> bool:
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        return False

    def response_action(self, request, queryset):
        """Ids that are none (a form that was tampered with) choose nothing."""
        try:
            return super().response_action(request, queryset)
        except ValidationError:
            self.message_user(request, _("Pilih kasusnya dulu."), messages.WARNING)
            return None

    def lookup_allowed(self, lookup, value, request=None) -> bool:
        """The filters and the dates, and no road to another column or table."""
        named = {spec.parameter_name for spec in self.list_filter}
        return lookup in named or (lookup in SEARCHED and len(str(value)) <= LONGEST_YEAR)

    def get_search_results(self, request, queryset, search_term):
        """The number alone, in any spelling; words find nothing rather than guess."""
        if not search_term.strip():
            return queryset, False
        number = parse_case_number(search_term)
        return (queryset.filter(number=number) if number else queryset.none()), False

    def get_changelist(self, request, **kwargs):
        return CaseList

    def get_action_choices(self, request, default_choices=None):
        return super().get_action_choices(request, [("", _("Pilih tindakan"))])

    def get_paginator(self, request, *args, **kwargs):
        pages = super().get_paginator(request, *args, **kwargs)
        pages.late_only = request.GET.get(filters.OverdueFilter.parameter_name) == filters.YES
        return pages

    def get_urls(self):
        """The list, the case, its deeds, the tables of numbers; adding, deleting and history do not exist."""
        view, name = self.admin_site.admin_view, "complaints_complaint"
        return [
            path("", view(self.changelist_view), name=f"{name}_changelist"),
            path("ekspor/", view(case_export.case_export), name=f"{name}_case_export"),
            path("ekspor/unduh/", view(case_export.case_export_taken), name=f"{name}_case_export_taken"),
            path("bulanan/", view(monthly.monthly), name=f"{name}_monthly"),
            path("angka/", view(figures.figures), name=f"{name}_figures"),
            path("beban/", view(load.load), name=f"{name}_load"),
            path("<uuid:pk>/change/", view(case_page.case), name=f"{name}_change"),
            path("<uuid:pk>/berikutnya/", view(case_page.following), name=f"{name}_next"),
            path("<uuid:pk>/lampiran/<uuid:file>/", view(attachments.shown), name=f"{name}_attachment"),
            path(
                "<uuid:pk>/lampiran/<uuid:file>/asli/",
                view(attachments.original),
                name=f"{name}_attachment_original",
            ),
            path("<uuid:pk>/hak/<uuid:right>/", view(rights.copy), name=f"{name}_copy"),
            *(path(f"<uuid:pk>/{slug}/", view(deed), name=f"{name}_{key}") for key, slug, deed in deeds.ALL),
        ]

    def changelist_view(self, request, extra_context=None):
        extra = {"title": _("Kasus kelompok dampingan"), "may_export": request.user.has_perm("case.export")}
        return super().changelist_view(request, {**extra, **(extra_context or {})})

    # Columns --------------------------------------------------------------------------------

    @admin.display(description=_("nomor, diterima"))
    def case(self, row):
        return format_html(
            '<span class="case-number">{}</span><span class="sub">{}</span>',
            show_case_number(row.number),
            date_format(localtime(row.received_at), "j M Y"),
        )

    @admin.display(description=_("jenis"))
    def about(self, row):
        return format_html(
            '<strong>{}</strong><span class="sub">{}</span>',
            row.get_kind_display(),
            row.get_category_display(),
        )

    @admin.display(description=_("tahap"))
    def state(self, row):
        if row.is_purged:
            why = row.get_purged_because_display()
            return format_html('{}<span class="sub">{}</span>', row.get_stage_display(), why)
        urgent = row.urgency != Urgency.NORMAL
        urgency = tag(row.get_urgency_display(), "alarm" if urgent else "")
        return format_html(
            '{}<span class="sub">{}</span>', row.get_stage_display(), urgency if urgent else ""
        )

    @admin.display(description=_("perlu perhatian"))
    def waits(self, row):
        found = [tag(_("Jawaban terlambat"), "alarm")] if row.is_unanswered else []
        if row.is_flagged:
            found.append(tag(_("Ditandai"), "warn"))
        if row.reviewed_at is None and row.attention:
            found.append(tag(_("Belum ditinjau"), "todo"))
        if row.closing_waits:
            found.append(tag(_("Penutupan menunggu"), "todo"))
        return format_html_join(" ", "{}", ((label,) for label in found))

    @admin.display(description=_("kelompok"))
    def place(self, row):
        return format_html('{}<span class="sub">{}</span>', row.group, row.village.name)

    @admin.display(description=_("pendamping"))
    def volunteer(self, row):
        return row.assigned_to
