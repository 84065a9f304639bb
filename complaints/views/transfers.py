"""`…/limpahkan/` and `/pelimpahan/`: a case is offered to another group, and answered there."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from members.models import Group
from members.permissions import permission_required
from safeguards import audit

from ..enums import TransferState
from ..errors import CaseError
from ..forms.handover import FindGroupForm, TransferAnswerForm, TransferForm
from ..models import Complaint, Transfer
from ..movements import message_of
from ..services import transfer as services
from ..submission import posted_version, submission_key, typed_data, version_to_send
from .cases import refused
from .hand_over import nearest

MOST_GROUPS = 20
MOST_SENT = 20
SHOWN = ("complaint__data_key", "from_group__village", "to_group__village")


@require_http_methods(["GET", "HEAD", "POST"])
def case_transfer(request, number: str):
    """With `?ke=<group>` the form; before that the groups, near ones first or those of `?cari=`."""
    complaint = nearest(request, number)
    standing = complaint.transfers.filter(state=TransferState.OFFERED).select_related("to_group").first()
    if request.method == "POST" and "tarik" in request.POST:
        return take_back(request, complaint, standing)
    chosen = group_of(request, complaint)
    form = TransferForm(typed_data(request))
    if (
        request.method == "POST"
        and chosen
        and form.is_valid()
        and not refused(form, lambda: offer(request, complaint, chosen, form))
    ):
        messages.success(request, _("Sudah ditawarkan ke %(group)s.") % {"group": chosen})
        return redirect(complaint)
    context = {
        "case": complaint,
        "standing": standing,
        "chosen": chosen,
        "form": form,
        "versi": version_to_send(request, complaint, form),
        **({} if chosen else found_groups(request, complaint)),
    }
    return render(request, "complaints/transfer.html", context)


def group_of(request, complaint: Complaint) -> Group | None:
    wanted = request.GET.get("ke", "")
    rows = Group.objects.active().exclude(pk=complaint.group_id).select_related("village", "partner")
    return (
        rows.filter(pk=wanted).first()
        if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10
        else None
    )


def found_groups(request, complaint: Complaint) -> dict:
    form = FindGroupForm(request.GET if "cari" in request.GET else None)
    text = form.cleaned_data["cari"].strip() if form.is_bound and form.is_valid() else ""
    rows = Group.objects.active().exclude(pk=complaint.group_id)
    near = {"village__district__regency": complaint.group.village_id[:5]}
    rows = rows.named(text) if text else rows.filter(**near)
    rows = rows.select_related("village__district__regency", "partner").order_by("name", "pk")
    return {"find": form, "groups": list(rows[:MOST_GROUPS]), "is_search": bool(text)}


def offer(request, complaint: Complaint, to_group: Group, form: TransferForm) -> None:
    services.offer(
        complaint=complaint,
        by=request.user,
        to_group=to_group,
        submission_key=submission_key(request),
        version=posted_version(request),
        **form.cleaned_data,
    )


def take_back(request, complaint: Complaint, standing: Transfer | None):
    """Where nothing stands (any more), the second tap of two says nothing."""
    if standing is not None:
        try:
            services.take_back(transfer=standing, by=request.user)
        except CaseError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Tawaran ditarik. Kasus tetap di kelompok ini."))
    return redirect(complaint)


@require_safe
@permission_required("case.list")
def transfers(request):
    """What waits for her answer, and what became of her own offers."""
    rows = Transfer.objects.select_related(*SHOWN)
    context = {
        "offered": rows.offered_to(request.user).order_by("offered_at", "id"),
        "sent": rows.sent_by(request.user).order_by("-offered_at", "-id")[:MOST_SENT],
    }
    return render(request, "complaints/transfers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("case.list")
def transfer_answer(request, pk):
    """The receiver reads the message and no word of the case itself; reading it is recorded."""
    rows = Transfer.objects.answerable_by(request.user).select_related(*SHOWN, "offered_by")
    with transaction.atomic():
        row = get_object_or_404(rows, pk=pk)
        if request.method != "POST":
            audit.record(action="transfer.read", by=request.user, chain=row.complaint_id, subject=row)
    form = TransferAnswerForm(typed_data(request))
    if request.method == "POST" and form.is_valid() and not refused(form, lambda: answer(request, row, form)):
        return told(request, row, form)
    context = {"transfer": row, "message": message_of(row), "form": form}
    return render(request, "complaints/transfer_answer.html", context)


def answer(request, row: Transfer, form: TransferAnswerForm) -> None:
    text = form.cleaned_data["text"]
    if form.accepts:
        services.accept(transfer=row, by=request.user, text=text)
    else:
        services.decline(transfer=row, by=request.user, text=text)


def told(request, row: Transfer, form: TransferAnswerForm):
    if form.accepts:
        messages.success(request, _("Kasus ini sekarang didampingi Ibu/Bapak."))
        return redirect(row.complaint)
    messages.success(request, _("Jawaban terkirim. Kasus tetap di kelompok asalnya."))
    return redirect("complaints:transfers")
