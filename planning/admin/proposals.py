"""Proposals of the villages that an officer accompanies, and what became of them: read, and taken away."""

from django.contrib import admin, messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from complaints.admin.filters import ListFilter, OfferedFilter
from complaints.admin.listing import CappedList
from complaints.admin.paging import CappedPaginator
from complaints.admin.reading import ReadOnlyList
from complaints.admin.tags import tag
from safeguards import audit
from safeguards.spreadsheets import download

from .. import reach, results, workflow
from ..budget import SECTORS, Status
from ..exports.proposals import workbook as proposals_workbook
from ..models import Proposal
from ..money import show_rupiah

LOOKS = {Status.APBDES: "ok", Status.DONE: "ok", Status.REFUSED: "alarm"}


class VillageFilter(OfferedFilter):
    """The villages within reach, no others."""

    title, parameter_name, field = _("desa/kelurahan"), "desa", "village"

    def lookups(self, request, model_admin):
        return [(village.pk, str(village)) for village in reach.villages_told(request.user)]


class YearFilter(OfferedFilter):
    title, parameter_name, field = _("tahun anggaran"), "tahun", "year"

    def lookups(self, request, model_admin):
        rows = Proposal.objects.visible_to(request.user).order_by("-year")
        return [(str(year), str(year)) for year in rows.values_list("year", flat=True).distinct()]


class StatusFilter(ListFilter):
    title, parameter_name, field = _("status"), "status", "status"
    options = Status.choices


class SectorFilter(ListFilter):
    title, parameter_name, field = _("bidang"), "bidang", "subsector__startswith"
    options = list(SECTORS.items())


class ResultList(CappedList):
    """With what became of those that the filters leave."""

    def get_results(self, request) -> None:
        super().get_results(request)
        self.history = results.side_by_side(results.by_year(self.queryset))


@admin.register(Proposal)
class ProposalAdmin(ReadOnlyList):
    change_list_template = "admin/planning/proposal/change_list.html"
    list_display = ("what", "where", "year", "standing", "money", "proposer_of")
    list_filter = (YearFilter, StatusFilter, SectorFilter, VillageFilter)
    list_select_related = ("village__district__regency", "village__merged_into", "group")
    ordering = ("-year", "village", "priority", "id")
    paginator = CappedPaginator

    def get_queryset(self, request):
        return Proposal.objects.visible_to(request.user)

    def get_changelist(self, request, **kwargs):
        return ResultList

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            *super().get_urls(),
            path("unduh/", view(require_safe(self.export)), name="planning_proposal_export"),
            path("<uuid:pk>/", view(detail), name="planning_proposal_detail"),
        ]

    def export(self, request) -> HttpResponse:
        """What the list shows under its filters, made and recorded together."""
        with transaction.atomic():
            rows = self.get_changelist_instance(request).queryset.with_place().order_by(*self.ordering)
            content, number = proposals_workbook(rows)
            audit.record(
                action="proposal.exported", by=request.user, figures={"rows": number, "paper": "list"}
            )
        return download(content, "usulan.xlsx")

    @admin.display(description=_("kegiatan"))
    def what(self, row):
        address = reverse("admin:planning_proposal_detail", args=[row.pk])
        return format_html(
            '<a href="{}">{}</a><span class="sub">{}</span>', address, row.title, row.get_subsector_display()
        )

    @admin.display(description=_("desa/kelurahan"))
    def where(self, row):
        return format_html('{}<span class="sub">{}</span>', row.village.name, row.village.place_line)

    @admin.display(description=_("status"))
    def standing(self, row):
        word = workflow.word(row.status, row.village)
        return tag(word, LOOKS[row.status]) if row.status in LOOKS else word

    @admin.display(description=_("biaya"))
    def money(self, row):
        """What was asked, and named as such what was granted."""
        granted = row.amount_granted
        granted = "" if granted is None else _("disetujui %(money)s") % {"money": show_rupiah(granted)}
        return format_html('{}<span class="sub">{}</span>', show_rupiah(row.amount_asked), granted)

    @admin.display(description=_("pengusul"))
    def proposer_of(self, row):
        return row.proposer


@require_safe
def detail(request, pk):
    rows = Proposal.objects.visible_to(request.user).with_place().select_related("carried_from")
    row = rows.filter(pk=pk).first()
    if row is None:
        messages.warning(request, _("Usulan itu tidak ada di desa dampingan Ibu/Bapak."))
        return redirect("admin:index")
    told = {"proposal": row, "steps": row.steps.select_related("by", "taken_back_by"), "opts": Proposal._meta}
    told["carried_to"] = row.next_one
    told["place"] = Proposal.objects.of(row.home).filter(year=row.year).places().get(row.pk)
    context = {**admin.site.each_context(request), "title": row.title, **told}
    return render(request, "admin/planning/proposal/detail.html", context)
