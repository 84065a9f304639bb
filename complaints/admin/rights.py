"""Requests of persons about what is kept of them: the list with its clock, and the copy for the person."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from safeguards import audit

from .. import policies
from ..models import RightsRequest
from ..papers import own_paper
from ..personal_rights import RightsKind, RightsState
from . import came_from, filters
from .case_page import find, out_of_reach
from .paging import CappedPaginator
from .reading import ReadOnlyList
from .tags import tag


@admin.register(RightsRequest)
class RightsRequestAdmin(ReadOnlyList):
    list_display = ("case", "what", "standing", "clock", "group")
    list_filter = (filters.RightsLateFilter, filters.RightsStateFilter, filters.RightsKindFilter)
    list_select_related = ("complaint__group",)
    ordering = (F("ended_at").desc(nulls_first=True), "due_at", "id")  # what waits first
    paginator = CappedPaginator

    def get_queryset(self, request):
        return RightsRequest.objects.reviewed_by(request.user)

    @admin.display(description=gettext_lazy("kasus"))
    def case(self, row):
        address = reverse("admin:complaints_complaint_change", args=[row.complaint_id])
        return format_html('<a class="case-number" href="{}">{}</a>', address, row.complaint)

    @admin.display(description=gettext_lazy("yang diminta"))
    def what(self, row):
        words = (row.get_kind_display(), row.get_asked_by_display())
        return format_html('{}<span class="sub">{}</span>', *words)

    @admin.display(description=gettext_lazy("keadaan"))
    def standing(self, row):
        late = tag(_("Terlambat"), "alarm") if row.is_late() else ""
        return format_html("{} {}", row.get_state_display(), late)

    @admin.display(description=gettext_lazy("diterima, batas"))
    def clock(self, row):
        came, due = (date_format(localtime(at), "j M Y, H.i") for at in (row.received_at, row.due_at))
        return format_html('{}<span class="sub">{}</span>', came, _("batas %(at)s") % {"at": due})

    @admin.display(description=gettext_lazy("kelompok"))
    def group(self, row):
        return row.complaint.group


@require_safe
def copy(request, pk, right):
    """The copy that is handed to her, to be printed. Each making of it is recorded; of what was refused
    there is none.
    """
    row = find(request.user, pk)
    if row is None:
        return out_of_reach(request, pk)
    wanted = row.rights.filter(kind=RightsKind.ACCESS).exclude(state=RightsState.REFUSED)
    asked = get_object_or_404(wanted, pk=right)
    if not policies.may_read_person(row):
        messages.warning(request, _("Buka dulu segel kasusnya: alasan “Permintaan orangnya sendiri”."))
        return redirect(came_from.to_case(request, row.pk))
    with transaction.atomic():
        audit.record(action="right.shown", by=request.user, chain=row.pk, subject=asked)
        context = {"case": row, "paper": own_paper(row, request.user), "right": asked}
        return render(request, "complaints/paper.html", {**context, "reason": _("Salinan untuk orangnya")})
