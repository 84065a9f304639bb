"""Offers from and to the officer's groups; she answers where the receiving group is hers to accompany."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from safeguards import audit

from ..errors import CaseError
from ..forms.handover import TransferAnswerForm
from ..models import Complaint, Transfer
from ..movements import message_of
from ..services import review
from ..services import transfer as services
from ..submission import typed_data
from .paging import CappedPaginator
from .reading import ReadOnlyList
from .tags import tag

TEMPLATE = "admin/complaints/transfer/answer.html"
SHOWN = ("complaint__data_key", "from_group__village", "to_group__village", "offered_by", "answered_by")


def volunteers_of(row: Transfer):
    """Who of the receiving group may take the case: as if it were the group's already."""
    case = Complaint(pk=row.complaint_id, group=row.to_group, kind=row.complaint.kind)
    return review.volunteers_for(case)


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, pk):
    rows = Transfer.objects.answerable_by(request.user).select_related(*SHOWN)
    with transaction.atomic():
        row = rows.filter(pk=pk).first()
        if row is not None and request.method != "POST":
            audit.record(
                action="transfer.read",
                by=request.user,
                chain=row.complaint_id,
                subject=row,
                figures={"admin": True},
            )
    if row is None:
        messages.warning(request, _("Tawaran itu tidak ada di antara yang Ibu/Bapak jawab."))
        return redirect("admin:index")
    form = TransferAnswerForm(typed_data(request), people=volunteers_of(row))
    if request.method == "POST" and form.is_valid() and _answered(request, row, form):
        return redirect("admin:complaints_transfer_changelist")
    context = {"title": _("Jawab pelimpahan"), "transfer": row, "form": form, "opts": Transfer._meta}
    context["facts"] = facts(row)
    return render(request, TEMPLATE, {**admin.site.each_context(request), **context})


def facts(row: Transfer) -> list[tuple]:
    """All that the receiving side reads of a case before it says yes."""
    return [
        (_("Kasus"), row.complaint),
        (_("Jenis"), row.complaint.get_kind_display()),
        (_("Kedaruratan"), row.complaint.get_urgency_display()),
        (_("Dari"), f"{row.from_group}, {row.from_group.village}"),
        (_("Kepada"), f"{row.to_group}, {row.to_group.village}"),
        (_("Sejak"), f"{date_format(localtime(row.offered_at), 'j M Y, H.i')}, {row.offered_by}"),
        (_("Pesan"), message_of(row)),
    ]


def _answered(request, row: Transfer, form: TransferAnswerForm) -> bool:
    told = form.cleaned_data
    try:
        if form.accepts:
            services.accept(transfer=row, by=request.user, text=told["text"], assign=told["assign"])
        else:
            services.decline(transfer=row, by=request.user, text=told["text"])
    except CaseError as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Jawaban tersimpan."))
    return True


@admin.register(Transfer)
class TransferAdmin(ReadOnlyList):
    list_display = ("case", "ways", "standing", "day", "deed")
    list_select_related = ("complaint", "from_group", "to_group")
    paginator = CappedPaginator
    ordering = ("-offered_at", "-pk")
    list_filter = ()

    def get_queryset(self, request):
        waits = Transfer.objects.offered_to(request.user).filter(pk=OuterRef("pk"))
        return Transfer.objects.reviewed_by(request.user).annotate(waits_for_her=Exists(waits))

    def get_urls(self):
        page = path("<uuid:pk>/jawab/", self.admin_site.admin_view(answer), name="complaints_transfer_answer")
        return [*super().get_urls(), page]

    @admin.display(description=_("kasus"))
    def case(self, row):
        return format_html('<span class="case-number">{}</span>', row.complaint)

    @admin.display(description=_("dari, ke"))
    def ways(self, row):
        return format_html('{}<span class="sub">{}</span>', row.from_group, row.to_group)

    @admin.display(description=_("keadaan"))
    def standing(self, row):
        return tag(row.get_state_display(), "todo" if row.is_open else "")

    @admin.display(description=_("sejak"))
    def day(self, row):
        return date_format(localtime(row.offered_at), "j M Y")

    @admin.display(description=_("tindakan"))
    def deed(self, row):
        if not row.waits_for_her:
            return ""
        url = reverse("admin:complaints_transfer_answer", args=[row.pk])
        return format_html('<a href="{}">{}</a>', url, _("Jawab"))
